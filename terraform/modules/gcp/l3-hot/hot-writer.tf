module "hot_writer" {
  source   = "../function"
  for_each = { for name, package in var.functions : name => package if name == "hot-writer" }

  counted_events  = ["stored"]
  environment     = merge(lookup(var.environment, "hot-writer", {}), local.hot_store_environment)
  foundation      = var.foundation
  function        = "hot-writer"
  hot_store       = { database = google_firestore_database.hot_store.name, role = "roles/datastore.user" }
  package         = each.value
  public          = true
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
