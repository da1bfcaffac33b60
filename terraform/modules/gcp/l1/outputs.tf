output "endpoints" {
  description = "Public https URLs by function: none in this slot."
  value       = {}
}

output "functions" {
  description = "The functions of this slot as Google Cloud knows them."
  value       = { dispatcher = { id = module.dispatcher.id, name = module.dispatcher.name } }

  precondition {
    condition     = (var.links == null) != (var.peers.ingestion == null)
    error_message = "l1 needs either links (l2 on Google Cloud) or peers.ingestion (l2 on another cloud), and not both."
  }
}

output "ingest" {
  description = "Where devices publish (projects/P/topics/T), and what a service-account file needs besides the private key."
  value = {
    topic = module.dispatcher_hop.topic.id
    publisher = {
      email          = module.publisher.email
      private_key_id = basename(google_service_account_key.publisher.name)
      unique_id      = module.publisher.unique_id
    }
  }

  # A device that is told to publish may publish, and what it publishes is delivered.
  depends_on = [google_pubsub_topic_iam_member.publisher, module.dispatcher_hop]
}

output "links" {
  description = "What the slot before this one needs: nothing, as devices come by `ingest`."
  value       = {}
}
