# The bucket _Default belongs to the whole project and keeps its own time, so the twin's lines go to a bucket of their own.
resource "google_logging_project_bucket_config" "functions" {
  project        = var.settings.project
  location       = var.settings.region
  bucket_id      = "${var.twin.name}-functions-${var.twin.suffix}"
  description    = "Log lines of the functions of the twin ${var.twin.name}"
  retention_days = var.log_retention_days

  depends_on = [google_project_service.this]
}

resource "google_logging_project_sink" "functions" {
  project                = var.settings.project
  name                   = "${var.twin.name}-functions-${var.twin.suffix}"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.functions.id}"
  filter                 = local.log_filter
  unique_writer_identity = true
}

# Kept once: what the sink keeps, _Default does not.
resource "google_logging_project_exclusion" "functions" {
  project     = var.settings.project
  name        = "${var.twin.name}-functions-${var.twin.suffix}"
  description = "Kept in the bucket ${google_logging_project_bucket_config.functions.bucket_id}"
  filter      = local.log_filter

  depends_on = [google_logging_project_sink.functions]
}
