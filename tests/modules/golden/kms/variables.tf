variable "create" {
  description = "Names of the resource types to create, without the provider's prefix: any of `kms_ciphertext`, `kms_custom_key_store`, `kms_external_key`, `kms_grant`, `kms_key`, `kms_key_policy`, `kms_replica_external_key`, `kms_replica_key`."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.create, ["kms_ciphertext", "kms_custom_key_store", "kms_external_key", "kms_grant", "kms_key", "kms_key_policy", "kms_replica_external_key", "kms_replica_key"])) == 0
    error_message = "This module creates `kms_ciphertext`, `kms_custom_key_store`, `kms_external_key`, `kms_grant`, `kms_key`, `kms_key_policy`, `kms_replica_external_key`, `kms_replica_key`."
  }
}

variable "region" {
  description = "Region of everything that this module creates; null: the provider's."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that takes tags."
  type        = map(string)
  default     = { terraform-managed = "true" }
  nullable    = false
}

variable "policy_name" {
  description = "Creates the policies `<policy_name>-read` and `<policy_name>-write` for what this module creates. When null, there are none."
  type        = string
  default     = null
}

variable "kms_ciphertext_context" {
  description = "Argument `context` of `aws_kms_ciphertext`. When null, it is left out."
  type        = map(string)
  default     = null

  validation {
    condition     = !contains(var.create, "kms_ciphertext") || (try(length(var.kms_ciphertext_context) > 0, false))
    error_message = "kms:036: Ciphertexts are bound to an encryption context. Name in `context` what the ciphertext belongs to."
  }
}

variable "kms_ciphertext_key_id" {
  description = "Argument `key_id` of `aws_kms_ciphertext`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_ciphertext") || var.kms_ciphertext_key_id != null
    error_message = "`key_id` of aws_kms_ciphertext is required where it is created."
  }
}

variable "kms_ciphertext_plaintext" {
  description = "Argument `plaintext` of `aws_kms_ciphertext`. When null, it is left out."
  type        = string
  default     = null
  sensitive   = true
}

variable "kms_ciphertext_plaintext_wo" {
  description = "Argument `plaintext_wo` of `aws_kms_ciphertext`. When null, it is left out."
  type        = string
  default     = null
  sensitive   = true
}

variable "kms_ciphertext_plaintext_wo_version" {
  description = "Argument `plaintext_wo_version` of `aws_kms_ciphertext`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_cloud_hsm_cluster_id" {
  description = "Argument `cloud_hsm_cluster_id` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_custom_key_store_name" {
  description = "Argument `custom_key_store_name` of `aws_kms_custom_key_store`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_custom_key_store") || var.kms_custom_key_store_custom_key_store_name != null
    error_message = "`custom_key_store_name` of aws_kms_custom_key_store is required where it is created."
  }
}

