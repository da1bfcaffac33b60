locals {
  # A storage account is named by 3 to 24 lower-case letters and digits.
  hop_storage_name = join("", [
    substr(replace(var.twin.name, "-", ""), 0, 12), "hops", var.twin.suffix,
  ])

  tags = { twin = var.twin.name, managed-by = "twin2multicloud" }
}
