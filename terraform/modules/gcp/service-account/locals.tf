locals {
  # A cut name ends in a digest of the whole one, so that two long names never become the same account.
  _digest    = substr(sha256(var.name), 0, 6)
  account_id = length(var.name) <= 30 ? var.name : "${trimsuffix(substr(var.name, 0, 23), "-")}-${local._digest}"
}
