"""OpenTofu, built once from the Go module proxy: `tofu/go.mod` says which."""

import shutil
import subprocess
from pathlib import Path

from engine import Missing

SOURCE = Path(__file__).parent / "tofu"
PACKAGE = "github.com/opentofu/opentofu/cmd/tofu"


def build(tools: Path) -> Path:
    """The program, from PATH, from an earlier run or built now."""
    if found := shutil.which("tofu"):
        return Path(found)
    program, stamp = tools / "tofu", tools / "tofu.sum"
    wanted = (SOURCE / "go.mod").read_text() + (SOURCE / "go.sum").read_text()
    if program.exists() and stamp.exists() and stamp.read_text() == wanted:
        return program
    if not shutil.which("go"):
        raise Missing("neither tofu nor go is on PATH")
    tools.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["go", "build", "-mod=readonly", "-ldflags=-s -w", "-o", program, PACKAGE], cwd=SOURCE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise Missing(f"OpenTofu cannot be built:\n{done.stdout[-2000:]}")
    stamp.write_text(wanted)
    return program
