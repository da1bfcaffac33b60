output "foundation" {
  description = "What every slot on AWS needs: the account, the region, the tags that mark ownership, and how long logs are kept."
  value = {
    account_id         = data.aws_caller_identity.current.account_id
    log_retention_days = var.log_retention_days
    partition          = data.aws_partition.current.partition
    region             = var.settings.region
    tags               = { managed-by = "twin2multicloud", twin = var.twin.name }
  }
}
