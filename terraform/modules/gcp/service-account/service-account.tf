resource "google_service_account" "this" {
  project      = var.project
  account_id   = local.account_id
  display_name = var.name
  description  = var.description
}
