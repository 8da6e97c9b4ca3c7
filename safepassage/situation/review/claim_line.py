"""Claim lines: a claim as lines of name and value that a person may change one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from ...problems import Refusal, quoted
from ..claim import CREDIBILITY, RELIABILITY, Claim, Fields, Speaker, Valid
from ..fact_types import FACT_TYPES, check_norm, fact_type
from ..span import Span
from ..when import When
from .norm_names import NUMBERS, norm_names
from .typed import norm_value, parse_when, plain_text, time_text

TIMES = ("since", "until", "said")
SPEAKER = ("speaker", "speaker_role", "speaker_party")
GRADES = {"reliability": RELIABILITY, "credibility": CREDIBILITY}


@dataclass(frozen=True, slots=True)
class Line:
    """`value` as it stands ("" where nothing does); `allowed`: the values of a closed list."""

    name: str
    value: str
    allowed: tuple[str, ...] = ()


def lines_of(claim: Claim) -> tuple[Line, ...]:
    """Type, subject, what its norm holds or may hold from a closed list, times, source, grades."""
    allowed = fact_type(claim.type).allowed
    inside = [*allowed, *(("low", "high", "approx") if claim.type == "figure" else ())]
    inside += [name for name in claim.norm if name not in inside]
    inside += [name for name in claim.fields if name not in inside]
    inside = [name for name in inside if name not in (*TIMES, *SPEAKER)]
    who = claim.speaker
    said = {
        "speaker": "" if who is None else who.name,
        "speaker_role": "" if who is None else who.role or "",
        "speaker_party": "" if who is None else who.party or "",
    }
    times = {"since": claim.valid.since, "until": claim.valid.until, "said": claim.said}
    return (
        Line("type", claim.type, tuple(FACT_TYPES)),
        Line("subject", claim.subject or ""),
        *(Line(name, shown_value(claim, name), allowed.get(name, ())) for name in inside),
        *(Line(name, _times(at)) for name, at in times.items()),
        *(Line(name, value) for name, value in said.items()),
        Line("reliability", claim.reliability, tuple(RELIABILITY)),
        Line("credibility", claim.credibility, tuple(CREDIBILITY)),
    )


def brief(claim: Claim) -> str:
    """The exact words in one line, or, of what was written down by hand, what it holds."""
    words = claim.words()
    if words:
        return words
    about = (claim.subject,) if claim.subject else ()
    return ", ".join((*about, *(f"{name} {shown_value(claim, name)}" for name in claim.norm)))


def shown_value(claim: Claim, name: str) -> str:
    """What the norm holds under a name, else the exact words of that field."""
    value = claim.norm.get(name)
    if value is None:
        return "; ".join(span.text for span in claim.fields.get(name, ()))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, int | float):
        return f"{value:,}"
    return str(value)


def with_line(claim: Claim, name: str, text: str, zone: ZoneInfo | None = None) -> Claim:
    """The claim with one line changed; empty or - takes a value out. Refusal says what is allowed.

    The evidence stays as it is. What a reviewer writes goes into the norm, and takes the place of
    the words that a rule had found for that name.
    """
    if name == "type":
        return _with_type(claim, plain_text(name, text))
    if name == "subject":
        return replace(claim, subject=address(text))
    if name in SPEAKER:
        return replace(claim, speaker=_with_speaker(claim.speaker, name, plain_text(name, text)))
    if name in GRADES:
        return _with_grade(claim, name, text)
    if name in TIMES:
        return _with_time(claim, name, text, zone)
    value = norm_value(claim.type, name, text, zone, (*claim.norm, *claim.fields))
    # an id that was joined to the old words says nothing of the new ones
    norm = {key: kept for key, kept in claim.norm.items() if key not in (name, f"{name}_id")}
    if value is not None:
        norm[name] = value
    # bounds are typed one after the other, so that low may be above high for a while
    if name not in NUMBERS:
        check_norm(claim.type, {key: kept for key, kept in norm.items() if key not in NUMBERS})
    return replace(claim, norm=norm, fields=_fields(claim, name, value))


def _fields(claim: Claim, name: str, value: Any) -> Fields:
    """The fields without the words that no longer hold; other words of the evidence instead."""
    if name in fact_type(claim.type).allowed or name not in claim.fields:
        return claim.fields
    kept = {key: spans for key, spans in claim.fields.items() if key != name}
    words = value if isinstance(value, str) else ""
    if claim.evidence is not None and words and claim.evidence.text.count(words) == 1:
        start = claim.evidence.start + claim.evidence.text.index(words)
        kept[name] = (Span(start, start + len(words), words),)
    return kept


def address(text: str) -> str | None:
    """An address of a scenario as it is typed: words with / between; None for none."""
    text = plain_text("subject", text).strip("/")
    if text in ("", "-"):
        return None
    words = text.split("/")
    if any(not word or any(sign.isspace() for sign in word) for word in words) or len(words) < 2:
        allowed = "give an address of the scenario, such as crossing/rafah/gate/gaza"
        raise Refusal(f"{quoted(text)} is not an address", allowed)
    return text


def whole(claim: Claim) -> Claim:
    """The claim, if its values fit together."""
    check_norm(claim.type, claim.norm)
    return claim


def _times(at: When | None) -> str:
    if at is None or at.words is not None:
        return "" if at is None else at.words or ""
    first, last = at.earliest.isoformat(), at.latest.isoformat()
    return first if at.is_instant else f"{first}/{last}"


def _with_type(claim: Claim, kind: str) -> Claim:
    """Another type keeps what it may hold; the rest of the norm goes, its words stay in fields."""
    allowed = fact_type(kind).allowed
    names = norm_names(kind)
    norm: Mapping[str, Any] = {
        name: value
        for name, value in claim.norm.items()
        if name in names and (name not in allowed or value in allowed[name])
    }
    return replace(claim, type=kind, norm=norm)


def _with_speaker(who: Speaker | None, name: str, text: str) -> Speaker | None:
    text = "" if text == "-" else text
    if name == "speaker":
        if not text:
            return None
        return Speaker(text, who.role if who else None, who.party if who else None)
    if who is None:
        raise Refusal(f"{name}={quoted(text)} of nobody", "name the speaker first")
    if name == "speaker_role":
        return replace(who, role=text or None)
    return replace(who, party=text or None)


def _with_grade(claim: Claim, name: str, text: str) -> Claim:
    grades = GRADES[name]
    grade = text.strip().upper()
    if grade not in grades:
        words = ", ".join(f"{key} ({meaning})" for key, meaning in grades.items())
        raise Refusal(f"{name}={quoted(text)}", f"allowed: {words}")
    if name == "reliability":
        return replace(claim, reliability=grade)
    return replace(claim, credibility=grade)


def _with_time(claim: Claim, name: str, text: str, zone: ZoneInfo | None) -> Claim:
    at = parse_when(text, zone)
    if name == "said":
        return replace(claim, said=at)
    since = at if name == "since" else claim.valid.since
    until = at if name == "until" else claim.valid.until
    if since is not None and until is not None and until.latest < since.earliest:
        raise Refusal(f"until {until.words} is before since {since.words}", "give the later one")
    norm = {key: kept for key, kept in claim.norm.items() if key != name}
    if at is not None:
        norm[name] = time_text(name, text, zone)
    fields = {key: spans for key, spans in claim.fields.items() if key != name}
    return replace(claim, valid=Valid(since, until), norm=norm, fields=fields)
