resource "azurerm_log_analytics_workspace" "twin" {
  name                = "${var.twin.name}-${var.twin.suffix}"
  resource_group_name = azurerm_resource_group.twin.name
  location            = azurerm_resource_group.twin.location
  sku                 = "PerGB2018"
  retention_in_days   = var.log_retention_days
  tags                = local.tags
}
