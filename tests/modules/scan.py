"""Modules held against the provider's schema, by a parser of HCL that is not ours, and against Checkov."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import hcl
import installation
from engine import Engine, Missing
from inputs import HERE, schema
from refusals import records

META = {"count", "for_each", "lifecycle", "depends_on", "provider", "dynamic"}
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
                           "--skip-download"], check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        result = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise RuntimeError(f"checkov gave no JSON ({error}): {done.stderr[-2000:]}") from error
    return result[0] if isinstance(result, list) else result


def failures(result: dict) -> set:
    return {(one["check_id"], re.sub(r"\[\d+\]", "", one["resource"]).removeprefix("module.")) for one in
            result["results"]["failed_checks"]}


def claimed() -> dict:
    """Checkov's ids, and the requirements of the catalog that claim them."""
    found: dict[str, list] = {}
    for id_, record in records().items():
        for check in record["sources"].get("checkov", []):
            found.setdefault(check, []).append(id_)
    return found


def explained(found: set, list_: dict, name: str) -> list:
    """Complaints about failures without a reason, and about reasons without a failure."""
    told = {(check, resource) for check, resources in list_.items() for resource in resources}
    claims = claimed()
    complaints = [f"checkov ({name}): {check} fails at {resource}" +
                  (f", claimed by {', '.join(claims[check])}" if check in claims else "") for check, resource in sorted(found - told)]
    return complaints + [f"checkov.json ({name}) explains {check} at {resource}, which does not fail" for check, resource in
                         sorted(told - found)]


def checkov(folder: Path, inputs: dict, home: Path) -> list:
    """The modules as they are written, called with their required inputs."""
    root = home / "checkov"
    shutil.copytree(folder, root)
    text = "".join(hcl.module(service, f"./{service}", values) for service, values in inputs.items())
    (root / "main.tf").write_text(text)
    result = run_checkov(root, "terraform")
    parse_errors = result["summary"]["parsing_errors"]
    complaints = [f"{parse_errors} files do not parse for Checkov"] if parse_errors else []
    return complaints + explained(failures(result), EXPLAINED["source"] | EXPLAINED["both"], "source")


def checkov_on_plan(engine: Engine, folder: Path, inputs: dict, home: Path) -> list:
    """The same on the plan of the real provider, where every value is what will be created."""
    root = home / "planned"
    root.mkdir()
    provider = {"region": "eu-central-1", "access_key": "mock", "secret_key": "mock", "skip_credentials_validation": True,
                "skip_requesting_account_id": True, "skip_metadata_api_check": True}
    calls = {service: {"source": f"../{folder.name}/{service}", **values} for service, values in inputs.items()}
    for service, names in EXPLAINED["asks_the_cloud"].items():
        calls[service]["create"] = [name for name in calls[service]["create"] if name not in names]
    (root / "main.tf.json").write_text(json.dumps({"provider": {"aws": provider}, "module": calls}))
    engine.demand(root, "init", "-input=false")
    engine.demand(root, "plan", "-input=false", "-refresh=false", "-out=plan.bin", env={"AWS_EC2_METADATA_DISABLED": "true"})
    shown = home / "plan"
    shown.mkdir()
    (shown / "plan.json").write_text(engine.demand(root, "show", "-json", "plan.bin"))
    found = failures(run_checkov(shown, "terraform_plan"))
    return explained(found, EXPLAINED["plan"] | EXPLAINED["both"], "plan")
