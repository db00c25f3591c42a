"""A Bedrock on loopback that follows a script. Each step answers one request; the last one answers all that follow."""

import json
import re
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from signatures import Account, Received, fault


def draft_for(item: dict, description: str = "`storage_encrypted` of every `aws_db_instance` is true.") -> dict:
    return {"item": item["item"], "name": f"RDS instances meet {item['check']}.",
            "description": description + f" ({item['check']})", "domain": "data protection"}


def items_of(received: Received) -> list[dict]:
    """What the model was asked for."""
    text = json.loads(received.body)["messages"][0]["content"][0]["text"]
    return json.loads(re.search(r"<gaps>(.*)</gaps>", text, re.DOTALL).group(1))


def converse(text: str, stop: str = "end_turn", tokens: tuple[int, int] = (100, 50)) -> dict:
    return {"output": {"message": {"role": "assistant", "content": [{"text": text}]}}, "stopReason": stop,
            "usage": {"inputTokens": tokens[0], "outputTokens": tokens[1], "totalTokens": sum(tokens)}, "metrics": {"latencyMs": 1}}


def good(handler, received):
    handler.reply(200, converse(json.dumps([draft_for(item) for item in items_of(received)])))


def fenced(handler, received):
    handler.reply(200, converse("Here it is:\n```json\n" + json.dumps([draft_for(item) for item in items_of(received)]) + "\n```\n"))


def vague(handler, received):
    """The linter has something against it."""
    drafts = [draft_for(item, "`storage_encrypted` of every `aws_db_instance` is appropriate.") for item in items_of(received)]
    handler.reply(200, converse(json.dumps(drafts)))


def text(content: str, stop: str = "end_turn", tokens: tuple[int, int] = (100, 50)):
    return lambda handler, received: handler.reply(200, converse(content, stop, tokens))


def error(status: int, kind: str, message: str, **headers):
    return lambda handler, received: handler.reply(
        status, {"message": message}, {"x-amzn-errortype": kind, **{key.replace("_", "-"): value for key, value in headers.items()}})


def raw(body: bytes, status: int = 200, **headers):
    return lambda handler, received: handler.send(status, body, headers)


def slow(seconds: float):
    def step(handler, received):
        time.sleep(seconds)
        good(handler, received)
    return step


def drop(handler, received):
    handler.close_connection = True


def cut(handler, received):
    """Promises more than it sends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"output\":")
    handler.close_connection = True


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status: int, body: bytes, headers: dict | None = None) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, status: int, content: dict, headers: dict | None = None) -> None:
        self.send(status, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})})

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        received = Received(self.command, self.path, list(self.headers.items()), body)
        self.server.take(self, received)

    do_GET = do_POST = do_PUT = do_CONNECT = answer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.account = Account("AKIDTESTACCESSKEY000", "secretTESTsecretTESTsecretTESTsecretTEST")
        self.script = [good]
        self.pages = {}  # "METHOD path": step, for what is not Bedrock
        self.received: list[Received] = []
        self.faults: list[str] = []
        self.scheme = "https" if context else "http"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that goes away (a refused certificate, a time-out) is what some cases are about."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def take(self, handler: Handler, received: Received) -> None:
        page = self.pages.get(f"{received.method} {received.path.partition('?')[0]}")
        if page:
            return page(handler, received)
        self.received.append(received)
        wrong = fault(received, self.account)
        if wrong:
            self.faults.append(wrong)
            # AWS repeats what it was sent, and so do we.
            echo = f"{wrong}. The canonical request was '{received.method} {received.path} {dict(received.headers)}'"
            return handler.reply(403, {"message": echo}, {"x-amzn-errortype": "InvalidSignatureException"})
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        step(handler, received)
