locals {
  prefix = "${var.twin.name}-"

  # Shared cloud: straight into the processor's queue. Otherwise: by signed request to the ingestion function.
  next_hop = var.links == null ? {
    environment = tomap({ REMOTE_INGESTION_URL = var.peers.ingestion })
    permissions = []
    } : {
    environment = tomap({ PROCESSOR_HOP_URL = var.links.processor_queue.url })
    permissions = [{ actions = ["sqs:SendMessage"], resources = [var.links.processor_queue.arn] }]
  }

  _arn_prefix = "arn:${var.foundation.partition}:iot:${var.foundation.region}:${var.foundation.account_id}"
  devices = {
    for id, device in var.devices : id => {
      client_arn = "${local._arn_prefix}:client/${local.prefix}${id}"
      csr        = device.csr

      # A policy's name may hold no colon, but an equals sign, which no device id has.
      policy_name = replace("${local.prefix}${id}", ":", "=")
      thing_name  = "${local.prefix}${id}"
      topic_arn   = "${local._arn_prefix}:topic/dt/${var.twin.name}/${id}/telemetry"
    }
  }

  # Topic rules take letters, digits and underscores only; the suffix keeps `a-b` and `a_b` apart.
  rule_name = "${replace(var.twin.name, "-", "_")}_${var.twin.suffix}_dispatcher"
  rule_arn  = "${local._arn_prefix}:rule/${local.rule_name}"
}
