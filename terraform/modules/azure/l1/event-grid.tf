resource "azurerm_eventgrid_system_topic" "iot_hub" {
  name                = "${var.twin.name}-l1"
  resource_group_name = var.foundation.resource_group_name
  location            = var.foundation.location
  source_resource_id  = azurerm_iothub.twin.id
  topic_type          = "Microsoft.Devices.IoTHubs"
  tags                = var.foundation.tags

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "event_grid" {
  for_each = {
    "Storage Blob Data Contributor"     = var.foundation.hops.dead_letter_container_id
    "Storage Queue Data Message Sender" = azurerm_storage_queue.hop["dispatcher"].id
  }

  scope                = each.value
  role_definition_name = each.key
  principal_id         = azurerm_eventgrid_system_topic.iot_hub.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

# IoT Hub adds the route of telemetry to Event Grid by itself when this subscription appears.
resource "azurerm_eventgrid_system_topic_event_subscription" "dispatcher" {
  name                  = "dispatcher"
  resource_group_name   = var.foundation.resource_group_name
  system_topic          = azurerm_eventgrid_system_topic.iot_hub.name
  event_delivery_schema = "EventGridSchema"
  included_event_types  = ["Microsoft.Devices.DeviceTelemetry"]

  storage_queue_endpoint {
    storage_account_id = var.foundation.hops.storage_account_id
    queue_name         = azurerm_storage_queue.hop["dispatcher"].name
    # Without end: a message waits until it is processed or set aside, also when that takes more than the seven days of the default.
    queue_message_time_to_live_in_seconds = -1
  }

  delivery_identity {
    type = "SystemAssigned"
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = var.foundation.hops.storage_account_id
    storage_blob_container_name = var.foundation.hops.dead_letter_container
  }

  dead_letter_identity {
    type = "SystemAssigned"
  }

  retry_policy {
    event_time_to_live    = 1440
    max_delivery_attempts = 30
  }

  depends_on = [azurerm_role_assignment.event_grid]
}
