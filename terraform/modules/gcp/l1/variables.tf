variable "devices" {
  description = "The devices of the twin by their id. They share one publisher and name themselves in their messages, so nothing is made for each."
  type        = map(object({}))
  nullable    = false
}

variable "environment" {
  description = "Per function, the environment variables whose values only the deployer knows: keys and tokens."
  type        = map(map(string))
  default     = {}
  nullable    = false
  sensitive   = true
}

variable "foundation" {
  description = "The output of the foundation module."
  type = object({
    build_service_account = string
    dead_letter_topic     = string
    firestore_location    = string
    image_repository      = string
    labels                = map(string)
    project               = string
    pubsub_agent          = string
    pubsub_endpoint       = string
    region                = string
    source_bucket         = string
  })
  nullable = false
}

variable "functions" {
  description = "The finished package of each function of this slot: zip (absolute path) and its SHA-256 (hex). A function exists if it is named here."
  type        = map(object({ sha256 = string, zip = string }))
  nullable    = false

  validation {
    condition     = contains(keys(var.functions), "dispatcher") && length(setsubtract(keys(var.functions), ["dispatcher"])) == 0
    error_message = "functions must hold dispatcher, and nothing else."
  }

  validation {
    condition     = alltrue([for package in values(var.functions) : startswith(package.zip, "/") && endswith(package.zip, ".zip")])
    error_message = "functions: every zip must be an absolute path that ends in .zip."
  }

  validation {
    condition     = alltrue([for package in values(var.functions) : can(regex("^[0-9a-f]{64}$", package.sha256))])
    error_message = "functions: every sha256 must be 64 lower-case hex digits."
  }
}

variable "hops" {
  description = "How long a durable hop holds a message through steady failure, how long one try may take, and how long a function may run, in seconds."
  type = object({
    attempt_seconds          = optional(number, 60)
    function_timeout_seconds = optional(number, 60)
    retention_seconds        = optional(number, 900)
  })
  default  = {}
  nullable = false
}

variable "links" {
  description = "The `links` output of l2 when it shares this cloud, else null."
  type        = object({ processor_topic = object({ id = string, url = string }) })
  default     = null
}

variable "peers" {
  description = "The https URL of the ingestion function when l2 stands on another cloud."
  type        = object({ hot-writer = optional(string), ingestion = optional(string) })
  default     = {}
  nullable    = false
}

variable "publisher" {
  description = "The certificate (PEM, X.509) of the RSA key with which the twin's devices sign their tokens; the private key never leaves the deployer's machine."
  type        = object({ certificate = string })
  nullable    = false

  validation {
    condition     = startswith(var.publisher.certificate, "-----BEGIN CERTIFICATE-----")
    error_message = "publisher.certificate must be an X.509 certificate in PEM."
  }
}

variable "twin" {
  description = "The twin's name, which begins every resource name, and its suffix for names that must differ more widely."
  type        = object({ name = string, suffix = string })
  nullable    = false
}
