# Only identities may use the account, keys are off. Strong consistency lets every reader see what any writer has
# stored; in a single region it costs reads twice their units and writes nothing.
resource "azurerm_cosmosdb_account" "hot_store" {
  name                          = "${var.twin.name}-${var.twin.suffix}"
  resource_group_name           = var.foundation.resource_group_name
  location                      = var.foundation.location
  kind                          = "GlobalDocumentDB"
  offer_type                    = "Standard"
  local_authentication_disabled = true
  minimal_tls_version           = "Tls12"
  tags                          = var.foundation.tags

  capabilities {
    name = "EnableServerless"
  }

  consistency_policy {
    consistency_level = "Strong"
  }

  geo_location {
    location          = var.foundation.location
    failover_priority = 0
  }
}

resource "azurerm_cosmosdb_sql_database" "hot_store" {
  name                = "twin"
  resource_group_name = var.foundation.resource_group_name
  account_name        = azurerm_cosmosdb_account.hot_store.name
}

# Queries name a device and a range of sort keys, so nothing else is indexed, least of all the properties.
resource "azurerm_cosmosdb_sql_container" "hot_store" {
  name                  = "records"
  resource_group_name   = var.foundation.resource_group_name
  account_name          = azurerm_cosmosdb_account.hot_store.name
  database_name         = azurerm_cosmosdb_sql_database.hot_store.name
  partition_key_paths   = ["/device_id"]
  partition_key_version = 2

  indexing_policy {
    indexing_mode = "consistent"

    included_path {
      path = "/device_id/?"
    }

    included_path {
      path = "/sort_key/?"
    }

    excluded_path {
      path = "/*"
    }
  }
}
