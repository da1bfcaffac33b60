locals {
  ack_deadline_seconds = max(10, var.hops.attempt_seconds, var.hops.function_timeout_seconds)

  # Pub/Sub waits 1 s after the first failure and about twice as long after each further one, up to the maximum; it
  # gives up after 5 to 100 tries. The tries at the longest wait alone outlast the retention.
  minimum_backoff_seconds = 1
  maximum_backoff_seconds = min(600, max(30, ceil(var.hops.retention_seconds / 90)))
  _tries_until_longest    = ceil(log(local.maximum_backoff_seconds / local.minimum_backoff_seconds, 2)) + 1
  _tries_at_longest       = ceil(var.hops.retention_seconds / local.maximum_backoff_seconds)
  max_delivery_attempts   = min(100, max(5, local._tries_until_longest + local._tries_at_longest))
}
