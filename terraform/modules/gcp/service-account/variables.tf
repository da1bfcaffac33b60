variable "description" {
  description = "What the account is for."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The account's name as it should read, such as demo-hot-reader; made to fit Google's 6 to 30 characters if need be."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,}[a-z0-9]$", var.name))
    error_message = "name must have at least 6 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "project" {
  description = "Id of the project that owns the account."
  type        = string
  nullable    = false
}
