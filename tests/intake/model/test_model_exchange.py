"""An endpoint may be slow, huge, broken or elsewhere; none of it may hang, leak or be followed."""

from __future__ import annotations

import gzip
import json
import socket
import time
from datetime import date

import pytest

from safepassage.errors import UsageError
from safepassage.intake.model.endpoint import KEY, endpoint
from safepassage.intake.model.exchange import ModelTrouble, ask
from safepassage.intake.model.read_with_model import read_with_model

from .stub import Behave, chat, content, drips, fact, says, stub

TEXT = "The eastern lock at Sorrel is closed."
BOMB = gzip.compress(b" " * 10**7)
DAY = date(2031, 3, 12)
CLOSED = fact(
    "place_status", 1, "The eastern lock at Sorrel is closed",
    {"place": "The eastern lock at Sorrel"}, {"status": "closed"},
)  # fmt: skip


def trouble(behave: Behave, timeout_s: float = 20.0) -> str:
    """What is said of an endpoint that behaves so; it costs the model's facts and nothing else."""
    with stub(behave) as server:
        place = endpoint(server.url, "stub-1", timeout_s)
        made = read_with_model(TEXT, DAY, place)
        assert server.fetched == []
    assert made.proposals == ()
    (said,) = made.trouble
    return said


def test_question_goes_to_chat_completions_with_schema_and_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(KEY, "sk-test-123")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # no proxy gets between
    with stub(says(CLOSED)) as server:
        place = endpoint(server.url, "stub-1")
        assert "sk-test-123" not in repr(place)
        assert len(read_with_model(TEXT, DAY, place).proposals) == 1
        ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer sk-test-123"
    assert "Authorization" not in json.dumps(body)
    assert body["model"] == "stub-1"
    assert body["response_format"]["json_schema"]["strict"] is True
    form = body["response_format"]["json_schema"]["schema"]["properties"]["facts"]["items"]
    assert form["additionalProperties"] is False
    assert set(form["required"]) == set(form["properties"])
    assert len(form["properties"]["type"]["enum"]) == 16


def test_a_fenced_answer_is_read() -> None:
    with stub(content(f"```json\n{json.dumps({'facts': [CLOSED]})}\n```")) as server:
        assert len(read_with_model(TEXT, DAY, endpoint(server.url, "stub-1")).proposals) == 1


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        (content("Sure! Here are the facts."), "the model's content is not JSON"),
        (content('{"facts": [{"sentence": NaN}]}'), "NaN is no JSON"),
        (content('{"facts": ' + "[" * 100_000), "is not JSON"),
        (content('{"facts": {}}'), "facts is no list"),
        (content('{"facts": [], "accepted": true}'), '"accepted", which was not asked for'),
        (content("[]"), "the whole is no object"),
        (content('{"facts": [', "length"), "cut short by the model's own limit"),
        (lambda h, b: h.reply(200, b"<html>"), "is not JSON"),
        (lambda h, b: h.reply(200, b'{"choices": []}'), "no choices[0].message.content"),
        (lambda h, b: h.reply(200, b"[1]"), "no choices[0].message.content"),
        (lambda h, b: h.reply(200, chat("x").replace(b'"x"', b"7")), "content is no text"),
        (lambda h, b: h.reply(200, b"\xff\xfe{"), "is not JSON"),
        (lambda h, b: h.reply(401, b""), f"it wants a key, or another one ({KEY}"),
        (lambda h, b: h.reply(404, b""), "there is no model of that name"),
        (lambda h, b: h.reply(429, b""), "too many questions"),
        (lambda h, b: h.reply(500, b""), "answered 500: that is its own fault"),
        (lambda h, b: h.reply(200, BOMB, Content_Encoding="gzip"), "in gzip"),
        (lambda h, b: h.reply(200, b" " * 2_000_001), "more than 2,000,000 bytes"),
        (lambda h, b: h.connection.shutdown(socket.SHUT_RDWR), "cannot be reached"),
    ],
)  # fmt: skip
def test_broken_answers_cost_the_model_s_facts_and_nothing_else(behave: Behave, words: str) -> None:
    assert words in trouble(behave)


def test_a_redirect_is_not_followed_and_the_key_stays_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(KEY, "sk-test-123")
    with stub(says(CLOSED)) as elsewhere:
        place = f"{elsewhere.url}/chat/completions"
        for status in (301, 302, 307, 308):
            said = trouble(lambda h, b, s=status: h.reply(s, b"", Location=place))  # type: ignore[misc]
            assert "redirects to 127.0.0.1" in said
            assert "not followed" in said
        assert elsewhere.asked == []


