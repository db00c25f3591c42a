terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.66.0"
    }
  }
}

resource "aws_kms_ciphertext" "this" {
  count = contains(var.create, "kms_ciphertext") ? 1 : 0

  # kms:036: Ciphertexts are bound to an encryption context.
  context = var.kms_ciphertext_context

  key_id = var.kms_ciphertext_key_id

  # kms:035: No plaintext to encrypt stands in the code.
  plaintext = var.kms_ciphertext_plaintext

  plaintext_wo         = var.kms_ciphertext_plaintext_wo
  plaintext_wo_version = var.kms_ciphertext_plaintext_wo_version
  region               = var.region
}

resource "aws_kms_custom_key_store" "this" {
  count = contains(var.create, "kms_custom_key_store") ? 1 : 0

  cloud_hsm_cluster_id  = var.kms_custom_key_store_cloud_hsm_cluster_id
  custom_key_store_name = var.kms_custom_key_store_custom_key_store_name
  custom_key_store_type = var.kms_custom_key_store_custom_key_store_type

  # kms:037: No password of a key store stands in the code.
  key_store_password = var.kms_custom_key_store_key_store_password

  region                   = var.region
  trust_anchor_certificate = var.kms_custom_key_store_trust_anchor_certificate

  # kms:039: External key stores are reached inside the network.
  xks_proxy_connectivity = var.kms_custom_key_store_xks_proxy_connectivity

  xks_proxy_uri_endpoint              = var.kms_custom_key_store_xks_proxy_uri_endpoint
  xks_proxy_uri_path                  = var.kms_custom_key_store_xks_proxy_uri_path
  xks_proxy_vpc_endpoint_service_name = var.kms_custom_key_store_xks_proxy_vpc_endpoint_service_name

  dynamic "timeouts" {
    for_each = var.kms_custom_key_store_timeouts != null ? [var.kms_custom_key_store_timeouts] : []

    content {
      create = timeouts.value.create
      delete = timeouts.value.delete
      update = timeouts.value.update
    }
  }

  dynamic "xks_proxy_authentication_credential" {
    for_each = var.kms_custom_key_store_xks_proxy_authentication_credential != null ? [var.kms_custom_key_store_xks_proxy_authentication_credential] : []

    content {
      access_key_id = xks_proxy_authentication_credential.value.access_key_id

      # kms:038: No secret key of an external key store's proxy stands in the code.
      raw_secret_access_key = xks_proxy_authentication_credential.value.raw_secret_access_key
    }
  }
}

resource "aws_kms_external_key" "this" {
  count = contains(var.create, "kms_external_key") ? 1 : 0

  # kms:013: KMS keys with imported material keep the check against lock-out.
  bypass_policy_lockout_safety_check = var.kms_external_key_bypass_policy_lockout_safety_check

  # kms:005: KMS keys with imported material wait two weeks before they are deleted.
  deletion_window_in_days = var.kms_external_key_deletion_window_in_days

  description = var.kms_external_key_description
  enabled     = var.kms_external_key_enabled

  # kms:028: No key material stands in the code.
  key_material_base64 = var.kms_external_key_key_material_base64

  key_spec  = var.kms_external_key_key_spec
  key_usage = var.kms_external_key_key_usage

  # kms:029: Keys with imported material stay in one region.
  multi_region = var.kms_external_key_multi_region

  # kms:009: Policies of keys with imported material name their principals.
  # kms:022: Policies of keys with imported material let AWS services in on a condition only.
  # kms:026: KMS keys with imported material leave somebody who can change the policy.
  policy = var.kms_external_key_policy

  region   = var.region
  tags     = var.tags
  valid_to = var.kms_external_key_valid_to
}

resource "aws_kms_grant" "this" {
  count = contains(var.create, "kms_grant") ? 1 : 0

  grant_creation_tokens = var.kms_grant_grant_creation_tokens

  # kms:017: Grants on KMS keys name their principal.
  grantee_principal = var.kms_grant_grantee_principal

  key_id = var.kms_grant_key_id
  name   = var.kms_grant_name

  # kms:018: Grants on KMS keys cannot be passed on.
  operations = var.kms_grant_operations

  region             = var.region
  retire_on_delete   = var.kms_grant_retire_on_delete
  retiring_principal = var.kms_grant_retiring_principal

  dynamic "constraints" {
    for_each = var.kms_grant_constraints

    content {
      encryption_context_equals = constraints.value.encryption_context_equals
      encryption_context_subset = constraints.value.encryption_context_subset
    }
  }
}

