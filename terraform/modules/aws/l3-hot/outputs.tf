output "endpoints" {
  description = "Public https URLs by function: hot-reader, and hot-writer when l2 stands on another cloud."
  value = merge(
    { hot-reader = module.hot_reader.url },
    { for name, writer in module.hot_writer : name => writer.url },
  )
}

output "functions" {
  description = "The functions of this slot as AWS knows them."
  value = merge(
    { hot-reader = { id = module.hot_reader.id, name = module.hot_reader.name } },
    { for name, writer in module.hot_writer : name => { id = writer.id, name = writer.name } },
  )
}

output "links" {
  description = "What l2 on AWS needs: the table of the hot store."
  value       = { hot_table = { arn = aws_dynamodb_table.hot_store.arn, name = aws_dynamodb_table.hot_store.name } }
}
