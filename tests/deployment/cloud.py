"""The pretended AWS seen past the engine, as somebody at the console sees it."""

import contextlib
import json

import boto3
from botocore.exceptions import ClientError

STATE = "shop-terraform-state"


class Cloud:
    def __init__(self, url: str):
        self.url = url
        self.s3 = self.client("s3")
        self.iam = self.client("iam")
        self.ssm = self.client("ssm")

    def client(self, service: str):
        return boto3.client(service, endpoint_url=self.url, region_name="eu-central-1", aws_access_key_id="test",
                            aws_secret_access_key="test")

    def make_bucket(self, name: str) -> None:
        self.s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})

    def buckets(self) -> list[str]:
        return sorted(one["Name"] for one in self.s3.list_buckets()["Buckets"])

    def has_bucket(self, name: str) -> bool:
        return name in self.buckets()

    def read(self, bucket: str, key: str) -> str:
        return self.s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()

    def locks(self) -> list[str]:
        """The lock files beside the states."""
        keys = [one["Key"] for one in self.s3.list_objects_v2(Bucket=STATE).get("Contents", [])]
        return [key for key in keys if key.endswith(".tflock")]

    def operations(self) -> list[str]:
        """What those who hold a lock do: `OperationTypePlan`, `OperationTypeApply`."""
        found = []
        for key in self.locks():
            # One that is gone meanwhile holds nobody.
            with contextlib.suppress(ClientError):
                found.append(json.loads(self.read(STATE, key))["Operation"])
        return found

    def versions(self, bucket: str) -> str:
        return self.s3.get_bucket_versioning(Bucket=bucket)["Status"]

    def suspend_versions(self, bucket: str) -> None:
        self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})

    def put_parameter(self, name: str, value: str) -> None:
        self.ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)

    def has_role(self, name: str) -> bool:
        try:
            self.iam.get_role(RoleName=name)
        except ClientError:
            return False
        return True

    def make_policy(self, name: str) -> str:
        """The ARN of a policy that permits next to nothing."""
        document = json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop-uploads/x"}]})
        return self.iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]

    def policies_of(self, role: str) -> list[str]:
        return [one["PolicyName"] for one in self.iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]]
