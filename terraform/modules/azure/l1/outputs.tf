output "endpoints" {
  description = "The https URLs of the public functions of this slot: none."
  value       = {}
}

output "functions" {
  description = "The functions of this slot: the app that runs each, and its resource id."
  value       = { for name in keys(var.functions) : name => { id = "${module.app.id}/functions/${name}", name = module.app.name } }

  precondition {
    condition     = (var.links == null) != (var.peers.ingestion == null)
    error_message = "l1 needs either links (l2 on Azure) or peers.ingestion (l2 on another cloud), and not both."
  }
}

output "ingest" {
  description = "What the deployer needs to register devices and to tell them where to connect."
  value = {
    hostname             = azurerm_iothub.twin.hostname
    registry_key         = azurerm_iothub_shared_access_policy.registry.primary_key
    registry_policy_name = azurerm_iothub_shared_access_policy.registry.name
  }
  sensitive = true
}

output "links" {
  description = "What the slot before this one needs: nothing, as devices come by `ingest`."
  value       = {}
}
