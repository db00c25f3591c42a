"""The engine (terraform or tofu) and the provider mirror that it installs from."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

PROVIDER = "hashicorp/aws"
VERSION = "5.100.0"


class Missing(Exception):
    """Something of the outside world is not here, so the test cannot run."""


class Failed(Exception):
    """The engine said no where it had to say yes, or the other way round."""


def find_binary() -> str:
    named = os.environ.get("TERRAFORM_BINARY_NAME")
    for name in [named] if named else ["terraform", "tofu"]:
        found = shutil.which(name)
        if found:
            return found
    raise Missing(f"no engine: {named or 'neither terraform nor tofu'} is not on PATH")


def find_mirror() -> Path | None:
    """The folder of hashicorp/aws in a filesystem mirror that has VERSION; None where only the registry can help."""
    named = os.environ.get("PARAPET_PROVIDER_MIRROR")
    if named:
        hits = sorted(Path(named).glob(f"*/{PROVIDER}"))
    else:
        search = ["find", "/", "-xdev", "-maxdepth", "7", "-type", "d", "-path", f"*/registry.*/{PROVIDER}"]
        listed = subprocess.run(search, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        hits = [Path(line) for line in sorted(listed.stdout.splitlines())]
    for hit in hits:
        if (hit / VERSION).is_dir() or list(hit.glob(f"*_{VERSION}_*.zip")):
            return hit
    if named:
        raise Missing(f"PARAPET_PROVIDER_MIRROR={named} has no {PROVIDER} {VERSION}")
    return None


def packages(mirror: Path) -> list[Path]:
    """VERSION/PLATFORM folders and zip files: the only level at which an engine follows symbolic links."""
    return [*mirror.glob("*/*_*"), *mirror.glob("*.zip")]


class Engine:
    """Runs one engine with a CLI configuration of its own and without the caller's TF_* and AWS_* settings."""

    def __init__(self, binary: str, mirror: Path | None, home: Path):
        self.binary = binary
        self.mirror = mirror
        self.home = home
        self.config = home / "cli.tfrc"
        self.config.write_text("")

    def environment(self, extra: dict[str, str]) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TF_", "AWS_"))}
        own = {"TF_CLI_CONFIG_FILE": str(self.config), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
        return kept | own | extra

    def run(self, folder: Path, *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.binary, *args], cwd=folder, env=self.environment(env or {}), text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def demand(self, folder: Path, *args: str, env: dict[str, str] | None = None, code: int = 0) -> str:
        done = self.run(folder, *args, env=env)
        if done.returncode != code:
            raise Failed(f"`{Path(self.binary).name} {' '.join(args)}` in {folder.name} ended with {done.returncode} "
                         f"instead of {code}:\n{done.stdout[-6000:]}")
        return done.stdout

    def demand_provider(self, folder: Path) -> None:
        """Raises Missing where no mirror was found and the registry does not answer; a broken mirror is a failure."""
        requirement = {"terraform": {"required_providers": {"aws": {"source": PROVIDER, "version": VERSION}}}}
        (folder / "probe.tf.json").write_text(json.dumps(requirement))
        self.use_mirror(folder)
        done = self.run(folder, "init", "-input=false", "-no-color")
        if done.returncode != 0 and self.mirror:
            raise Failed(f"the provider's mirror {self.mirror} does not work:\n{done.stdout}")
        if done.returncode != 0:
            raise Missing(f"no provider: {PROVIDER} {VERSION} is in no mirror, and the registry did not give it")

    def use_mirror(self, folder: Path) -> None:
        """Offers the mirror under the host name by which this engine asks for the provider in `folder`."""
        if self.mirror is None:
            return
        asked = re.search(rf"provider\[([^]/]+)/{PROVIDER}\]", self.run(folder, "providers").stdout)
        if not asked:
            raise Failed(f"{folder.name} does not require {PROVIDER}")
        path = self.home / "mirror"
        for package in packages(self.mirror):
            link = path / asked.group(1) / PROVIDER / package.relative_to(self.mirror)
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.is_symlink():
                link.symlink_to(package)
        self.config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{path}"\n  }}\n}}\n')
