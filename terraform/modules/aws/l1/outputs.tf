output "endpoints" {
  description = "Public https URLs by function: none in this slot."
  value       = {}
}

output "functions" {
  description = "The functions of this slot as AWS knows them."
  value       = { dispatcher = { id = module.dispatcher.id, name = module.dispatcher.name } }

  precondition {
    condition     = (var.links == null) != (var.peers.ingestion == null)
    error_message = "l1 needs either links (l2 on AWS) or peers.ingestion (l2 on another cloud), and not both."
  }
}

output "ingest" {
  description = "Where devices connect, under which thing name (which is also the client id), with which certificate."
  value = {
    endpoint     = data.aws_iot_endpoint.devices.endpoint_address
    thing_names  = { for id, thing in aws_iot_thing.device : id => thing.name }
    certificates = { for id, certificate in aws_iot_certificate.device : id => { pem = certificate.certificate_pem } }
  }
  sensitive = true

  # A device that is told to connect may connect.
  depends_on = [
    aws_iot_policy_attachment.device,
    aws_iot_thing_principal_attachment.device,
    aws_iot_topic_rule.dispatcher,
  ]
}

output "links" {
  description = "What the slot before this one needs: nothing, as devices come by `ingest`."
  value       = {}
}
