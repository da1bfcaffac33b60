resource "google_firestore_database" "hot_store" {
  project = var.foundation.project
  # The id of a deleted database stays taken for minutes; the suffix keeps a new twin of the same name out of its way.
  name                    = "${var.twin.name}-${var.twin.suffix}"
  location_id             = var.foundation.firestore_location
  type                    = "FIRESTORE_NATIVE"
  delete_protection_state = "DELETE_PROTECTION_DISABLED"
  deletion_policy         = "DELETE"
}

resource "google_firestore_index" "by_time" {
  for_each = toset(["ASCENDING", "DESCENDING"])

  project     = var.foundation.project
  database    = google_firestore_database.hot_store.name
  collection  = local.collection
  query_scope = "COLLECTION"

  fields {
    field_path = "device_id"
    order      = "ASCENDING"
  }

  fields {
    field_path = "sort_key"
    order      = each.key
  }
}

resource "google_firestore_field" "without_index" {
  for_each = toset(local.fields_without_index)

  project    = var.foundation.project
  database   = google_firestore_database.hot_store.name
  collection = local.collection
  field      = each.key

  # An empty block takes the automatic indexes away.
  index_config {}
}
