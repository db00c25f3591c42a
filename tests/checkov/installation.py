"""Checkov from PyPI, in a virtual environment of its own."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1] / "build" / "checkov"


def install() -> Path | None:
    """The folder of Checkov's programs, None where PyPI does not give it; installed anew only where the version changed."""
    stamp, wanted = HOME / "venv" / "requirements.txt", (HERE / "requirements.txt").read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", HOME / "venv"], check=True)
        done = subprocess.run([HOME / "venv" / "bin" / "pip", "install", "--quiet", "-r", HERE / "requirements.txt"],
                              check=False)
        if done.returncode != 0:
            return None
        stamp.write_text(wanted)
    return HOME / "venv" / "bin"
