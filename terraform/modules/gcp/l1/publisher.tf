module "publisher" {
  source = "../service-account"

  description = "Publishes what the devices of the twin ${var.twin.name} send"
  name        = "${var.twin.name}-publisher"
  project     = var.foundation.project
}

resource "google_service_account_key" "publisher" {
  service_account_id = module.publisher.id
  public_key_data    = base64encode(var.publisher.certificate)
}

resource "google_pubsub_topic_iam_member" "publisher" {
  project = var.foundation.project
  topic   = module.dispatcher_hop.topic.id
  role    = "roles/pubsub.publisher"
  member  = module.publisher.member
}
