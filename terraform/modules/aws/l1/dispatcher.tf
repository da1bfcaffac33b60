module "dispatcher" {
  source = "../function"

  counted_events  = ["received", "rejected"]
  environment     = merge(lookup(var.environment, "dispatcher", {}), local.next_hop.environment)
  foundation      = var.foundation
  function        = "dispatcher"
  package         = var.functions["dispatcher"]
  permissions     = local.next_hop.permissions
  queue           = module.dispatcher_queue.queue
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
