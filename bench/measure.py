"""CPU seconds and memory of whole processes as the kernel accounts them, and figures beside their limits."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"


def shell(*command, **options):
    return subprocess.run(command, check=True, text=True, **options)


def build() -> None:
    shell("cmake", "--preset", "release", "-B", BUILD, "-DPARAPET_BUILD_BENCH=ON", "-DPARAPET_BUILD_TESTS=OFF",
          "-DPARAPET_BUILD_STACKS=OFF", cwd=ROOT, stdout=subprocess.DEVNULL)
    shell("ninja", "-C", BUILD, "bench_big_stack", "bench_floor", "bin/parapet", "bin/parapet-bindgen",
          stdout=subprocess.DEVNULL)


def program(name: str) -> Path:
    for folder, _, files in os.walk(BUILD):
        if name in files:
            return Path(folder) / name
    sys.exit(f"bench/run: {name} was not built in {BUILD}")


@dataclass
class Run:
    cpu: float     # seconds, user and system
    wall: float    # seconds
    memory: float  # MB, the largest process


def measured(command: list, cwd: Path = ROOT, allowed: tuple = (0,)) -> Run:
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in allowed:
        sys.exit(f"bench/run: {' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


class Report:
    def __init__(self):
        self.over = False

    def line(self, what: str, figure: float, limit: float, unit: str) -> None:
        ok = figure <= limit
        self.over = self.over or not ok
        print(f"{what:<66} {figure:8.2f} {unit:<6} limit {limit:g}{'' if ok else '   OVER'}", flush=True)
