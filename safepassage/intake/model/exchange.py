"""Exchange: one question to an endpoint and its answer, with limits on time and size.

Nothing is followed: no redirect, no proxy, no link in what comes back.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from .endpoint import KEY, Endpoint

CONNECT_S = 15.0


class ModelTrouble(Exception):
    """The endpoint gave no answer that could be read; the sentence says why.

    `lasting`: asking again would end the same way.
    """

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


def ask(endpoint: Endpoint, payload: Mapping[str, Any]) -> Any:
    """Send a question and give the answer's JSON. Raises ModelTrouble."""
    body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")
    connection = _connection(endpoint)
    with _deadline(endpoint, connection) as late:
        try:
            connection.request("POST", endpoint.path, body, _headers(endpoint))
            response = connection.getresponse()
            _refuse_status(endpoint, response)
            data = _limited(endpoint, response)
        except (OSError, http.client.HTTPException) as error:
            if late.is_set() or isinstance(error, TimeoutError):  # whichever clock was first
                raise _too_late(endpoint) from error
            raise ModelTrouble(f"{endpoint.where} cannot be reached: {_plain(error)}") from error
        finally:
            connection.close()
    if late.is_set():
        raise _too_late(endpoint)  # a line that is cut may look like an answer's end
    return parse(data, f"the answer of {endpoint.where}")


def _too_late(endpoint: Endpoint) -> ModelTrouble:
    seconds = f"{endpoint.timeout_s:g} s"
    return ModelTrouble(f"{endpoint.where} had not answered in full after {seconds}")


def parse(data: bytes | str, what: str) -> Any:
    """JSON as it is written in the standard: no NaN, no endless depth."""
    try:
        return json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ModelTrouble(f"{what} is not JSON ({_plain(error)})") from error


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    wait_s = min(CONNECT_S, endpoint.timeout_s)
    if endpoint.secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            endpoint.host, endpoint.port, timeout=wait_s, context=context
        )
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=wait_s)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "safepassage",
    }
    if endpoint.key is not None:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    return headers


@contextmanager
def _deadline(
    endpoint: Endpoint, connection: http.client.HTTPConnection
) -> Iterator[threading.Event]:
    """Cut the line when time is up, however slowly bytes drip in."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        line = connection.sock
        if line is not None:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = threading.Timer(endpoint.timeout_s, cut)
    timer.daemon = True
    timer.start()
    try:
        # silence while the model thinks is within the deadline, not within the time to connect
        connection.connect()
        connection.sock.settimeout(endpoint.timeout_s)
        yield late
    except (OSError, http.client.HTTPException) as error:
        why = f"{endpoint.where} cannot be reached: {_plain(error)}"
        raise ModelTrouble(why, lasting=True) from error
    finally:
        timer.cancel()


def _refuse_status(endpoint: Endpoint, response: http.client.HTTPResponse) -> None:
    if response.status == 200:
        coded = response.getheader("Content-Encoding", "identity")
        if coded.lower() not in ("", "identity"):
            raise ModelTrouble(f"{endpoint.where} answers in {_plain(coded)}, which is not read")
        return
    if 300 <= response.status < 400:
        to = urlsplit(response.getheader("Location", "")).netloc or "another place"
        raise ModelTrouble(
            f"{endpoint.where} redirects to {_plain(to)}; that is not followed, since the text "
            "would go to a place you have not named",
            lasting=True,
        )
    reason = {
        401: f"it wants a key, or another one ({KEY} of the environment)",
        403: f"it does not accept the key ({KEY} of the environment)",
        404: "there is no model of that name, or no chat completions at that address",
        429: "it has had too many questions; try again later",
    }.get(response.status, "that is its own fault; try again later")
    lasting = response.status in (401, 403, 404)
    raise ModelTrouble(f"{endpoint.where} answered {response.status}: {reason}", lasting=lasting)


def _limited(endpoint: Endpoint, response: http.client.HTTPResponse) -> bytes:
    """The body, up to the limit; a longer one is not read on."""
    stated = response.getheader("Content-Length", "")
    too_long = stated.isascii() and stated.isdigit() and int(stated[:18]) > endpoint.most_bytes
    data = b"" if too_long else response.read(endpoint.most_bytes + 1)
    if too_long or len(data) > endpoint.most_bytes:
        raise ModelTrouble(
            f"{endpoint.where} sent more than {endpoint.most_bytes:,} bytes; no answer is that long"
        )
    return data


def _plain(error: object) -> str:
    """A short text without signs that steer a terminal."""
    text = str(error) or type(error).__name__
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:160]
