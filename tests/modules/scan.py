"""Modules held against the provider's schema, by a parser of HCL that is not ours, and against Checkov."""

import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hcl
import installation
import planned
from engine import VERSION, Engine, Missing
from inputs import HERE, PARAPET, schema
from refusals import records

META = {"count", "for_each", "lifecycle", "depends_on", "provider", "dynamic"}
FEWEST_CLAIMS = 1800
# Every block exists once, so that Checkov need not multiply them; that takes it a fifth of its time.
ONE_OF_EACH = {"CHECKOV_ENABLE_FOREACH_HANDLING": "False", "CHECKOV_ENABLE_MODULES_FOREACH_HANDLING": "False"}
EXPLAINED = json.loads((HERE / "checkov.json").read_text())


def programs() -> Path:
    found = installation.install()
    if found is None:
        raise Missing("no Checkov: PyPI does not give it")
    return found


def parse(folder: Path) -> dict:
    done = subprocess.run([programs() / "python", HERE / "parse.py", folder], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def plain(name: str) -> str:
    return name.strip('"')


def against_schema(folder: Path, version: str) -> list:
    """Every argument and block of every module exists in the schema and can be set, and none is missing that has to be there."""
    types = schema(version)["resource_schemas"]
    result = parse(folder)
    complaints = [f"{name} does not parse: {why}" for name, why in result["broken"].items()]
    for name, content in result["parsed"].items():
        for block in content.get("resource", []):
            for type_, resources in block.items():
                if plain(type_) not in types:
                    complaints.append(f"{name}: there is no {type_}")
                    continue
                for body in resources.values():
                    complaints += body_complaints(f"{name}: {type_}", body, types[plain(type_)]["block"])
    return complaints


def body_complaints(place: str, body: dict, block: dict) -> list:
    attributes, nested = block.get("attributes", {}), block.get("block_types", {})
    dynamic = [(plain(name), one["content"]) for part in body.get("dynamic", []) for name, one in part.items()]
    given = {plain(name): value for name, value in body.items() if not name.startswith("__")}
    complaints = [f"{place}.{name} is missing" for name, one in attributes.items() if one.get("required") and name not in given]
    present = given.keys() | {name for name, _ in dynamic}
    complaints += [f"{place}.{name} is missing" for name, one in nested.items() if one.get("min_items") and name not in present]
    for name, value in given.items():
        if name in nested:
            for one in value if isinstance(value, list) else [value]:
                complaints += body_complaints(f"{place}.{name}", one, nested[name]["block"])
        elif name not in META and not (attributes.get(name, {}).get("optional") or attributes.get(name, {}).get("required")):
            complaints.append(f"{place}.{name} is nothing that can be set")
    for name, content in dynamic:
        if name not in nested:
            complaints.append(f"{place}.{name} is no block")
            continue
        for one in content:
            complaints += body_complaints(f"{place}.{name}", one, nested[name]["block"])
    return complaints


def run_checkov(folder: Path, framework: str) -> dict:
    done = subprocess.run([programs() / "checkov", "-d", folder, "--framework", framework, "-o", "json", "--compact", "--quiet",
                           "--skip-download"], env=os.environ | ONE_OF_EACH, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True)
    try:
        result = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise RuntimeError(f"checkov gave no JSON ({error}): {done.stderr[-2000:]}") from error
    return result[0] if isinstance(result, list) else result


def failures(result: dict) -> set:
    return {(one["check_id"], address(one["resource"])) for one in result["results"]["failed_checks"]}


def address(full: str) -> str:
    """`service.type.this`"""
    return re.sub(r"\[\d+\]", "", full).removeprefix("module.")


def implemented(folder: Path) -> dict:
    """The requirements that the notes of each module call implemented, whole."""
    found = {}
    for notes in folder.glob("*/notes.md"):
        section = notes.read_text().partition("\n## Implemented\n")[2].partition("\n## ")[0]
        found[notes.parent.name] = set(re.findall(r"^- ([a-z0-9]+:\d+): ", section, re.M))
    return found


def judged(plan: Path) -> dict:
    """(id, `service.type.this`): what the guardrails say of each resource of a plan."""
    done = subprocess.run([PARAPET, "check", "--json", plan], check=False, stdout=subprocess.PIPE, text=True)
    results = json.loads(done.stdout)["results"]
    return {(one["requirement"], address(one["address"])): one["status"] for one in results if one["address"]}


def claims(folder: Path, statuses: dict) -> dict:
    """(id, `service.type.this`): the verdict on what the notes of a module call implemented, where it concerns the resource."""
    ids = {(service, id_) for service, all_ids in implemented(folder).items() for id_ in all_ids}
    return {(id_, resource): status for (id_, resource), status in statuses.items()
            if (resource.split(".")[0], id_) in ids and status != "not_applicable"}


def broken_claims(claimed: dict, failed: set) -> list:
    """Requirements that modules claim and do not meet, and checks that fail though a requirement that is claimed says them. No
    reason excuses these."""
    catalog = records()
    complaints = [f"{id_} fails at {resource}, whose notes call it implemented" for (id_, resource), status in
                  sorted(claimed.items()) if status == "fail"]
    return complaints + [f"{check} of Checkov fails at {resource}, whose notes call {id_} implemented"
                         for id_, resource in sorted(claimed) for check in catalog[id_]["sources"].get("checkov", [])
                         if (check, resource) in failed and catalog[id_]["resource"] == resource.split(".")[1]]


def explained(found: set, list_: dict, name: str) -> list:
    """Complaints about failures without a reason, and about reasons without a failure."""
    told = {(check, resource) for check, resources in list_.items() for resource in resources}
    complaints = [f"checkov ({name}): {check} fails at {resource}" for check, resource in sorted(found - told)]
    return complaints + [f"checkov.json ({name}) explains {check} at {resource}, which does not fail" for check, resource in
                         sorted(told - found)]


def checkov(folder: Path, inputs: dict, home: Path) -> list:
    """The modules as they are written, called with their required inputs. Two halves at a time: Checkov uses one processor."""
    services = sorted(inputs)
    halves = [{service: inputs[service] for service in part} for part in (services[::2], services[1::2])]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda part: on_source(folder, part[1], home / f"checkov-{part[0]}"), enumerate(halves)))
    parse_errors = sum(result["summary"]["parsing_errors"] for result in results)
    complaints = [f"{parse_errors} files do not parse for Checkov"] if parse_errors else []
    found = set().union(*map(failures, results))
    return complaints + explained(found, EXPLAINED["source"] | EXPLAINED["both"], "source")


def on_source(folder: Path, inputs: dict, root: Path) -> dict:
    root.mkdir()
    for service in inputs:
        shutil.copytree(folder / service, root / service)
    calls = "".join(hcl.module(service, f"./{service}", values) for service, values in planned.pointed(inputs).items())
    (root / "main.tf").write_text(calls + hcl.document(planned.TARGETS, schema(VERSION)))
    return run_checkov(root, "terraform")


def checkov_on_plan(engine: Engine, folder: Path, inputs: dict, home: Path) -> list:
    """The same on the plan of the real provider, where every value is what will be created: there the modules' claims hold."""
    document = planned.plan(engine, folder, inputs, home / "planned")
    shown = home / "plan" / "plan.json"
    shown.parent.mkdir()
    shown.write_text(json.dumps(document))
    claimed = claims(folder, judged(shown))
    if len(claimed) < FEWEST_CLAIMS:
        return [f"only {len(claimed)} claims of modules are judged"]
    planned.follow_variables(document)
    shown.write_text(json.dumps(document))
    found = failures(run_checkov(shown.parent, "terraform_plan"))
    return broken_claims(claimed, found) + explained(found, EXPLAINED["plan"] | EXPLAINED["both"], "plan")
