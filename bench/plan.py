"""Writes a plan as large as asked: keys, buckets, access blocks, databases and roles, a fifth each, as Terraform plans new ones."""

import json
from pathlib import Path

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]})


def reference(address: str, attribute: str) -> dict:
    return {"references": [f"{address}.{attribute}", address]}


def group(number: int) -> list:
    """Type, name, what is planned, what is unknown, and what the configuration refers to, of five resources."""
    name = f"tenant-{number:06}"
    tags = {"env": "production", "team": "platform", "terraform-managed": "true", "tenant": name}
    key, bucket = f"aws_kms_key.key-{number}", f"aws_s3_bucket.bucket-{number}"
    return [
        ("aws_kms_key", f"key-{number}", {
            "bypass_policy_lockout_safety_check": False, "custom_key_store_id": None, "customer_master_key_spec":
            "SYMMETRIC_DEFAULT", "deletion_window_in_days": 30, "description": f"Data of {name}",
            "enable_key_rotation": True, "is_enabled": True, "key_usage": "ENCRYPT_DECRYPT", "tags": tags, "tags_all": tags,
            "timeouts": None, "xks_key_id": None}, ["arn", "id", "key_id", "multi_region", "policy"], {}),
        ("aws_s3_bucket", f"bucket-{number}", {"bucket": f"acme-{name}", "force_destroy": False, "tags": tags,
         "tags_all": tags, "timeouts": None},
         ["acl", "arn", "bucket_domain_name", "bucket_prefix", "hosted_zone_id", "id", "policy", "region"], {}),
        ("aws_s3_bucket_public_access_block", f"block-{number}", {
            "block_public_acls": True, "block_public_policy": True, "ignore_public_acls": True,
            "restrict_public_buckets": True}, ["bucket", "id"], {"bucket": reference(bucket, "id")}),
        ("aws_db_instance", f"db-{number}", {
            "allocated_storage": 100, "allow_major_version_upgrade": None, "apply_immediately": False,
            "auto_minor_version_upgrade": True, "backup_retention_period": 14, "copy_tags_to_snapshot": True,
            "deletion_protection": True, "engine": "postgres", "iam_database_authentication_enabled": True, "identifier": name,
            "instance_class": "db.r6g.large", "manage_master_user_password": True, "monitoring_interval": 0, "multi_az": True,
            "performance_insights_enabled": False, "publicly_accessible": False, "skip_final_snapshot": False,
            "storage_encrypted": True, "tags": tags, "tags_all": tags, "username": "tenant"},
         ["address", "arn", "endpoint", "engine_version", "id", "kms_key_id", "master_user_secret", "port", "status"],
         {"kms_key_id": reference(key, "arn")}),
        ("aws_iam_role", f"role-{number}", {
            "assume_role_policy": TRUST, "description": None, "force_detach_policies": False, "max_session_duration": 3600,
            "name": name, "path": "/", "permissions_boundary": None, "tags": tags, "tags_all": tags},
         ["arn", "create_date", "id", "inline_policy", "managed_policy_arns", "name_prefix", "unique_id"], {}),
    ]


def entries(number: int) -> tuple:
    """What stands in planned_values, resource_changes and the configuration."""
    values, changes, configured = [], [], []
    for type_, name, planned, unknown, references in group(number):
        head = {"address": f"{type_}.{name}", "mode": "managed", "type": type_, "name": name}
        source = {"provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 0}
        values.append(head | source | {"values": planned, "sensitive_values": {}})
        changes.append(head | {"provider_name": source["provider_name"], "change": {
            "actions": ["create"], "before": None, "after": planned, "after_unknown": {one: True for one in unknown},
            "before_sensitive": False, "after_sensitive": {}}})
        constants = {member: {"constant_value": value} for member, value in planned.items() if value is not None}
        configured.append(head | {"provider_config_key": "aws", "schema_version": 0, "expressions": constants | references})
    return values, changes, configured


def write(path: Path, megabytes: int) -> None:
    size, number = 0, 0
    values, changes, configured = [], [], []
    while size < megabytes * 1_000_000:
        made = entries(number)
        size += len(json.dumps(made))
        for whole, part in zip((values, changes, configured), made):
            whole += part
        number += 1
    path.write_text(json.dumps({
        "format_version": "1.2", "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": values}}, "resource_changes": changes,
        "configuration": {"provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"}},
                          "root_module": {"resources": configured}}}))
