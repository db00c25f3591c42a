"""Inputs of generated modules: what a caller has to give, and what no module may take, from the catalog's examples."""

import copy
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "examples")]

from documents import CATALOG, ROOT, merged, schema, services  # noqa: E402

PARAPET = ROOT / "build" / "dev" / "bin" / "parapet"

# Stand for what other resources would give, by the attribute that is referred to.
STAND_INS = {
    "arn": "arn:aws:{service}:eu-central-1:111122223333:zip/0a1b2c3d",
    "id": "zip-0a1b2c3d4e5f60718",
    "name": "zip",
}
SPECIAL = {
    "aws_kms_key.arn": "arn:aws:kms:eu-central-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001",
    "aws_iam_role.arn": "arn:aws:iam::111122223333:role/zip",
    "aws_sns_topic.arn": "arn:aws:sns:eu-central-1:111122223333:zip",
    "aws_sqs_queue.arn": "arn:aws:sqs:eu-central-1:111122223333:zip",
    "aws_s3_bucket.arn": "arn:aws:s3:::zip",
    "aws_lambda_function.arn": "arn:aws:lambda:eu-central-1:111122223333:function:zip",
    "aws_subnet.id": "subnet-0a1b2c3d4e5f60718",
    "aws_vpc.id": "vpc-0a1b2c3d4e5f60718",
    "aws_security_group.id": "sg-0a1b2c3d4e5f60718",
}


@dataclass
class Variable:
    name: str
    type: str
    argument: str
    block: bool
    many: bool
    required: bool
    demanded: bool
    linked: bool
    guards: list


@dataclass
class Module:
    service: str
    resources: list  # of name and type
    variables: list
    requirements: list
    inputs: dict = field(default_factory=dict)  # the module's own, by name

    @classmethod
    def read(cls, summary: dict) -> "Module":
        return cls(summary["service"], summary["resources"], [Variable(**one) for one in summary["variables"]],
                   summary["requirements"])

    def declared(self, folder: Path) -> set:
        return set(re.findall(r'^variable "([^"]+)"', (folder / self.service / "variables.tf").read_text(), re.M))


REFERENCE = re.compile(r"\$\{([^}]*)\}")


def without_references(value):
    """The value with literals in place of references; None where one cannot be said."""
    known = all(stand_in(one) for one in REFERENCE.findall(json.dumps(value)))
    return with_stand_ins(value) if known else None


def with_stand_ins(value):
    """The value with literals in place of references, whatever they are."""
    if isinstance(value, list):
        return [with_stand_ins(one) for one in value]
    if isinstance(value, dict):
        return {key: with_stand_ins(one) for key, one in value.items() if one is not None}
    if isinstance(value, str):
        return REFERENCE.sub(lambda match: stand_in(match.group(1)) or "zip", value)
    return value


def stand_in(reference: str) -> str | None:
    if re.fullmatch(r"(var|local)\.\w+", reference.strip()):
        return "givenelsewhere1"
    match = re.fullmatch(r"(?:data\.)?(aws_\w+)\.\w+(?:\[[^\]]*\])?\.(\w+)", reference.strip())
    if not match:
        return None
    type_, attribute = match.groups()
    special = SPECIAL.get(f"{type_}.{attribute}")
    if special:
        return special
    if attribute.endswith("arn"):
        return STAND_INS["arn"].format(service=type_.split("_")[1])
    return STAND_INS.get(attribute, STAND_INS["id"] if attribute.endswith("id") else None)


def as_input(value, nested: dict | None):
    """A nested block as the object or list of objects that a variable takes; `nested` is its schema."""
    if nested is None:
        return value
    single = nested["nesting_mode"] in ("single", "group") or nested.get("max_items") == 1
    elements = value if isinstance(value, list) else [value]
    elements = [block_input(one, nested["block"]) for one in elements if isinstance(one, dict)]
    return (elements[0] if elements else None) if single else elements


def block_input(body: dict, block: dict) -> dict:
    types = block.get("block_types", {})
    return {name: as_input(value, types.get(name)) for name, value in body.items()}


class Examples:
    """Bodies of every type in the examples, those that pass before those that fail."""

    def __init__(self, version: str):
        self.provider = schema(version)["resource_schemas"]
        self.bodies: dict[str, list] = {}
        self.minimal: dict[str, dict] = {}  # the least that the user of a template has to give
        self.failing: dict[str, list] = {}
        for service in services():
            content = json.loads((ROOT / "tests" / "guardrails" / service.name / "examples.json").read_text())
            for one in content.get("minimal", {}).values():
                self.minimal.setdefault(one["type"], one["body"])
                self.add(one["type"], one["body"])
            for base in service.bases.values():
                self.add_document(base)
            for example in content["examples"]:
                id_ = example["requirement"]
                base = service.bases[example["base"]]
                patches = [example["fail"]]
                if example.get("unset", {}).get("status") == "fail":
                    patches.append(example["unset"]["patch"])
                self.failing[id_] = [(base, merged(base, patch)) for patch in patches]

    def add_document(self, document: dict) -> None:
        for type_, blocks in document.get("resource", {}).items():
            for body in blocks.values():
                self.add(type_, body)

    def add(self, type_: str, body: dict) -> None:
        self.bodies.setdefault(type_, []).append(body)

    def nested(self, type_: str, argument: str) -> dict | None:
        return self.provider[type_]["block"].get("block_types", {}).get(argument)

    def inputs_of(self, type_: str, body: dict, arguments: list) -> dict | None:
        """The values of these arguments in a body; None where one of them is not there or is a reference."""
        found = {}
        for argument in arguments:
            value = without_references(body.get(argument))
            if value is None:
                return None
            found[argument] = as_input(copy.deepcopy(value), self.nested(type_, argument))
        return found

    def least(self, type_: str, arguments: list, settable: list) -> dict:
        """What a caller has to give for a type: what the catalog calls its least, and what of `arguments` is not in it."""
        body = self.minimal.get(type_, {})
        found = {}
        for argument in settable:
            one = self.inputs_of(type_, body, [argument])
            if one is not None:
                found |= one
        return self.best(type_, [one for one in arguments if one not in found]) | found

    def best(self, type_: str, arguments: list) -> dict:
        """Values for these arguments, from one body if there is one that has them all."""
        for body in self.bodies.get(type_, []):
            found = self.inputs_of(type_, body, arguments)
            if found is not None:
                return found
        found = {}
        for argument in arguments:
            for body in self.bodies.get(type_, []):
                one = self.inputs_of(type_, body, [argument])
                if one is not None:
                    found |= one
                    break
        return found


OWN = json.loads((HERE / "inputs.json").read_text())


def required_inputs(module: Module, examples: Examples, declared: set, settings: dict) -> dict:
    """What a call has to give so that the module creates every type it has."""
    values = {"create": [resource["name"] for resource in module.resources]}
    values |= {name: one["example"] for name, one in settings["inputs"].items() if name in declared}
    for resource in module.resources:
        ours = [one for one in module.variables if one.type == resource["type"] and not one.linked and
                one.name not in settings["shared"]]
        needed = [one.argument for one in ours if one.required or one.demanded]
        given = examples.least(resource["type"], needed, [one.argument for one in ours])
        values |= {one.name: given[one.argument] for one in ours if one.argument in given}
    return values | OWN.get(module.service, {})
