module "app" {
  source = "../function-app"

  environment = merge(concat([local.wiring], values(var.environment))...)
  foundation  = var.foundation
  hops        = var.hops
  slot        = "l3-hot"
  twin        = var.twin
  zip         = values(var.functions)[0].zip
}
