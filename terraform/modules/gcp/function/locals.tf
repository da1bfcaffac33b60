locals {
  name = "${var.twin.name}-${var.function}"
}
