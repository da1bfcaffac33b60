output "id" {
  description = "The function's ARN."
  value       = aws_lambda_function.this.arn
}

output "name" {
  description = "The function's name on AWS."
  value       = aws_lambda_function.this.function_name
}

output "url" {
  description = "The function's public https URL; null unless it is public."
  value       = one(aws_lambda_function_url.this[*].function_url)

  # Who learns the URL may call it at once.
  depends_on = [aws_lambda_permission.invoke_url, aws_lambda_permission.invoke_function_via_url]
}