variable "kms_custom_key_store_custom_key_store_type" {
  description = "Argument `custom_key_store_type` of `aws_kms_custom_key_store`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "kms_custom_key_store_key_store_password" {
  description = "Argument `key_store_password` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_trust_anchor_certificate" {
  description = "Argument `trust_anchor_certificate` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_xks_proxy_connectivity" {
  description = "Argument `xks_proxy_connectivity` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null

  validation {
    condition     = var.kms_custom_key_store_xks_proxy_connectivity == null ? true : (var.kms_custom_key_store_xks_proxy_connectivity != "PUBLIC_ENDPOINT")
    error_message = "kms:039: External key stores are reached inside the network. Set `xks_proxy_connectivity` to `VPC_ENDPOINT_SERVICE` and give `xks_proxy_vpc_endpoint_service_name`."
  }
}

variable "kms_custom_key_store_xks_proxy_uri_endpoint" {
  description = "Argument `xks_proxy_uri_endpoint` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_xks_proxy_uri_path" {
  description = "Argument `xks_proxy_uri_path` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_xks_proxy_vpc_endpoint_service_name" {
  description = "Argument `xks_proxy_vpc_endpoint_service_name` of `aws_kms_custom_key_store`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_custom_key_store_timeouts" {
  description = "Block `timeouts` of `aws_kms_custom_key_store`. When null, it is left out."
  type = object({
    create = optional(string)
    delete = optional(string)
    update = optional(string)
  })
  default = null
}

variable "kms_custom_key_store_xks_proxy_authentication_credential" {
  description = "Block `xks_proxy_authentication_credential` of `aws_kms_custom_key_store`. When null, it is left out."
  type = object({
    access_key_id         = string
    raw_secret_access_key = string
  })
  default = null
}

variable "kms_external_key_bypass_policy_lockout_safety_check" {
  description = "Argument `bypass_policy_lockout_safety_check` of `aws_kms_external_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_external_key_bypass_policy_lockout_safety_check == null ? true : (var.kms_external_key_bypass_policy_lockout_safety_check == false)
    error_message = "kms:013: KMS keys with imported material keep the check against lock-out. Delete the line or set `bypass_policy_lockout_safety_check` to false."
  }
}

variable "kms_external_key_deletion_window_in_days" {
  description = "Argument `deletion_window_in_days` of `aws_kms_external_key`. When null, it is left out."
  type        = number
  default     = null

  validation {
    condition     = var.kms_external_key_deletion_window_in_days == null ? true : (var.kms_external_key_deletion_window_in_days >= 14)
    error_message = "kms:005: KMS keys with imported material wait two weeks before they are deleted. Delete the line or set `deletion_window_in_days` to 30."
  }
}

variable "kms_external_key_description" {
  description = "Argument `description` of `aws_kms_external_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_external_key_enabled" {
  description = "Argument `enabled` of `aws_kms_external_key`. When null, the provider chooses."
  type        = bool
  default     = null
}

variable "kms_external_key_key_material_base64" {
  description = "Argument `key_material_base64` of `aws_kms_external_key`. When null, it is left out."
  type        = string
  default     = null
  sensitive   = true
}

variable "kms_external_key_key_spec" {
  description = "Argument `key_spec` of `aws_kms_external_key`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "kms_external_key_key_usage" {
  description = "Argument `key_usage` of `aws_kms_external_key`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "kms_external_key_multi_region" {
  description = "Argument `multi_region` of `aws_kms_external_key`. When null, the provider chooses."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_external_key_multi_region == null ? true : (var.kms_external_key_multi_region == false)
    error_message = "kms:029: Keys with imported material stay in one region. Delete the line or set `multi_region` to false."
  }
}

variable "kms_external_key_policy" {
  description = "Argument `policy` of `aws_kms_external_key`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = var.kms_external_key_policy == null ? true : (can(jsondecode(var.kms_external_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_external_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))
    error_message = "kms:009: Policies of keys with imported material name their principals. In `policy`, list the exact role, account or service in `Principal`."
  }

  validation {
    condition     = var.kms_external_key_policy == null ? true : (can(jsondecode(var.kms_external_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_external_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "kms:viaservice", "kms:calleraccount", "kms:encryptioncontext:aws:logs:arn", "kms:encryptioncontext:aws:cloudtrail:arn"])) == 0)]))
    error_message = "kms:022: Policies of keys with imported material let AWS services in on a condition only. Add `StringEquals` on aws:SourceAccount to the statement in `policy`."
  }
}

variable "kms_external_key_valid_to" {
  description = "Argument `valid_to` of `aws_kms_external_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_grant_grant_creation_tokens" {
  description = "Argument `grant_creation_tokens` of `aws_kms_grant`. When null, it is left out."
  type        = set(string)
  default     = null
}

variable "kms_grant_grantee_principal" {
  description = "Argument `grantee_principal` of `aws_kms_grant`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_grant") || var.kms_grant_grantee_principal != null
    error_message = "`grantee_principal` of aws_kms_grant is required where it is created."
  }

  validation {
    condition     = !contains(var.create, "kms_grant") || (var.kms_grant_grantee_principal == null ? false : can(regex("^(?:[^*?]+)$", var.kms_grant_grantee_principal)))
    error_message = "kms:017: Grants on KMS keys name their principal. Give the ARN of one role in `grantee_principal`."
  }
}

