resource "aws_iam_role" "this" {
  name = local.name
  tags = var.foundation.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = local.name
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for permission in local.permissions : {
      Effect   = "Allow"
      Action   = permission.actions
      Resource = permission.resources
    }]
  })
}
