"""Says: the value of a claim of any type in a few words."""

from __future__ import annotations

from ..claim import Claim
from .figures import figure_of
from .terms import noted, words_of

# the name in the norm that says how things stand
VALUES = {
    "place_status": "status",
    "service_status": "status",
    "consent": "state",
    "position": "stance",
    "negotiation": "state",
    "transport": "state",
    "capability": "state",
    "contact": "form",
    "incident": "kind",
    "party_role": "role",
    "order": "level",
    "unknown": "status",
}
LONGEST = 160


def says(claim: Claim) -> str:
    """The value as its type has it: a status, a figure with what it counts, or else the words."""
    if claim.type == "figure":
        number = " ".join(filter(None, (figure_of(claim).words(), words_of(claim, "what"))))
        measure = noted(claim, "measure").replace("_", " ")
        return number if not measure or measure in number else f"{number}: {measure}"
    name = VALUES.get(claim.type)
    value = noted(claim, name) if name else ""
    return value or shortened(claim.words())


def shortened(words: str) -> str:
    """Words in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
