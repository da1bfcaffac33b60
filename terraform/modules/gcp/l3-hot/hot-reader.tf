module "hot_reader" {
  source = "../function"

  environment     = merge(lookup(var.environment, "hot-reader", {}), local.hot_store_environment)
  foundation      = var.foundation
  function        = "hot-reader"
  hot_store       = { database = google_firestore_database.hot_store.name, role = "roles/datastore.viewer" }
  package         = var.functions["hot-reader"]
  public          = true
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
