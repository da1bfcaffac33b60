variable "hops" {
  description = "How long a durable hop holds a message through steady failure, how long one try may take, and how long a function may run, in seconds."
  type = object({
    attempt_seconds          = number
    function_timeout_seconds = number
    retention_seconds        = number
  })
  nullable = false
}

variable "name" {
  description = "Name of the queue; its dead-letter queue adds `-dead`."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of both queues."
  type        = map(string)
  nullable    = false
}
