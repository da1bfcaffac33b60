resource "aws_iam_role" "topic_rule" {
  name = "${local.prefix}topic-rule"
  tags = var.foundation.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "iot.amazonaws.com" }
      Condition = {
        ArnLike      = { "aws:SourceArn" = local.rule_arn }
        StringEquals = { "aws:SourceAccount" = var.foundation.account_id }
      }
    }]
  })
}

resource "aws_iam_role_policy" "topic_rule" {
  name = "${local.prefix}topic-rule"
  role = aws_iam_role.topic_rule.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = [module.dispatcher_queue.queue.arn, module.dispatcher_queue.dead_queue.arn]
    }]
  })
}

resource "aws_iot_topic_rule" "dispatcher" {
  name        = local.rule_name
  description = "Hands every message of the twin's devices, JSON or not, to the dispatcher's queue."
  enabled     = true
  sql         = "SELECT encode(*, 'base64') AS payload, topic(3) AS device_id, timestamp() AS arrived_at, traceid() AS trace FROM 'dt/${var.twin.name}/+/telemetry'"
  sql_version = "2016-03-23"
  tags        = var.foundation.tags

  sqs {
    queue_url  = module.dispatcher_queue.queue.url
    role_arn   = aws_iam_role.topic_rule.arn
    use_base64 = false
  }

  error_action {
    sqs {
      queue_url  = module.dispatcher_queue.dead_queue.url
      role_arn   = aws_iam_role.topic_rule.arn
      use_base64 = false
    }
  }

  # Messages that arrive before the role may send would go astray.
  depends_on = [aws_iam_role_policy.topic_rule]
}
