# Devices sign in with keys of their own, so local authentication stays on.
resource "azurerm_iothub" "twin" {
  name                         = "${var.twin.name}-${var.twin.suffix}"
  resource_group_name          = var.foundation.resource_group_name
  location                     = var.foundation.location
  local_authentication_enabled = true
  tags                         = var.foundation.tags

  sku {
    name     = "S1"
    capacity = 1
  }
}

# With this key the deployer registers devices; it can neither send nor receive messages.
resource "azurerm_iothub_shared_access_policy" "registry" {
  name                = "registry"
  resource_group_name = var.foundation.resource_group_name
  iothub_name         = azurerm_iothub.twin.name
  registry_read       = true
  registry_write      = true
}
