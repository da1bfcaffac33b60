variable "counted_events" {
  description = "Events whose log lines Cloud Logging sums up, by the field `count`, into a distribution metric named <twin>-<function>-<event>."
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
    build_service_account = string
    image_repository      = string
    labels                = map(string)
    project               = string
    region                = string
    source_bucket         = string
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

variable "hot_store" {
  description = "The Firestore database that the function works on and its role there, if any."
  type        = object({ database = string, role = string })
  default     = null

  validation {
    condition     = var.hot_store == null || contains(["roles/datastore.user", "roles/datastore.viewer"], try(var.hot_store.role, ""))
    error_message = "hot_store.role must be roles/datastore.user or roles/datastore.viewer."
  }
}

variable "package" {
  description = "The finished zip (absolute path) and its SHA-256 (hex)."
  type        = object({ sha256 = string, zip = string })
  nullable    = false
}

variable "public" {
  description = "Whether anyone may call the function by its https URL; it then checks a signature or token itself."
  type        = bool
  default     = false
  nullable    = false
}

variable "publishes_to" {
  description = "The topics that the function publishes to, by the name of the hop."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "timeout_seconds" {
  description = "How long one invocation may last."
  type        = number
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 540
    error_message = "timeout_seconds must be between 1 and 540."
  }
}

variable "twin" {
  description = "The twin that the function belongs to."
  type        = object({ name = string, suffix = string })
  nullable    = false
}
