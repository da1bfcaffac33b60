resource "aws_lambda_event_source_mapping" "this" {
  count = var.queue == null ? 0 : 1

  batch_size              = 10
  event_source_arn        = var.queue.arn
  function_name           = aws_lambda_function.this.arn
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.foundation.tags

  # Without a cap, a burst makes Lambda throttle, and throttled messages use up their tries unseen.
  scaling_config {
    maximum_concurrency = 10
  }
}
