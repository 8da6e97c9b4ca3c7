"""Server: the mail server that digests are sent by, as the command line names it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from ..errors import UsageError

TIMEOUT_S = 30.0  # for each step; RFC 5321 allows minutes, a crisis cell does not
TLS = ("tls", "starttls", "none")
TLS_PORT = 465  # where TLS is spoken from the first byte, RFC 8314
USER, PASSWORD = "SAFEPASSAGE_SMTP_USER", "SAFEPASSAGE_SMTP_PASSWORD"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `tls`: from the first byte, by STARTTLS, or none. Times are seconds.

    `trust`: whose certificates are believed; None: those of the machine.
    """

    host: str
    port: int
    tls: str = "starttls"
    user: str | None = None
    password: str | None = None
    timeout_s: float = TIMEOUT_S
    trust: ssl.SSLContext | None = None


def read_server(text: str, tls: str | None, environment: Mapping[str, str]) -> Server:
    """The server of "HOST:PORT"; the login comes from the environment and nowhere else.

    UsageError: it is not one, a password would go over an open line, or aiosmtplib is missing.
    """
    match = re.fullmatch(r"\[?([A-Za-z0-9.:_-]+?)\]?:(\d{1,5})", text)
    if match is None or not 0 < int(match[2]) < 65536:
        raise UsageError(f'--smtp: "{text}" is not HOST:PORT, such as mail.example.org:587')
    host, port = match[1], int(match[2])
    how = tls or ("tls" if port == TLS_PORT else "starttls")
    if how not in TLS:
        raise UsageError(f'--tls: "{how}" is not known. Allowed: {", ".join(TLS)}.')
    user, password = environment.get(USER), environment.get(PASSWORD)
    if (user is None) != (password is None):
        raise UsageError(f"give both {USER} and {PASSWORD}, or neither of them")
    if user is not None and how == "none":
        raise UsageError("--tls none: a password is not sent over a line that anybody can read")
    if find_spec("aiosmtplib") is None:
        raise UsageError(
            "--smtp needs aiosmtplib, which is not installed. Install it with: "
            "pip install 'safepassage[mail]'"
        )
    return Server(host, port, how, user, password)
