output "foundation" {
  description = "What every slot on Google Cloud needs: project and region, the labels that mark ownership, where packages go and who builds them, where dead letters go and who forwards them."
  value = {
    build_service_account = module.build_account.id
    dead_letter_topic     = google_pubsub_topic.dead.id
    firestore_location    = coalesce(var.settings.firestore_location, var.settings.region)
    image_repository      = google_artifact_registry_repository.images.id
    labels                = local.labels
    project               = var.settings.project
    pubsub_agent          = local.pubsub_agent
    pubsub_endpoint       = var.settings.pubsub_endpoint
    region                = var.settings.region
    source_bucket         = google_storage_bucket.source.name
  }

  # Who has the foundation may build, and log, and send to the dead letters.
  depends_on = [
    google_artifact_registry_repository_iam_member.build,
    google_logging_project_sink.functions,
    google_project_iam_member.build_logs,
    google_project_iam_member.build_source,
    google_project_service.this,
    google_pubsub_subscription.dead,
    google_pubsub_topic_iam_member.forwarding,
    google_storage_bucket_iam_member.build,
  ]
}