def test_an_endless_answer_is_cut_though_no_length_was_stated() -> None:
    def endless(handler, body):  # type: ignore[no-untyped-def]
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"10000\r\n" + b" " * 65536 + b"\r\n")
        except OSError:
            handler.close_connection = True

    assert "more than 2,000,000 bytes" in trouble(endless)


def test_an_answer_that_drips_or_never_comes_is_cut_at_the_deadline() -> None:
    begun = time.monotonic()
    assert "had not answered in full after 0.5 s" in trouble(drips(0.05), 0.5)
    silent: Behave = lambda h, b: time.sleep(5)  # noqa: E731
    assert "had not answered in full after 0.5 s" in trouble(silent, 0.5)
    assert time.monotonic() - begun < 30  # far below what dripping would take (50 s)


def test_one_failing_part_does_not_cost_the_others() -> None:
    line = "The eastern lock at Sorrel is closed, and nobody knew for how long this would last. "
    text = "\n".join(f"{line}Number {n} of many lines." for n in range(250))

    def second_fails(handler, body):  # type: ignore[no-untyped-def]
        rows = json.loads(body["messages"][1]["content"])
        if rows[0]["sentence"] > 1 and not failed:
            failed.append(1)
            handler.reply(500, b"")
            return
        first = next(row for row in rows if row["text"].startswith("The eastern"))
        told = {**CLOSED, "sentence": first["sentence"]}
        told["fields"] = [{**CLOSED["fields"][0], "sentence": first["sentence"]}]
        handler.reply(200, chat(json.dumps({"facts": [told]})))

    failed: list[int] = []
    with stub(second_fails) as server:
        made = read_with_model(text, DAY, endpoint(server.url, "stub-1"))
        assert len(server.asked) == made.parcels >= 2
        sent = [
            r["sentence"]
            for _, _, b in server.asked
            for r in json.loads(b["messages"][1]["content"])
        ]
    assert sent == list(range(1, len(sent) + 1))  # each sentence once, in order
    assert len(made.trouble) == 1
    assert made.trouble[0].startswith(f"part 2 of {made.parcels}: ")
    assert len(made.proposals) == made.parcels - 1


LINES = (f"The eastern lock at Sorrel is closed, as line {n} of many says." for n in range(900))
LONG = "\n".join(LINES)


@pytest.mark.parametrize(
    ("behave", "asked"),
    [
        (lambda h, b: h.reply(401, b""), 1),  # asking again would end the same way
        (lambda h, b: h.reply(404, b""), 1),
        (lambda h, b: h.reply(302, b"", Location="http://127.0.0.1:9/"), 1),
        (lambda h, b: h.reply(500, b""), 2),  # twice running is enough
        (content("no JSON"), 2),
    ],
)
def test_an_endpoint_that_keeps_failing_is_not_asked_on(behave: Behave, asked: int) -> None:
    with stub(behave) as server:
        made = read_with_model(LONG, DAY, endpoint(server.url, "stub-1"))
        assert len(server.asked) == asked
    assert made.parcels > 3
    assert made.trouble[-1] == f"parts {asked + 1} to {made.parcels} were not sent"


def test_nobody_there() -> None:
    with stub(says()) as server:
        gone = endpoint(server.url, "stub-1")
    with pytest.raises(ModelTrouble, match="cannot be reached"):
        ask(gone, {})


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "is not an address"),
        ("models.example.org/v1", "is not an address"),
        ("ftp://127.0.0.1/v1", "is not an address"),
        ("file:///etc/passwd", "is not an address"),
        ("http://models.example.org/v1", "would travel to models.example.org in clear"),
        ("http://127.0.0.1.example.org/v1", "in clear"),
        ("https://me:secret@models.example.org/v1", "without name, password"),
        ("https://models.example.org/v1?key=abc", "without name, password"),
        ("https://models.example.org:99999/v1", "Port out of range"),
        ("http://[::1/v1", "Invalid IPv6"),
    ],
)
def test_addresses_that_are_refused(url: str, words: str) -> None:
    with pytest.raises(UsageError, match="--model-url") as refused:
        endpoint(url, "m")
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_addresses_that_are_taken() -> None:
    assert endpoint("http://[::1]:8080/v1", "m").path == "/v1/chat/completions"
    assert endpoint("http://localhost:8080", "m").path == "/chat/completions"
    far = endpoint("https://models.example.org/v1/chat/completions", "m")
    assert (far.secure, far.port, far.path) == (True, 443, "/v1/chat/completions")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 121])
def test_names_that_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="--model-name"):
        endpoint("http://127.0.0.1/v1", name)


def test_a_key_that_would_make_another_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "abc\r\nX-Other: 1")
    with pytest.raises(UsageError, match="is not a key") as refused:
        endpoint("http://127.0.0.1/v1", "m")
    assert "abc" not in str(refused.value)
