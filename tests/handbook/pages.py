"""Pages of the handbook, and what their blocks mean.

A comment in the line above a block says what is done with it:

    <!-- test: continues quick_start.md -->  at the top: the page goes on in the folder that the other page left
    <!-- file: resources/x.cpp -->           the block is that file from now on; C++ has to be compiled by a later block
    <!-- append: cdktf.json -->              the same, behind what the file has
    <!-- test: exits 3 -->                   the shell block, or the program, ends with 3
    <!-- test: does not compile: WORDS -->   the compiler refuses the C++ block, and says these words
    <!-- output -->                          lines that the block before printed, in this order; `...` stands for anything
    <!-- test: skip REASON -->               not run

C++ without a file is a program of its own: it is compiled, and run in a folder of its own when it has a `main`. JSON is parsed. Other blocks
are `text`, and nothing is done with them.
"""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^(?:<!-- (?P<mark>[^\n]*?) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CONTINUES = re.compile(r"<!-- test: continues (\S+) -->")
MARK = re.compile(r"(file|append|output|test)\b:? ?(.*)")
LANGUAGES = {"sh", "cpp", "json", "cmake", "text"}
REFUSED = "does not compile: "
SECONDS = 300
HERE = Path(__file__).resolve().parent


class Failed(Exception):
    """The page says what is not so."""


@dataclass
class Block:
    line: int
    language: str
    text: str
    mark: str
    value: str


@dataclass
class Page:
    name: str
    continues: str | None
    blocks: list[Block] = field(default_factory=list)


def read(path: Path) -> Page:
    text = path.read_text()
    found = CONTINUES.search(text)
    page = Page(path.name, found.group(1) if found else None)
    for fence in FENCE.finditer(text):
        line = text.count("\n", 0, fence.start("text"))
        mark = MARK.fullmatch(fence["mark"] or "output")
        if mark is None or fence["language"] not in LANGUAGES:
            raise SystemExit(f"{path.name}:{line}: `{fence['mark']}` before `{fence['language']}` means nothing to this test")
        known = mark.groups() if fence["mark"] else ("", "")
        page.blocks.append(Block(line, fence["language"], fence["text"], *known))
    marks = len(re.findall(r"^<!-- (?!test: continues )", text, re.MULTILINE))
    if marks != sum(1 for block in page.blocks if block.mark):
        raise SystemExit(f"{path.name}: a mark is not in the line above its block")
    if len(re.findall(r"^```", text, re.MULTILINE)) != 2 * len(page.blocks):
        raise SystemExit(f"{path.name}: a block is not closed, or its fence is indented")
    return page


def missing_line(expected: str, said: str) -> str | None:
    """The first of the expected lines that does not come after those before it."""
    left = iter(said.splitlines())
    for line in filter(str.strip, expected.splitlines()):
        pattern = re.compile(".*".join(map(re.escape, line.rstrip().split("..."))))
        if not any(pattern.fullmatch(one.rstrip()) for one in left):
            return line
    return None


def exit_code(block: Block) -> int:
    return int(block.value.removeprefix("exits ")) if block.mark == "test" else 0


class Runner:
    def __init__(self, prefix: Path, home: Path):
        self.prefix, self.home = prefix, home
        self.shell = self.compiled = self.compared = 0
        self.skipped: list[str] = []
        self.places: dict[str, Path] = {}  # where each page ended
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDKTF_", "PARAPET_"))}
        self.env |= {"PATH": f"{prefix / 'bin'}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "CI": "true",
                     "HOME": str(home), "CMAKE_PREFIX_PATH": str(prefix), "AWS_EC2_METADATA_DISABLED": "true"}

    def run(self, page: Page) -> None:
        self.cwd = self._folder(page)
        self.said, self.owed = "", []
        for block in page.blocks:
            try:
                self._block(page, block)
            except Failed as failed:
                raise Failed(f"{page.name}:{block.line}: {failed}") from None
        for file in self.owed:
            if not any(self.cwd.rglob(file.name + ".o")):
                raise Failed(f"{page.name}: nothing compiles {file.relative_to(self.cwd)}")
        self.places[page.name] = self.cwd

    def _folder(self, page: Page) -> Path:
        if page.continues is None:
            folder = self.home / page.name.removesuffix(".md")
            folder.mkdir()
            return folder
        if page.continues not in self.places:
            raise Failed(f"{page.name}: {page.continues}, from which it goes on, failed")
        return self.places[page.continues]

    def _block(self, page: Page, block: Block) -> None:
        if block.mark == "test" and block.value.startswith("skip "):
            self.skipped.append(f"{page.name}:{block.line}: {block.value.removeprefix('skip ')}")
        elif block.mark in ("file", "append"):
            self._write(block)
        elif block.mark == "output":
            self._compare(block)
        elif block.language == "sh":
            self._shell(block)
        elif block.language == "cpp":
            self._program(block)
        elif block.language == "json":
            json.loads(block.text)

    def _write(self, block: Block) -> None:
        file = self.cwd / block.value
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a" if block.mark == "append" else "w") as out:
            out.write(block.text)
        if file.suffix == ".cpp":
            self.owed.append(file)
            self.compiled += 1

    def _compare(self, block: Block) -> None:
        self.compared += 1
        missing = missing_line(block.text, self.said)
        if missing is not None:
            raise Failed(f"not said, or not in this order: {missing}\nwhat was said:\n{self.said}")

    def _call(self, command: list[str | Path], expected: int, folder: Path | None = None) -> None:
        try:
            done = subprocess.run(command, cwd=folder or self.cwd, env=self.env, encoding="utf-8", errors="replace",
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Failed(f"has not ended after {SECONDS} s") from None
        self.said = done.stdout
        if done.returncode != expected:
            raise Failed(f"ended with {done.returncode}, not {expected}:\n{done.stdout[-4000:]}")

    def _shell(self, block: Block) -> None:
        """In bash that stops at the first failure; the next block begins in the folder where this one ended."""
        self.shell += 1
        place = self.home / "cwd"
        place.unlink(missing_ok=True)
        self._call(["bash", "-euo", "pipefail", "-c", f"trap 'pwd >{place}' EXIT\n{block.text}"], exit_code(block))
        self.cwd = Path(place.read_text().strip())

    def _program(self, block: Block) -> None:
        self.compiled += 1
        folder = self.home / f"program-{self.compiled}"
        folder.mkdir()
        (folder / "program.cpp").write_text(block.text)
        whole = re.search(r"^int main\(", block.text, re.MULTILINE)
        kind = "EXECUTABLE" if whole else "OBJECT"
        shutil.copy(HERE / "program.cmake", folder / "CMakeLists.txt")
        self._call(["cmake", "-S", folder, "-B", folder / "build", "-G", "Ninja", f"-DKIND={kind}"], 0)
        if block.mark == "test" and block.value.startswith(REFUSED):
            self._call(["ninja", "-C", folder / "build"], 1)
            reason = block.value.removeprefix(REFUSED)
            if reason not in self.said:
                raise Failed(f"the compiler does not say `{reason}`:\n{self.said[-4000:]}")
            return
        self._call(["ninja", "-C", folder / "build"], 0)
        if whole:
            self._call([folder / "build" / "program"], exit_code(block), folder)
