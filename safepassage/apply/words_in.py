"""Words in: claims with their sources and speakers stand in the scenario beside its numbers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from ..situation.claim import Claim
from .draft import Draft, source_id
from .moments import known_at, source_date, told_at, written
from .one_line import clean
from .subjects import is_party, refusal_of

LONGEST = 400  # characters of a claim's words in the title of a source
NOT_GIVEN = "role not given"


def put_words(draft: Draft, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Add claims that have a subject, and sources for what was changed; the ids of the claims."""
    told = [claim for claim in claims if claim.subject and refusal_of(draft.raw, claim) is None]
    applied = {claim.id: claim for claims_ in draft.sources.values() for claim in claims_}
    subjects = {claim.id for claim in told}
    told += [claim for name, claim in applied.items() if name not in subjects]
    there = {claim.id for claim in draft.scenario.claims}
    fresh = [claim for claim in told if claim.id not in there]
    for claim in fresh:
        draft.sources.setdefault(source_id((claim,)), (claim,))
    known = {source.id for source in draft.scenario.sources}
    for name, behind in draft.sources.items():
        if name not in known:
            draft.yaml.append(("sources",), _source(draft, name, behind))
    there |= {claim.id for claim in told}
    for claim in fresh:
        draft.yaml.append(("claims",), _claim(draft, claim, there))
    return tuple(claim.id for claim in told)


def _source(draft: Draft, name: str, claims: Sequence[Claim]) -> dict[str, str]:
    first = claims[0]
    said = "; ".join(f"{c.by_whom() or 'not named'}: {_words(draft, c)}" for c in claims)
    when = known_at(first, draft.held.recorded[first.id])
    return {
        "id": name,
        "title": f"Claim {', '.join(claim.id for claim in claims)}: {said}",
        "publisher": "; ".join(dict.fromkeys(_chain(claim) for claim in claims)),
        "date": source_date(when, draft.zone),
    }


def _chain(claim: Claim) -> str:
    """Through whom it came, from the one who said it to the outlet."""
    names = dict.fromkeys(clean(name) for name in claim.chain if name.strip())
    return " via ".join(names) or "not named"


def _words(draft: Draft, claim: Claim) -> str:
    text = said(claim)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def said(claim: Claim) -> str:
    """The exact words in one line; of what was noted by hand, what it holds."""
    words = clean(claim.words())
    if words:
        return words
    held = (f"{name} {value}" for name, value in claim.norm.items() if not isinstance(value, dict))
    return clean(f"{claim.type}, noted by hand: {', '.join(held)}".replace("_", " "))


def _claim(draft: Draft, claim: Claim, there: set[str]) -> dict[str, object]:
    when = told_at(claim, draft.held.recorded[claim.id])
    row: dict[str, object] = {
        "id": claim.id,
        "speaker": _speaker(draft, claim),
        "role": clean((claim.speaker.role if claim.speaker else None) or NOT_GIVEN),
        "said": written(draft.said_from(claim), draft.zone),
        "subject": claim.subject,
        "text": said(claim),
        "source": source_id((claim,)),
    }
    if claim.evidence is not None:
        row["span"] = f"characters {claim.evidence.start} to {claim.evidence.end}"
    if not when.is_instant:
        row["span"] = f"{row.get('span', 'no document')}; hour of day not known"
    against = [
        other
        for link in draft.held.links_of(claim.id)
        if link.kind == "conflicts"
        for other in (link.a, link.b)
        if other != claim.id and other in there
    ]
    if against:
        row["contradicts"] = list(dict.fromkeys(against))
    return row


def _speaker(draft: Draft, claim: Claim) -> str:
    """The party that speaks; one that the scenario does not know yet is added by its name."""
    speaker = claim.speaker
    names = [speaker.party, speaker.name] if speaker is not None else [claim.by_whom()]
    parties = {row.id for row in draft.scenario.parties}
    for name in names:
        if name in parties:
            return str(name)
    for name in names:
        for party in draft.scenario.parties:
            if name and is_party(draft, party.id, name):
                return party.id
    shown = clean(next((name for name in reversed(names) if name), "")) or "not named"
    made = _id_of(shown)
    rows = draft.yaml.at(("parties",)) or []
    if all(row["id"] != made for row in rows):
        draft.yaml.append(("parties",), {"id": made, "name": f"{shown} (named in a claim)"})
    return made


def _id_of(name: str) -> str:
    """An id for a name: its letters where they are plain ones, else a short hash."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
    return f"said-by-{letters or hashlib.sha256(name.encode()).hexdigest()[:8]}"
