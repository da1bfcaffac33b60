resource "google_project_service" "this" {
  for_each = toset(local.services)

  project = var.settings.project
  service = each.key

  # The project may use them for other things.
  disable_on_destroy = false
}