variable "kms_grant_key_id" {
  description = "Argument `key_id` of `aws_kms_grant`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_grant") || var.kms_grant_key_id != null
    error_message = "`key_id` of aws_kms_grant is required where it is created."
  }
}

variable "kms_grant_name" {
  description = "Argument `name` of `aws_kms_grant`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_grant_operations" {
  description = "Argument `operations` of `aws_kms_grant`. Required where that is created."
  type        = set(string)
  default     = null

  validation {
    condition     = !contains(var.create, "kms_grant") || var.kms_grant_operations != null
    error_message = "`operations` of aws_kms_grant is required where it is created."
  }

  validation {
    condition     = !contains(var.create, "kms_grant") || (try(length(var.kms_grant_operations) == 0, true) ? false : !contains(var.kms_grant_operations, "CreateGrant"))
    error_message = "kms:018: Grants on KMS keys cannot be passed on. Delete `CreateGrant` from `operations`."
  }
}

variable "kms_grant_retire_on_delete" {
  description = "Argument `retire_on_delete` of `aws_kms_grant`. When null, it is left out."
  type        = bool
  default     = null
}

variable "kms_grant_retiring_principal" {
  description = "Argument `retiring_principal` of `aws_kms_grant`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_grant_constraints" {
  description = "Block `constraints` of `aws_kms_grant`. When null, it is left out."
  type = list(object({
    encryption_context_equals = optional(map(string))
    encryption_context_subset = optional(map(string))
  }))
  default  = []
  nullable = false
}

variable "kms_key_bypass_policy_lockout_safety_check" {
  description = "Argument `bypass_policy_lockout_safety_check` of `aws_kms_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_key_bypass_policy_lockout_safety_check == null ? true : (var.kms_key_bypass_policy_lockout_safety_check == false)
    error_message = "kms:010: KMS keys keep the check against lock-out. Delete the line or set `bypass_policy_lockout_safety_check` to false."
  }
}

variable "kms_key_custom_key_store_id" {
  description = "Argument `custom_key_store_id` of `aws_kms_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_key_customer_master_key_spec" {
  description = "Argument `customer_master_key_spec` of `aws_kms_key`. When null, it is left out."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_customer_master_key_spec == null ? true : (var.kms_key_customer_master_key_spec != "RSA_2048")
    error_message = "kms:030: Asymmetric keys are long enough. Set `customer_master_key_spec` to `RSA_3072`, `RSA_4096` or a curve of ECC_NIST."
  }
}

variable "kms_key_deletion_window_in_days" {
  description = "Argument `deletion_window_in_days` of `aws_kms_key`. When null, it is left out."
  type        = number
  default     = null

  validation {
    condition     = var.kms_key_deletion_window_in_days == null ? true : (var.kms_key_deletion_window_in_days >= 14)
    error_message = "kms:003: KMS keys wait two weeks before they are deleted. Delete the line or set `deletion_window_in_days` to 30."
  }
}

variable "kms_key_description" {
  description = "Argument `description` of `aws_kms_key`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "kms_key_enable_key_rotation" {
  description = "Argument `enable_key_rotation` of `aws_kms_key`."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = !(var.kms_key_customer_master_key_spec == null ? true : (var.kms_key_customer_master_key_spec == "SYMMETRIC_DEFAULT")) || (var.kms_key_enable_key_rotation == true)
    error_message = "kms:001: Symmetric KMS keys rotate every year. Set `enable_key_rotation` to true."
  }
}

variable "kms_key_is_enabled" {
  description = "Argument `is_enabled` of `aws_kms_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_key_is_enabled == null ? true : (var.kms_key_is_enabled == true)
    error_message = "kms:015: KMS keys are not switched off. Delete the line or set `is_enabled` to true."
  }
}

