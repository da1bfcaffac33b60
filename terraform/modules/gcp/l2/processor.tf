module "processor" {
  source = "../function"

  environment = merge(
    lookup(var.environment, "processor", {}),
    { PERSISTER_HOP_URL = module.persister_hop.topic.url },
  )
  foundation      = var.foundation
  function        = "processor"
  package         = var.functions["processor"]
  publishes_to    = { persister = module.persister_hop.topic.id }
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}

module "processor_hop" {
  source = "../hop"

  foundation = var.foundation
  function   = { key = "processor", name = module.processor.name, uri = module.processor.uri }
  hops       = var.hops
  topic      = "processor"
  twin       = var.twin
}
