locals {
  # Exactly one of the two ways to the processor exists.
  wiring = merge(
    var.links == null ? {} : { PROCESSOR_HOP_URL = var.links.processor_queue.url },
    var.peers.ingestion == null ? {} : { REMOTE_INGESTION_URL = var.peers.ingestion },
  )
}
