"""Parapet as somebody installs it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["parapet_program_cli", "parapet_program_bindgen", "parapet_program_catalogc", "parapet_program_modulegen", "parapet_testing"]


def install(schema: str, prefix: Path) -> Path:
    """The development build on that schema, which a test needs whose provider is at hand; without one, on the default."""
    build = ROOT / "build" / (f"dev-aws-{schema}" if schema else "dev")
    subprocess.run(["make", "--no-print-directory", "configure", f"SCHEMA={schema}"], cwd=ROOT, check=True)
    subprocess.run(["ninja", "-C", build, "--quiet", *TARGETS], check=True)
    subprocess.run(["cmake", "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    return prefix
