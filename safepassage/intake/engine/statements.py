"""Statements: who said what, in a sentence and its quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...situation.span import Span
from ..proposal import Proposal
from .phrases import phrase_after
from .reading import Reading
from .rule import Rule
from .sentences import Sentence
from .speakers import full_name, remember, split_role
from .voice import can_speak, has_group, voice_of

_LABEL = re.compile(r"(?:^|(?<=\n))(?P<speaker>(?-i:[A-Z])[\w.'’ -]{2,48}?):\s+(?=[“\"\w])")


@dataclass
class LastSpoke:
    """Who spoke last, for pronouns and for quotations that go on without a name."""

    name: str | None = None
    role: Span | None = None
    span: Span | None = None
    paragraph_open: bool = False


def statements(
    rules: Iterable[Rule], reading: Reading, sentence: Sentence, last: LastSpoke
) -> list[Proposal]:
    """Statements of a sentence: of each subject one; or the quotation that goes on."""
    found: list[Proposal] = []
    for rule in rules:
        for match in rule.trigger.finditer(reading.text, sentence.start, sentence.end):
            if _in_quote(match.start(), sentence):
                continue
            if rule.unless is not None and rule.unless.search(
                reading.text, sentence.start, sentence.end
            ):
                continue
            proposal = _attributed(rule, reading, sentence, match, last)
            if proposal is not None and not _told_already(proposal, found):
                found.append(proposal)
    if not found:
        said = labelled(reading, sentence, last)
        if said is not None:
            return [said]
    if not found and sentence.quotes:
        goes_on = _goes_on(reading, sentence, last)
        if goes_on is not None:
            found.append(goes_on)
    return found


def joined(found: list[Proposal], more: list[Proposal], text: str) -> list[Proposal]:
    """A quotation that goes on in the same paragraph belongs to the statement before it."""
    for proposal in more:
        before = found[-1] if found else None
        between = "" if before is None else text[before.evidence.end : proposal.evidence.start]
        if (
            proposal.rule == "statement/goes-on"
            and before is not None
            and "quote" in before.fields
            and "\n" not in between
            and len(between.strip(' .”"')) == 0
        ):
            start, end = before.evidence.start, proposal.evidence.end
            quotes = (*before.fields["quote"], *proposal.fields["quote"])
            found[-1] = replace(
                before,
                evidence=Span(start, end, text[start:end]),
                fields={**before.fields, "quote": quotes},
                norm={**before.norm, "mode": "direct"},
            )
        else:
            found.append(proposal)
    return found


def _in_quote(at: int, sentence: Sentence) -> bool:
    return any(a <= at < b for a, b in sentence.quotes)


def _told_already(proposal: Proposal, found: list[Proposal]) -> bool:
    """Whether the same words are attributed already: "said ..., adding that"."""
    speaker = proposal.fields["speaker"][0] if "speaker" in proposal.fields else None
    for other in found:
        theirs = other.fields.get("speaker", (None,))[0]
        a, b = proposal.evidence, other.evidence
        overlap = min(a.end, b.end) - max(a.start, b.start)
        inside = overlap >= 0.6 * min(a.end - a.start, b.end - b.start)
        if inside and (speaker == theirs or overlap >= 0.8 * max(a.end - a.start, b.end - b.start)):
            return True
    return False


def _attributed(
    rule: Rule, reading: Reading, sentence: Sentence, match: re.Match[str], last: LastSpoke
) -> Proposal | None:
    verb = reading.span(match.start("verb"), match.end("verb"))
    via = reading.trimmed(match.start("via"), match.end("via")) if has_group(match, "via") else None
    if (
        reading.pattern("not_said").search(
            reading.text[max(sentence.start, verb.start - 30) : verb.start]
        )
        is not None
    ):
        return None
    voice = voice_of(rule, reading, sentence, match, verb)
    if voice is None:
        return None
    name, role, first, end = voice
    if not can_speak(reading, name):
        return None
    fields: dict[str, tuple[Span, ...]] = {"speaker": (name,), "verb": (verb,)}
    if role is not None:
        fields["speaker_role"] = (role,)
    if via is not None:
        fields["via"] = (via,)
    norm: dict[str, Any] = {}
    _resolve(reading, name, role, last, norm)
    _addressee(reading, sentence, verb, fields)
    _quotes(reading, sentence, fields, norm)
    _circumstances(reading, sentence, fields, norm)
    start = min(first, verb.start)
    if (
        any(b <= verb.start for a, b in sentence.quotes)
        or rule.subject_behind
        or (start > sentence.start + 12 and _is_tail(reading, sentence, start, verb.end))
    ):
        start = sentence.start
    evidence = reading.trimmed(start, max(end, sentence.end))
    assert evidence is not None
    evidence = _without_stop(reading, evidence)
    return Proposal("statement", evidence, fields, norm, rule.name, rule.why)


def _is_tail(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether "..., the ministry said" ends the sentence: what is said stands before it."""
    before = reading.text[sentence.start : start].rstrip()
    return before.endswith(",") and len(reading.text[end : sentence.end].split()) <= 14


