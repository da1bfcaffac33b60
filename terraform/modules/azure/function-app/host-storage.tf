# The host keeps its package, locks and diagnostics here; nothing else may read them, so each app has its own account.
resource "azurerm_storage_account" "host" {
  name                            = local.host_storage_name
  resource_group_name             = var.foundation.resource_group_name
  location                        = var.foundation.location
  account_kind                    = "StorageV2"
  account_replication_type        = "LRS"
  account_tier                    = "Standard"
  allow_nested_items_to_be_public = false
  default_to_oauth_authentication = true
  https_traffic_only_enabled      = true
  local_user_enabled              = false
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
  tags                            = var.foundation.tags
}

resource "azurerm_storage_container" "package" {
  name                  = "package"
  storage_account_id    = azurerm_storage_account.host.id
  container_access_type = "private"
}

# Owner of blobs for locks, secrets and the package; tables for the host's own diagnostic events
# (https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity).
resource "azurerm_role_assignment" "host" {
  for_each = toset(["Storage Blob Data Owner", "Storage Table Data Contributor"])

  scope                = azurerm_storage_account.host.id
  role_definition_name = each.key
  principal_id         = azurerm_user_assigned_identity.app.principal_id
  principal_type       = "ServicePrincipal"
}
