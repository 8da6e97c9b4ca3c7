"""A mail server of our own on 127.0.0.1 that keeps what it takes and fails as it is told to."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Box:
    """What was taken, in order. `replies`: what is said to an address instead of taking its mail.

    `drops`: addresses after whose message the line is cut before a word is said; `silent`: those
    after whose message nothing is said for ten seconds.
    """

    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    at_data: dict[str, str] = field(default_factory=dict)
    drops: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    sender_reply: str | None = None
    logins: list[str] = field(default_factory=list)

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.sender_reply is not None:
            return self.sender_reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        to = tuple(envelope.rcpt_tos)
        if to[0] in self.at_data:
            return self.at_data[to[0]]
        self.taken.append((envelope.mail_from, to, envelope.original_content))
        if to[0] in self.drops:
            server.transport.abort()
        if to[0] in self.silent:
            await asyncio.sleep(10)
        return "250 taken"

    def messages(self, address: str | None = None) -> list[EmailMessage]:
        """Messages that were taken, of one address or of all."""
        return [
            email.message_from_bytes(content, policy=default)  # type: ignore[misc]
            for _, to, content in self.taken
            if address is None or to == (address,)
        ]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def mail_server(box: Box, **more: Any) -> Iterator[int]:
    """The server at work; gives its port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
