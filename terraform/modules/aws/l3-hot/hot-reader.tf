module "hot_reader" {
  source = "../function"

  environment = merge(
    lookup(var.environment, "hot-reader", {}),
    { HOT_TABLE_NAME = aws_dynamodb_table.hot_store.name },
  )
  foundation      = var.foundation
  function        = "hot-reader"
  package         = var.functions["hot-reader"]
  permissions     = [{ actions = ["dynamodb:Query"], resources = [aws_dynamodb_table.hot_store.arn] }]
  public          = true
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
