resource "aws_dynamodb_table" "hot_store" {
  name         = "${var.twin.name}-hot-store"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "device_id"
  range_key    = "sort_key"
  tags         = var.foundation.tags

  attribute {
    name = "device_id"
    type = "S"
  }

  attribute {
    name = "sort_key"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
