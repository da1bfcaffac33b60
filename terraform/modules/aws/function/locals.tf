locals {
  name = "${var.twin.name}-${var.function}"

  # Terraform cannot decode hex. Reading the zip instead would make plans, and destroying, need the file: the base64 of
  # the hash is worked out here, three bytes to four letters.
  _base64_letters = split("", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  _sha256_triples = [for index in range(11) : parseint(substr("${var.package.sha256}00", index * 6, 6), 16)]
  _sha256_letters = flatten([
    for triple in local._sha256_triples : [
      for weight in [262144, 4096, 64, 1] : local._base64_letters[floor(triple / weight) % 64]
    ]
  ])
  code_hash = "${join("", slice(local._sha256_letters, 0, 43))}="

  _log_permissions = [{
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }]
  _queue_permissions = [for queue in var.queue[*] : {
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = [queue.arn]
  }]
  permissions = concat(local._log_permissions, local._queue_permissions, var.permissions)
}
