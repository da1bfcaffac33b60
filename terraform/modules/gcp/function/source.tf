# The name holds the hash: another package is another object, which is what makes the function build anew.
resource "google_storage_bucket_object" "package" {
  bucket       = var.foundation.source_bucket
  name         = "${local.name}/${var.package.sha256}.zip"
  source       = var.package.zip
  content_type = "application/zip"
}
