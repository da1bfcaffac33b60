variable "log_retention_days" {
  description = "How many days CloudWatch keeps the log lines of the functions."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch knows, such as 7, 14, 30, 60, 90, 180 or 365."
  }
}

variable "settings" {
  description = "Where on AWS the twin lives: the region of the provider that the root configures."
  type        = object({ region = string })
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,3}(-[a-z]+)+-[0-9]$", var.settings.region))
    error_message = "settings.region must be an AWS region such as eu-central-1."
  }
}

variable "twin" {
  description = "The twin's name, which begins every resource name, and its suffix for names that must differ more widely."
  type        = object({ name = string, suffix = string })
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_-]{0,39}$", var.twin.name))
    error_message = "twin.name must begin with a letter and have at most 40 letters, digits, hyphens and underscores."
  }

  validation {
    condition     = can(regex("^[a-z0-9]{6}$", var.twin.suffix))
    error_message = "twin.suffix must be 6 lower-case letters and digits."
  }
}
