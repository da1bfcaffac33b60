locals {
  # The pause after which the host hands a failed message out again: `visibilityTimeout` in host.json.
  retry_seconds = 30

  host_storage_name = join("", [
    substr(replace(var.twin.name, "-", ""), 0, 12), replace(var.slot, "-", ""), var.twin.suffix,
  ])

  # The first try stands at second 0, so the last of n tries stands at second (n - 1) * 30.
  max_dequeue_count = ceil(var.hops.retention_seconds / local.retry_seconds) + 1

  # The provider would fill AzureWebJobsStorage with a connection string without a key, which the host then prefers to the
  # identity; empty, it counts as absent (https://github.com/hashicorp/terraform-provider-azurerm/issues/29693).
  host_settings = {
    AZURE_CLIENT_ID                                            = azurerm_user_assigned_identity.app.client_id
    AzureFunctionsJobHost__extensions__queues__maxDequeueCount = tostring(local.max_dequeue_count)
    AzureFunctionsJobHost__functionTimeout                     = formatdate("hh:mm:ss", timeadd("2000-01-01T00:00:00Z", "${var.hops.function_timeout_seconds}s"))
    AzureWebJobsStorage                                        = ""
    AzureWebJobsStorage__accountName                           = azurerm_storage_account.host.name
    AzureWebJobsStorage__clientId                              = azurerm_user_assigned_identity.app.client_id
    AzureWebJobsStorage__credential                            = "managedidentity"
  }

  # The triggers' connection is called HOPS in the packages.
  trigger_settings = var.queue_endpoint == null ? {} : {
    HOPS__clientId        = azurerm_user_assigned_identity.app.client_id
    HOPS__credential      = "managedidentity"
    HOPS__queueServiceUri = var.queue_endpoint
  }
}
