resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.foundation.log_retention_days
  tags              = var.foundation.tags
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = var.counted_events

  name           = "${local.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.this.name
  pattern        = "{ $.event = \"${each.key}\" }"

  metric_transformation {
    name      = each.key
    namespace = "Twin2MultiCloud/${var.twin.name}"
    unit      = "Count"
    value     = "$.count"
  }
}
