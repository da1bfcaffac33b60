locals {
  collection = "records"

  # What every function here is told of the hot store.
  hot_store_environment = {
    FIRESTORE_COLLECTION = local.collection
    FIRESTORE_DATABASE   = google_firestore_database.hot_store.name
    FIRESTORE_PROJECT    = var.foundation.project
  }

  # Records are read by (device_id, sort_key) only. An index on one field would cost storage, and one whose values
  # only grow would hold writes at 500 a second (https://cloud.google.com/firestore/docs/best-practices).
  fields_without_index = ["message_id", "properties", "sort_key", "timestamp"]
}