def labelled(reading: Reading, sentence: Sentence, last: LastSpoke) -> Proposal | None:
    """ "MS ARDEN: That is false.": a line of a transcript, or a name before a quotation."""
    match = _LABEL.match(reading.text, sentence.start, sentence.end)
    if match is None:
        return None
    name, role = split_role(reading, match.start("speaker"), match.end("speaker"))
    quoted = any(a - match.end() in (0, 1) for a, b in sentence.quotes)
    capitals = name.text.isupper() and name.text.upper() not in (
        "Q",
        "A",
        "QUESTION",
        "REPORTER",
        "MODERATOR",
        "NOTE",
        "UPDATE",
        "CORRECTION",
        "BREAKING",
        "PHOTO",
    )
    if not (quoted or capitals) or len(name.text) < 4:
        return None
    remember(reading, name)
    fields: dict[str, tuple[Span, ...]] = {"speaker": (name,)}
    if role is not None:
        fields["speaker_role"] = (role,)
    norm: dict[str, Any] = {"mode": "direct"}
    _resolve(reading, name, role, last, norm)
    evidence = reading.span(sentence.start, sentence.end)
    why = "a name with a colon before what is said"
    return Proposal("statement", evidence, fields, norm, "statement/labelled", why)


def _resolve(
    reading: Reading, name: Span, role: Span | None, last: LastSpoke, norm: dict[str, Any]
) -> None:
    """Who a pronoun or a surname stands for; and this one as the last who spoke."""
    lower = name.text.lower()
    if lower in ("he", "she", "they", "it"):
        if last.name is not None:
            norm["speaker_resolved"] = last.name
        return
    whole = full_name(reading, name.text)
    bare = reading.pattern("bare_speaker").fullmatch(lower)
    if whole != name.text:
        norm["speaker_resolved"] = whole
    elif bare and last.name is not None and lower.startswith("the "):
        norm["speaker_resolved"] = last.name
        return
    bare_name = re.search(r"[a-z]\s(?:[A-Z][\w'’-]+\s?)+$", name.text) or name.text[:1].isupper()
    indefinite = reading.pattern("indefinite").match(name.text) is not None and not re.search(
        r"\s[A-Z][\w-]+\s[A-Z][\w-]+$", name.text
    )
    if indefinite or (reading.pattern("anonymous").search(name.text) and not bare_name):
        norm["anonymous"] = True
    last.name, last.role, last.span = whole, role, name
    if reading.gazetteer is not None:
        words = f"{name.text} {'' if role is None else role.text}"
        party = reading.gazetteer.party_in(words)
        if party is not None:
            norm["party_id"] = party


def _addressee(
    reading: Reading, sentence: Sentence, verb: Span, fields: dict[str, tuple[Span, ...]]
) -> None:
    if reading.pattern("addressee").match(verb.text) is None:
        return
    found = phrase_after(reading.text, verb.end, sentence.end, reading.lexicon)
    if found is not None and reading.text[found[0] : found[1]].lower() != "that":
        fields["addressee"] = (reading.span(*found),)


def _quotes(
    reading: Reading, sentence: Sentence, fields: dict[str, tuple[Span, ...]], norm: dict[str, Any]
) -> None:
    spans = tuple(s for s in (reading.trimmed(a, b) for a, b in sentence.quotes) if s)
    if not spans:
        norm["mode"] = "indirect"
        return
    fields["quote"] = spans
    whole = any(_stands_alone(reading, sentence, s) for s in spans)
    norm["mode"] = "direct" if whole else "mixed"


def _stands_alone(reading: Reading, sentence: Sentence, quote: Span) -> bool:
    """Whether a quotation is a sentence of its own rather than words within an indirect one."""
    before = reading.text[sentence.start : quote.start].rstrip("“\"'‘ ")
    if len(quote.text.split()) < 3:
        return False
    return not before or before.endswith((":", ",", ".", "”", '"'))


def _circumstances(
    reading: Reading, sentence: Sentence, fields: dict[str, tuple[Span, ...]], norm: dict[str, Any]
) -> None:
    """Where and when it was said."""
    outside = reading.text[sentence.start : sentence.end]
    venue = reading.pattern("venue").search(outside)
    if venue is not None:
        at = sentence.start + venue.start()
        first = outside.index(" ", venue.start()) + 1 + sentence.start
        fields["venue"] = (reading.span(max(first, at), sentence.start + venue.end()),)
    verb = fields["verb"][0]
    near = reading.days_in(verb.end, min(sentence.end, verb.end + 30))
    for day in near:
        if not _in_quote(day.start, sentence):
            fields["date"] = (reading.span(day.start, day.end),)
            norm["date"] = day.iso
            break


def _goes_on(reading: Reading, sentence: Sentence, last: LastSpoke) -> Proposal | None:
    """A quotation of some length with nobody named: whoever spoke last goes on."""
    quoted = sum(b - a for a, b in sentence.quotes)
    if last.span is None or quoted < 0.8 * (sentence.end - sentence.start - 2) or quoted < 25:
        return None
    fields: dict[str, tuple[Span, ...]] = {"speaker": (last.span,)}
    if last.role is not None:
        fields["speaker_role"] = (last.role,)
    norm: dict[str, Any] = {"speaker_resolved": last.name}
    _quotes(reading, sentence, fields, norm)
    evidence = reading.span(sentence.start, sentence.end)
    why = "a quotation with nobody named goes on from whoever spoke last"
    return Proposal("statement", evidence, fields, norm, "statement/goes-on", why)


def _without_stop(reading: Reading, span: Span) -> Span:
    text = span.text.rstrip()
    if text.endswith(".") and not text.endswith(("Mr.", "Dr.")):
        text = text[:-1]
    return Span(span.start, span.start + len(text), text)