resource "aws_kms_key" "this" {
  count = contains(var.create, "kms_key") ? 1 : 0

  # kms:010: KMS keys keep the check against lock-out.
  bypass_policy_lockout_safety_check = var.kms_key_bypass_policy_lockout_safety_check

  custom_key_store_id = var.kms_key_custom_key_store_id

  # kms:030: Asymmetric keys are long enough.
  customer_master_key_spec = var.kms_key_customer_master_key_spec

  # kms:003: KMS keys wait two weeks before they are deleted.
  deletion_window_in_days = var.kms_key_deletion_window_in_days

  description = var.kms_key_description

  # kms:001: Symmetric KMS keys rotate every year.
  enable_key_rotation = var.kms_key_enable_key_rotation

  # kms:015: KMS keys are not switched off.
  is_enabled = var.kms_key_is_enabled

  key_usage = var.kms_key_key_usage

  # kms:016: KMS keys stay in one region.
  multi_region = var.kms_key_multi_region

  # kms:006: Key policies name their principals.
  # kms:014: KMS keys have a policy of their own.
  # kms:019: Key policies let AWS services in on a condition only.
  # kms:023: KMS keys leave somebody who can change the policy.
  policy = var.kms_key_policy

  region = var.region

  # kms:002: Rotation of KMS keys takes a year at most.
  rotation_period_in_days = var.kms_key_rotation_period_in_days

  tags       = var.tags
  xks_key_id = var.kms_key_xks_key_id

  dynamic "timeouts" {
    for_each = var.kms_key_timeouts != null ? [var.kms_key_timeouts] : []

    content {
      create = timeouts.value.create
    }
  }
}

resource "aws_kms_key_policy" "this" {
  count = contains(var.create, "kms_key_policy") ? 1 : 0

  # kms:011: Policies attached to a key keep the check against lock-out.
  bypass_policy_lockout_safety_check = var.kms_key_policy_bypass_policy_lockout_safety_check

  key_id = var.kms_key_policy_key_id

  # kms:007: Policies attached to a key name their principals.
  # kms:020: Policies attached to a key let AWS services in on a condition only.
  policy = var.kms_key_policy_policy

  region = var.region
}

resource "aws_kms_replica_external_key" "this" {
  count = contains(var.create, "kms_replica_external_key") ? 1 : 0

  # kms:033: Replicas of imported keys keep the check against lock-out.
  bypass_policy_lockout_safety_check = var.kms_replica_external_key_bypass_policy_lockout_safety_check

  # kms:031: Replicas of imported keys wait two weeks before they are deleted.
  deletion_window_in_days = var.kms_replica_external_key_deletion_window_in_days

  description = var.kms_replica_external_key_description
  enabled     = var.kms_replica_external_key_enabled

  # kms:034: No key material of a replica stands in the code.
  key_material_base64 = var.kms_replica_external_key_key_material_base64

  # kms:032: Policies of replicas of imported keys name their principals.
  policy = var.kms_replica_external_key_policy

  primary_key_arn = var.kms_replica_external_key_primary_key_arn
  region          = var.region
  tags            = var.tags
  valid_to        = var.kms_replica_external_key_valid_to
}

resource "aws_kms_replica_key" "this" {
  count = contains(var.create, "kms_replica_key") ? 1 : 0

  # kms:012: Replicas of KMS keys keep the check against lock-out.
  bypass_policy_lockout_safety_check = var.kms_replica_key_bypass_policy_lockout_safety_check

  # kms:004: Replicas of KMS keys wait two weeks before they are deleted.
  deletion_window_in_days = var.kms_replica_key_deletion_window_in_days

  description = var.kms_replica_key_description

  # kms:027: Replicas of KMS keys are not switched off.
  enabled = var.kms_replica_key_enabled

  # kms:008: Policies of replica keys name their principals.
  # kms:021: Policies of replica keys let AWS services in on a condition only.
  # kms:025: Replicas of KMS keys leave somebody who can change the policy.
  policy = var.kms_replica_key_policy

  primary_key_arn = var.kms_replica_key_primary_key_arn
  region          = var.region
  tags            = var.tags
}

locals {
  arns = concat(
    aws_kms_external_key.this[*].arn,
    aws_kms_key.this[*].arn,
    aws_kms_replica_external_key.this[*].arn,
    aws_kms_replica_key.this[*].arn,
  )
}

# Beyond the requirements: the read actions of the service, on what this module creates only.
resource "aws_iam_policy" "read" {
  count = var.policy_name != null && length(local.arns) > 0 ? 1 : 0
  name  = "${var.policy_name}-read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:GetParametersForImport",
        "kms:GetPublicKey",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
      ]
      Resource = concat(local.arns, [for arn in local.arns : "${arn}/*"])
    }]
  })
}

