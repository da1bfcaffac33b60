output "endpoints" {
  description = "The https URLs of the public functions of this slot."
  value       = { for name in keys(var.functions) : name => "${module.app.url}/${name}" }
}

output "functions" {
  description = "The functions of this slot: the app that runs each, and its resource id."
  value       = { for name in keys(var.functions) : name => { id = "${module.app.id}/functions/${name}", name = module.app.name } }
}

output "links" {
  description = "What l2 needs when it shares this cloud."
  value = {
    hot_store = {
      account_id   = azurerm_cosmosdb_account.hot_store.id
      account_name = azurerm_cosmosdb_account.hot_store.name
      container    = azurerm_cosmosdb_sql_container.hot_store.name
      database     = azurerm_cosmosdb_sql_database.hot_store.name
      endpoint     = azurerm_cosmosdb_account.hot_store.endpoint
      scope        = local.scope
    }
  }
}
