resource "aws_lambda_function" "this" {
  function_name    = local.name
  architectures    = ["arm64"]
  filename         = var.package.zip
  handler          = "index.handler"
  memory_size      = 256
  role             = aws_iam_role.this.arn
  runtime          = "nodejs22.x"
  source_code_hash = local.code_hash
  tags             = var.foundation.tags
  timeout          = var.timeout_seconds

  environment {
    variables = var.environment
  }

  # The functions write finished JSON lines to stdout; Lambda's own JSON format would wrap them once more.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  # A function that runs may do what it is for, and may until it is gone.
  depends_on = [aws_iam_role_policy.this]
}
