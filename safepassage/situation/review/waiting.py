"""Waiting: claims that nobody has decided on yet, and how a claim is named on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from ...problems import Refusal, quoted
from ..claim import Claim
from ..record import Held

SHORTEST = 4  # characters of an id


def waiting(held: Held) -> tuple[Claim, ...]:
    """Proposed claims, in the order in which a reviewer meets them."""
    return in_order(held, (c for name, c in held.claims.items() if held.states[name] == "proposed"))


def in_order(held: Held, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Document by document as they came in, each in the order of its text; the rest at the end."""
    rank = {sha256: number for number, sha256 in enumerate(held.documents)}
    last = len(rank)

    def place(claim: Claim) -> tuple[int, int]:
        start = 0 if claim.evidence is None else claim.evidence.start
        return rank.get(claim.document or "", last), start

    return tuple(sorted(claims, key=place))


def named(held: Held, text: str) -> Claim:
    """The claim with that id, or whose id alone begins so."""
    if text in held.claims:
        return held.claims[text]
    close = [name for name in held.claims if len(text) >= SHORTEST and name.startswith(text)]
    if len(close) == 1:
        return held.claims[close[0]]
    if close:
        raise Refusal(f"{quoted(text)} begins {len(close)} ids", "give more of it")
    allowed = "give the id that `safepassage situation review --json` shows"
    raise Refusal(f"no claim {quoted(text)} is in this record", allowed)
