terraform {
  required_version = ">= 1.5"
}

locals {
  name = "${var.name}-${join("-", [for az in var.azs : "${az}"])}" # a "quote"
  text = <<-EOT
    %{for az in var.azs}
    variable "inside" { type = string }
    ${az}
    %{endfor}
  EOT
}

resource "terraform_data" "network" {
  input = { cidr = var.cidr, name = local.name, text = local.text }
  lifecycle { ignore_changes = [input] }
}
