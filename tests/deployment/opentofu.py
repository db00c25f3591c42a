"""OpenTofu, built once from the Go module proxy: `tofu/go.mod` says which."""

import contextlib
import shutil
import subprocess
from pathlib import Path

from engine import Missing

SOURCE = Path(__file__).parent / "tofu"
PACKAGE = "github.com/opentofu/opentofu/cmd/tofu"


def find(tools: Path) -> Path:
    """The program, from PATH or from an earlier run."""
    if found := shutil.which("tofu"):
        return Path(found)
    program, stamp = tools / "tofu", tools / "tofu.sum"
    if program.exists() and stamp.exists() and stamp.read_text() == wanted():
        return program
    raise Missing("tofu is not on PATH; `tests/deployment/run tofu` builds it in some minutes")


def wanted() -> str:
    return (SOURCE / "go.mod").read_text() + (SOURCE / "go.sum").read_text()


def build(tools: Path) -> Path:
    """The same, built now where it is not there."""
    with contextlib.suppress(Missing):
        return find(tools)
    program = tools / "tofu"
    if not shutil.which("go"):
        raise Missing("neither tofu nor go is on PATH")
    tools.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["go", "build", "-mod=readonly", "-ldflags=-s -w", "-o", program, PACKAGE], cwd=SOURCE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise Missing(f"OpenTofu cannot be built:\n{done.stdout[-2000:]}")
    (tools / "tofu.sum").write_text(wanted())
    return program
