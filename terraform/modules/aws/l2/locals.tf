locals {
  prefix = "${var.twin.name}-"

  # Shared cloud: straight into the table. Otherwise: by signed request to the hot-writer, which then counts what is stored.
  hot_storage = var.links == null ? {
    counted_events = []
    environment    = tomap({ REMOTE_WRITER_URL = var.peers.hot-writer })
    permissions    = []
    } : {
    counted_events = ["stored"]
    environment    = tomap({ HOT_TABLE_NAME = var.links.hot_table.name })
    permissions    = [{ actions = ["dynamodb:PutItem"], resources = [var.links.hot_table.arn] }]
  }
}
