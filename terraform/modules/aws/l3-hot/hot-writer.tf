module "hot_writer" {
  source   = "../function"
  for_each = { for name, package in var.functions : name => package if name == "hot-writer" }

  counted_events = ["stored"]
  environment = merge(
    lookup(var.environment, "hot-writer", {}),
    { HOT_TABLE_NAME = aws_dynamodb_table.hot_store.name },
  )
  foundation      = var.foundation
  function        = each.key
  package         = each.value
  permissions     = [{ actions = ["dynamodb:PutItem"], resources = [aws_dynamodb_table.hot_store.arn] }]
  public          = true
  timeout_seconds = var.hops.function_timeout_seconds
  twin            = var.twin
}
