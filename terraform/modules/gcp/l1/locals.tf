locals {
  # Shared cloud: straight into the processor's topic. Otherwise: by signed request to the ingestion function.
  next_hop = var.links == null ? {
    environment  = tomap({ REMOTE_INGESTION_URL = var.peers.ingestion })
    publishes_to = tomap({})
    } : {
    environment  = tomap({ PROCESSOR_HOP_URL = var.links.processor_topic.url })
    publishes_to = tomap({ processor = var.links.processor_topic.id })
  }
}
