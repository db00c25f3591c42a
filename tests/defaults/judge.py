"""Whether what a requirement says of attributes that are left out agrees with what it says of their defaults."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

from documents import ROOT
from engine import Failed
from subjects import Path, Subject, dotted, optional, without, without_blocks, written

BUILD = ROOT / "build" / "dev"
REFUSES = ("fail", "unknown")
JUDGED = (0, 3)


@dataclass
class Pair:
    about: str
    unset: dict
    written: dict


@dataclass
class Verdict:
    laxer: dict[str, str]  # requirement: where
    stricter: dict[str, str]


def build() -> File:
    for command in (["make", "--no-print-directory", "configure"], ["ninja", "-C", str(BUILD), "bin/parapet"]):
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return BUILD / "bin" / "parapet"


def pair(subject: Subject, body: dict, values: dict[Path, object]) -> Pair:
    text = ", ".join(f"{dotted(path)} = {json.dumps(value)}" for path, value in values.items())
    return Pair(f"{subject.name}: {subject.type}.{subject.label} with {text}", subject.with_body(body),
                subject.with_body(written(body, values)))


def pairs(subject: Subject, schema: dict, read: set[str], values: dict[Path, object]) -> Iterator[Pair]:
    """Each default alone, all together, and all without the blocks that need not be there."""
    for path, value in values.items():
        yield pair(subject, without(subject.body, [path]), {path: value})
    bare = without(subject.body, [*values, *optional(subject.body, schema, read, given=True)])
    top = {path: value for path, value in values.items() if len(path) == 1}
    if values:
        yield pair(subject, bare, values)
    if top:
        yield pair(subject, without_blocks(bare, schema), top)


def statuses(parapet: File, folder: File, documents: dict[str, dict]) -> dict[str, dict]:
    """For each document, the status of each requirement and resource."""
    folder.mkdir(parents=True)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document))
    done = subprocess.run([parapet, "check", "--json", "--tier", "regulated", *documents], cwd=folder,
                          stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in JUDGED:
        raise Failed(f"`parapet check` ended with {done.returncode}")
    found = defaultdict(dict)
    for result in json.loads(done.stdout)["results"]:
        found[result["stack"]][(result["requirement"], result["address"])] = result["status"]
    return found


def judge(parapet: File, folder: File, judged: list[Pair]) -> Verdict:
    documents = {}
    for number, one in enumerate(judged):
        documents |= {f"{number}.unset.tf.json": one.unset, f"{number}.written.tf.json": one.written}
    found = statuses(parapet, folder, documents)
    verdict = Verdict({}, {})
    for number, one in enumerate(judged):
        unset, explicit = found[f"{number}.unset.tf.json"], found[f"{number}.written.tf.json"]
        for asked in sorted(unset.keys() | explicit.keys()):
            refused, refused_written = unset.get(asked) in REFUSES, explicit.get(asked) in REFUSES
            if refused != refused_written:
                (verdict.stricter if refused else verdict.laxer).setdefault(asked[0], one.about)
    return verdict
