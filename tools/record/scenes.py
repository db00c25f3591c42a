"""What is recorded. The scenes play one after the other in one folder."""

import json
from typing import NamedTuple


class Step(NamedTuple):
    """A command line as a person types it; `folder` is where, seen from the home of the recording."""

    line: str
    folder: str = "shop"
    code: int = 0


SCENES = [
    ("new_project", "A new project", [
        Step("parapet init shop", folder="."),
        Step("parapet synth"),
    ]),
    ("refusal", "A refusal and its remedy", [
        Step("sed -i 's/aws::s3_bucket{/&.acl = \"public-read\", /' resources/app.cpp"),
        Step("parapet synth", code=3),
        Step("sed -i 's/.acl = \"public-read\", //' resources/app.cpp"),
        Step("parapet synth"),
        Step("parapet check cdktf.out"),
    ]),
    ("explain", "What a requirement is about", [
        Step("parapet explain s3:010"),
    ]),
]

# Terraform JSON of somebody who knows no guardrails, for the page of `parapet check --html`.
INSECURE = json.dumps({"resource": {
    "aws_db_instance": {"orders": {"engine": "postgres", "publicly_accessible": True, "storage_encrypted": False}},
    "aws_kms_key": {"data": {"description": "Customers' data", "enable_key_rotation": False}},
    "aws_s3_bucket": {"uploads": {"acl": "public-read", "bucket": "shop-uploads"}},
    "aws_sqs_queue": {"orders": {"name": "orders", "kms_master_key_id": "alias/aws/sqs"}},
}}, indent=2)
