terraform {
  required_version = ">= 1.9.0"

  required_providers {
    google = {
      source  = "registry.terraform.io/hashicorp/google"
      version = "6.50.0"
    }
  }
}
