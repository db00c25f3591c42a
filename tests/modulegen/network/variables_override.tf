variable "overridden" {
  description = "A number since the override"
  type        = number
  default     = 7
}
