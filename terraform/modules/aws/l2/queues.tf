module "persister_queue" {
  source = "../queue"

  hops = var.hops
  name = "${local.prefix}persister"
  tags = var.foundation.tags
}

module "processor_queue" {
  source = "../queue"

  hops = var.hops
  name = "${local.prefix}processor"
  tags = var.foundation.tags
}
