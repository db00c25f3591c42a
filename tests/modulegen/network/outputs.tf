output "id" {
  description = "Id of the network"
  value       = terraform_data.network.id
}
output "node" { value = local.name }
output "output" {
  value = var.name
}
output "subnet-ids" {
  description = "Ids of the subnets, by name"
  value       = { for name, subnet in var.subnets : name => "${name}/${subnet.cidr}" }
}
output "secret" {
  value     = var.shared_secret
  sensitive = true
}