variable "kms_key_key_usage" {
  description = "Argument `key_usage` of `aws_kms_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_key_multi_region" {
  description = "Argument `multi_region` of `aws_kms_key`. When null, the provider chooses."
  type        = bool
  default     = null
}

variable "kms_key_policy" {
  description = "Argument `policy` of `aws_kms_key`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_policy == null ? true : (can(jsondecode(var.kms_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))
    error_message = "kms:006: Key policies name their principals. In `policy`, list the exact role, account or service in `Principal`."
  }

  validation {
    condition     = !contains(var.create, "kms_key") || (try(length(var.kms_key_policy) > 0, false))
    error_message = "kms:014: KMS keys have a policy of their own. Give the key policy in `policy`."
  }

  validation {
    condition     = var.kms_key_policy == null ? true : (can(jsondecode(var.kms_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "kms:viaservice", "kms:calleraccount", "kms:encryptioncontext:aws:logs:arn", "kms:encryptioncontext:aws:cloudtrail:arn"])) == 0)]))
    error_message = "kms:019: Key policies let AWS services in on a condition only. Add `StringEquals` on aws:SourceAccount to the statement in `policy`."
  }
}

variable "kms_key_rotation_period_in_days" {
  description = "Argument `rotation_period_in_days` of `aws_kms_key`. When null, the provider chooses."
  type        = number
  default     = null

  validation {
    condition     = var.kms_key_rotation_period_in_days == null ? true : (var.kms_key_rotation_period_in_days <= 365)
    error_message = "kms:002: Rotation of KMS keys takes a year at most. Delete the line or set `rotation_period_in_days` to 365."
  }
}

variable "kms_key_xks_key_id" {
  description = "Argument `xks_key_id` of `aws_kms_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_key_timeouts" {
  description = "Block `timeouts` of `aws_kms_key`. When null, it is left out."
  type = object({
    create = optional(string)
  })
  default = null
}

variable "kms_key_policy_bypass_policy_lockout_safety_check" {
  description = "Argument `bypass_policy_lockout_safety_check` of `aws_kms_key_policy`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_key_policy_bypass_policy_lockout_safety_check == null ? true : (var.kms_key_policy_bypass_policy_lockout_safety_check == false)
    error_message = "kms:011: Policies attached to a key keep the check against lock-out. Delete the line or set `bypass_policy_lockout_safety_check` to false."
  }
}

variable "kms_key_policy_key_id" {
  description = "Argument `key_id` of `aws_kms_key_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_key_policy") || var.kms_key_policy_key_id != null
    error_message = "`key_id` of aws_kms_key_policy is required where it is created."
  }
}

variable "kms_key_policy_policy" {
  description = "Argument `policy` of `aws_kms_key_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_key_policy") || var.kms_key_policy_policy != null
    error_message = "`policy` of aws_kms_key_policy is required where it is created."
  }

  validation {
    condition     = !contains(var.create, "kms_key_policy") || (var.kms_key_policy_policy == null ? false : (can(jsondecode(var.kms_key_policy_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_key_policy_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)])))
    error_message = "kms:007: Policies attached to a key name their principals. In `policy`, list the exact role, account or service in `Principal`."
  }

  validation {
    condition     = !contains(var.create, "kms_key_policy") || (var.kms_key_policy_policy == null ? false : (can(jsondecode(var.kms_key_policy_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_key_policy_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "kms:viaservice", "kms:calleraccount", "kms:encryptioncontext:aws:logs:arn", "kms:encryptioncontext:aws:cloudtrail:arn"])) == 0)])))
    error_message = "kms:020: Policies attached to a key let AWS services in on a condition only. Add `StringEquals` on aws:SourceAccount to the statement in `policy`."
  }
}

variable "kms_replica_external_key_bypass_policy_lockout_safety_check" {
  description = "Argument `bypass_policy_lockout_safety_check` of `aws_kms_replica_external_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_replica_external_key_bypass_policy_lockout_safety_check == null ? true : (var.kms_replica_external_key_bypass_policy_lockout_safety_check == false)
    error_message = "kms:033: Replicas of imported keys keep the check against lock-out. Delete the line or set `bypass_policy_lockout_safety_check` to false."
  }
}

variable "kms_replica_external_key_deletion_window_in_days" {
  description = "Argument `deletion_window_in_days` of `aws_kms_replica_external_key`."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.kms_replica_external_key_deletion_window_in_days == null ? true : (var.kms_replica_external_key_deletion_window_in_days >= 14)
    error_message = "kms:031: Replicas of imported keys wait two weeks before they are deleted. Delete the line or set `deletion_window_in_days` to 30."
  }
}

