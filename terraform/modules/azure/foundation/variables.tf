variable "log_retention_days" {
  description = "How long the logs of the twin are kept, in days."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.log_retention_days >= 30 && var.log_retention_days <= 730
    error_message = "log_retention_days: a Log Analytics workspace keeps logs for 30 to 730 days."
  }
}

variable "settings" {
  description = "Where on Azure the twin lives: location, such as westeurope."
  type        = object({ location = string })
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]+$", var.settings.location))
    error_message = "settings.location must be the short name of an Azure region, such as westeurope."
  }
}

variable "twin" {
  description = "The twin's name, which begins every resource name, and its suffix for names that must differ more widely."
  type        = object({ name = string, suffix = string })
  nullable    = false

  # A Cosmos DB account is named by at most 44 characters, of which the suffix takes seven.
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,35}[a-z0-9]$", var.twin.name))
    error_message = "twin.name: on Azure 2 to 37 lower-case letters, digits and hyphens, first a letter, last no hyphen."
  }

  validation {
    condition     = can(regex("^[a-z0-9]{6}$", var.twin.suffix))
    error_message = "twin.suffix must be 6 lower-case letters and digits."
  }
}
