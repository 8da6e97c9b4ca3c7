"""Entry: a fact that a person writes down by hand, from a call, a readout or by own eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ...problems import Refusal, capital, quoted, sentence
from ..claim import CREDIBILITY, RELIABILITY, Claim, Speaker, Valid
from ..fact_types import check_norm, fact_type
from ..when import When
from .claim_line import address
from .decide import BY_HAND, new_id
from .norm_names import needed_names, norm_names
from .typed import norm_value, parse_when, plain_text


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed, as texts; `values` as NAME=VALUE. `now` is the instant of writing.

    A time without an offset is read in `zone`; without a zone it is refused.
    """

    kind: str
    values: tuple[str, ...]
    speaker: str
    now: datetime
    role: str | None = None
    party: str | None = None
    via: tuple[str, ...] = ()
    said: str | None = None
    subject: str | None = None
    reliability: str = "F"
    credibility: str = "6"
    zone: ZoneInfo | None = None


def claim_by_hand(entry: Entry, key: str) -> Claim:
    """The claim, its id made one of its own by `key`. Refusal lists all that is wrong at once."""
    fact_type(entry.kind)
    if not entry.values and entry.subject is None:
        raise Refusal(f"nothing is said of the {entry.kind}", holds(entry.kind))
    wrong: list[Refusal] = []
    norm = _norm(entry, wrong)
    valid = _valid(entry, norm, wrong)
    subject = None
    with _noted(wrong):
        subject = address(entry.subject or "")
    if not wrong:
        _complete(entry.kind, norm, subject, wrong)
        with _noted(wrong):
            check_norm(entry.kind, norm)
    said = _said(entry, wrong)
    speaker, chain = _source(entry, wrong)
    _grades(entry, wrong)
    if wrong or speaker is None:
        raise together(wrong)
    claim = Claim(
        id="",
        type=entry.kind,
        norm=norm,
        subject=subject,
        speaker=speaker,
        chain=chain,
        valid=valid,
        said=said,
        reliability=entry.reliability.upper(),
        credibility=entry.credibility.upper(),
        rule=BY_HAND,
        why="Written down by hand.",
    )
    return replace(claim, id=new_id(claim, key))


def holds(kind: str) -> str:
    """What an entry of a type needs and may hold, with the values of its closed lists."""
    allowed = fact_type(kind).allowed
    needed = ", ".join(" or ".join(group) for group in needed_names(kind))
    names = (
        f"{name} ({', '.join(allowed[name])})" if name in allowed else name
        for name in norm_names(kind)
    )
    return f"it needs {needed}. It may hold {', '.join(names)}"


def together(wrong: Sequence[Refusal]) -> Refusal:
    """Several refusals as one, so that all can be mended in one go."""
    if len(wrong) == 1:
        return wrong[0]
    texts = (" ".join(filter(None, (sentence(str(each)), capital(each.mend)))) for each in wrong)
    numbered = " ".join(f"({number}) {text}" for number, text in enumerate(texts, 1))
    return Refusal(f"{len(wrong)} things to mend", numbered)


@contextmanager
def _noted(wrong: list[Refusal]) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        wrong.append(refusal)


def _norm(entry: Entry, wrong: list[Refusal]) -> dict[str, Any]:
    norm: dict[str, Any] = {}
    for text in entry.values:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            wrong.append(Refusal(f"{quoted(text)} has no = in it", "give NAME=VALUE"))
        elif name in norm:
            wrong.append(Refusal(f"{name} is given twice", "give it once"))
        else:
            with _noted(wrong):
                norm[name] = norm_value(entry.kind, name, value, entry.zone)
    return {name: value for name, value in norm.items() if value is not None}


def _valid(entry: Entry, norm: dict[str, Any], wrong: list[Refusal]) -> Valid:
    times: dict[str, When | None] = {}
    for name in ("since", "until"):
        times[name] = _time(name, str(norm.get(name, "")), entry.zone, wrong)
    since, until = times["since"], times["until"]
    if since is not None and until is not None and until.latest < since.earliest:
        wrong.append(Refusal("until is before since", "give the earlier one as since"))
        return Valid()
    return Valid(since, until)


def _time(name: str, text: str, zone: ZoneInfo | None, wrong: list[Refusal]) -> When | None:
    try:
        return parse_when(text, zone)
    except Refusal as refusal:
        wrong.append(Refusal(f"{name}: {refusal.read}", refusal.allowed, refusal.mend))
        return None


def _said(entry: Entry, wrong: list[Refusal]) -> When | None:
    said = _time("--said", entry.said or "", entry.zone, wrong)
    if said is not None and said.earliest > entry.now:
        allowed = "give when it was said"
        if entry.zone is None:
            allowed += " (a day alone is a day in UTC; --timezone says where)"
        wrong.append(Refusal(f"--said {said.words} has not come yet", allowed))
    return said


def _complete(kind: str, norm: dict[str, Any], subject: object, wrong: list[Refusal]) -> None:
    there = {*norm, *(("subject",) if subject is not None else ())}
    if norm.get("qualifier") == "vague_plural":
        there.add("low")  # "hundreds" has no bound that one could type
    for group in needed_names(kind):
        if not there & set(group):
            names = [f"--{name}" if name == "subject" else f"{name}=" for name in group]
            wrong.append(Refusal(f"a {kind} needs {' or '.join(names)}", "nothing is guessed"))


def _source(entry: Entry, wrong: list[Refusal]) -> tuple[Speaker | None, tuple[str, ...]]:
    """On whose word, and through whom it came."""
    before = len(wrong)
    with _noted(wrong):
        name = plain_text("--speaker", entry.speaker)
        role = plain_text("--role", entry.role or "")
        party = plain_text("--party", entry.party or "")
        via = [plain_text("--via", text) for text in entry.via]
        if not name:
            allowed = 'say on whose word it is; your own eyes are --speaker "own observation"'
            raise Refusal("--speaker is empty", allowed)
    if len(wrong) > before:
        return None, ()
    return Speaker(name, role or None, party or None), (name, *filter(None, via))


def _grades(entry: Entry, wrong: list[Refusal]) -> None:
    for name, grade, grades in (
        ("--reliability", entry.reliability, RELIABILITY),
        ("--credibility", entry.credibility, CREDIBILITY),
    ):
        if grade.upper() not in grades:
            words = ", ".join(f"{key} ({meaning})" for key, meaning in grades.items())
            wrong.append(Refusal(f"{name} {quoted(grade)}", f"allowed: {words}"))
