"""The examples of the catalog (tests/guardrails/<service>/examples.json) as Terraform JSON documents."""

import copy
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "secure_templates" / "catalog"
EXAMPLES = ROOT / "tests" / "guardrails"
GOOGLE = ROOT / "tests" / "google"


def merged(document, patch):
    """RFC 7386."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = copy.deepcopy(document) if isinstance(document, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


@dataclass
class Example:
    requirement: dict
    base_name: str
    base: dict
    failing: dict
    checkov: dict = field(default_factory=dict)  # Checkov id: failing document of its own
    checkov_pass: dict = field(default_factory=dict)  # Checkov id: passing document of its own


@dataclass
class Service:
    name: str
    bases: dict
    examples: list


def services(catalog_folder: Path = CATALOG, examples_folder: Path = EXAMPLES) -> list[Service]:
    found = []
    for file in sorted(examples_folder.glob("*/examples.json")):
        name = file.parent.name
        content = json.loads(file.read_text())
        catalog = {record["ID"]: record for record in json.loads((catalog_folder / f"{name}.json").read_text())}
        examples = []
        for one in content["examples"]:
            base = content["bases"][one["base"]]
            failing, passing = ({check: merged(base, patch) for check, patch in one.get(key, {}).items()}
                                for key in ("checkov", "checkov_pass"))
            examples.append(Example(catalog[one["requirement"]], one["base"], base, merged(base, one["fail"]), failing, passing))
        found.append(Service(name, content["bases"], examples))
    return found


def schema_in(path: Path) -> dict:
    """A provider's schema: `resource_schemas`, `data_source_schemas`, ..."""
    with gzip.open(path) as file:
        return next(iter(json.load(file)["provider_schemas"].values()))


def schema(version: str) -> dict:
    return schema_in(ROOT / "providers" / "aws" / f"{version}.schema.json.gz")


META = {"count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "dynamic", "timeouts", "//"}


def body_fits(body: dict, block: dict) -> bool:
    types, attributes = block.get("block_types", {}), block.get("attributes", {})
    for name, content in body.items():
        settable = {"required", "optional"} & attributes.get(name, {}).keys()
        if name not in types and not settable and name not in META:
            return False
        nested = content if isinstance(content, list) else [content]
        if name in types and not all(body_fits(one, types[name]["block"]) for one in nested if isinstance(one, dict)):
            return False
    return True


def fits(document: dict, provider: dict) -> bool:
    """Whether this version of the provider has every type and attribute of a document, and lets them be set."""
    for kind, schemas in (("resource", "resource_schemas"), ("data", "data_source_schemas")):
        for type_, blocks in document.get(kind, {}).items():
            if type_ not in provider[schemas]:
                return False
            if not all(body_fits(body, provider[schemas][type_]["block"]) for body in blocks.values()):
                return False
    return True


def needs_more(document: dict) -> bool:
    """Whether a document calls modules, or has types of another provider: neither is at hand."""
    types = [type_ for kind in ("resource", "data") for type_ in document.get(kind, {})]
    return "module" in document or not all(type_.startswith("aws_") for type_ in types)


def renamed(document: dict, tag: str) -> dict:
    """The document with names and references that no other document of the same root has."""
    document = {kind: {type_: blocks for type_, blocks in content.items() if blocks} if isinstance(content, dict) else
                content for kind, content in document.items()}
    text = json.dumps(document)
    for kind in ("resource", "data"):
        for type_, blocks in document.get(kind, {}).items():
            for name in blocks:
                text = re.sub(rf"(?<![\w.])((?:data\.)?{type_})\.{name}(?!\w)", rf"\1.{tag}_{name}", text)
    text = re.sub(r"(?<![\w.])(var|local)\.(\w+)", rf"\1.{tag}_\2", text)
    result = json.loads(text)
    for kind in ("resource", "data"):
        for blocks in result.get(kind, {}).values():
            for name in list(blocks):
                blocks[f"{tag}_{name}"] = blocks.pop(name)
    for configuration in result.get("provider", {}).values():
        configuration["alias"] = f"{tag}_{configuration['alias']}"
    for kind in ("variable", "locals"):
        if kind in result:
            result[kind] = {f"{tag}_{name}": value for name, value in result[kind].items()}
    return result
