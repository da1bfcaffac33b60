variable "environment" {
  description = "The environment variables of all functions of the app."
  type        = map(string)
  nullable    = false
  sensitive   = true
}

variable "foundation" {
  description = "The output of the foundation module."
  type = object({
    hops = object({
      dead_letter_container    = string
      dead_letter_container_id = string
      queue_endpoint           = string
      storage_account_id       = string
    })
    location            = string
    logs                = object({ workspace_guid = string, workspace_id = string })
    resource_group_name = string
    tags                = map(string)
  })
  nullable = false
}

variable "hops" {
  description = "How long a durable hop holds a message through steady failure, how long one try may take (a Storage queue needs none: the host renews its hold), and how long a function may run, in seconds."
  type = object({
    attempt_seconds          = optional(number, 60)
    function_timeout_seconds = optional(number, 60)
    retention_seconds        = optional(number, 900)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.hops.retention_seconds >= 1 && floor(var.hops.retention_seconds) == var.hops.retention_seconds
    error_message = "hops.retention_seconds must be a whole number from 1."
  }

  validation {
    condition     = var.hops.function_timeout_seconds >= 1 && var.hops.function_timeout_seconds <= 86399
    error_message = "hops.function_timeout_seconds must be between 1 and 86399, as the host is told hours, minutes and seconds."
  }
}

variable "queue_endpoint" {
  description = "The Storage queue service that triggers functions of the app, null when none is triggered by a queue."
  type        = string
  default     = null

  validation {
    condition     = var.queue_endpoint == null || can(regex("^https://.*[^/]$", var.queue_endpoint))
    error_message = "queue_endpoint must be an https URL without a slash at its end."
  }
}

variable "slot" {
  description = "The slot whose functions the app runs: l1, l2 or l3-hot."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["l1", "l2", "l3-hot"], var.slot)
    error_message = "slot must be l1, l2 or l3-hot."
  }
}

variable "twin" {
  description = "The twin's name, which begins every resource name, and its suffix for names that must differ more widely."
  type        = object({ name = string, suffix = string })
  nullable    = false
}

variable "zip" {
  description = "Absolute path of the app's sealed package; it contains the package's hash, so that a new package is a new path."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.zip, "/") && endswith(var.zip, ".zip")
    error_message = "zip must be an absolute path that ends in .zip."
  }
}
