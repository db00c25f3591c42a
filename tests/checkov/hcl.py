"""Terraform JSON as HCL with plain references, as people write it; on JSON Checkov overlooks some of its own failures."""

import json
import re

INTERPOLATION = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
META_BLOCKS = {"lifecycle", "provisioner", "connection", "timeouts"}


def quoted(text: str) -> str:
    parts, at = [], 0
    for found in INTERPOLATION.finditer(text):
        parts += [json.dumps(text[at:found.start()], ensure_ascii=False)[1:-1], found.group()]
        at = found.end()
    return '"' + "".join(parts) + json.dumps(text[at:], ensure_ascii=False)[1:-1] + '"'


def value(content, indent: str = "  ") -> str:
    if isinstance(content, str):
        whole = INTERPOLATION.fullmatch(content)
        return whole.group(1) if whole else quoted(content)
    if isinstance(content, list):
        return "[" + ", ".join(value(one, indent + "  ") for one in content) + "]"
    if isinstance(content, dict):
        entries = (f"{indent}  {json.dumps(key)} = {value(one, indent + '  ')}\n" for key, one in content.items())
        return "{\n" + "".join(entries) + indent + "}"
    return json.dumps(content)


def is_written_as_blocks(attribute: dict, content) -> bool:
    """Attributes that are lists of objects may be written as blocks."""
    kind = attribute.get("type")
    objects = isinstance(kind, list) and kind[0] in ("list", "set") and isinstance(kind[1], list)
    return objects and kind[1][0] == "object" and isinstance(content, list) and all(
        isinstance(one, dict) for one in content)


def dynamic(blocks: dict, types: dict, indent: str) -> str:
    text = ""
    for name, content in blocks.items():
        for one in content if isinstance(content, list) else [content]:
            text += f'{indent}dynamic "{name}" {{\n{indent}  for_each = {value(one["for_each"], indent + "  ")}\n'
            text += f'{indent}  iterator = {one["iterator"]}\n' if "iterator" in one else ""
            inner = body(one["content"], types.get(name, {}).get("block", {}), indent + "    ")
            text += f"{indent}  content {{\n{inner}{indent}  }}\n{indent}}}\n"
    return text


def body(content: dict, block: dict, indent: str) -> str:
    text = ""
    types, attributes = block.get("block_types", {}), block.get("attributes", {})
    for name, one in content.items():
        if name == "dynamic":
            text += dynamic(one, types, indent)
        elif name in types or name in META_BLOCKS:
            for element in one if isinstance(one, list) else [one]:
                inner = body(element, types.get(name, {}).get("block", {}), indent + "  ")
                text += f"{indent}{name} {{\n{inner}{indent}}}\n"
        elif is_written_as_blocks(attributes.get(name, {}), one):
            for element in one:
                given = {key: member for key, member in element.items() if member is not None}
                text += f"{indent}{name} {{\n{body(given, {}, indent + '  ')}{indent}}}\n"
        else:
            text += f"{indent}{name} = {value(one, indent)}\n"
    return text


def document(content: dict, provider: dict) -> str:
    text = ""
    for kind, schemas in (("resource", "resource_schemas"), ("data", "data_source_schemas")):
        for type_, blocks in content.get(kind, {}).items():
            block = provider[schemas].get(type_, {}).get("block", {})
            for name, one in blocks.items():
                text += f'{kind} "{type_}" "{name}" {{\n{body(one, block, "  ")}}}\n\n'
    for name, one in content.get("variable", {}).items():
        text += f'variable "{name}" {{\n{body(one, {}, "  ")}}}\n\n'
    return text


def module(name: str, source: str, arguments: dict) -> str:
    """A call of a module."""
    given = "".join(f"  {argument} = {value(content)}\n" for argument, content in arguments.items())
    return f'module "{name}" {{\n  source = "{source}"\n{given}}}\n\n'
