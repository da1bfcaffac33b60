# The host moves what failed too often to `<queue>-poison`; it stands here already, so that the app needs no right to make queues.
resource "azurerm_storage_queue" "hop" {
  for_each = toset(["dispatcher", "dispatcher-poison"])

  name               = each.key
  storage_account_id = var.foundation.hops.storage_account_id
}
