"""Parapet as somebody installs it, on the schema whose provider is at hand."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["parapet_program_cli", "parapet_program_bindgen", "parapet_program_catalogc", "parapet_program_modulegen", "parapet_testing"]


def install(schema: str, prefix: Path) -> Path:
    build = ROOT / "build" / f"dev-aws-{schema}"
    subprocess.run(["make", "--no-print-directory", "configure", f"SCHEMA={schema}"], cwd=ROOT, check=True)
    subprocess.run(["ninja", "-C", build, "--quiet", *TARGETS], check=True)
    subprocess.run(["cmake", "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    return prefix
