# The host renews and shortens its hold on a message with Update Message, which "Message Processor" lacks, so the
# narrowest built-in role that takes from a queue is Contributor, on that one queue. It covers what the app gives, too
# (https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-queue-service-operations).
resource "azurerm_role_assignment" "takes" {
  for_each = toset(["processor", "persister"])

  scope                = azurerm_storage_queue.hop[each.key].id
  role_definition_name = "Storage Queue Data Contributor"
  principal_id         = module.app.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "sets_aside" {
  for_each = toset(["processor-poison", "persister-poison"])

  scope                = azurerm_storage_queue.hop[each.key].id
  role_definition_name = "Storage Queue Data Message Sender"
  principal_id         = module.app.principal_id
  principal_type       = "ServicePrincipal"
}

# The persister creates records in the hot store of the same cloud; it may neither read nor change them.
resource "azurerm_cosmosdb_sql_role_definition" "persister" {
  count = var.links == null ? 0 : 1

  name                = "${var.twin.name}-l2"
  resource_group_name = var.foundation.resource_group_name
  account_name        = var.links.hot_store.account_name
  assignable_scopes   = [var.links.hot_store.account_id]

  permissions {
    data_actions = [
      "Microsoft.DocumentDB/databaseAccounts/readMetadata",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/create",
    ]
  }
}

resource "azurerm_cosmosdb_sql_role_assignment" "persister" {
  count = var.links == null ? 0 : 1

  resource_group_name = var.foundation.resource_group_name
  account_name        = var.links.hot_store.account_name
  principal_id        = module.app.principal_id
  role_definition_id  = azurerm_cosmosdb_sql_role_definition.persister[0].id
  scope               = var.links.hot_store.scope
}
