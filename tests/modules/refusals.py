"""Insecure values for every guard of a module: from the examples that fail, and where those only leave something out
that the module fills in, from the requirement itself."""

import copy
import json
import re
from dataclasses import dataclass, field

from inputs import CATALOG, Examples, Module, as_input, with_stand_ins


@dataclass
class Attempt:
    """Values that the validation of one variable has to refuse, for one requirement."""
    id: str
    variable: str
    type: str
    reads: list  # names of variables that the guard reads
    values: dict  # of the variables of the type; None: not given


@dataclass
class Run:
    """Attempts that do not get into each other's way. Terraform does not validate a variable whose validations read one
    that was refused, so such two are never in one run."""
    values: dict = field(default_factory=dict)
    attempts: list = field(default_factory=list)
    read: set = field(default_factory=set)

    def takes(self, attempt: Attempt, reads: set) -> bool:
        if any("create" in one.values for one in [*self.attempts, attempt]):
            return not self.attempts  # what is created decides for the others
        refused = {one.variable for one in self.attempts}
        return not (refused & reads) and attempt.variable not in self.read and all(
            self.values.get(name, value) == value for name, value in relevant(attempt).items())

    def add(self, attempt: Attempt, reads: set) -> None:
        self.values |= relevant(attempt)
        self.attempts.append(attempt)
        self.read |= reads


def relevant(attempt: Attempt) -> dict:
    return {name: attempt.values[name] for name in attempt.reads if name in attempt.values}


def records() -> dict:
    return {record["ID"]: record for file in sorted(CATALOG.glob("*.json")) for record in json.loads(file.read_text())}


def attempts(module: Module, examples: Examples, own: set, catalog: dict, insecure: dict) -> tuple[list, list]:
    """An attempt for each guard, and the guards for which there is none. `own` are the module's own inputs, `insecure` has
    what examples cannot say: values, or the requirement that refuses before this one can."""
    found, without = [], []
    by_type: dict[str, dict] = {}
    for variable in module.variables:
        by_type.setdefault(variable.type, {})[variable.argument] = variable
    for variable in module.variables:
        for guard in variable.guards:
            special = insecure.get(guard["ID"], {})
            if "implied_by" in special:
                continue
            attempt = attempt_for(guard, variable, by_type[variable.type], examples, own, catalog)
            if attempt and "values" in special:
                attempt.values |= special["values"]
            (found if attempt else without).append(attempt or guard["ID"])
    return found, without


def attempt_for(guard: dict, variable, siblings: dict, examples: Examples, own: set, catalog: dict) -> Attempt | None:
    fallback = None
    for base, failing in examples.failing.get(guard["ID"], []):
        for name, body in failing.get("resource", {}).get(variable.type, {}).items():
            before = base.get("resource", {}).get(variable.type, {}).get(name)
            if before == body and len(failing["resource"][variable.type]) > 1:
                continue
            if before is not None and leaves_out(before, body):
                # The module may fill in what is missing; a value that is wrong is refused whatever it fills.
                for insecure in spoiled(before, catalog[guard["ID"]]["require"]):
                    fallback = fallback or to_attempt(guard, variable, insecure, siblings, examples, own)
                if fallback is not None:
                    return fallback
            return to_attempt(guard, variable, body, siblings, examples, own)
    return fallback


def to_attempt(guard, variable, body: dict, siblings: dict, examples: Examples, own: set) -> Attempt:
    values = inputs_of(body, siblings, variable.type, examples)
    if any(values.get(name) is None for name in guard["reads"] if name in values):
        values |= {one: None for one in own}
    return Attempt(guard["ID"], variable.name, variable.type, guard["reads"], values)


def leaves_out(before, after) -> bool:
    """Whether the second has nothing that the first has not."""
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in before and leaves_out(before[key], value) for key, value in after.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(after) <= len(before) and all(leaves_out(*pair) for pair in zip(before, after))
    return before == after


def inputs_of(body: dict, siblings: dict, type_: str, examples: Examples) -> dict:
    values = {}
    for argument, variable in siblings.items():
        value = with_stand_ins(body.get(argument))
        values[variable.name] = None if value is None else as_input(value, examples.nested(type_, argument))
    return values


