module "dispatcher" {
  source = "../function"

  counted_events  = ["received", "rejected"]
  environment     = merge(lookup(var.environment, "dispatcher", {}), local.next_hop.environment)
  foundation      = var.foundation
  function        = "dispatcher"
  package         = var.functions["dispatcher"]
  publishes_to    = local.next_hop.publishes_to
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}

module "dispatcher_hop" {
  source = "../hop"

  foundation = var.foundation
  function   = { key = "dispatcher", name = module.dispatcher.name, uri = module.dispatcher.uri }
  hops       = var.hops
  topic      = "telemetry"
  twin       = var.twin
}
