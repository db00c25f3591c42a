terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.66.0"
    }
  }
}

resource "aws_sqs_queue" "this" {
  count = contains(var.create, "sqs_queue") ? 1 : 0

  content_based_deduplication       = var.sqs_queue_content_based_deduplication
  deduplication_scope               = var.sqs_queue_deduplication_scope
  delay_seconds                     = var.sqs_queue_delay_seconds
  fifo_queue                        = var.sqs_queue_fifo_queue
  fifo_throughput_limit             = var.sqs_queue_fifo_throughput_limit
  kms_data_key_reuse_period_seconds = var.sqs_queue_kms_data_key_reuse_period_seconds

  # sqs:001: Queues are encrypted with a customer key.
  # sqs:002: Queues are encrypted at rest.
  kms_master_key_id = var.sqs_queue_kms_master_key_id != null ? var.sqs_queue_kms_master_key_id : var.kms_key_arn

  max_message_size          = var.sqs_queue_max_message_size
  message_retention_seconds = var.sqs_queue_message_retention_seconds
  name                      = var.sqs_queue_name
  name_prefix               = var.sqs_queue_name_prefix

  # sqs:003: Policies inside of a queue name their principals.
  # sqs:004: Policies inside of a queue deny requests without TLS.
  # sqs:005: Policies inside of a queue name their actions.
  # sqs:006: Policies inside of a queue trust no foreign account.
  # sqs:007: Policies inside of a queue tie services to one source.
  policy = var.sqs_queue_policy

  receive_wait_time_seconds = var.sqs_queue_receive_wait_time_seconds

  # sqs:014: Queues with a redrive permission name their sources.
  redrive_allow_policy = var.sqs_queue_redrive_allow_policy

  redrive_policy = var.sqs_queue_redrive_policy
  region         = var.region

  # sqs:002: Queues are encrypted at rest.
  sqs_managed_sse_enabled = var.sqs_queue_sqs_managed_sse_enabled

  tags                       = var.tags
  visibility_timeout_seconds = var.sqs_queue_visibility_timeout_seconds

  dynamic "timeouts" {
    for_each = var.sqs_queue_timeouts != null ? [var.sqs_queue_timeouts] : []

    content {
      create = timeouts.value.create
      delete = timeouts.value.delete
      update = timeouts.value.update
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  count = contains(var.create, "sqs_queue_policy") ? 1 : 0

  # sqs:008: Queue policies name their principals.
  # sqs:009: Queue policies deny requests without TLS.
  # sqs:010: Queue policies name their actions.
  # sqs:012: Queue policies tie services to one source.
  policy = var.sqs_queue_policy_policy

  queue_url = var.sqs_queue_policy_queue_url
  region    = var.region
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  count = contains(var.create, "sqs_queue_redrive_allow_policy") ? 1 : 0

  queue_url = var.sqs_queue_redrive_allow_policy_queue_url

  # sqs:013: Dead-letter queues name their sources.
  redrive_allow_policy = var.sqs_queue_redrive_allow_policy_redrive_allow_policy

  region = var.region
}

locals {
  arns = concat(
    aws_sqs_queue.this[*].arn,
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
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ListDeadLetterSourceQueues",
        "sqs:ListMessageMoveTasks",
        "sqs:ListQueueTags",
        "sqs:ReceiveMessage",
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
        "sqs:CancelMessageMoveTask",
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:DeleteQueue",
        "sqs:PurgeQueue",
        "sqs:SendMessage",
        "sqs:StartMessageMoveTask",
        "sqs:TagQueue",
        "sqs:UntagQueue",
      ]
      Resource = concat(local.arns, [for arn in local.arns : "${arn}/*"])
    }]
  })
}

output "sqs_queue_arn" {
  description = "`arn` of `aws_sqs_queue`; null where it is not created."
  value       = one(aws_sqs_queue.this[*].arn)
}

output "sqs_queue_id" {
  description = "`id` of `aws_sqs_queue`; null where it is not created."
  value       = one(aws_sqs_queue.this[*].id)
}

output "sqs_queue_url" {
  description = "`url` of `aws_sqs_queue`; null where it is not created."
  value       = one(aws_sqs_queue.this[*].url)
}

output "sqs_queue_policy_id" {
  description = "`id` of `aws_sqs_queue_policy`; null where it is not created."
  value       = one(aws_sqs_queue_policy.this[*].id)
}

output "sqs_queue_redrive_allow_policy_id" {
  description = "`id` of `aws_sqs_queue_redrive_allow_policy`; null where it is not created."
  value       = one(aws_sqs_queue_redrive_allow_policy.this[*].id)
}
