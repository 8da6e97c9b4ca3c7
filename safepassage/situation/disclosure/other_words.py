"""Other words: norms that quote another claim, which readers outside may not have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..claim import Claim

# what a norm says of another claim, in that one's words
QUOTING = ("subset_of", "conflicts_with", "same_event_as")
A_PART = True  # of a whole that is not named


def without_other_words(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims; a norm that quotes a claim that is not among them says so no more.

    That a number is a part of another stays, so that nobody takes it for the whole.
    """
    texts: dict[str | None, list[str]] = defaultdict(list)
    quoting = False
    for claim in claims.values():
        quoting = quoting or any(name in claim.norm for name in QUOTING)
        if claim.evidence is not None:
            texts[claim.document].append(claim.evidence.text)
    if not quoting:
        return dict(claims)
    return {name: _clean(claim, texts[claim.document]) for name, claim in claims.items()}


def _clean(claim: Claim, texts: list[str]) -> Claim:
    own = claim.evidence.text if claim.evidence else None
    norm: dict[str, Any] = {}
    for name, value in claim.norm.items():
        if name not in QUOTING or value is A_PART or _stands(value, own, texts):
            norm[name] = value
        elif name == "subset_of":
            norm[name] = A_PART
    return claim if norm == claim.norm else replace(claim, norm=norm)


def _stands(value: Any, own: str | None, texts: list[str]) -> bool:
    """Whether the words stand in a claim of the same text that readers have, the own one aside."""
    words = str(value)
    return bool(words) and any(words in text for text in texts if text != own)
