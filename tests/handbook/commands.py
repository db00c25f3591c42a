"""The reference of commands: what `--help` of each command says, below each other."""

import difflib
import itertools
import os
import re
import subprocess
from pathlib import Path

SHOWN = 60
HEAD = """# Commands

What `parapet COMMAND --help` says. `PARAPET_APPROVE=1 tests/handbook/run` writes this page; edit the commands, not the page.
"""


def help_of(program: Path, command: list[str]) -> str:
    said = subprocess.run([program, *command, "--help"], text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          check=True, env=os.environ | {"NO_COLOR": "1", "COLUMNS": "80"}).stdout
    return "\n".join(line.rstrip() for line in said.strip().splitlines())


def subcommands(text: str) -> list[str]:
    """The first name of each; others stand behind it, after a comma."""
    _, _, listed = text.partition("\nSubcommands:\n")
    return re.findall(r"^  ([a-z][a-z-]*)(?:,| |$)", listed, re.MULTILINE)


def sections(program: Path, command: list[str]) -> list[str]:
    text = help_of(program, command)
    title = " ".join(["parapet", *command])
    own = [f"## {title}\n\n```text\n{text}\n```\n"]
    return own + [section for name in subcommands(text) for section in sections(program, [*command, name])]


def compare(program: Path, page: Path) -> str | None:
    """What differs, or None. With PARAPET_APPROVE=1 the page is rewritten."""
    expected = HEAD + "\n" + "\n".join(sections(program, []))
    found = page.read_text() if page.exists() else ""
    if found == expected:
        return None
    if os.environ.get("PARAPET_APPROVE") == "1":
        page.write_text(expected)
        return None
    lines = difflib.unified_diff(found.splitlines(), expected.splitlines(), page.name, "--help", lineterm="", n=1)
    return "\n".join([*itertools.islice(lines, SHOWN), "commands: the reference is not what --help says; PARAPET_APPROVE=1 tests/handbook/run"])
