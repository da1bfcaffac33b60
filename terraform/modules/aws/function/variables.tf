variable "counted_events" {
  description = "Events whose log lines CloudWatch sums up into metrics of the twin, by the field `count`."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for event in var.counted_events : contains(["received", "rejected", "stored"], event)])
    error_message = "counted_events may hold received, rejected and stored."
  }
}

variable "environment" {
  description = "Environment variables: the wiring that the slot knows and the keys that the deployer made."
  type        = map(string)
  nullable    = false
  sensitive   = true
}

variable "foundation" {
  description = "The output of the foundation module."
  type = object({
    log_retention_days = number
    partition          = string
    tags               = map(string)
  })
  nullable = false
}

variable "function" {
  description = "The function's name within its twin, such as hot-reader."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+(-[a-z]+)*$", var.function))
    error_message = "function must be lower-case words joined by hyphens."
  }
}

variable "package" {
  description = "The finished zip (absolute path) and its SHA-256 (hex)."
  type        = object({ sha256 = string, zip = string })
  nullable    = false
}

variable "permissions" {
  description = "What the function's own code calls: each entry allows those actions on those resources. Logs and the trigger queue are added here."
  type        = list(object({ actions = list(string), resources = list(string) }))
  default     = []
  nullable    = false
}

variable "public" {
  description = "Whether anyone may call the function by an https URL; it then checks a signature or token itself."
  type        = bool
  default     = false
  nullable    = false
}

variable "queue" {
  description = "The queue whose messages the function takes in batches, if any."
  type        = object({ arn = string })
  default     = null
}

variable "timeout_seconds" {
  description = "How long one invocation may last."
  type        = number
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds must be between 1 and 900, Lambda's limit."
  }
}

variable "twin" {
  description = "The twin that the function belongs to."
  type        = object({ name = string, suffix = string })
  nullable    = false
}
