# Inputs of the network. variable "commented_out" { type = string }
variable "name" {
  description = "Prefix of all names"
  type        = string
}

variable "cidr" {
  type        = string // the address range
  description = <<-EOT
    Address range of the network,
      at most a /16. A brace } or a quote " here means nothing.
  EOT

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && !strcontains(var.cidr, "}")
    error_message = "Write ${var.cidr} like 10.0.0.0/16, without \"{\"."
  }
}

/* variable "old" {
  type = string
} */
variable "azs" { type = list(string) }
variable "enable_dns" { default = true }
variable "extra" {
  type    = any
  default = null
}
variable "numbers" {
  type = map(list(number))
  default = {
    "a }" = [1, 2,
    3] # }
  }
}
variable "nat" {
  description = "The gateway to the outside, with a path like C:\\"
  type = object({
    enabled = bool
    single  = optional(bool, true)
    # where logs go
    logging = optional(object({
      bucket = string
      prefix = optional(string, "logs/")
    }))
  })
  default  = { enabled = false }
  nullable = false
}
variable "subnets" {
  type    = map(object({ cidr = string, public = optional(bool, false), tags = optional(map(string), {}) }))
  default = {}
}
variable "rules" {
  type = list(object({
    from-port = number,
    to-port   = number
    protocol  = optional(string, "tcp"),
  }))
  default = []
}
variable "matrix" {
  type    = list(list(object({ weight = number, name = optional(string) })))
  default = []
}
variable "pair" {
  type    = tuple([string, number])
  default = ["a", 1]
}
variable "default" {
  type    = set(string)
  default = []
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "shared_secret" {
  type      = string
  sensitive = true
  default   = <<EOT
variable "not_a_block" {
EOT
}
variable "token" {
  type      = string
  ephemeral = true
  default   = null
}
variable "overridden" {
  type = string
}
