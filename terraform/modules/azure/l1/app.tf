module "app" {
  source = "../function-app"

  environment    = merge(concat([local.wiring], values(var.environment))...)
  foundation     = var.foundation
  hops           = var.hops
  queue_endpoint = var.foundation.hops.queue_endpoint
  slot           = "l1"
  twin           = var.twin
  zip            = values(var.functions)[0].zip
}
