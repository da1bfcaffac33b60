# Log lines reach the twin's workspace through here, all of them: sampling would lose lines that are counted.
resource "azurerm_application_insights" "app" {
  name                = "${var.twin.name}-${var.slot}"
  resource_group_name = var.foundation.resource_group_name
  location            = var.foundation.location
  application_type    = "Node.JS"
  sampling_percentage = 100
  workspace_id        = var.foundation.logs.workspace_id
  tags                = var.foundation.tags
}