variable "kms_replica_external_key_description" {
  description = "Argument `description` of `aws_kms_replica_external_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_replica_external_key_enabled" {
  description = "Argument `enabled` of `aws_kms_replica_external_key`. When null, the provider chooses."
  type        = bool
  default     = null
}

variable "kms_replica_external_key_key_material_base64" {
  description = "Argument `key_material_base64` of `aws_kms_replica_external_key`. When null, it is left out."
  type        = string
  default     = null
  sensitive   = true
}

variable "kms_replica_external_key_policy" {
  description = "Argument `policy` of `aws_kms_replica_external_key`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = var.kms_replica_external_key_policy == null ? true : (can(jsondecode(var.kms_replica_external_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_replica_external_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))
    error_message = "kms:032: Policies of replicas of imported keys name their principals. In `policy`, list the exact role, account or service in `Principal`."
  }
}

variable "kms_replica_external_key_primary_key_arn" {
  description = "Argument `primary_key_arn` of `aws_kms_replica_external_key`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_replica_external_key") || var.kms_replica_external_key_primary_key_arn != null
    error_message = "`primary_key_arn` of aws_kms_replica_external_key is required where it is created."
  }
}

variable "kms_replica_external_key_valid_to" {
  description = "Argument `valid_to` of `aws_kms_replica_external_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_replica_key_bypass_policy_lockout_safety_check" {
  description = "Argument `bypass_policy_lockout_safety_check` of `aws_kms_replica_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_replica_key_bypass_policy_lockout_safety_check == null ? true : (var.kms_replica_key_bypass_policy_lockout_safety_check == false)
    error_message = "kms:012: Replicas of KMS keys keep the check against lock-out. Delete the line or set `bypass_policy_lockout_safety_check` to false."
  }
}

variable "kms_replica_key_deletion_window_in_days" {
  description = "Argument `deletion_window_in_days` of `aws_kms_replica_key`. When null, it is left out."
  type        = number
  default     = null

  validation {
    condition     = var.kms_replica_key_deletion_window_in_days == null ? true : (var.kms_replica_key_deletion_window_in_days >= 14)
    error_message = "kms:004: Replicas of KMS keys wait two weeks before they are deleted. Delete the line or set `deletion_window_in_days` to 30."
  }
}

variable "kms_replica_key_description" {
  description = "Argument `description` of `aws_kms_replica_key`. When null, it is left out."
  type        = string
  default     = null
}

variable "kms_replica_key_enabled" {
  description = "Argument `enabled` of `aws_kms_replica_key`. When null, it is left out."
  type        = bool
  default     = null

  validation {
    condition     = var.kms_replica_key_enabled == null ? true : (var.kms_replica_key_enabled == true)
    error_message = "kms:027: Replicas of KMS keys are not switched off. Delete the line or set `enabled` to true."
  }
}

variable "kms_replica_key_policy" {
  description = "Argument `policy` of `aws_kms_replica_key`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = var.kms_replica_key_policy == null ? true : (can(jsondecode(var.kms_replica_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_replica_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))
    error_message = "kms:008: Policies of replica keys name their principals. In `policy`, list the exact role, account or service in `Principal`."
  }

  validation {
    condition     = var.kms_replica_key_policy == null ? true : (can(jsondecode(var.kms_replica_key_policy)) && alltrue([for s in flatten([try(jsondecode(var.kms_replica_key_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "kms:viaservice", "kms:calleraccount", "kms:encryptioncontext:aws:logs:arn", "kms:encryptioncontext:aws:cloudtrail:arn"])) == 0)]))
    error_message = "kms:021: Policies of replica keys let AWS services in on a condition only. Add `StringEquals` on aws:SourceAccount to the statement in `policy`."
  }
}

variable "kms_replica_key_primary_key_arn" {
  description = "Argument `primary_key_arn` of `aws_kms_replica_key`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "kms_replica_key") || var.kms_replica_key_primary_key_arn != null
    error_message = "`primary_key_arn` of aws_kms_replica_key is required where it is created."
  }
}
