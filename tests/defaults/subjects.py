"""The resources of the catalog's examples, and the attributes of them that a requirement reads."""

import copy
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from json import dumps

from documents import META, Service, body_fits

Path = tuple  # keys and indices from the body of a resource down to one of its attributes


@dataclass
class Subject:
    name: str
    type: str
    label: str
    document: dict

    @property
    def body(self) -> dict:
        return self.document["resource"][self.type][self.label]

    def with_body(self, body: dict) -> dict:
        document = copy.deepcopy(self.document)
        document["resource"][self.type][self.label] = body
        return document


def words_read(services: list[Service]) -> dict[str, set[str]]:
    """For each type, every word of the requirements that are about it or ask for it beside another resource."""
    found = defaultdict(set)
    for requirement in (example.requirement for service in services for example in service.examples):
        words = set(re.findall(r"\w+", dumps([requirement["require"], requirement.get("when")])))
        for type_ in {requirement["resource"]} | {word for word in words if word.startswith("aws_")}:
            found[type_] |= words
    return found


def documents(service: Service) -> Iterator[tuple[str, dict]]:
    """The bases; where a requirement refuses every resource of its type, what fails is all there is."""
    for name, base in service.bases.items():
        yield f"{service.name} {name}", base
    for example in service.examples:
        if example.requirement["resource"] not in example.base.get("resource", {}):
            yield example.requirement["ID"], example.failing


def subjects(services: list[Service], types: dict) -> list[Subject]:
    """All that this version of the provider has."""
    return [Subject(name, type_, label, document)
            for service in services for name, document in documents(service)
            for type_, blocks in document.get("resource", {}).items() for label, body in blocks.items()
            if type_ in types and body_fits(body, types[type_]["block"])]


def blocks(body: dict, schema: dict, path: Path = ()) -> Iterator[tuple[Path, dict, dict]]:
    """A body and every block in it: where, what it says, and its schema."""
    yield path, body, schema
    for name, inner in schema.get("block_types", {}).items():
        content = body.get(name)
        listed = enumerate(content) if isinstance(content, list) else [(None, content)]
        for index, block in listed:
            if isinstance(block, dict):
                yield from blocks(block, inner["block"], path + ((name,) if index is None else (name, index)))


def optional(body: dict, schema: dict, read: set[str], given: bool) -> list[Path]:
    """The attributes that are read and need not be given, among those that are given or among those that are not."""
    return [path + (name,) for path, block, inner in blocks(body, schema)
            for name, attribute in inner.get("attributes", {}).items()
            if name in read and attribute.get("optional") and (block.get(name) is not None) == given]


def at(body: dict, path: Path):
    for key in path:
        body = body[key]
    return body


def without(body: dict, paths: list[Path]) -> dict:
    result = copy.deepcopy(body)
    for path in paths:
        at(result, path[:-1]).pop(path[-1], None)
    return result


def written(body: dict, values: dict[Path, object]) -> dict:
    result = copy.deepcopy(body)
    for path, value in values.items():
        at(result, path[:-1])[path[-1]] = value
    return result


def dotted(path: Path) -> str:
    return ".".join(key for key in path if isinstance(key, str))


def without_blocks(body: dict, schema: dict) -> dict:
    """A body without the blocks that need not be there."""
    needed = {name for name, block in schema.get("block_types", {}).items() if block.get("min_items")}
    return {name: value for name, value in body.items()
            if name in needed or name in META or name not in schema.get("block_types", {})}
