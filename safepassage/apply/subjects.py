"""Subjects: what in a scenario a claim is about; an address that is not there is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import UsageError
from ..problems import Refusal, capital, sentence
from ..scenario.address import look
from ..scenario.crossing import Crossing
from ..scenario.raw import Raw
from ..situation.claim import Claim
from .draft import Draft

_BRACKETS = re.compile(r"\s*\([^)]*\)")


def check_subjects(raw: Raw, claims: Iterable[Claim]) -> None:
    """Refuse claims about what is not in the scenario, all at once, each with what is near."""
    lines = [f"    {line}" for claim in claims if (line := refusal_of(raw, claim)) is not None]
    if lines:
        count = "1 claim is" if len(lines) == 1 else f"{len(lines)} claims are"
        raise UsageError(
            "\n".join(
                [
                    f"{count} about something that is not in this scenario. Nothing was written.",
                    *lines,
                    "    Mend the subject (situation review), or leave such claims out with "
                    "--skip-unknown.",
                ]
            )
        )


def refusal_of(raw: Raw, claim: Claim) -> str | None:
    """Why a claim's subject names nothing in a scenario; None where it names something."""
    if claim.subject is None:
        return None
    try:
        look(raw, claim.subject)
    except Refusal as refusal:
        parts = (refusal.read, refusal.allowed, refusal.mend)
        told = " ".join(sentence(capital(part)) for part in parts if part)
        return f"claim {claim.id}, subject {claim.subject}: {told}"
    return None


def words_for(claim: Claim, *names: str) -> tuple[str, ...]:
    """What a claim says for some fields: values of its norm first, then its exact words."""
    found = [str(claim.norm[name]) for name in names if isinstance(claim.norm.get(name), str)]
    found += [span.text for name in names for span in claim.fields.get(name, ())]
    return tuple(dict.fromkeys(found))


def is_party(draft: Draft, party: str, words: str) -> bool:
    """Whether words name a party: its id, its name, or the short name of one inside the other.

    "Hamas" names "Crossing authority on the Gaza side (Hamas-run)".
    """
    names = {row.id: row.name for row in draft.scenario.parties}
    name = names.get(party, party)
    if words.casefold() in (party.casefold(), name.casefold()):
        return True
    return _within(_short(names.get(words, words)), name) or _within(_short(name), words)


def _short(name: str) -> str:
    return _BRACKETS.sub("", name).strip()


def _within(words: str, text: str) -> bool:
    return bool(words) and re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None


def gates_meant(draft: Draft, claim: Claim) -> tuple[str, ...]:
    """Addresses of the gates that a claim about a crossing speaks of: one side, or all of them.

    Empty where it speaks of a side and does not say which one clearly enough.
    """
    assert claim.subject is not None
    words = claim.subject.split("/")
    crossing = next(row for row in draft.scenario.crossings if row.id == words[1])
    at = f"crossing/{crossing.id}/gate"
    if len(words) >= 4:
        return (f"{at}/{words[3]}",)
    sides = _sides(draft, crossing, claim)
    if sides is None:
        if claim.norm.get("status") == "not_operated" and len(crossing.gates) > 1:
            return ()
        return tuple(f"{at}/{gate.id}" for gate in crossing.gates)
    return tuple(f"{at}/{gate}" for gate in sides) if len(sides) == 1 else ()


def _sides(draft: Draft, crossing: Crossing, claim: Claim) -> list[str] | None:
    """Gates of the side that is named; None where none is."""
    side = words_for(claim, "side")
    party = words_for(claim, "side_party_id", "party_id", "party", "side_party")
    if not side and not party:
        return None
    by_side = [
        gate.id
        for gate in crossing.gates
        if any(_within(word, gate.side) or word.casefold() == gate.id.casefold() for word in side)
    ]
    if len(by_side) == 1:
        return by_side
    return [
        gate.id
        for gate in crossing.gates
        if any(is_party(draft, gate.holder, word) for word in party)
    ]
