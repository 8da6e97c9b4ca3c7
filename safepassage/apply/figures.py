"""Figures: claims with numbers, sorted by what they are about, chosen and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..situation.claim import Claim
from ..situation.figure import Figure, agree
from .amount import AID_FIELDS, field_of, put_amount
from .change import Wish
from .choose import choose
from .draft import Draft
from .headcount import PRESENT, WISHING, counts_people, figure_of, put_headcount


def put_figures(draft: Draft, claims: Sequence[Claim]) -> None:
    """Headcounts of populations and groups, and values of single fields."""
    wishes: dict[str, list[Wish]] = {}
    for claim in claims:
        address = _address(draft, claim)
        if address is not None:
            figure = replace(figure_of(claim), wording=None)
            words = figure_of(claim).words()
            wish = draft.wish(claim, address, figure, late=False, words=words)
            wishes.setdefault(address, []).append(replace(wish, since=draft.as_of, until=None))
    for address, asked in wishes.items():
        counted = _is_people(address)
        chosen = choose(asked, draft.side_with, draft.names_of, agree if counted else _equal)
        draft.not_applied += chosen.left_out
        kept = [wish.claim for wish in sorted(chosen.wishes, key=lambda w: w.told)]
        if kept and counted:
            put_headcount(draft, address, kept)
        elif kept:
            put_amount(draft, address, kept)


def _equal(a: Figure, b: Figure) -> bool:
    return a == b


def _is_people(address: str) -> bool:
    return address.startswith(("population/", "group/"))


def _address(draft: Draft, claim: Claim) -> str | None:
    if claim.subject is None:
        if claim.norm.get("measure") not in (*PRESENT, WISHING, *AID_FIELDS):
            return None  # killed, released, arrived: said, and no value of any scenario
        draft.leave(
            (claim,),
            None,
            "nobody has said whom or what in the scenario it counts",
            "give it a subject in review: population/<id>, group/<id>, or one value",
        )
        return None
    kind, _, rest = claim.subject.partition("/")
    if kind in ("population", "group") and "/" not in rest:
        # people killed and people present are different counts and never compared
        return claim.subject if counts_people(draft, claim, claim.subject) else None
    return field_of(draft, claim)
