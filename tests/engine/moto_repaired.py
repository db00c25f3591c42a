"""moto's server, with those of its answers repaired that no real AWS gives and that the AWS provider stumbles over."""

import copy
import hashlib
import json
import sys
from inspect import signature

from moto.core.responses import ActionResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.rds.models import DBCluster, DBInstance, DBParameterGroup
from moto.s3.models import FakeBucket
from moto.server import main
from moto.sns.responses import SNSResponse


def resource_id(instance: DBInstance) -> str:
    """Of each instance its own: the provider looks instances up by it, and moto gives all of them the same."""
    return "db-" + hashlib.sha256(instance.db_instance_identifier.encode()).hexdigest()[:26].upper()


def remember_description(rule: SecurityGroupRule, *args, **named) -> None:
    """Of rules for a prefix list, of which moto keeps the id only."""
    make_rule(rule, *args, **named)
    given = signature(make_rule).bind(rule, *args, **named).arguments
    rule.prefix_list_description = (given.get("prefix_list_id") or {}).get("Description")


def description(rule: SecurityGroupRule) -> str | None:
    """Also of rules that name a group or a prefix list instead of a range."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description") or rule.prefix_list_description


def update_parameters(group: DBParameterGroup, parameters: list[dict]) -> None:
    """With the source that parameters have, without which the provider does not see them."""
    update_without_source(group, [parameter | {"Source": "user"} for parameter in parameters])


def scaling(cluster: DBCluster) -> dict | None:
    """Only of serverless clusters; moto gives an empty one to all."""
    return serverless_scaling(cluster) if cluster.engine_mode == "serverless" else None


def may_log(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """Looks at the statements for services only: moto falls over `"Principal": "*"`."""
    policy = json.loads(target_bucket.policy or b'{"Statement": []}')
    policy["Statement"] = [one for one in policy["Statement"] if isinstance(one.get("Principal"), dict)]
    looked_at = copy.copy(target_bucket)
    looked_at.policy = json.dumps(policy).encode()
    return may_log_by_policy(looked_at, target_prefix)


def topic_attributes(response: SNSResponse) -> ActionResult:
    """With the version of the signature, which moto keeps and does not tell."""
    answer = attributes_without_signature(response)
    topic = response.backend.get_topic(answer.result["Attributes"]["TopicArn"])
    answer.result["Attributes"]["SignatureVersion"] = getattr(topic, "signature_version", "1")
    return answer


make_rule = SecurityGroupRule.__init__
may_log_by_policy = FakeBucket._log_permissions_enabled_policy
attributes_without_signature = SNSResponse.get_topic_attributes
update_without_source = DBParameterGroup.update_parameters
serverless_scaling = DBCluster.scaling_configuration_info.fget

DBInstance.dbi_resource_id = property(resource_id, lambda instance, constant: None)
DBParameterGroup.update_parameters = update_parameters
DBCluster.scaling_configuration_info = property(scaling)
SNSResponse.get_topic_attributes = topic_attributes
SecurityGroupRule.__init__ = remember_description
SecurityGroupRule.description = property(description)
FakeBucket._log_permissions_enabled_policy = staticmethod(may_log)
sys.exit(main())
