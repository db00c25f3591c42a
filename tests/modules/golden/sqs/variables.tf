variable "create" {
  description = "Names of the resource types to create, without the provider's prefix: any of `sqs_queue`, `sqs_queue_policy`, `sqs_queue_redrive_allow_policy`."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.create, ["sqs_queue", "sqs_queue_policy", "sqs_queue_redrive_allow_policy"])) == 0
    error_message = "This module creates `sqs_queue`, `sqs_queue_policy`, `sqs_queue_redrive_allow_policy`."
  }
}

variable "kms_key_arn" {
  description = "ARN of the customer managed KMS key that encrypts what this module creates."
  type        = string
  default     = null
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

variable "sqs_queue_content_based_deduplication" {
  description = "Argument `content_based_deduplication` of `aws_sqs_queue`. When null, it is left out."
  type        = bool
  default     = null
}

variable "sqs_queue_deduplication_scope" {
  description = "Argument `deduplication_scope` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "sqs_queue_delay_seconds" {
  description = "Argument `delay_seconds` of `aws_sqs_queue`. When null, it is left out."
  type        = number
  default     = null
}

variable "sqs_queue_fifo_queue" {
  description = "Argument `fifo_queue` of `aws_sqs_queue`. When null, it is left out."
  type        = bool
  default     = null
}

variable "sqs_queue_fifo_throughput_limit" {
  description = "Argument `fifo_throughput_limit` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "sqs_queue_kms_data_key_reuse_period_seconds" {
  description = "Argument `kms_data_key_reuse_period_seconds` of `aws_sqs_queue`. When null, the provider chooses."
  type        = number
  default     = null
}

variable "sqs_queue_kms_master_key_id" {
  description = "Argument `kms_master_key_id` of `aws_sqs_queue`. When null, `kms_key_arn` of this module is used."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "sqs_queue") || ((var.sqs_queue_kms_master_key_id != null ? var.sqs_queue_kms_master_key_id : var.kms_key_arn) == null ? false : ((var.sqs_queue_kms_master_key_id != null ? var.sqs_queue_kms_master_key_id : var.kms_key_arn) != "" && !can(regex("alias/aws/|(?i:^aws_owned|^defaultkey$)", (var.sqs_queue_kms_master_key_id != null ? var.sqs_queue_kms_master_key_id : var.kms_key_arn)))))
    error_message = "sqs:001: Queues are encrypted with a customer key. Set `kms_master_key_id` to the ARN of a customer key."
  }
}

variable "sqs_queue_max_message_size" {
  description = "Argument `max_message_size` of `aws_sqs_queue`. When null, it is left out."
  type        = number
  default     = null
}

variable "sqs_queue_message_retention_seconds" {
  description = "Argument `message_retention_seconds` of `aws_sqs_queue`. When null, it is left out."
  type        = number
  default     = null
}

