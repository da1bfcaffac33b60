# A Flex Consumption plan holds exactly one app.
resource "azurerm_service_plan" "app" {
  name                = "${var.twin.name}-${var.slot}"
  resource_group_name = var.foundation.resource_group_name
  location            = var.foundation.location
  os_type             = "Linux"
  sku_name            = "FC1"
  tags                = var.foundation.tags
}

resource "azurerm_function_app_flex_consumption" "app" {
  name                = "${var.twin.name}-${var.slot}-${var.twin.suffix}"
  resource_group_name = var.foundation.resource_group_name
  location            = var.foundation.location
  service_plan_id     = azurerm_service_plan.app.id
  https_only          = true
  tags                = var.foundation.tags

  runtime_name           = "node"
  runtime_version        = "22"
  instance_memory_in_mb  = 2048
  maximum_instance_count = 40

  storage_authentication_type       = "UserAssignedIdentity"
  storage_container_endpoint        = "${azurerm_storage_account.host.primary_blob_endpoint}${azurerm_storage_container.package.name}"
  storage_container_type            = "blobContainer"
  storage_user_assigned_identity_id = azurerm_user_assigned_identity.app.id

  # The provider pushes the package with the app's publishing credentials.
  webdeploy_publish_basic_authentication_enabled = true
  zip_deploy_file                                = var.zip

  app_settings = merge(local.host_settings, local.trigger_settings, var.environment)

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app.id]
  }

  site_config {
    application_insights_connection_string = azurerm_application_insights.app.connection_string
    http2_enabled                          = true
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
  }

  # Without them the host can neither fetch its package nor take its locks.
  depends_on = [azurerm_role_assignment.host]
}
