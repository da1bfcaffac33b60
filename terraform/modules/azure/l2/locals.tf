locals {
  queue_url = { for name in ["processor", "persister"] : name => "${var.foundation.hops.queue_endpoint}/${azurerm_storage_queue.hop[name].name}" }

  # Exactly one of the two ways to the hot store exists.
  wiring = merge(
    { PERSISTER_HOP_URL = local.queue_url["persister"] },
    contains(keys(var.functions), "ingestion") ? { PROCESSOR_HOP_URL = local.queue_url["processor"] } : {},
    var.peers.hot-writer == null ? {} : { REMOTE_WRITER_URL = var.peers.hot-writer },
    var.links == null ? {} : {
      COSMOS_CONTAINER = var.links.hot_store.container
      COSMOS_DATABASE  = var.links.hot_store.database
      COSMOS_ENDPOINT  = var.links.hot_store.endpoint
    },
  )
}
