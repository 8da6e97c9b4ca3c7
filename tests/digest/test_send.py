"""What the server says decides what is noted, and one letter that fails keeps no other back."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from safepassage.digest.ledger import (  # fmt: skip
    DEFERRED,
    MADE,
    REFUSED,
    SENDING,
    SENT,
    Draft,
    Ledger,
    Letter,
    open_ledger,
)
from safepassage.digest.send import send_letters
from safepassage.digest.server import Server

from .mail_server import Box, free_port, mail_server

NOW = datetime(2031, 5, 5, 8, tzinfo=UTC)
SENDER = "cell@example.org"
MAIL = b"Message-ID: <%d@example.org>\r\nSubject: a\r\n\r\n.dot first\r\nend\r\n"
PEOPLE = ("a@example.net", "b@example.net", "c@example.net")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger") as opened:
        yield opened


def made(ledger: Ledger, *addresses: str) -> list[Letter]:
    return [
        ledger.make(Draft(f"d-{address}", address, None, 3, "[]", MAIL % number), NOW)
        for number, address in enumerate(addresses)
    ]


def states(ledger: Ledger) -> dict[str, str]:
    letters = (ledger.last(address) for address in PEOPLE)
    return {letter.address: letter.state for letter in letters if letter is not None}


def test_each_message_goes_to_one_address_as_it_was_made(ledger: Ledger) -> None:
    box = Box()
    letters = made(ledger, *PEOPLE)
    with mail_server(box) as port:
        server = Server("127.0.0.1", port, "none")
        assert send_letters(server, SENDER, letters, ledger, lambda: NOW) is None
    assert [(who, to) for who, to, _ in box.taken] == [(SENDER, (one,)) for one in PEOPLE]
    assert [content for *_, content in box.taken] == [MAIL % number for number in range(3)]
    assert set(states(ledger).values()) == {SENT}


@pytest.mark.parametrize(
    ("at", "reply", "state"),
    [
        ("replies", "450 4.2.1 mailbox busy", DEFERRED),
        ("replies", "421 4.3.0 closing", DEFERRED),
        ("replies", "550 5.1.1 no such user", REFUSED),
        ("at_data", "451 4.3.0 try later", DEFERRED),
        ("at_data", "554 5.7.1 not wanted", REFUSED),
    ],
)
def test_one_that_fails_does_not_stop_the_rest(
    ledger: Ledger, at: str, reply: str, state: str
) -> None:
    box = Box()
    getattr(box, at)["b@example.net"] = reply
    letters = made(ledger, *PEOPLE)
    with mail_server(box) as port:
        send_letters(Server("127.0.0.1", port, "none"), SENDER, letters, ledger, lambda: NOW)
    assert states(ledger) == {"a@example.net": SENT, "b@example.net": state, "c@example.net": SENT}
    note = ledger.again(letters[1]).note
    assert note is not None
    assert note.startswith(reply[:3])


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("drops", "the connection was lost"),
        ("silent", "the server did not answer in time"),
    ],
)
def test_what_is_lost_after_the_message_leaves_it_in_doubt(
    how: str, why: str, ledger: Ledger
) -> None:
    box = Box()
    getattr(box, how).add("b@example.net")
    letters = made(ledger, *PEOPLE)
    with mail_server(box) as port:
        server = Server("127.0.0.1", port, "none", timeout_s=2)
        send_letters(server, SENDER, letters, ledger, lambda: NOW)
    assert states(ledger) == {
        "a@example.net": SENT,
        "b@example.net": SENDING,
        "c@example.net": SENT,
    }
    assert ledger.again(letters[1]).note == why
    assert len(box.taken) == 3  # the server had it all the same


def test_a_server_that_does_not_answer_is_left_after_the_timeout(ledger: Ledger) -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        server = Server("127.0.0.1", silent.getsockname()[1], "none", timeout_s=0.2)
        why = send_letters(server, SENDER, made(ledger, *PEOPLE), ledger, lambda: NOW)
    assert why == "the server did not answer in time"
    assert set(states(ledger).values()) == {MADE}


def test_no_server_leaves_all_letters_as_they_were(ledger: Ledger) -> None:
    server = Server("127.0.0.1", free_port(), "none")
    why = send_letters(server, SENDER, made(ledger, *PEOPLE), ledger, lambda: NOW)
    assert why is not None
    assert "Error connecting" in why
    assert set(states(ledger).values()) == {MADE}


def test_a_refused_sender_is_about_us_and_stops_the_run(ledger: Ledger) -> None:
    box = Box(sender_reply="553 5.7.1 who are you")
    with mail_server(box) as port:
        server = Server("127.0.0.1", port, "none")
        why = send_letters(server, SENDER, made(ledger, *PEOPLE), ledger, lambda: NOW)
    assert why == "the server refuses the sender cell@example.org (553 5.7.1 who are you)"
    assert set(states(ledger).values()) == {MADE}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key),
         "-out", str(cert), "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, cert


def authenticate(server, session, envelope, mechanism, auth_data):  # type: ignore[no-untyped-def]
    assert isinstance(auth_data, LoginPassword)
    right = (auth_data.login, auth_data.password) == (b"cell", b"secret")
    return AuthResult(success=right, handled=right)


def test_login_goes_over_starttls_only_to_a_server_that_is_trusted(
    ledger: Ledger, certificate: tuple[Path, Path]
) -> None:
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    trust = ssl.create_default_context(cafile=str(cert))
    box, letters = Box(), made(ledger, *PEOPLE)
    options = {
        "tls_context": context, "require_starttls": True, "authenticator": authenticate,
        "auth_required": True,
    }  # fmt: skip
    with mail_server(box, **options) as port:
        stranger = Server("127.0.0.1", port, "starttls", "cell", "secret")
        why = send_letters(stranger, SENDER, letters, ledger, lambda: NOW)
        assert why is not None
        assert "certificate" in why.lower()
        wrong = Server("127.0.0.1", port, "starttls", "cell", "wrong", trust=trust)
        why = send_letters(wrong, SENDER, letters, ledger, lambda: NOW)
        assert why is not None
        assert why.startswith("the login was refused (535")
        assert box.taken == []
        right = Server("127.0.0.1", port, "starttls", "cell", "secret", trust=trust)
        assert send_letters(right, SENDER, letters, ledger, lambda: NOW) is None
    assert len(box.taken) == 3
    assert set(states(ledger).values()) == {SENT}


def test_notes_are_in_order_and_nothing_in_the_ledger_can_be_changed(ledger: Ledger) -> None:
    import sqlite3

    letter = made(ledger, "a@example.net")[0]
    ledger.note(letter, DEFERRED, NOW, "450")
    ledger.note(letter, SENT, NOW + timedelta(minutes=20), "250")
    again = ledger.again(letter)
    assert (again.state, again.note, again.tries) == (SENT, "250", 2)
    for statement in ("DELETE FROM act", "UPDATE act SET state = 'sent'", "DELETE FROM letter"):
        with pytest.raises(sqlite3.IntegrityError):
            ledger._base.execute(statement)
