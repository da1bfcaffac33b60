output "endpoints" {
  description = "Public https URLs by function: ingestion, when l1 stands on another cloud."
  value       = { for name, ingestion in module.ingestion : name => ingestion.uri }
}

output "functions" {
  description = "The functions of this slot as Google Cloud knows them."
  value = merge(
    {
      persister = { id = module.persister.id, name = module.persister.name }
      processor = { id = module.processor.id, name = module.processor.name }
    },
    { for name, ingestion in module.ingestion : name => { id = ingestion.id, name = ingestion.name } },
  )

  precondition {
    condition     = (var.links == null) != (var.peers.hot-writer == null)
    error_message = "l2 needs either links (l3-hot on Google Cloud) or peers.hot-writer (l3-hot on another cloud), and not both."
  }
}

output "links" {
  description = "What l1 on Google Cloud needs: the durable hop into the processor."
  value       = { processor_topic = module.processor_hop.topic }
}
