module "dispatcher_queue" {
  source = "../queue"

  hops = var.hops
  name = "${local.prefix}dispatcher"
  tags = var.foundation.tags
}
