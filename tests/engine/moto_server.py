"""A pretended AWS on loopback: moto's server, installed into a virtual environment of its own."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
PROGRAM = Path(__file__).parent / "moto_repaired.py"
START_SECONDS = 60


def install(venv: Path) -> Path:
    """Returns a Python that has moto, installed anew only where the requirements changed."""
    stamp = venv / "requirements.txt"
    wanted = REQUIREMENTS.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    return venv / "bin" / "python"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(url: str, method: str = "GET", body: bytes | None = None) -> int:
    """The status of the answer; 0 if nobody answers."""
    # The signature is not checked, but its region tells moto where a bucket belongs.
    headers = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/s3/aws4_request, "
                                "SignedHeaders=host, Signature=0"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method), timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@contextlib.contextmanager
def serve(python: Path, log: Path):
    """The URL of a server that lives as long as the `with` block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        server = subprocess.Popen([python, PROGRAM, "-H", "127.0.0.1", "-p", str(port)], stdout=output, stderr=output)
    try:
        wait_until_up(url, server)
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_until_up(url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while request(f"{url}/moto-api/data.json") != 200:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("moto's server did not start; see its log under build/engine")
        time.sleep(0.2)
