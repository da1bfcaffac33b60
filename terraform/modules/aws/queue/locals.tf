locals {
  # Lambda asks for a visibility timeout of at least the function's. AWS advises six times as much, against repeats
  # after throttling; a repeated record changes nothing here, and a failed one comes back within the minute.
  visibility_timeout_seconds = max(var.hops.attempt_seconds, var.hops.function_timeout_seconds)

  # Each try lasts at least one visibility timeout, so that many tries outlast the retention.
  max_receive_count = ceil(var.hops.retention_seconds / local.visibility_timeout_seconds) + 1
}
