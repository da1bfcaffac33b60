# Exactly what the functions of this twin do with the hot store.
resource "azurerm_cosmosdb_sql_role_definition" "app" {
  name                = "${var.twin.name}-l3-hot"
  resource_group_name = var.foundation.resource_group_name
  account_name        = azurerm_cosmosdb_account.hot_store.name
  assignable_scopes   = [azurerm_cosmosdb_account.hot_store.id]

  permissions {
    data_actions = concat(
      ["Microsoft.DocumentDB/databaseAccounts/readMetadata"],
      [for action in flatten([for name in keys(var.functions) : local.actions[name]]) : "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/${action}"],
    )
  }
}

resource "azurerm_cosmosdb_sql_role_assignment" "app" {
  resource_group_name = var.foundation.resource_group_name
  account_name        = azurerm_cosmosdb_account.hot_store.name
  principal_id        = module.app.principal_id
  role_definition_id  = azurerm_cosmosdb_sql_role_definition.app.id
  scope               = local.scope
}
