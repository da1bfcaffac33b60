output "endpoints" {
  description = "Public https URLs by function: hot-reader, and hot-writer when l2 stands on another cloud."
  value = merge(
    { hot-reader = module.hot_reader.uri },
    { for name, writer in module.hot_writer : name => writer.uri },
  )

  # A query without its index fails, so the indexes stand before anyone is told where to read.
  depends_on = [google_firestore_index.by_time]
}

output "functions" {
  description = "The functions of this slot as Google Cloud knows them."
  value = merge(
    { hot-reader = { id = module.hot_reader.id, name = module.hot_reader.name } },
    { for name, writer in module.hot_writer : name => { id = writer.id, name = writer.name } },
  )
}

output "links" {
  description = "What l2 on Google Cloud needs: where the hot store is."
  value = {
    hot_store = {
      collection = local.collection
      database   = google_firestore_database.hot_store.name
      project    = var.foundation.project
    }
  }
}
