"""Plays a command line in a terminal and keeps what it shows."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path
from typing import NamedTuple

from scenes import Step

COLUMNS = 110
# What CMake and Ninja say of the build comes before what the program says, and differs from machine to machine.
BUILD = re.compile(r"\[\d+/\d+\] |-- |ninja: |Preset CMake variables:|  CMAKE_")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Unexpected(Exception):
    """A command did not end as the scene says."""


class Played(NamedTuple):
    line: str
    output: list[str]


def shown(line: str, cwd: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Exit code and what appears on the terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    running = subprocess.Popen(["sh", "-c", line], cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    chunks = []
    try:
        while chunk := os.read(ours, 65536):
            chunks.append(chunk)
    except OSError:  # Linux reports the end of a terminal so
        pass
    os.close(ours)
    return running.wait(), b"".join(chunks).decode()


def lines_of(text: str) -> list[str]:
    lines = ESCAPE.sub("", text).replace("\r\n", "\n").rstrip("\n").split("\n")
    build = [i for i, line in enumerate(lines) if BUILD.match(line)]
    return lines[build[-1] + 1 if build else 0:] if text.strip() else []


def wrapped(line: str) -> list[str]:
    return [line[i:i + COLUMNS] for i in range(0, len(line), COLUMNS)] or [""]


def play(step: Step, home: Path, environment: dict[str, str]) -> Played:
    code, text = shown(step.line, home / step.folder, environment)
    if code != step.code:
        raise Unexpected(f"`{step.line}` ended with {code} instead of {step.code}:\n{text}")
    lines = lines_of(text)
    if any(str(home) in line for line in lines):
        raise Unexpected(f"`{step.line}` shows a folder of this machine:\n{text}")
    return Played(step.line, [part for line in lines for part in wrapped(line)])
