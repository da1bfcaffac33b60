# A counter metric counts log lines; only a distribution takes its value from the line. Its sum is mean times count.
resource "google_logging_metric" "this" {
  for_each = var.counted_events

  project         = var.foundation.project
  name            = "${local.name}-${each.key}"
  description     = "Messages ${each.key} by ${local.name}"
  filter          = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${local.name}\" AND jsonPayload.event=\"${each.key}\""
  value_extractor = "EXTRACT(jsonPayload.count)"

  metric_descriptor {
    metric_kind = "DELTA"
    unit        = "1"
    value_type  = "DISTRIBUTION"
  }
}
