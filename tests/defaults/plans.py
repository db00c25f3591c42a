"""What the provider makes of attributes that are left out, from real plans that need no network."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path as File

from documents import META
from engine import Engine, Failed
from subjects import Path, Subject, at, optional, without

PROVIDER = {"region": "eu-central-1", "access_key": "none", "secret_key": "none", "max_retries": 1,
            "skip_credentials_validation": True, "skip_requesting_account_id": True, "skip_metadata_api_check": True,
            "skip_region_validation": True}
NO_NETWORK = {name: "http://127.0.0.1:9" for name in ("HTTP_PROXY", "HTTPS_PROXY")}
UNKNOWN = "${timestamp()}"
NOTHING = (None, "", [], {})


@dataclass
class Plans:
    planned: dict[str, dict] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def closed(value):
    """A value whose expressions are unknown, so that it stands alone."""
    if isinstance(value, dict):
        return {name: closed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [closed(inner) for inner in value]
    return UNKNOWN if isinstance(value, str) and re.search(r"(?<!\$)\$\{", value) else value


def alone(body: dict) -> dict:
    return closed({name: value for name, value in body.items() if name not in META})


def key(type_: str, body: dict) -> str:
    return json.dumps([type_, body], sort_keys=True)


def complaints(output: str) -> dict[str, str]:
    """File and message of each error."""
    found = {}
    for diagnostic in (line.get("diagnostic", {}) for line in map(json.loads, output.splitlines())):
        if diagnostic.get("severity") == "error":
            if "range" not in diagnostic:
                raise Failed(f"the plan ends with {diagnostic['summary']}: {diagnostic['detail']}")
            found[diagnostic["range"]["filename"]] = f"{diagnostic['summary']}: {diagnostic['detail']}".strip()
    return found


def plan(engine: Engine, folder: File, wanted: set[str]) -> Plans:
    """One root for all. What does not validate keeps the others from being planned, so it is taken away and planning
    starts again; what fails later does not."""
    keys = {f"e{i}": one for i, one in enumerate(sorted(wanted))}
    for name, one in keys.items():
        type_, body = json.loads(one)
        (folder / f"{name}.tf.json").write_text(json.dumps({"resource": {type_: {name: body}}}))
    (folder / "provider.tf.json").write_text(json.dumps({"provider": {"aws": PROVIDER}}))
    plans = Plans()
    while not (folder / "plan").exists():
        done = engine.run(folder, "plan", "-json", "-refresh=false", "-input=false", "-out=plan", env=NO_NETWORK)
        found = complaints(done.stdout)
        for file, message in found.items():
            plans.refused[keys[file.removesuffix(".tf.json")]] = message
            (folder / file).unlink()
        if not found and not (folder / "plan").exists():
            raise Failed(f"no plan:\n{done.stdout[-3000:]}")
    for change in json.loads(engine.demand(folder, "show", "-json", "plan"))["resource_changes"]:
        plans.planned[keys[change["name"]]] = change["change"]["after"]
    return plans


def agrees(planned, given) -> bool:
    if isinstance(given, dict):
        return isinstance(planned, dict) and all(planned.get(name) is None or agrees(planned[name], value)
                                                 for name, value in given.items())
    return isinstance(given, list) or given == UNKNOWN or str(planned).lower() == str(given).lower()


def counterpart(planned, body, path: Path):
    """What the plan made of a block: the elements of a set come in an order of their own, those of a list in that of
    the body."""
    for step in path:
        body = body[step]
        if isinstance(step, str):
            planned = (planned or {}).get(step)
        if isinstance(body, dict) and isinstance(planned, list):
            here = step if isinstance(step, int) else 0
            planned = next((one for one in planned[here:] + planned[:here] if agrees(one, body)), None)
    return planned


def variants(subject: Subject, schema: dict, read: set[str]) -> dict[str, list[Path]]:
    """What to plan to see the defaults of a subject, and which attributes each shows: it as it is shows those that it
    leaves out; the others are left out one after the other, as some need each other."""
    body = alone(subject.body)
    return {key(subject.type, body): optional(body, schema, read, given=False)} | {
        key(subject.type, without(body, [path])): [path] for path in optional(body, schema, read, given=True)}


def defaults(shown: dict[str, list[Path]], plans: Plans) -> dict[Path, object]:
    """Attributes that the provider computes later are not in the plan, and have no default that is known."""
    found = {}
    for one, paths in shown.items():
        body = json.loads(one)[1]
        for path in paths:
            block = counterpart(plans.planned.get(one), body, path[:-1])
            value = block.get(path[-1]) if isinstance(block, dict) else None
            if value not in NOTHING:
                found[path] = value
    return found
