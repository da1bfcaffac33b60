output "id" {
  description = "The resource id of the app."
  value       = azurerm_function_app_flex_consumption.app.id
}

output "name" {
  description = "The name of the app."
  value       = azurerm_function_app_flex_consumption.app.name
}

output "principal_id" {
  description = "The object id of the app's identity, to which permissions are granted."
  value       = azurerm_user_assigned_identity.app.principal_id
}

output "url" {
  description = "The https URL under which the app's functions stand, by their names."
  value       = "https://${azurerm_function_app_flex_consumption.app.default_hostname}/api"
}
