module "ingestion" {
  source   = "../function"
  for_each = { for name, package in var.functions : name => package if name == "ingestion" }

  environment = merge(
    lookup(var.environment, "ingestion", {}),
    { PROCESSOR_HOP_URL = module.processor_queue.queue.url },
  )
  foundation      = var.foundation
  function        = each.key
  package         = each.value
  permissions     = [{ actions = ["sqs:SendMessage"], resources = [module.processor_queue.queue.arn] }]
  public          = true
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
