"""Endpoint: where a model answers, how it is called there, and with which limits."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...errors import UsageError
from ...problems import quoted

KEY = "SAFEPASSAGE_MODEL_KEY"  # the environment's; a key has no place on a command line
PATH = "/chat/completions"
LONGEST_NAME = 120
TIMEOUT_S = 120.0
MOST_BYTES = 2_000_000  # of an answer; a full one to 12,000 characters has some 30,000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint: `host`, `port` and `path` of its chat completions.

    `timeout_s` is for the whole exchange. `key` stays out of every text that is printed.
    """

    name: str
    secure: bool
    host: str
    port: int
    path: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = TIMEOUT_S
    most_bytes: int = MOST_BYTES

    @property
    def where(self) -> str:
        """Host and port, for messages."""
        return f"{self.host}:{self.port}"


def endpoint(url: str, name: str, timeout_s: float = TIMEOUT_S) -> Endpoint:
    """Check an address and a model's name; the key is read from the environment.

    Texts travel to it, so that it has to be https, or this machine itself. Refused are addresses
    with a name and password in them, as they would stand in the list of processes.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise UsageError(f"--model-url {quoted(url)}: {error}.") from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(
            f"--model-url {quoted(url)} is not an address. Give one such as "
            "http://127.0.0.1:8080/v1 or https://models.example.org/v1."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            f"--model-url: give the plain address without name, password, ? or #. A key goes into "
            f"the environment as {KEY}."
        )
    if parts.scheme == "http" and not is_here(host):
        raise UsageError(
            f"--model-url {quoted(url)}: the text would travel to {host} in clear. Give https, or "
            "a model on this machine (127.0.0.1), or a tunnel to it."
        )
    _refuse_name(name)
    secure = parts.scheme == "https"
    path = parts.path.rstrip("/")
    path = path if path.endswith(PATH) else path + PATH
    return Endpoint(
        name.strip(), secure, host, port or (443 if secure else 80), path, _key(), timeout_s
    )


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_name(name: str) -> None:
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise UsageError(
            f"--model-name {quoted(name)}: give the model's name as its endpoint knows it, up to "
            f"{LONGEST_NAME} characters."
        )


def _key() -> str | None:
    key = os.environ.get(KEY, "").strip()
    if not key:
        return None
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(f"{KEY} of the environment is not a key: it holds signs that no key has.")
    return key
