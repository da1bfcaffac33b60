output "id" {
  description = "The function as projects/P/locations/L/functions/NAME."
  value       = google_cloudfunctions2_function.this.id
}

output "name" {
  description = "The function's name, which is also that of its Cloud Run service and begins that of its metrics."
  value       = google_cloudfunctions2_function.this.name
}

output "uri" {
  description = "The https URL of the function."
  value       = google_cloudfunctions2_function.this.service_config[0].uri

  # Who has the URL of a public function may call it.
  depends_on = [google_cloud_run_v2_service_iam_member.public]
}
