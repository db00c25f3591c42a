"""Prints what the checks of the installed Checkov look at in Terraform, as JSON. Runs under the Python that Checkov is installed in, of
which it needs nothing else. The names of checks are printed for the reader of a report and stay on this machine."""

import ast
import inspect
import json
import socket
import sys
import textwrap

FORMAT = 1
VALUES = (bool, int, float, str)


def no_network(*_: object) -> None:
    raise OSError("the facts of Checkov are read without a network")


socket.socket.connect = no_network  # type: ignore[method-assign]
socket.getaddrinfo = no_network  # type: ignore[assignment]

from checkov.common.checks_infra.registry import get_graph_checks_registry  # noqa: E402
from checkov.common.graph.checks_infra.enums import SolverType  # noqa: E402
from checkov.common.models.consts import ANY_VALUE  # noqa: E402
from checkov.terraform import checks  # noqa: E402,F401  (registers them)
from checkov.terraform.checks.data.registry import data_registry  # noqa: E402
from checkov.terraform.checks.provider.registry import provider_registry  # noqa: E402
from checkov.terraform.checks.resource.registry import resource_registry  # noqa: E402
from checkov.version import version  # noqa: E402


def path_of(key: str) -> str:
    """`logging/[0]/enabled` and `settings.*.level` become `logging.enabled` and `settings.level`."""
    steps = key.replace("/", ".").split(".")
    return ".".join(step for step in steps if step not in ("", "*") and not step.strip("[]").isdigit())


def plain(values: object) -> list:
    found = values if isinstance(values, (list, tuple, set, frozenset)) else [values]
    return sorted((v for v in found if isinstance(v, VALUES)), key=lambda v: (type(v).__name__, str(v)))


def asked(check: object, method: str) -> object:
    """Some checks compute these from a resource, which there is none of here."""
    try:
        return getattr(check, method)()
    except Exception:  # noqa: BLE001
        return None


def setting(path: str, operator: str, values: list) -> dict:
    return {"path": path_of(path), "operator": operator, "values": values}


def value_settings(check: object) -> list[dict]:
    key = asked(check, "get_inspected_key") if hasattr(check, "get_inspected_key") else None
    if not isinstance(key, str) or not key:
        return []
    if hasattr(check, "get_forbidden_values"):
        forbidden = asked(check, "get_forbidden_values") or []
        return [setting(key, "not_exists", []) if ANY_VALUE in forbidden else setting(key, "none_of", plain(forbidden))]
    if not hasattr(check, "get_expected_values"):
        return [setting(key, "", [])]
    expected = asked(check, "get_expected_values") or []
    if ANY_VALUE in expected:
        return [setting(key, "exists", [])]
    return [setting(key, "one_of" if expected else "", plain(expected))]


def looked_up(tree: ast.AST) -> list[str]:
    """Keys that a check's own code takes out of a resource: `conf["a"]`, `conf.get("a")`, `"a" in conf`."""
    keys = []
    for node in ast.walk(tree):
        candidates: list[ast.AST] = []
        if isinstance(node, ast.Subscript):
            candidates = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            candidates = list(node.args[:1])
        elif isinstance(node, ast.Compare) and any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            candidates = [node.left]
        keys += [c.value for c in candidates if isinstance(c, ast.Constant) and isinstance(c.value, str)]
    return keys


def mentioned(check: object) -> list[str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(type(check))))
    except (OSError, TypeError, SyntaxError):
        return []
    return sorted({key for key in looked_up(tree) if key.replace("_", "").isalnum()})


def provider_of(place: str) -> str:
    """`aws` of `.../checks/resource/aws/X.py`: Checkov keeps a folder for each provider."""
    parts = place.replace("\\", "/").split("/")
    return parts[-2] if len(parts) > 1 else ""


def code_check(check: object, kind: str) -> dict:
    prefix = {"data": "data.", "provider": "provider."}.get(kind, "")
    settings = value_settings(check)
    return {
        "id": check.id, "name": check.name, "provider": provider_of(type(check).__module__.replace(".", "/")),
        "types": sorted({prefix + str(t) for t in check.supported_entities}),
        "categories": sorted({c.name for c in check.categories}), "settings": settings,
        "mentioned": [] if settings else mentioned(check),
    }


def leaves(check: object) -> list:
    return [leaf for sub in check.sub_checks for leaf in leaves(sub)] if check.sub_checks else [check]


def is_filter(leaf: object) -> bool:
    return leaf.attribute == "resource_type"


def filtered_types(check: object) -> list[str]:
    """The types that a check says it is about; without a filter, all that its conditions name."""
    values = [leaf.attribute_value for leaf in leaves(check) if is_filter(leaf) and leaf.type == SolverType.FILTER]
    named = {str(t) for value in values for t in (value if isinstance(value, list) else [value])}
    return sorted(named or {str(t) for t in check.resource_types})


def all_hold(check: object) -> bool:
    """Whether a resource has to meet every condition of a check, as opposed to one of several or those of a neighbour."""
    if check.type == SolverType.ATTRIBUTE or is_filter(check):
        return True
    return check.operator == "and" and check.type == SolverType.COMPLEX and all(map(all_hold, check.sub_checks))


def graph_settings(check: object) -> list[dict]:
    settings: list[dict] = []
    for leaf in leaves(check):
        if leaf.type != SolverType.ATTRIBUTE or not leaf.attribute or is_filter(leaf):
            continue
        found = setting(leaf.attribute, leaf.operator or "", plain(leaf.attribute_value))
        if found not in settings:
            settings.append(found)
    return settings


def graph_check(check: object) -> dict:
    settings = graph_settings(check)
    required = all_hold(check)
    return {
        "id": check.id, "name": check.name, "provider": provider_of(check.check_path), "types": filtered_types(check),
        "categories": [str(check.category)] if check.category else [], "settings": settings if required else [],
        "mentioned": [] if required else sorted({s["path"] for s in settings}),
    }


def registered(registry: object) -> list:
    found = {}
    for some in list(registry.checks.values()) + list(registry.wildcard_checks.values()):
        for check in some:
            found[check.id] = check
    return list(found.values())


def main() -> None:
    graph = get_graph_checks_registry("terraform")
    graph.load_checks()
    everything = {}
    for registry, kind in ((resource_registry, "resource"), (data_registry, "data"), (provider_registry, "provider")):
        for check in registered(registry):
            everything[check.id] = code_check(check, kind)
    for check in graph.checks:
        everything[check.id] = graph_check(check)
    print(json.dumps({"format": FORMAT, "version": version, "checks": [everything[i] for i in sorted(everything)]}))


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    main()
