"""Claim line: what an export shows of one claim to readers of a grade."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...situation.claim import Claim
from ...situation.disclosure.grade import PLANNERS, PUBLIC, check_grade
from ...situation.disclosure.public import PUBLIC_DEADLINES, PUBLIC_KINDS
from ...situation.disclosure.small_counts import (
    Places,
    masked,
    places_not_shown,
    tells_withheld,
    text_outside,
    words_outside,
)
from ...situation.document import Document
from ...situation.fact_types import FACT_TYPES
from ...situation.figure import Figure
from ...situation.record import Held
from ...situation.when import When

# the word of a norm that says the thing itself, by type
SAYS = {
    "place_status": "status",
    "service_status": "status",
    "consent": "state",
    "negotiation": "state",
    "transport": "state",
    "capability": "state",
    "deadline": "kind",
    "incident": "kind",
    "position": "stance",
    "contact": "form",
    "party_role": "role",
    "order": "level",
    "statement": "mode",
    "unknown": "status",
}
# what the public gets, by name
PUBLIC_TYPES = frozenset({"place_status", "service_status", "transport", "deadline", "order"})
# words of closed lists; any other word of a norm may hold what a text says
PUBLIC_WORDS = PUBLIC_DEADLINES.union(
    FACT_TYPES["place_status"].allowed["status"],
    FACT_TYPES["service_status"].allowed["status"],
    FACT_TYPES["transport"].allowed["state"],
)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who an export is for. `names` by address, and populations whose numbers stay inside."""

    grade: str = PLANNERS
    names: Mapping[str, str] = field(default_factory=dict)
    withheld: Collection[str] = ()
    with_unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim. None is not known, or not for these readers.

    `id`: the claim's own inside; outside a number of this export, so that nothing can be counted
    from gaps. `source` is the claim itself for our own use; no writer puts it out.
    """

    id: str
    type: str
    says: str | None
    subject: str | None
    name: str | None
    figure: Figure | None
    words: str | None
    speaker: tuple[str, str | None, str | None] | None
    via: tuple[str, ...]
    said: When | None
    published: When | None
    since: When | None
    until: When | None
    state: str
    judged: str | None
    document: str | None
    span: tuple[int, int] | None
    supersedes: tuple[str, ...]
    conflicts_with: tuple[str, ...]
    same_event: tuple[str, ...]
    rule: str | None
    why: str | None
    withheld: str | None
    norm: str | None
    source: Claim


def claim_lines(held: Held, readers: Readers) -> tuple[ClaimLine, ...]:
    """A line for each claim that readers may see, in the order of the log.

    `held` has to be what was held for that grade (`disclosure.held_for`). Inside all claims are
    there, whatever became of them; outside those that stand.
    """
    check_grade(readers.grade)
    shown = tuple(_shown(held, readers))
    ids = {claim.id: _id(claim, number, readers) for number, claim in enumerate(shown, 1)}
    places = places_not_shown(held.claims.values(), readers.withheld)
    make = (
        _public if readers.grade == PUBLIC else _inside if readers.grade == PLANNERS else _partner
    )
    return tuple(make(held, claim, ids, places, readers) for claim in shown)


def documents_for(held: Held, lines: Iterable[ClaimLine], readers: Readers) -> dict[str, Document]:
    """The texts that lines rest on, as readers may see them."""
    found: dict[str, Document] = {}
    for line in lines:
        text = held.documents.get(line.document or "")
        if text is None or text.sha256 in found:
            continue
        if readers.grade != PLANNERS:
            # a headline, and often an address, says in words what may have to stay inside, and the
            # name of a file is a matter of this house
            text = replace(text, title=None, url=None, name="")
        found[text.sha256] = text
    return found


def _shown(held: Held, readers: Readers) -> Iterator[Claim]:
    if readers.grade == PLANNERS:
        yield from held.claims.values()
        return
    for claim in held.standing(with_unreviewed=readers.with_unreviewed):
        if readers.grade == PUBLIC and not _is_public(claim, readers.names):
            continue
        if not tells_withheld(claim, readers.withheld):
            yield claim


def _is_public(claim: Claim, names: Mapping[str, str]) -> bool:
    kind = (claim.subject or "").partition("/")[0]
    if claim.type not in PUBLIC_TYPES or kind not in PUBLIC_KINDS or claim.subject not in names:
        return False
    return claim.type != "deadline" or claim.norm.get("kind") in PUBLIC_DEADLINES


def _id(claim: Claim, number: int, readers: Readers) -> str:
    return claim.id if readers.grade == PLANNERS else str(number)


def _inside(
    held: Held, claim: Claim, ids: Mapping[str, str], places: Places, readers: Readers
) -> ClaimLine:
    here = claim.evidence
    return ClaimLine(
        **_both(held, claim, ids, readers),
        says=_says(claim),
        figure=Figure.of(claim.norm) if claim.type == "figure" else None,
        words=claim.words() or None,
        speaker=_speaker(claim),
        via=claim.chain,
        said=claim.said,
        judged=claim.reliability + claim.credibility,
        span=None if here is None else (here.start, here.end),
        rule=claim.rule,
        why=claim.why,
        withheld=held.withheld.get(claim.id),
        norm=json.dumps(dict(claim.norm), ensure_ascii=False, sort_keys=True),
    )


def _partner(
    held: Held, claim: Claim, ids: Mapping[str, str], places: Places, readers: Readers
) -> ClaimLine:
    here, words = claim.evidence, words_outside(claim, places)
    figure = Figure.of(claim.norm) if claim.type == "figure" else None
    says = _says(claim)
    return ClaimLine(
        **_both(held, claim, ids, readers),
        says=None if says is None else text_outside(says),
        figure=figure and (masked(figure) or figure),
        words=words or None,
        speaker=_speaker(claim),
        via=_via(held, claim),
        said=claim.said,
        judged=claim.reliability + claim.credibility,
        span=(here.start, here.end) if here is not None and words else None,
        rule=None,
        why=None,
        withheld=None,
        norm=None,
    )


def _public(
    held: Held, claim: Claim, ids: Mapping[str, str], places: Places, readers: Readers
) -> ClaimLine:
    says = _says(claim)
    return ClaimLine(
        **_both(held, claim, ids, readers),
        says=says if says in PUBLIC_WORDS else None,
        figure=None,
        words=None,
        speaker=None,
        via=tuple(part for part in _via(held, claim) if not _is_speaker(claim, part))[-1:],
        said=None,
        judged=None,
        span=None,
        rule=None,
        why=None,
        withheld=None,
        norm=None,
    )


def _both(held: Held, claim: Claim, ids: Mapping[str, str], readers: Readers) -> dict[str, Any]:
    """What all readers get."""
    return {
        "id": ids[claim.id],
        "type": claim.type,
        "subject": claim.subject,
        "name": readers.names.get(claim.subject or ""),
        "published": claim.published,
        "since": claim.valid.since,
        "until": claim.valid.until,
        "state": held.state(claim.id),
        "document": claim.document if claim.document in held.documents else None,
        "supersedes": tuple(ids[old] for old in claim.supersedes if old in ids),
        "conflicts_with": _linked(held, claim, ids, ("conflicts",)),
        "same_event": _linked(held, claim, ids, ("same_event", "repeats")),
        "source": claim,
    }


def _linked(
    held: Held, claim: Claim, ids: Mapping[str, str], kinds: tuple[str, ...]
) -> tuple[str, ...]:
    others = (
        link.b if link.a == claim.id else link.a
        for link in held.links_of(claim.id)
        if link.kind in kinds
    )
    return tuple(dict.fromkeys(ids[other] for other in others if other in ids))


def _says(claim: Claim) -> str | None:
    value = claim.norm.get(SAYS.get(claim.type, ""))
    return value if isinstance(value, str) and value else None


def _via(held: Held, claim: Claim) -> tuple[str, ...]:
    """Who passed it on, without the name of a file."""
    text = held.documents.get(claim.document or "")
    file = text.name if text is not None and text.outlet is None else None
    return tuple(part for part in claim.chain if part != file)


def _is_speaker(claim: Claim, name: str) -> bool:
    return claim.speaker is not None and claim.speaker.name == name


def _speaker(claim: Claim) -> tuple[str, str | None, str | None] | None:
    one = claim.speaker
    return None if one is None else (one.name, one.role, one.party)
