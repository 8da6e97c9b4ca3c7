"""Choose: the newest word of each speaker, and whether those who speak differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..situation.claim import Claim
from .change import NotApplied, Wish

Agree = Callable[[Any, Any], bool]
Names = Callable[[Claim], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Wishes for one address that do not contradict one another, and those that were left out."""

    wishes: tuple[Wish, ...]
    left_out: tuple[NotApplied, ...]


def choose(wishes: Sequence[Wish], side_with: frozenset[str], names: Names, agree: Agree) -> Chosen:
    """What stands for one address. Speakers who differ about the same time are never chosen from.

    A later word of a speaker replaces an earlier one from its beginning on. What different
    speakers say of different times stands side by side. `side_with`: names in lower case of
    speakers, parties, outlets or claims whose word counts where speakers differ.
    """
    left: list[NotApplied] = []
    standing = _newest(wishes, left)
    apart = _differing(standing, agree)
    if not apart:
        return Chosen(tuple(standing), tuple(left))
    favoured = [wish for wish in standing if names(wish.claim) & side_with]
    if favoured and not _differing(favoured, agree):
        rest = [w for w in standing if w not in favoured]
        left += [_set_aside(w) for w in rest if any(_clash(w, f, agree) for f in favoured)]
        kept = [w for w in standing if w in favoured or not _clashes(w, favoured, agree)]
        again = _differing(kept, agree)
        if not again:
            return Chosen(tuple(kept), tuple(left))
        apart, standing = again, kept
    left.append(_disputed(apart))
    return Chosen(tuple(wish for wish in standing if wish not in apart), tuple(left))


def _newest(wishes: Sequence[Wish], left: list[NotApplied]) -> list[Wish]:
    """Earlier words of a speaker end where a later word of the same speaker begins."""
    found: list[Wish] = []
    for wish in wishes:
        until = wish.until
        later = [
            w
            for w in wishes
            if _same_speaker(w, wish) and w.told > wish.told and w.value != wish.value
        ]
        over = [w for w in later if w.since <= wish.since and _overlap(w, wish)]
        if over:
            newer = max(over, key=lambda w: w.told)
            left.append(
                NotApplied(
                    (wish.claim.id,),
                    wish.address,
                    f"the same speaker said otherwise later (claim {newer.claim.id})",
                    "",
                )
            )
            continue
        for other in later:
            if other.since > wish.since and (until is None or other.since < until):
                until = other.since
        found.append(replace(wish, until=until))
    return found


def _same_speaker(a: Wish, b: Wish) -> bool:
    return speaker_key(a.claim) == speaker_key(b.claim)


def speaker_key(claim: Claim) -> str:
    """By whom it is said: the party's id, else the name, else the outlet."""
    if claim.speaker is not None:
        return (claim.speaker.party or claim.speaker.name).casefold()
    return claim.by_whom().casefold()


def _overlap(a: Wish, b: Wish) -> bool:
    return _before(a.since, b.until) and _before(b.since, a.until)


def _before(start: datetime, end: datetime | None) -> bool:
    return end is None or start < end


def _clash(a: Wish, b: Wish, agree: Agree) -> bool:
    return _overlap(a, b) and not agree(a.value, b.value)


def _clashes(wish: Wish, others: Iterable[Wish], agree: Agree) -> bool:
    return any(_clash(wish, other, agree) for other in others)


def _differing(wishes: Sequence[Wish], agree: Agree) -> list[Wish]:
    """Those that contradict another one about the same time."""
    return [
        wish
        for wish in wishes
        if any(other is not wish and _clash(wish, other, agree) for other in wishes)
    ]


def _said(wish: Wish) -> str:
    return f"{wish.claim.by_whom() or 'not named'} (claim {wish.claim.id}): {wish.says}"


def _disputed(wishes: Sequence[Wish]) -> NotApplied:
    told = "; ".join(_said(wish) for wish in wishes)
    return NotApplied(
        tuple(wish.claim.id for wish in wishes),
        wishes[0].address,
        f"disputed: {told}. None is chosen: the scenario's own value stays",
        "accept a newer claim that supersedes one of them, retract one, or give "
        "--side-with with a speaker, party, outlet or claim named here",
        disputed=True,
    )


def _set_aside(wish: Wish) -> NotApplied:
    return NotApplied(
        (wish.claim.id,),
        wish.address,
        f"another side was chosen with --side-with; set aside: {_said(wish)}",
        "",
    )