WRONG = "insecure"


@dataclass
class Fewer:
    """A number that is too low, or a list that is too short."""
    than: int


EMPTY = object()  # whatever is empty for the type of what stands there


def wrong_values(leaf: dict) -> list:
    """Values that break a leaf."""
    if "equals" in leaf:
        expected = leaf["equals"]
        return [not expected] if isinstance(expected, bool) else [expected + 1] if isinstance(expected, int) else [
            [] if isinstance(expected, list) else WRONG]
    if "one_of" in leaf or "in_list" in leaf:
        return [-1 if isinstance((leaf.get("one_of") or [""])[0], int) else WRONG]
    for operator, value in (("not_equals", lambda one: one), ("none_of", lambda one: one[0]), ("not_contains", lambda one: [one]),
                            ("contains", lambda one: [WRONG]), ("contains_all", lambda one: [WRONG]),
                            ("at_least", Fewer), ("at_most", lambda one: one + 1),
                            ("matches", lambda one: "" if re.fullmatch(one, WRONG) else WRONG), ("no_open_cidr", lambda one: "0.0.0.0/0")):
        if operator in leaf:
            return [value(leaf[operator])]
    if "exists" in leaf:
        return [EMPTY] if leaf["exists"] else [WRONG]
    return []


def spoiled(body: dict, condition: dict) -> list:
    """Bodies in which a condition is broken by a value."""
    if "path" in condition:
        return [set_path(body, condition["path"], value) for value in wrong_values(condition)]
    if "predicate" in condition and "path" in condition.get("args", {}):
        return [set_path(body, condition["args"]["path"], "alias/aws/zip")]
    if "all" in condition:
        return [one for child in condition["all"] for one in spoiled(body, child)]
    if "any" in condition:
        bodies = [body]
        for child in condition["any"]:
            bodies = [after for before in bodies for after in spoiled(before, child) or [before]]
        return bodies
    for quantifier in ("each", "some"):
        if quantifier in condition and "require" in condition:
            inner = condition["require"]
            if "path" in inner and inner["path"] != "@":
                path = condition[quantifier] + "." + inner["path"]
                return [set_path(body, path, value) for value in wrong_values(inner)]
            if "path" in inner:
                return [set_path(body, condition[quantifier].removesuffix("[*]"), [value]) for value in wrong_values(inner)]
    return []


def set_path(body: dict, path: str, value) -> dict:
    body = copy.deepcopy(body)
    at = body
    steps = re.sub(r"\[\*\]", "", path).split(".")
    for step in steps[:-1]:
        at = at.setdefault(step, {})
        if isinstance(at, list):
            if not at:
                at.append({})
            at = at[0]
    before = at.get(steps[-1])
    if value is EMPTY:
        value = {list: [], str: ""}.get(type(before))
    elif isinstance(value, Fewer):
        value = before[:value.than - 1] if isinstance(before, list) else value.than - 1
    elif isinstance(before, list) and not isinstance(value, list):
        value = [value]
    at[steps[-1]] = value
    return body


def reads_of(module: Module) -> dict:
    """For each variable those that its validations read, and what those read in turn."""
    reads = {variable.name: {name for guard in variable.guards for name in guard["reads"]} - {variable.name, "create"}
             for variable in module.variables}
    while True:
        wider = {name: read.union(*(reads.get(other, set()) for other in read)) for name, read in reads.items()}
        if wider == reads:
            return reads
        reads = wider


def packed(module: Module, chosen: list) -> list:
    """The attempts in as few runs as possible."""
    reads, found = reads_of(module), []
    for attempt in sorted(chosen, key=lambda one: len(one.reads)):
        run = next((one for one in found if one.takes(attempt, reads[attempt.variable])), None)
        if run is None:
            run = Run()
            found.append(run)
        run.add(attempt, reads[attempt.variable])
    return found


def runs(module: Module, all_attempts: list) -> list:
    """As few runs as possible in which each guarded variable is refused once."""
    first: dict[str, Attempt] = {}
    for attempt in sorted(all_attempts, key=lambda one: len(one.reads)):
        first.setdefault(attempt.variable, attempt)
    return packed(module, list(first.values()))
