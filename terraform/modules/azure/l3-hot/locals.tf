locals {
  actions = {
    hot-reader = ["containers/executeQuery", "containers/items/read"]
    hot-writer = ["containers/items/create"]
  }

  wiring = {
    COSMOS_CONTAINER = azurerm_cosmosdb_sql_container.hot_store.name
    COSMOS_DATABASE  = azurerm_cosmosdb_sql_database.hot_store.name
    COSMOS_ENDPOINT  = azurerm_cosmosdb_account.hot_store.endpoint
  }

  scope = "${azurerm_cosmosdb_account.hot_store.id}/dbs/${azurerm_cosmosdb_sql_database.hot_store.name}/colls/${azurerm_cosmosdb_sql_container.hot_store.name}"
}
