output "endpoints" {
  description = "The https URLs of the public functions of this slot."
  value       = { for name in keys(var.functions) : name => "${module.app.url}/${name}" if name == "ingestion" }
}

output "functions" {
  description = "The functions of this slot: the app that runs each, and its resource id."
  value       = { for name in keys(var.functions) : name => { id = "${module.app.id}/functions/${name}", name = module.app.name } }

  precondition {
    condition     = (var.links == null) != (var.peers.hot-writer == null)
    error_message = "l2 needs either links (l3-hot on Azure) or peers.hot-writer (l3-hot on another cloud), and not both."
  }
}

output "links" {
  description = "What l1 needs when it shares this cloud."
  value = {
    processor_queue = {
      id  = azurerm_storage_queue.hop["processor"].id
      url = local.queue_url["processor"]
    }
  }
}
