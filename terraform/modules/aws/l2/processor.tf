module "processor" {
  source = "../function"

  environment = merge(
    lookup(var.environment, "processor", {}),
    { PERSISTER_HOP_URL = module.persister_queue.queue.url },
  )
  foundation      = var.foundation
  function        = "processor"
  package         = var.functions["processor"]
  permissions     = [{ actions = ["sqs:SendMessage"], resources = [module.persister_queue.queue.arn] }]
  queue           = module.processor_queue.queue
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
