"""Send: letters over SMTP, one recipient a message, each step noted before it is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from .ledger import DEFERRED, REFUSED, SENDING, SENT, Ledger, Letter
from .server import Server


class CannotReachError(Exception):
    """No connection could be had, so nobody was written to; the text says why."""


def send_letters(
    server: Server,
    sender: str,
    letters: Sequence[Letter],
    ledger: Ledger,
    now: Callable[[], datetime],
) -> str | None:
    """Send letters one after the other; what became of each stands in the ledger.

    Gives None when every letter was tried, or why the rest was not (no connection, login refused).
    One letter that fails does not keep the next from being tried.
    """
    return asyncio.run(_send_all(server, sender, letters, ledger, now))


async def _send_all(
    server: Server,
    sender: str,
    letters: Sequence[Letter],
    ledger: Ledger,
    now: Callable[[], datetime],
) -> str | None:
    client: SMTP | None = None
    try:
        for letter in letters:
            if client is None or not client.is_connected:
                client = await _connect(server, sender)
            await _send(client, sender, letter, ledger, now)
    except CannotReachError as error:
        return str(error)
    finally:
        if client is not None:
            await _leave(client)
    return None


async def _connect(server: Server, sender: str) -> SMTP:
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls == "tls",
        start_tls=server.tls == "starttls",
        username=server.user,
        password=server.password,
        timeout=server.timeout_s,
        tls_context=server.trust,
        # the name of this machine is nobody's business
        local_hostname=sender.rpartition("@")[2],
    )
    try:
        await client.connect()
    except SMTPAuthenticationError as error:
        raise CannotReachError(
            _line(f"the login was refused ({error.code} {error.message})")
        ) from error
    except (SMTPException, OSError, ValueError) as error:
        raise CannotReachError(_why(error)) from error
    return client


async def _send(
    client: SMTP, sender: str, letter: Letter, ledger: Ledger, now: Callable[[], datetime]
) -> None:
    """One letter. Until `sending` is noted the server cannot have it; from then on it may."""
    assert letter.mail is not None
    in_doubt = False
    try:
        await client.mail(sender)
        await client.rcpt(letter.address)
        ledger.note(letter, SENDING, now())
        in_doubt = True
        reply = await client.data(letter.mail)
        ledger.note(letter, SENT, now(), _line(f"{reply.code} {reply.message}"))
    except SMTPSenderRefused as error:
        # that is about us and would meet every letter
        raise CannotReachError(
            _line(f"the server refuses the sender {sender} ({error.code} {error.message})")
        ) from error
    except SMTPResponseException as error:
        # the server has spoken: it does not have the message
        state = DEFERRED if 400 <= error.code < 500 else REFUSED
        ledger.note(letter, state, now(), _line(f"{error.code} {error.message}"))
        await _afresh(client, error.code)
    except (SMTPException, OSError) as error:
        if in_doubt:
            ledger.note(letter, SENDING, now(), _why(error))
        else:
            ledger.note(letter, DEFERRED, now(), _why(error))
        client.close()


async def _afresh(client: SMTP, code: int) -> None:
    """Make the connection ready for the next letter, or end it so that a new one is made."""
    if code == 421:  # the server is closing down the channel
        client.close()
        return
    try:
        await client.rset()
    except (SMTPException, OSError):
        client.close()


async def _leave(client: SMTP) -> None:
    try:
        if client.is_connected:
            await client.quit()
    except (SMTPException, OSError):
        client.close()


def _why(error: Exception) -> str:
    if isinstance(error, SMTPTimeoutError | TimeoutError):
        return "the server did not answer in time"
    if isinstance(error, SMTPServerDisconnected):
        return "the connection was lost"
    return _line(str(error) or type(error).__name__)


def _line(text: str) -> str:
    """A reply of a server in one printable line: it is somebody else's text."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(clean.split())[:300]
