data "aws_iot_endpoint" "devices" {
  endpoint_type = "iot:Data-ATS"
}

# Things bear no tags: attributes mark the owner.
resource "aws_iot_thing" "device" {
  for_each = local.devices

  name = each.value.thing_name
  attributes = {
    device     = each.key
    managed-by = "twin2multicloud"
    twin       = var.twin.name
  }
}

resource "aws_iot_certificate" "device" {
  for_each = local.devices

  active = true
  csr    = each.value.csr
}

resource "aws_iot_policy" "device" {
  for_each = local.devices

  name = each.value.policy_name
  tags = var.foundation.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iot:Connect", Resource = each.value.client_arn },
      { Effect = "Allow", Action = "iot:Publish", Resource = each.value.topic_arn },
    ]
  })
}

resource "aws_iot_policy_attachment" "device" {
  for_each = local.devices

  policy = aws_iot_policy.device[each.key].name
  target = aws_iot_certificate.device[each.key].arn
}

resource "aws_iot_thing_principal_attachment" "device" {
  for_each = local.devices

  principal = aws_iot_certificate.device[each.key].arn
  thing     = aws_iot_thing.device[each.key].name
}
