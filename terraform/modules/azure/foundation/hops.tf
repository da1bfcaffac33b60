# The Storage queues of every hop inside Azure stand in this account; only identities may use it, keys are off.
resource "azurerm_storage_account" "hops" {
  name                            = local.hop_storage_name
  resource_group_name             = azurerm_resource_group.twin.name
  location                        = azurerm_resource_group.twin.location
  account_kind                    = "StorageV2"
  account_replication_type        = "LRS"
  account_tier                    = "Standard"
  allow_nested_items_to_be_public = false
  default_to_oauth_authentication = true
  https_traffic_only_enabled      = true
  local_user_enabled              = false
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
  tags                            = local.tags
}

# Where Event Grid sets aside what it could not hand to a queue.
resource "azurerm_storage_container" "dead_letters" {
  name                  = "dead-letters"
  storage_account_id    = azurerm_storage_account.hops.id
  container_access_type = "private"
}
