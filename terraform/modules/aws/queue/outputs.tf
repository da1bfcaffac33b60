output "dead_queue" {
  description = "The queue that keeps, for 14 days, what could not be dealt with."
  value       = { arn = aws_sqs_queue.dead.arn, url = aws_sqs_queue.dead.url }
}

output "queue" {
  description = "The durable hop: who sends to it needs sqs:SendMessage on the arn, and sends to the url."
  value       = { arn = aws_sqs_queue.this.arn, url = aws_sqs_queue.this.url }
}
