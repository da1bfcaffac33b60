resource "aws_lambda_function_url" "this" {
  count = var.public ? 1 : 0

  authorization_type = "NONE"
  function_name      = aws_lambda_function.this.function_name
}

resource "aws_lambda_permission" "invoke_url" {
  count = var.public ? 1 : 0

  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.this.function_name
  function_url_auth_type = aws_lambda_function_url.this[0].authorization_type
  principal              = "*"
  statement_id           = "invoke-url"
}

# URLs made since October 2025 answer 403 without this second permission, which holds for calls by URL only.
resource "aws_lambda_permission" "invoke_function_via_url" {
  count = var.public ? 1 : 0

  action                   = "lambda:InvokeFunction"
  function_name            = aws_lambda_function.this.function_name
  invoked_via_function_url = true
  principal                = "*"
  statement_id             = "invoke-function-via-url"
}
