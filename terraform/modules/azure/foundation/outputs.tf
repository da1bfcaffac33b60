output "foundation" {
  description = "What every slot on Azure stands on."
  value = {
    hops = {
      dead_letter_container    = azurerm_storage_container.dead_letters.name
      dead_letter_container_id = azurerm_storage_container.dead_letters.id
      queue_endpoint           = trimsuffix(azurerm_storage_account.hops.primary_queue_endpoint, "/")
      storage_account_id       = azurerm_storage_account.hops.id
    }
    location = azurerm_resource_group.twin.location
    logs = {
      workspace_guid = azurerm_log_analytics_workspace.twin.workspace_id
      workspace_id   = azurerm_log_analytics_workspace.twin.id
    }
    resource_group_name = azurerm_resource_group.twin.name
    tags                = local.tags
  }
}
