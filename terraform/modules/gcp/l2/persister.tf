module "persister" {
  source = "../function"

  counted_events  = local.hot_storage.counted_events
  environment     = merge(lookup(var.environment, "persister", {}), local.hot_storage.environment)
  foundation      = var.foundation
  function        = "persister"
  hot_store       = local.hot_storage.hot_store
  package         = var.functions["persister"]
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}

module "persister_hop" {
  source = "../hop"

  foundation = var.foundation
  function   = { key = "persister", name = module.persister.name, uri = module.persister.uri }
  hops       = var.hops
  topic      = "persister"
  twin       = var.twin
}
