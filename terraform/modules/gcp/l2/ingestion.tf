module "ingestion" {
  source   = "../function"
  for_each = { for name, package in var.functions : name => package if name == "ingestion" }

  environment = merge(
    lookup(var.environment, "ingestion", {}),
    { PROCESSOR_HOP_URL = module.processor_hop.topic.url },
  )
  foundation      = var.foundation
  function        = "ingestion"
  package         = each.value
  public          = true
  publishes_to    = { processor = module.processor_hop.topic.id }
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
