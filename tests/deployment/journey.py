"""What a developer and an attacker do with one project."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from cloud import Cloud
from engine import Engine, Failed

LOCK_SECONDS = 120
SETTLED_SECONDS = 0.5
STACKS = ["shop-base", "shop-app"]

INSECURE = """
#include <aws/data/ssm_parameter.hpp>
#include <secure_templates/iam.hpp>

namespace policy = parapet::policy;

void helper(parapet::Stack& stack) {
  secure::Role role(stack, "helper", aws::iam_role{
      .assume_role_policy = policy::Document{.statements = {policy::Statement{
          .actions = {"sts:AssumeRole"},
          .principals = {policy::service("ecs-tasks.amazonaws.com")},
      }}},
      .name = "shop-helper",
  });
  aws::data::SsmParameter chosen(stack, "chosen-policy", aws::data::ssm_parameter{.name = "/shop/policy"});
  secure::RolePolicyAttachment(stack, "helper-policy", aws::iam_role_policy_attachment{
      .policy_arn = chosen.insecure_value(),
      .role = role.name(),
  });
}
"""


class Project:
    """A project in a folder of its own, and the command run in it."""

    def __init__(self, name: str, engine: Engine, prefix: Path, home: Path, url: str):
        self.name = name
        self.folder = home / "shop"
        self.command = prefix / "bin" / "parapet"
        self.env = engine.environment({
            "TERRAFORM_BINARY_NAME": engine.binary, "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true"})
        self.cloud = Cloud(url)

    def run(self, *args: str, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        start = time.monotonic()
        done = subprocess.run([self.command, *args], cwd=cwd or self.folder, env=self.env, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != code:
            raise Failed(f"`parapet {' '.join(args)}` ended with {done.returncode} instead of {code}:\n"
                         f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
        print(f"  {self.name}: parapet {' '.join(args)} ({time.monotonic() - start:.0f} s)", flush=True)
        return done

    def json(self, *args: str, code: int = 0) -> dict[str, dict]:
        """The stacks of the answer by their names."""
        return {one["stack"]: one for one in json.loads(self.run(*args, "--json", code=code).stdout)["stacks"]}

    def start(self, *args: str) -> subprocess.Popen[str]:
        return subprocess.Popen([self.command, *args], cwd=self.folder, env=self.env, text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)


def demand(holds: bool, what: str) -> None:
    if not holds:
        raise Failed(what)


def wait_for(what: str, happens, seconds: int = LOCK_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            raise Failed(f"waited {seconds} s in vain: {what}")
        time.sleep(0.05)


def outcomes(stacks: dict[str, dict]) -> list[str]:
    return [stacks[name]["outcome"] for name in STACKS]


def travel(name: str, engine: Engine, prefix: Path, home: Path, url: str) -> None:
    project = Project(name, engine, prefix, home, url)
    project.cloud.make_bucket("shop-terraform-state")
    project.run("init", "shop", cwd=home)
    project.run("synth")
    interrupted(project)
    deployed(project)
    drifted(project)
    killed(project)
    refused(project)


def interrupted(project: Project) -> None:
    """Ctrl-C in the middle of the first apply: the engine is told once and waited for."""
    running = project.start("deploy", "shop-base", "--skip-synth", "--auto-approve")
    wait_for("the first apply creates something", lambda: project.cloud.has_bucket("shop-logs"))
    # A terminal sends it to every process of its group.
    os.killpg(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=LOCK_SECONDS)
    demand(running.returncode == 130, f"an interrupted deploy ended with {running.returncode} instead of 130:\n{said}")
    demand(not project.cloud.locks(), f"an interrupted deploy left {project.cloud.locks()}")


def deployed(project: Project) -> None:
    done = project.json("deploy", "--skip-synth", "--auto-approve")
    demand(outcomes(done) == ["done", "done"], f"the first deploy ended with {outcomes(done)}")
    demand(done["shop-app"]["values"]["uploads-bucket"] == "shop-uploads", f"outputs are {done['shop-app']['values']}")
    again = project.json("plan", "--skip-synth")
    demand(outcomes(again) == ["unchanged", "unchanged"], f"the second plan is not empty: {again}")
    demand(not any(one["drift"] for one in again.values()), f"the second plan sees drift where nobody was: {again}")


def drifted(project: Project) -> None:
    """Somebody changes something through the API."""
    project.cloud.suspend_versions("shop-uploads")
    plan = project.json("plan", "shop-app", "--skip-synth")["shop-app"]
    drift = [one for one in plan["drift"] if one["address"].startswith("aws_s3_bucket_versioning.")]
    demand(bool(drift) and drift[0]["attributes"] == ["versioning_configuration"], f"no drift is told: {plan}")
    change = plan["changes"][0]
    demand(len(plan["changes"]) == 1 and change["put_back"] == ["versioning_configuration"] and "attributes" not in change,
           f"what was changed outside is not told apart from the program: {plan}")


def killed(project: Project) -> None:
    """kill -9 of the command in the middle of an apply, and of a plan: the engine ends by itself, in order."""
    for operation, arguments in {"OperationTypeApply": ["deploy", "shop-app", "--skip-synth", "--auto-approve",
                                                        "--ignore-missing-stack-dependencies"],
                                 "OperationTypePlan": ["plan", "shop-app", "--skip-synth"]}.items():
        running = project.start(*arguments)
        wait_for(f"`{arguments[0]}` locks the state", lambda: operation in project.cloud.operations())
        # An engine that is stopped while it asks for the lock does not know whether it has it.
        time.sleep(SETTLED_SECONDS)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        wait_for(f"the lock is released after kill -9 of {arguments[0]}", lambda: not project.cloud.locks())
    state = json.loads(project.cloud.read("shop-terraform-state", "shop/shop-app.tfstate"))
    demand(bool(state["resources"]), "the state is empty after kill -9")
    done = project.json("deploy", "--skip-synth", "--auto-approve")
    demand(project.cloud.versions("shop-uploads") == "Enabled", f"the drift was not put back: {done}")


def refused(project: Project) -> None:
    """A value that nobody but the plan knows."""
    project.cloud.put_parameter("/shop/policy", "arn:aws:iam::aws:policy/AdministratorAccess")
    app = project.folder / "resources" / "app.cpp"
    app.write_text(app.read_text() + INSECURE)
    replace(project.folder / "resources.hpp", "void orders(parapet::Stack& stack);",
            "void orders(parapet::Stack& stack);\nvoid helper(parapet::Stack& stack);")
    replace(project.folder / "stacks.hpp", "load(storage, orders)", "load(storage, orders, helper)")
    done = project.json("deploy", "--auto-approve", code=3)
    demand(outcomes(done) == ["unchanged", "refused"], f"the insecure plan ended with {outcomes(done)}")
    refusals = [one["requirement"] for one in done["shop-app"]["refusals"]]
    demand(refusals == ["iam:009"], f"the insecure plan is refused by {refusals}")
    demand(not project.cloud.has_role("shop-helper"), "something of the refused plan was applied")
    narrow = project.cloud.make_policy("shop-narrow")
    project.cloud.put_parameter("/shop/policy", narrow)
    project.run("plan", "shop-app", "--skip-synth", "--out", "app.plan")
    demand((project.folder / "app.plan").stat().st_mode & 0o777 == 0o600, "a plan can be read by others")
    project.cloud.put_parameter("/shop/policy", "arn:aws:iam::aws:policy/AdministratorAccess")
    project.run("deploy", "shop-app", "--skip-synth", "--plan", "app.plan", "--auto-approve",
                "--ignore-missing-stack-dependencies")
    demand(project.cloud.policies_of("shop-helper") == ["shop-narrow"], "another plan was applied")
    project.cloud.put_parameter("/shop/policy", narrow)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    demand(old in text, f"{file.name} does not have `{old}`")
    file.write_text(text.replace(old, new))
