"""Kept inside: every claim that must not go out, since it is or holds a withheld fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..claim import Claim
from ..event import Withheld
from ..record import Held, undone
from ..span import Span

Reasons = Mapping[str, str]
# fields that name somebody or some place: a fact elsewhere may borrow them from a withheld sentence
NAMES = {
    *("speaker", "speaker_role", "addressee", "party", "parties", "side_party", "a", "b"),
    *("a_role", "b_role", "via", "by", "on", "operator", "place", "mediator", "venue"),
}
SCENARIO_KEEPS = "the scenario keeps this number inside"


def kept_inside(held: Held, subjects: Collection[str] = ()) -> dict[str, str]:
    """Claims that stay inside and why, in the order of the log.

    Besides those that somebody withheld:

    - whatever replaces one, or repeats it by a link, unless somebody released it by name;
    - the same words in a copy of the same text;
    - any claim whose words hold or lie within the words of one (a statement that says the number);
    - figures about `subjects`: addresses whose numbers a scenario keeps inside.
    """
    reasons = {name: why for name, why in held.withheld.items() if name in held.claims}
    if subjects:
        for claim in held.claims.values():
            if claim.type == "figure" and claim.subject in subjects:
                reasons.setdefault(claim.id, SCENARIO_KEEPS)
    if not reasons:
        return {}
    _spread(held, reasons)
    for name, fact in tuple(_holders(held, reasons)):
        reasons[name] = f"its words hold those of {fact}, which stays inside"
    return {name: reasons[name] for name in held.claims if name in reasons}


def _spread(held: Held, reasons: dict[str, str]) -> None:
    """The same fact again: in a claim that replaces it, and in one that repeats it."""
    again: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in held.claims.values():
        for old in claim.supersedes:
            again[old].append((claim.id, "it replaces"))
    for link in held.links:
        if link.kind == "repeats":
            again[link.a].append((link.b, "it is repeated by"))
            again[link.b].append((link.a, "it repeats"))
    released = _released(held)
    waiting = list(reasons)
    while waiting:
        fact = waiting.pop()
        for other, how in again[fact]:
            if other in held.claims and other not in reasons and other not in released:
                reasons[other] = f"{how} {fact}, which stays inside"
                waiting.append(other)


def _released(held: Held) -> set[str]:
    """Claims that somebody released by name, and did not withhold again."""
    gone = undone(held.events)
    last = {
        event.act.claim: event.act.reason
        for event in held.events
        if isinstance(event.act, Withheld) and event.number not in gone
    }
    return {name for name, reason in last.items() if reason is None}


def _holders(held: Held, facts: Reasons) -> Iterator[tuple[str, str]]:
    """Claims of the same text, or of a copy of it, whose words overlap those of a fact."""
    roots = {name: root(held, name) for name in held.documents}
    texts: dict[str, list[Claim]] = defaultdict(list)
    for name in facts:
        claim = held.claims[name]
        if claim.document is not None and claim.evidence is not None:
            texts[roots.get(claim.document, claim.document)].append(claim)
    for claim in held.claims.values():
        if claim.id in facts or claim.document is None:
            continue
        for fact in texts.get(roots.get(claim.document, claim.document), ()):
            if _tells(claim, fact):
                yield claim.id, fact.id
                break


def _tells(claim: Claim, fact: Claim) -> bool:
    assert fact.evidence is not None
    spans = [] if claim.evidence is None else [claim.evidence]
    spans += [span for name, spans in claim.fields.items() if name not in NAMES for span in spans]
    if claim.document == fact.document:
        return _overlap(spans, fact.evidence) or _quotes(claim, fact.evidence.text)
    words = _plain(fact.evidence.text)
    return any(words in _plain(span.text) or _plain(span.text) in words for span in spans)


def _overlap(spans: Iterable[Span], fact: Span) -> bool:
    return any(span.start < fact.end and fact.start < span.end for span in spans)


def _quotes(claim: Claim, words: str) -> bool:
    return any(isinstance(value, str) and words in value for value in claim.norm.values())


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def root(held: Held, document: str) -> str:
    """The text that a document repeats, as far as it is here; or the document itself."""
    seen = {document}
    while (found := held.documents.get(document)) is not None:
        if found.copy_of is None or found.copy_of in seen or found.copy_of not in held.documents:
            break
        document = found.copy_of
        seen.add(document)
    return document
