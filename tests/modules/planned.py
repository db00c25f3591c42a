"""All modules planned by the real provider in one root, with what their inputs point to."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from engine import Engine
from inputs import HERE

# Resources of the caller, and the inputs that point to them instead of at a literal.
TARGETS = json.loads((HERE / "targets.json").read_text())
PROVIDER = {"region": "eu-central-1", "access_key": "mock", "secret_key": "mock", "skip_credentials_validation": True,
            "skip_requesting_account_id": True, "skip_metadata_api_check": True}


class Cloud(BaseHTTPRequestHandler):
    """Answers what the provider asks while it plans: whether a state machine is sound, and whose a snapshot is."""
    SOUND = b'{"result": "OK", "diagnostics": []}'
    SNAPSHOT = (b'<DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><snapshotSet><item>'
                b"<snapshotId>snap-0a1b2c3d4e5f60718</snapshotId><ownerId>444455556666</ownerId></item></snapshotSet>"
                b"</DescribeSnapshotsResponse>")

    def do_POST(self):  # the name is http.server's
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.SOUND if "X-Amz-Target" in self.headers else self.SNAPSHOT
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """The server is silent."""


@contextmanager
def cloud():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cloud)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def pointed(inputs: dict) -> dict:
    """The inputs of all modules, of which some point to the caller's resources."""
    return {service: values | TARGETS["inputs"].get(service, {}) for service, values in inputs.items()}


def plan(engine: Engine, folder: Path, inputs: dict, root: Path) -> dict:
    root.mkdir()
    calls = {service: {"source": f"../{folder.name}/{service}", **values} for service, values in pointed(inputs).items()}
    with cloud() as url:
        provider = PROVIDER | {"endpoints": {"ec2": url, "sfn": url}}
        content = {"provider": {"aws": provider}, "resource": TARGETS["resource"], "module": calls}
        (root / "main.tf.json").write_text(json.dumps(content))
        engine.demand(root, "init", "-input=false")
        engine.demand(root, "plan", "-input=false", "-refresh=false", "-out=plan.bin", env={"AWS_EC2_METADATA_DISABLED": "true"})
    return json.loads(engine.demand(root, "show", "-json", "plan.bin"))


def follow_variables(document: dict) -> None:
    """Checkov connects resources by the references of a plan's configuration, but not through the variables of a module. What
    the plan does not know gets the references of the variables that it comes from."""
    unknown = {change["address"]: change["change"]["after_unknown"] for change in document["resource_changes"]}
    for name, call in document["configuration"]["root_module"]["module_calls"].items():
        for resource in call["module"]["resources"]:
            address = f"module.{name}.{resource['address']}[0]"
            follow(resource.get("expressions", {}), unknown.get(address, {}), call["expressions"])


def follow(expressions: dict, unknown: dict, given: dict) -> None:
    for name, expression in expressions.items():
        open_ = unknown.get(name)
        if isinstance(expression, list):
            for block, inside in zip(expression, open_ or []):
                follow(block, inside, given)
        elif "references" in expression and "true" in json.dumps(open_):
            variables = [one.split(".")[1] for one in expression["references"] if one.startswith("var.")]
            expression["references"] += [one for variable in variables for one in given.get(variable, {}).get("references", [])]
