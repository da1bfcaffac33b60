variable "foundation" {
  description = "The output of the foundation module."
  type = object({
    dead_letter_topic = string
    labels            = map(string)
    project           = string
    pubsub_agent      = string
    pubsub_endpoint   = string
    region            = string
  })
  nullable = false
}

variable "function" {
  description = "The function that takes the messages: its name within the twin, its name on Google Cloud and its https URL."
  type        = object({ key = string, name = string, uri = string })
  nullable    = false
}

variable "hops" {
  description = "How long a durable hop holds a message through steady failure, how long one try may take, and how long a function may run, in seconds."
  type = object({
    attempt_seconds          = number
    function_timeout_seconds = number
    retention_seconds        = number
  })
  nullable = false

  validation {
    condition     = var.hops.retention_seconds >= 1 && var.hops.retention_seconds <= 54000
    error_message = "hops.retention_seconds must be between 1 and 54000: Pub/Sub tries at most 100 times, at most 10 minutes apart."
  }

  validation {
    condition     = max(var.hops.attempt_seconds, var.hops.function_timeout_seconds) <= 600
    error_message = "hops.attempt_seconds and hops.function_timeout_seconds must be at most 600, Pub/Sub's longest acknowledgement deadline."
  }
}

variable "topic" {
  description = "The topic's name within its twin, such as telemetry."
  type        = string
  nullable    = false
}

variable "twin" {
  description = "The twin that the hop belongs to."
  type        = object({ name = string, suffix = string })
  nullable    = false
}
