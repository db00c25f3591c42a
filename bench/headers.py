"""What a template header costs beyond the bindings that it includes."""

import re
import statistics
import tempfile
from pathlib import Path

from measure import BUILD, ROOT, Report, measured, shell

RUNS = 5
LIMIT = 1.2
FLAGS = ["-std=c++20", "-O0", "-fsyntax-only", f"-I{ROOT}", f"-I{ROOT}/include", f"-I{BUILD}/templates",
         f"-I{BUILD}/bindings/parapet_aws"]


def bindings_of(source: Path) -> list[str]:
    listed = shell("g++", *FLAGS, "-M", source, capture_output=True).stdout
    return sorted(set(re.findall(r"/(aws/[a-z0-9_]+\.hpp)", listed)))


def seconds(source: Path) -> float:
    return measured(["g++", *FLAGS, source]).cpu


def ratio(folder: Path, service: str) -> float:
    template, bindings = folder / f"{service}.cpp", folder / f"{service}_bindings.cpp"
    template.write_text(f"#include <secure_templates/{service}.hpp>\n")
    bindings.write_text("".join(f"#include <{name}>\n" for name in bindings_of(template)))
    return statistics.median(seconds(template) / seconds(bindings) for _ in range(RUNS))


def measure(report: Report) -> None:
    """Every service whose header is written by hand, and some whose header is generated."""
    services = sorted(path.stem for path in (ROOT / "secure_templates").glob("*.hpp"))
    services += ["athena", "codebuild", "docdb", "emr", "neptune", "sagemaker", "transfer"]
    with tempfile.TemporaryDirectory() as folder:
        found = {service: ratio(Path(folder), service) for service in services}
    worst = max(found, key=found.get)
    report.line(f"template header against its bindings, worst of {len(found)} ({worst})", found[worst], LIMIT, "times")
