resource "azurerm_user_assigned_identity" "app" {
  name                = "${var.twin.name}-${var.slot}"
  resource_group_name = var.foundation.resource_group_name
  location            = var.foundation.location
  tags                = var.foundation.tags
}
