"""What one stack goes through: init, validate, plan, apply, an empty plan, destroy."""

import json
import threading
import time
from pathlib import Path

import moto_server
import overrides
from engine import Engine, Failed

LOCK_SECONDS = 60
SUMMARIES = ("Plan:", "Apply complete!", "Destroy complete!")


def read_document(path: Path) -> dict:
    return json.loads(path.read_text())


def create_state_bucket(url: str, document: dict) -> None:
    backend = overrides.backend(document)
    if backend and moto_server.request(f"{url}/{backend['bucket']}", "PUT") != 200:
        raise Failed(f"moto refused to create the state bucket {backend['bucket']}")


class Stack:
    """A copy of one synthesized stack in a folder of its own, and the moto server it is applied to."""

    def __init__(self, engine: Engine, folder: Path, document: Path, url: str):
        self.engine = engine
        self.folder = folder
        self.url = url
        self.document = read_document(document)
        self.env = overrides.environment(url) | overrides.variables(self.document)
        (folder / "cdk.tf.json").write_bytes(document.read_bytes())
        overrides.write(folder, "moto", overrides.for_moto(self.document))

    def demand(self, *args: str, code: int = 0) -> str:
        return self.engine.demand(self.folder, *args, "-no-color", env=self.env, code=code)

    def live(self) -> None:
        create_state_bucket(self.url, self.document)
        self.step("init", "init", "-input=false")
        self.step("validate", "validate")
        self.step("plan", "plan", "-input=false", "-out=plan.bin")
        self.apply_while_locked_out()
        self.step("plan again: no changes", "plan", "-input=false", "-detailed-exitcode")
        self.destroy()

    def step(self, name: str, *args: str) -> str:
        start = time.monotonic()
        output = self.demand(*args)
        summary = [line for line in output.splitlines() if line.startswith(SUMMARIES)][-1:]
        self.say(" ".join([f"{name} ok, {time.monotonic() - start:.0f} s.", *summary]))
        return output

    def say(self, text: str) -> None:
        print(f"  {self.folder.name}: {text}", flush=True)

    def apply_while_locked_out(self) -> None:
        """Applies the plan; as long as that holds the state lock, everyone else is refused."""
        refusal: list[Exception | None] = []
        second = threading.Thread(target=lambda: refusal.append(self.second_run()))
        if (overrides.backend(self.document) or {}).get("use_lockfile"):
            second.start()
        self.step("apply", "apply", "-input=false", "plan.bin")
        if second.ident:
            second.join()
            if refusal[0]:
                raise refusal[0]
            self.say("a second run is refused while the state is locked")

    def second_run(self) -> Exception | None:
        backend = overrides.backend(self.document)
        lock = f"{self.url}/{backend['bucket']}/{backend['key']}.tflock"
        deadline = time.monotonic() + LOCK_SECONDS
        while moto_server.request(lock) != 200:
            if time.monotonic() > deadline:
                return Failed(f"{self.folder.name}: apply never locked the state ({backend['key']}.tflock)")
            time.sleep(0.05)
        try:
            output = self.demand("plan", "-input=false", "-lock-timeout=0s", code=1)
        except Failed as failed:
            return failed
        return None if "state lock" in output else Failed(f"{self.folder.name}: refused, but not by the lock:\n{output}")

    def destroy(self) -> None:
        """Destroys all; what protects the real stack against that is lifted first, as a person would have to."""
        lifted = overrides.for_teardown(self.document)
        if lifted:
            overrides.write(self.folder, "teardown", lifted)
            self.step("lift the protections", "apply", "-input=false", "-auto-approve")
        self.step("destroy", "destroy", "-input=false", "-auto-approve")
        left = self.engine.demand(self.folder, "state", "list", env=self.env).strip()
        if left:
            raise Failed(f"{self.folder.name}: left after destroy:\n{left}")
