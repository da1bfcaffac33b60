terraform {
  required_version = ">= 1.9.0"

  required_providers {
    azurerm = {
      source  = "registry.terraform.io/hashicorp/azurerm"
      version = "4.55.0"
    }
  }
}
