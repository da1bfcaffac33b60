# The host renews and shortens its hold on a message with Update Message, which "Message Processor" lacks, so the
# narrowest built-in role that takes from a queue is Contributor, on that one queue
# (https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-queue-service-operations).
resource "azurerm_role_assignment" "takes" {
  scope                = azurerm_storage_queue.hop["dispatcher"].id
  role_definition_name = "Storage Queue Data Contributor"
  principal_id         = module.app.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "sets_aside" {
  scope                = azurerm_storage_queue.hop["dispatcher-poison"].id
  role_definition_name = "Storage Queue Data Message Sender"
  principal_id         = module.app.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "gives" {
  count = var.links == null ? 0 : 1

  scope                = var.links.processor_queue.id
  role_definition_name = "Storage Queue Data Message Sender"
  principal_id         = module.app.principal_id
  principal_type       = "ServicePrincipal"
}