variable "sqs_queue_name" {
  description = "Argument `name` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "sqs_queue_name_prefix" {
  description = "Argument `name_prefix` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "sqs_queue_policy" {
  description = "Argument `policy` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = var.sqs_queue_policy == null ? true : (can(jsondecode(var.sqs_queue_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))
    error_message = "sqs:003: Policies inside of a queue name their principals. In `policy`, list accounts or services in `Principal`."
  }

  validation {
    condition     = var.sqs_queue_policy == null ? true : (anytrue([for s in flatten([try(jsondecode(var.sqs_queue_policy).Statement, [])]) : try(s.Effect, "") == "Deny" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*")) && try(tostring(s.Condition.Bool["aws:SecureTransport"]) == "false", false)]))
    error_message = "sqs:004: Policies inside of a queue deny requests without TLS. Add the Deny statement with the condition `aws:SecureTransport` false to `policy`."
  }

  validation {
    condition     = var.sqs_queue_policy == null ? true : (can(jsondecode(var.sqs_queue_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (can(s.NotAction) || anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "sqs:*"))])))]))
    error_message = "sqs:005: Policies inside of a queue name their actions. In `policy`, list `sqs:SendMessage` or the action that is meant."
  }

  validation {
    condition     = var.sqs_queue_policy == null ? true : (can(jsondecode(var.sqs_queue_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"])) == 0)]))
    error_message = "sqs:007: Policies inside of a queue tie services to one source. In `policy`, add the condition `aws:SourceArn`."
  }
}

variable "sqs_queue_receive_wait_time_seconds" {
  description = "Argument `receive_wait_time_seconds` of `aws_sqs_queue`. When null, it is left out."
  type        = number
  default     = null
}

variable "sqs_queue_redrive_allow_policy" {
  description = "Argument `redrive_allow_policy` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null

  validation {
    condition     = !try(length(var.sqs_queue_redrive_allow_policy) > 0, false) || (try(jsondecode(var.sqs_queue_redrive_allow_policy).redrivePermission, null) == null ? false : contains(["byQueue", "denyAll"], try(jsondecode(var.sqs_queue_redrive_allow_policy).redrivePermission, null)))
    error_message = "sqs:014: Queues with a redrive permission name their sources. In `redrive_allow_policy`, set `redrivePermission` to `byQueue` with `sourceQueueArns`."
  }
}

variable "sqs_queue_redrive_policy" {
  description = "Argument `redrive_policy` of `aws_sqs_queue`. When null, the provider chooses."
  type        = string
  default     = null
}

variable "sqs_queue_sqs_managed_sse_enabled" {
  description = "Argument `sqs_managed_sse_enabled` of `aws_sqs_queue`. When null, the provider chooses."
  type        = bool
  default     = null

  validation {
    condition     = (var.sqs_queue_sqs_managed_sse_enabled == null ? true : (var.sqs_queue_sqs_managed_sse_enabled != false)) || try(length((var.sqs_queue_kms_master_key_id != null ? var.sqs_queue_kms_master_key_id : var.kms_key_arn)) > 0, false)
    error_message = "sqs:002: Queues are encrypted at rest. Delete `sqs_managed_sse_enabled`, or set `kms_master_key_id`."
  }
}

variable "sqs_queue_visibility_timeout_seconds" {
  description = "Argument `visibility_timeout_seconds` of `aws_sqs_queue`. When null, it is left out."
  type        = number
  default     = null
}

variable "sqs_queue_timeouts" {
  description = "Block `timeouts` of `aws_sqs_queue`. When null, it is left out."
  type = object({
    create = optional(string)
    delete = optional(string)
    update = optional(string)
  })
  default = null
}

variable "sqs_queue_policy_policy" {
  description = "Argument `policy` of `aws_sqs_queue_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || var.sqs_queue_policy_policy != null
    error_message = "`policy` of aws_sqs_queue_policy is required where it is created."
  }

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || (var.sqs_queue_policy_policy == null ? false : (can(jsondecode(var.sqs_queue_policy_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)])))
    error_message = "sqs:008: Queue policies name their principals. In `policy`, list accounts or services in `Principal`."
  }

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || (var.sqs_queue_policy_policy == null ? false : (anytrue([for s in flatten([try(jsondecode(var.sqs_queue_policy_policy).Statement, [])]) : try(s.Effect, "") == "Deny" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*")) && try(tostring(s.Condition.Bool["aws:SecureTransport"]) == "false", false)])))
    error_message = "sqs:009: Queue policies deny requests without TLS. Add the Deny statement with the condition `aws:SecureTransport` false to `policy`."
  }

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || (var.sqs_queue_policy_policy == null ? false : (can(jsondecode(var.sqs_queue_policy_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (can(s.NotAction) || anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "sqs:*"))])))])))
    error_message = "sqs:010: Queue policies name their actions. In `policy`, list `sqs:SendMessage` or the action that is meant."
  }

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || (var.sqs_queue_policy_policy == null ? false : (can(jsondecode(var.sqs_queue_policy_policy)) && alltrue([for s in flatten([try(jsondecode(var.sqs_queue_policy_policy).Statement, [])]) : !(try(s.Effect, "") == "Allow" && can(s.Principal.Service) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"])) == 0)])))
    error_message = "sqs:012: Queue policies tie services to one source. In `policy`, add the condition `aws:SourceArn`."
  }
}

variable "sqs_queue_policy_queue_url" {
  description = "Argument `queue_url` of `aws_sqs_queue_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "sqs_queue_policy") || var.sqs_queue_policy_queue_url != null
    error_message = "`queue_url` of aws_sqs_queue_policy is required where it is created."
  }
}

variable "sqs_queue_redrive_allow_policy_queue_url" {
  description = "Argument `queue_url` of `aws_sqs_queue_redrive_allow_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "sqs_queue_redrive_allow_policy") || var.sqs_queue_redrive_allow_policy_queue_url != null
    error_message = "`queue_url` of aws_sqs_queue_redrive_allow_policy is required where it is created."
  }
}

variable "sqs_queue_redrive_allow_policy_redrive_allow_policy" {
  description = "Argument `redrive_allow_policy` of `aws_sqs_queue_redrive_allow_policy`. Required where that is created."
  type        = string
  default     = null

  validation {
    condition     = !contains(var.create, "sqs_queue_redrive_allow_policy") || var.sqs_queue_redrive_allow_policy_redrive_allow_policy != null
    error_message = "`redrive_allow_policy` of aws_sqs_queue_redrive_allow_policy is required where it is created."
  }

  validation {
    condition     = !contains(var.create, "sqs_queue_redrive_allow_policy") || (try(jsondecode(var.sqs_queue_redrive_allow_policy_redrive_allow_policy).redrivePermission, null) == null ? false : contains(["byQueue", "denyAll"], try(jsondecode(var.sqs_queue_redrive_allow_policy_redrive_allow_policy).redrivePermission, null)))
    error_message = "sqs:013: Dead-letter queues name their sources. In `redrive_allow_policy`, set `redrivePermission` to `byQueue` with `sourceQueueArns`."
  }
}
