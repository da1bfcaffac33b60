variable "log_retention_days" {
  description = "How many days Cloud Logging keeps the log lines of the functions."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.log_retention_days >= 1 && var.log_retention_days <= 3650 && floor(var.log_retention_days) == var.log_retention_days
    error_message = "log_retention_days must be a whole number from 1 to 3650."
  }
}

variable "settings" {
  description = "Where on Google Cloud the twin lives: project id and region, and, where they differ from the region's own, the location of Firestore and the Pub/Sub endpoint that functions publish to."
  type = object({
    firestore_location = optional(string)
    project            = string
    pubsub_endpoint    = optional(string, "https://pubsub.googleapis.com")
    region             = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.settings.project))
    error_message = "settings.project must be a project id: 6 to 30 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.settings.region))
    error_message = "settings.region must be a Google Cloud region such as europe-west1."
  }

  validation {
    condition     = can(regex("^https://[^/]+$", var.settings.pubsub_endpoint))
    error_message = "settings.pubsub_endpoint must be an https URL without a path, such as https://europe-west1-pubsub.googleapis.com."
  }
}

variable "twin" {
  description = "The twin's name, which begins every resource name, and its suffix for names that must differ more widely."
  type        = object({ name = string, suffix = string })
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,34}[a-z0-9])?$", var.twin.name)) && !startswith(var.twin.name, "goog")
    error_message = "twin.name must begin with a letter, have at most 36 lower-case letters, digits and hyphens, and not begin with goog, which Pub/Sub reserves."
  }

  validation {
    condition     = !strcontains(replace(var.twin.name, "0", "o"), "google")
    error_message = "twin.name must not contain google, or anything that looks like it: Cloud Storage refuses such bucket names."
  }

  validation {
    condition     = can(regex("^[a-z0-9]{6}$", var.twin.suffix))
    error_message = "twin.suffix must be 6 lower-case letters and digits."
  }
}
