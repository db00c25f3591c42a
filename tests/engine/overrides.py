"""Override files that sit beside an unchanged copy of cdk.tf.json: how a stack meets moto instead of AWS."""

import json
from pathlib import Path

# Every service is reached through AWS_ENDPOINT_URL in the environment; only what has no variable is overridden.
PROVIDER = {"s3_use_path_style": True, "skip_metadata_api_check": True}
BACKEND = {"use_path_style": True, "skip_metadata_api_check": True, "skip_region_validation": True}

# What keeps a real stack from being destroyed by accident, and what takes the place of it in the tear-down.
TEARDOWN = {"deletion_protection": False, "skip_final_snapshot": True, "force_destroy": True, "force_detach_policies": True}


def environment(url: str) -> dict[str, str]:
    return {"AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true"}


def backend(document: dict) -> dict | None:
    return document.get("terraform", {}).get("backend", {}).get("s3")


def for_moto(document: dict) -> dict:
    """Provider and backend settings for moto; an override replaces a backend as a whole, so it is repeated."""
    result: dict = {"provider": {"aws": [alias_of(one) | PROVIDER for one in as_list(document["provider"]["aws"])]}}
    if backend(document):
        result["terraform"] = {"backend": {"s3": backend(document) | BACKEND}}
    return result


def for_teardown(document: dict) -> dict:
    resources: dict = {}
    for kind, named in document.get("resource", {}).items():
        for name, body in named.items():
            change = {key: value for key, value in TEARDOWN.items() if key in body or key == forced_key(kind)}
            if "prevent_destroy" in json.dumps(body.get("lifecycle", {})):
                change["lifecycle"] = {"prevent_destroy": False}
            if change:
                resources.setdefault(kind, {})[name] = change
    return {"resource": resources} if resources else {}


def forced_key(kind: str) -> str | None:
    return {"aws_s3_bucket": "force_destroy", "aws_db_instance": "skip_final_snapshot",
            "aws_rds_cluster": "skip_final_snapshot"}.get(kind)


def variables(document: dict) -> dict[str, str]:
    """A value for every variable that has no default; what a person would type in."""
    return {f"TF_VAR_{name}": "engine-test-value" for name, body in document.get("variable", {}).items()
            if "default" not in body}


def alias_of(provider: dict) -> dict:
    return {"alias": provider["alias"]} if "alias" in provider else {}


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def write(folder: Path, name: str, content: dict) -> None:
    (folder / f"{name}_override.tf.json").write_text(json.dumps(content, indent=2))
