variable "hops" {
  description = "How long a durable hop holds a message through steady failure, how long one try may take, and how long a function may run, in seconds."
  type = object({
    attempt_seconds          = number
    function_timeout_seconds = number
    retention_seconds        = number
  })
  nullable = false

  validation {
    condition     = max(var.hops.attempt_seconds, var.hops.function_timeout_seconds) >= 1 && max(var.hops.attempt_seconds, var.hops.function_timeout_seconds) <= 43200
    error_message = "hops.attempt_seconds and hops.function_timeout_seconds must be between 1 and 43200, the longest visibility timeout of SQS."
  }

  validation {
    condition     = var.hops.retention_seconds >= 1 && var.hops.retention_seconds <= 345600
    error_message = "hops.retention_seconds must be between 1 and 345600: the queue keeps a message for four days."
  }

  validation {
    condition     = var.hops.retention_seconds <= 999 * max(1, var.hops.attempt_seconds, var.hops.function_timeout_seconds)
    error_message = "hops.retention_seconds must be at most 999 times hops.attempt_seconds: SQS hands a message out at most 1000 times."
  }
}

variable "name" {
  description = "Name of the queue; its dead-letter queue adds `-dead`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,75}$", var.name))
    error_message = "name must have 1 to 75 letters, digits, hyphens and underscores."
  }
}

variable "tags" {
  description = "Tags of both queues."
  type        = map(string)
  nullable    = false
}
