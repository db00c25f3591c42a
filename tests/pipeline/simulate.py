"""Runs generated pipelines without a CI: jobs in an order that their own conditions allow, stacks that fail at random, and a look
at what started when."""

import json
import random
import re

FAILURE, SUCCESS, SKIPPED = "failure", "success", "skipped"


class Run:
    """What happened to stacks, in order: ("plan" or "apply", stack, result)."""

    def __init__(self):
        self.events = []

    def applied_before(self, stack, place):
        return any(event == ("apply", stack, SUCCESS) for event in self.events[:place])

    def faults(self, dependencies):
        """Stacks that were planned or applied before each of their dependencies was applied."""
        return [f"{what} of {stack} before {dependency} was applied"
                for place, (what, stack, _) in enumerate(self.events)
                for dependency in dependencies[stack] if not self.applied_before(dependency, place)]

    def results(self):
        return {stack: result for what, stack, result in self.events if what == "apply"}


def condition(text, results, outputs):
    """The value of an `if` of the workflows: the few functions that they use, no others."""
    inner = re.fullmatch(r"\$\{\{ (.*) \}\}", text).group(1)
    for term in inner.split(" && "):
        if term in ("!cancelled()", "always()"):
            continue
        if match := re.fullmatch(r"needs\.(\w+)\.result == '(\w+)'", term):
            holds = results[match[1]] == match[2]
        elif match := re.fullmatch(r"needs\.(\w+)\.outputs\.(\w+) != '\[\]'", term):
            holds = outputs.get(match[2], "") != "[]"
        elif match := re.fullmatch(r"!contains\(needs\.\*\.result, '(\w+)'\)", term):
            holds = match[1] not in results.values()
        else:
            raise ValueError(f"what is {term}?")
        if not holds:
            return False
    return True


def github(workflow, outputs, fails, chance):
    """Executes `jobs` of a deployment. `fails(stack)` tells whether its apply fails."""
    run, results, jobs = Run(), {}, workflow["jobs"]
    while len(results) < len(jobs):
        ready = [name for name, job in jobs.items() if name not in results and all(need in results for need in needs_of(job))]
        name = chance.choice(sorted(ready))
        job = jobs[name]
        needed = {need: results[need] for need in needs_of(job)}
        if "if" in job and not condition(job["if"], needed, outputs):
            results[name] = SKIPPED
        elif "uses" in job:
            entries = json.loads(outputs[re.search(r"outputs\.(\w+)\)", job["strategy"]["matrix"]["include"])[1]])
            results[name] = github_matrix(entries, run, fails, chance)
        else:
            results[name] = SUCCESS
    return run


def needs_of(job):
    return job.get("needs", [])


def github_matrix(entries, run, fails, chance):
    if not 1 <= len(entries) <= 256:
        raise ValueError(f"GitHub refuses a matrix of {len(entries)} jobs")
    stacks = [entry["stack"] for entry in entries]
    chance.shuffle(stacks)
    for stack in stacks:
        run.events.append(("plan", stack, SUCCESS))
        run.events.append(("apply", stack, FAILURE if fails(stack) else SUCCESS))
    return FAILURE if any(fails(stack) for stack in stacks) else SUCCESS


def gitlab(pipeline, fails, chance):
    """Executes the pipeline of the stacks: a job starts as soon as what it needs has succeeded."""
    run, results = Run(), {}
    jobs = {name: job for name, job in pipeline.items() if isinstance(job, dict) and "stage" in job}
    stages = pipeline["stages"]
    for name, job in jobs.items():
        if len(job["needs"]) > 50:
            raise ValueError(f"GitLab refuses {len(job['needs'])} needs of {name}")
        for need in job["needs"]:
            if "pipeline" not in need and stages.index(jobs[need["job"]]["stage"]) > stages.index(job["stage"]):
                raise ValueError(f"GitLab refuses that {name} needs a job of a later stage")
    waiting = set(jobs)
    while True:
        ready = sorted(name for name in waiting if all("pipeline" in need or results.get(need["job"]) == SUCCESS
                                                       for need in jobs[name]["needs"]))
        if not ready:
            return run
        for name in chance.sample(ready, len(ready)):
            waiting.discard(name)
            what, _, stack = name.partition(" ")
            results[name] = FAILURE if what == "apply" and fails(stack) else SUCCESS
            if what != "wait":
                run.events.append((what, stack, results[name]))


def layered(stacks, waves, seed):
    """Dependencies of that many stacks in that many waves: each needs one of the wave before, and some of any before."""
    chance = random.Random(seed)
    layers = [[f"s{wave:02}-{i:03}" for i in range(stacks // waves)] for wave in range(waves)]
    dependencies = {}
    for wave, layer in enumerate(layers):
        earlier = [stack for before in layers[:wave] for stack in before]
        for stack in layer:
            chosen = {chance.choice(layers[wave - 1])} if wave else set()
            dependencies[stack] = sorted(chosen | set(chance.sample(earlier, min(len(earlier), 2))))
    return dependencies
