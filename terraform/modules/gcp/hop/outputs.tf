output "topic" {
  description = "The durable hop: who sends to it needs roles/pubsub.publisher on the id (projects/P/topics/T), and publishes to the url."
  value = {
    id  = google_pubsub_topic.this.id
    url = "${var.foundation.pubsub_endpoint}/v1/${google_pubsub_topic.this.id}"
  }
}

output "subscription" {
  description = "The push subscription as projects/P/subscriptions/S."
  value       = google_pubsub_subscription.this.id

  # A message that is published now is delivered, or becomes a dead letter.
  depends_on = [google_pubsub_subscription_iam_member.forwarding]
}
