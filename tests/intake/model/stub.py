"""Stub: an endpoint on 127.0.0.1 that says what a test has it say, truth or lies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Notes every request and behaves as the server was told."""

    protocol_version = "HTTP/1.1"
    server: Stub

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = json.loads(self.rfile.read(length))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.server.behave(self, body)

    def do_GET(self) -> None:
        self.server.fetched.append(self.path)
        self.reply(200, b"{}")

    def reply(self, status: int, data: bytes, **headers: str) -> None:
        """A whole answer; headers with _ for -."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


class Stub(ThreadingHTTPServer):
    """`asked`: path, headers and body of each question; `fetched`: whatever else was fetched."""

    daemon_threads = True

    def __init__(self, behave: Behave) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.fetched: list[str] = []

    @property
    def url(self) -> str:
        """The address to give as --model-url."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that the other side cut is what some tests are about."""


@contextmanager
def stub(behave: Behave) -> Iterator[Stub]:
    """A running endpoint."""
    server = Stub(behave)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chat(content: str, ended: str = "stop") -> bytes:
    """A completion as OpenAI-compatible endpoints send it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    return json.dumps({"choices": [{**choice, "finish_reason": ended}]}).encode()


def says(*facts: dict[str, Any]) -> Behave:
    """Answers every question with these facts, whose sentences are those it was sent."""
    return lambda handler, body: handler.reply(200, chat(json.dumps({"facts": list(facts)})))


def content(text: str, ended: str = "stop") -> Behave:
    """Answers with a content of that text."""
    return lambda handler, body: handler.reply(200, chat(text, ended))


def drips(every_s: float) -> Behave:
    """Promises a long answer and sends a byte now and then."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(every_s)

    return behave


def fact(
    kind: str,
    sentence: int,
    evidence: str,
    fields: dict[str, str] | None = None,
    norm: dict[str, str] | None = None,
    why: str = "It says so.",
) -> dict[str, Any]:
    """A fact as the schema has it, all its fields from the same sentence."""
    rows = [{"name": n, "sentence": sentence, "words": w} for n, w in (fields or {}).items()]
    return {
        "type": kind,
        "sentence": sentence,
        "evidence": evidence,
        "fields": rows,
        "norm": [{"name": n, "value": v} for n, v in (norm or {}).items()],
        "why": why,
    }
