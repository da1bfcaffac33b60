resource "azurerm_resource_group" "twin" {
  name     = "${var.twin.name}-${var.twin.suffix}"
  location = var.settings.location
  tags     = local.tags
}
