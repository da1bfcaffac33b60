locals {
  # Shared cloud: straight into the database. Otherwise: by signed request to the hot-writer, which then counts what is stored.
  hot_storage = var.links == null ? {
    counted_events = []
    environment    = tomap({ REMOTE_WRITER_URL = var.peers.hot-writer })
    hot_store      = null
    } : {
    counted_events = ["stored"]
    environment = tomap({
      FIRESTORE_COLLECTION = var.links.hot_store.collection
      FIRESTORE_DATABASE   = var.links.hot_store.database
      FIRESTORE_PROJECT    = var.links.hot_store.project
    })
    hot_store = { database = var.links.hot_store.database, role = "roles/datastore.user" }
  }
}
