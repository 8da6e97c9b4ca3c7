"""Figures: claims with numbers, sorted by what they are about, chosen and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..scenario.address import look
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
    for address, asked in sorted(wishes.items()):  # single groups before populations
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
    """The population, group or value that a figure is about; None, with the reason noted."""
    measure = claim.norm.get("measure")
    kind, _, rest = (claim.subject or "").partition("/")
    if kind in ("population", "group") and "/" not in rest:
        # people killed and people present are different counts and never compared
        return claim.subject if counts_people(draft, claim, str(claim.subject)) else None
    if claim.subject is not None and look(draft.raw, claim.subject).shape is not None:
        return claim.subject
    if kind == "aid_stream":
        return field_of(draft, claim)
    if measure in (*PRESENT, WISHING):
        draft.leave(
            (claim,),
            claim.subject,
            "nobody has said which population or group of the scenario it counts",
            "give it the subject population/<id> or group/<id> in review",
        )
    elif measure in AID_FIELDS:
        draft.leave(
            (claim,),
            claim.subject,
            "nobody has said which aid stream of the scenario it is about",
            "give it the subject aid_stream/<id>",
        )
    return None  # killed, released, arrived: said, and no value of any scenario
