module "persister" {
  source = "../function"

  counted_events  = local.hot_storage.counted_events
  environment     = merge(lookup(var.environment, "persister", {}), local.hot_storage.environment)
  foundation      = var.foundation
  function        = "persister"
  package         = var.functions["persister"]
  permissions     = local.hot_storage.permissions
  queue           = module.persister_queue.queue
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
