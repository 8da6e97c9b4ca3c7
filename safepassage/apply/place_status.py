"""Place status: claims about gates, roads, corridors and shelters, put where each belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..scenario.address import look
from ..situation.claim import Claim
from .change import Wish
from .choose import choose
from .corridor_status import put_corridor_status
from .draft import Draft
from .gate_status import SHUT, gate_wish_value, gates_agree, put_gate_status
from .link_status import put_link_status
from .shelter_status import put_shelter_status
from .subjects import gates_meant

_SHUTS = ("closed", "not_operated", "planned_closed", "full")
_PUT: dict[str, Callable[[Draft, Sequence[Wish]], None]] = {
    "crossing": put_gate_status,
    "corridor": put_corridor_status,
    "link": put_link_status,
    "destination": put_shelter_status,
}
_NOT_USED = {
    "restricted": (
        "restricted is not said for whom or for how many",
        "log what is known: eligibility with --set, or hours as a status of its own",
    ),
    "outbound_only": (
        "directions are kept by consents, not by hours",
        "log a consent with its direction",
    ),
    "planned_open": (
        "it is planned and not yet so",
        "log it as open when it is; to see what it would change, use plan --set",
    ),
    "sole_exit": ("that no other way leads out follows from the network", ""),
    "damaged": ("how much of the rate is left is not said", "give a closure with its share"),
    "unknown": ("it says that it is not known", ""),
}


def put_place_status(draft: Draft, claims: Sequence[Claim]) -> None:
    """Gather what is asked of each place, choose, and write it."""
    wishes: dict[str, list[Wish]] = {}
    for claim in claims:
        for wish in _wishes(draft, claim):
            if wish.until is not None and wish.until <= draft.as_of:
                draft.leave((claim,), wish.address, "it is over by then", "")
            else:
                wishes.setdefault(wish.address, []).append(wish)
    for address, asked in wishes.items():
        chosen = choose(asked, draft.side_with, draft.names_of, gates_agree)
        draft.not_applied += chosen.left_out
        if chosen.wishes:
            _PUT[address.split("/", 1)[0]](draft, chosen.wishes)


def _wishes(draft: Draft, claim: Claim) -> list[Wish]:
    status = str(claim.norm.get("status", ""))
    kind, _, rest = str(claim.subject).partition("/")
    if claim.subject is None:
        draft.leave(
            (claim,),
            None,
            "nobody has said which place of the scenario it is about",
            "give the claim a subject in review, such as crossing/<id>/gate/<id>",
        )
    elif status not in _SHUTS and status != "open":
        why, mend = _NOT_USED.get(status, (f"status {status or 'not given'} changes no value", ""))
        draft.leave((claim,), claim.subject, why, mend)
    elif kind not in _PUT or not rest:
        draft.leave(
            (claim,),
            claim.subject,
            f"the scenario has no hours or closures for {kind}",
            "give the claim the subject of a gate, corridor, link or destination",
        )
    else:
        return _at(draft, claim, kind)
    return []


def _at(draft: Draft, claim: Claim, kind: str) -> list[Wish]:
    assert claim.subject is not None
    value = gate_wish_value(claim)
    addresses: tuple[str, ...] = ("/".join(claim.subject.split("/")[:2]),)
    if kind == "crossing":
        addresses = gates_meant(draft, claim)
        if not addresses:
            draft.leave(
                (claim,),
                claim.subject,
                "which side of the crossing it speaks of is not clear",
                "give the claim the subject of one gate: crossing/<id>/gate/<id>",
            )
    for address in addresses:
        look(draft.raw, address)
    return [draft.wish(claim, at, value, late=value != SHUT) for at in addresses]
