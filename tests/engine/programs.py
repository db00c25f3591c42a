"""The project's own stacks: their programs, and what these write."""

import json
import os
import subprocess
from pathlib import Path

from engine import Failed

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("PARAPET_ENGINE_HOME", ROOT / "build" / "engine"))


def stack_folders() -> list[Path]:
    return [config.parent for config in sorted(ROOT.glob("stacks/*/cdktf.json"))]


def build(schema: str) -> None:
    subprocess.run(["make", "--no-print-directory", "programs", f"SCHEMA={schema}"], cwd=ROOT, check=True)


def program(schema: str, name: str) -> Path:
    """The program of a stack; an empty schema is the build that `make synth` makes."""
    return ROOT / "build" / (f"dev-aws-{schema}" if schema else "dev") / "stacks" / name / name


def synthesize(schema: str, out: Path) -> list[Path]:
    """Builds the programs on `schema` and runs each, writing below `out` instead of into the stack's own folder."""
    build(schema)
    for folder in stack_folders():
        environment = os.environ | {"CDKTF_OUTDIR": str(out / folder.name)}
        subprocess.run([program(schema, folder.name)], cwd=folder, env=environment, check=True)
    return [out / folder.name for folder in stack_folders()]


def documents(outputs: list[Path]) -> list[tuple[str, Path]]:
    """Name and cdk.tf.json of every stack that the manifests in `outputs` list."""
    found = []
    for output in outputs:
        manifest = json.loads((output / "manifest.json").read_text())
        for name, stack in manifest["stacks"].items():
            found.append((name, output / stack["synthesizedStackPath"]))
    if not found:
        raise Failed("there is no stack to test")
    return found