# Beyond the requirements: the write actions of the service, on what this module creates only.
resource "aws_iam_policy" "write" {
  count = var.policy_name != null && length(local.arns) > 0 ? 1 : 0
  name  = "${var.policy_name}-write"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "kms:CancelKeyDeletion",
        "kms:CreateAlias",
        "kms:Decrypt",
        "kms:DeleteAlias",
        "kms:DeleteImportedKeyMaterial",
        "kms:DeriveSharedSecret",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyPair",
        "kms:GenerateDataKeyPairWithoutPlaintext",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:GenerateMac",
        "kms:ImportKeyMaterial",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:ReplicateKey",
        "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion",
        "kms:Sign",
        "kms:SynchronizeMultiRegionKey",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
        "kms:UpdatePrimaryRegion",
        "kms:Verify",
        "kms:VerifyMac",
      ]
      Resource = concat(local.arns, [for arn in local.arns : "${arn}/*"])
    }]
  })
}

output "kms_ciphertext_ciphertext_blob" {
  description = "`ciphertext_blob` of `aws_kms_ciphertext`; null where it is not created."
  value       = one(aws_kms_ciphertext.this[*].ciphertext_blob)
}

output "kms_ciphertext_id" {
  description = "`id` of `aws_kms_ciphertext`; null where it is not created."
  value       = one(aws_kms_ciphertext.this[*].id)
}

output "kms_custom_key_store_id" {
  description = "`id` of `aws_kms_custom_key_store`; null where it is not created."
  value       = one(aws_kms_custom_key_store.this[*].id)
}

output "kms_external_key_arn" {
  description = "`arn` of `aws_kms_external_key`; null where it is not created."
  value       = one(aws_kms_external_key.this[*].arn)
}

output "kms_external_key_expiration_model" {
  description = "`expiration_model` of `aws_kms_external_key`; null where it is not created."
  value       = one(aws_kms_external_key.this[*].expiration_model)
}

output "kms_external_key_id" {
  description = "`id` of `aws_kms_external_key`; null where it is not created."
  value       = one(aws_kms_external_key.this[*].id)
}

output "kms_external_key_key_state" {
  description = "`key_state` of `aws_kms_external_key`; null where it is not created."
  value       = one(aws_kms_external_key.this[*].key_state)
}

output "kms_grant_grant_id" {
  description = "`grant_id` of `aws_kms_grant`; null where it is not created."
  value       = one(aws_kms_grant.this[*].grant_id)
}

output "kms_grant_id" {
  description = "`id` of `aws_kms_grant`; null where it is not created."
  value       = one(aws_kms_grant.this[*].id)
}

output "kms_key_arn" {
  description = "`arn` of `aws_kms_key`; null where it is not created."
  value       = one(aws_kms_key.this[*].arn)
}

output "kms_key_id" {
  description = "`id` of `aws_kms_key`; null where it is not created."
  value       = one(aws_kms_key.this[*].id)
}

output "kms_key_key_id" {
  description = "`key_id` of `aws_kms_key`; null where it is not created."
  value       = one(aws_kms_key.this[*].key_id)
}

output "kms_key_policy_id" {
  description = "`id` of `aws_kms_key_policy`; null where it is not created."
  value       = one(aws_kms_key_policy.this[*].id)
}

output "kms_replica_external_key_arn" {
  description = "`arn` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].arn)
}

output "kms_replica_external_key_expiration_model" {
  description = "`expiration_model` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].expiration_model)
}

output "kms_replica_external_key_id" {
  description = "`id` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].id)
}

output "kms_replica_external_key_key_id" {
  description = "`key_id` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].key_id)
}

output "kms_replica_external_key_key_state" {
  description = "`key_state` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].key_state)
}

output "kms_replica_external_key_key_usage" {
  description = "`key_usage` of `aws_kms_replica_external_key`; null where it is not created."
  value       = one(aws_kms_replica_external_key.this[*].key_usage)
}

output "kms_replica_key_arn" {
  description = "`arn` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].arn)
}

output "kms_replica_key_id" {
  description = "`id` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].id)
}

output "kms_replica_key_key_id" {
  description = "`key_id` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].key_id)
}

output "kms_replica_key_key_rotation_enabled" {
  description = "`key_rotation_enabled` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].key_rotation_enabled)
}

output "kms_replica_key_key_spec" {
  description = "`key_spec` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].key_spec)
}

output "kms_replica_key_key_usage" {
  description = "`key_usage` of `aws_kms_replica_key`; null where it is not created."
  value       = one(aws_kms_replica_key.this[*].key_usage)
}
