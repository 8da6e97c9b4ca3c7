"""For grade: what was held, as readers outside may know it; what is withheld was never there.

Partners and public get a replay of the log without the events of claims that stay inside. So no
list, count, link, number or state can tell that there was something: a claim that a withheld one
replaced stands again, since its absence would tell. `kept_inside` says which claims these are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from ..claim import Claim
from ..document import Document
from ..event import Act, Claimed, Event, Linked, Read, Retracted, Reviewed, Undone
from ..record import Held, Record, replay
from ..span import Span
from .grade import PLANNERS, check_grade
from .kept_inside import kept_inside, root
from .other_words import without_other_words


def held_for(
    record: Record, grade: str, known: datetime | None = None, subjects: Collection[str] = ()
) -> Held:
    """What was held at `known` (None: now), for readers of a grade.

    What is withheld today is withheld from the past as well, whatever was known then.
    """
    now = record.now()
    kept = kept_inside(now, subjects)
    held = now if known is None else record.as_of(known)
    out = for_grade(held, grade, kept=kept)
    return out if known is None else replace(out, known=known)


def for_grade(
    held: Held,
    grade: str,
    *,
    kept: Mapping[str, str] | None = None,
    subjects: Collection[str] = (),
) -> Held:
    """The same for readers of a grade: planners get everything, with what stays inside marked.

    `kept`: the claims that stay inside, where that is known from a later instant (`held_for`).
    `subjects`: addresses whose figures stay inside. UsageError: an unknown grade.
    ValueError: a `held` without its events, which cannot be played again.
    """
    check_grade(grade)
    kept = kept_inside(held, subjects) if kept is None else kept
    if grade == PLANNERS:
        return replace(held, withheld={name: kept[name] for name in held.claims if name in kept})
    if held.claims and not held.events:
        raise ValueError("what was held has to come from a record, with its events")
    gone = kept.keys() | {name for name, state in held.states.items() if state == "rejected"}
    events = tuple(_outside(held, gone, kept))
    return replay(events, _known(held, events))


def _known(held: Held, events: tuple[Event, ...]) -> datetime:
    """Up to when the log was read; the instant of an event that stays inside would tell of it."""
    if held.events and held.known == held.events[-1].recorded:
        return Record(events).now().known
    return held.known


def _outside(held: Held, gone: Collection[str], kept: Collection[str]) -> Iterator[Event]:
    """Events that may be known, numbered without gaps and without what reviewers noted."""
    claims = without_other_words(
        {
            name: _claim(claim, held, gone, kept)
            for name, claim in held.claims.items()
            if name not in gone
        }
    )
    documents = _documents(held, claims.values(), kept)
    numbers: dict[int, int] = {}
    for event in held.events:
        act: Act | None = event.act
        match act:
            case Read():
                document = documents.get(act.document.sha256)
                act = None if document is None else Read(document)
            case Claimed():
                claim = claims.get(act.claim.id)
                act = None if claim is None else Claimed(claim, act.state)
            case Reviewed():
                act = replace(act, reason=None) if act.claim in claims else None
            case Retracted():
                act = replace(act, reason="") if act.claim in claims else None
            case Linked():
                known = act.a in claims and act.b in claims
                act = replace(act, reason=None) if known else None
            case Undone() if act.event in numbers:
                act = Undone(numbers[act.event])
            case _:
                act = None
        if act is not None:
            numbers[event.number] = len(numbers) + 1
            yield replace(event, number=numbers[event.number], act=act)


def _claim(claim: Claim, held: Held, gone: Collection[str], kept: Collection[str]) -> Claim:
    """What a withheld claim replaced is replaced by whatever replaces that one."""
    if not any(old in gone for old in claim.supersedes):
        return claim
    found: dict[str, None] = {}
    waiting, seen = list(claim.supersedes), {claim.id}
    while waiting:
        old = waiting.pop(0)
        if old in seen:
            continue
        seen.add(old)
        if old not in gone:
            found[old] = None
        elif old in kept and old in held.claims:
            waiting += held.claims[old].supersedes
    return replace(claim, supersedes=tuple(found))


def _documents(held: Held, claims: Iterable[Claim], kept: Collection[str]) -> dict[str, Document]:
    """Texts that claims outside rest on; copies of one text stay copies of one another.

    A title that says what stays inside is left out, and with it the address, which often repeats
    it.
    """
    used = {claim.document for claim in claims}
    inside: dict[str, list[Span]] = defaultdict(list)
    for name in kept:
        claim = held.claims.get(name)
        if claim is not None and claim.document is not None and claim.evidence is not None:
            inside[root(held, claim.document)].append(claim.evidence)
    firsts: dict[str, str] = {}
    found: dict[str, Document] = {}
    for sha256, document in held.documents.items():
        if sha256 not in used:
            continue
        original = root(held, sha256)
        first = firsts.setdefault(original, original if original in used else sha256)
        if any(_in_title(span, document.title) for span in inside[original]):
            document = replace(document, title=None, url=None)
        found[sha256] = replace(document, copy_of=None if first == sha256 else first)
    return found


def _in_title(span: Span, title: str | None) -> bool:
    return title is not None and (span.start < len(title) or span.text in title)
