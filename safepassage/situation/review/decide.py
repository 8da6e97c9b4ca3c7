"""Decide: what a reviewer's decision adds to the log; nothing is changed or taken out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from ...problems import Refusal
from ..claim import Claim
from ..claim_json import claim_json
from ..event import Act, Claimed, Linked, Reviewed, Withheld
from ..record import Held
from .claim_line import whole

BY_HAND = "hand"


def accept(held: Held, claim: str, reason: str | None = None) -> tuple[Act, ...]:
    """The claim stands from now on."""
    refuse_decided(held, claim)
    whole(held.claims[claim])
    return (Reviewed(claim, "accepted", reason),)


def reject(held: Held, claim: str, reason: str | None = None) -> tuple[Act, ...]:
    """The claim does not stand; it stays in the log with the reason."""
    refuse_decided(held, claim)
    return (Reviewed(claim, "rejected", reason),)


def withhold(held: Held, claim: str, reason: str) -> tuple[Act, ...]:
    """The claim stays inside, whether it is accepted or not; a reason is needed."""
    if not reason.strip():
        raise Refusal("no reason was given", "say why it stays inside; the reason is kept with it")
    return (Withheld(claim, reason.strip()),)


def edit(held: Held, claim: str, edited: Claim, key: str) -> tuple[Act, ...]:
    """The edited claim is accepted in place of the other, whose words and source it keeps.

    What stays inside stays inside: the new claim is withheld where the old one was. `key` makes
    the new id one of its own (`new_id`).
    """
    refuse_decided(held, claim)
    if not _changed(held.claims[claim], edited):
        return accept(held, claim)
    return correct(held, claim, edited, key)


def correct(held: Held, claim: str, edited: Claim, key: str) -> tuple[Act, ...]:
    """As `edit`, for a claim that stands already as well."""
    if held.state(claim) != "accepted":
        refuse_decided(held, claim)
    old = held.claims[claim]
    changed = _changed(old, edited)
    if not changed:
        raise Refusal(f"nothing of claim {claim} would change", "nothing was written")
    new = replace(whole(edited), supersedes=(claim,), rule=BY_HAND, why=_why(old, changed))
    new = replace(new, id=new_id(new, key))
    return (Claimed(new, "accepted"), *_carried(held, claim, new.id))


def split(held: Held, claim: str, parts: Iterable[Claim], key: str) -> tuple[Act, ...]:
    """The claim is put aside and its parts wait for review, withheld where it was withheld."""
    refuse_decided(held, claim)
    rule = held.claims[claim].rule
    acts: list[Act] = []
    names = []
    for number, part in enumerate(parts):
        why = f"A part of {claim}, split by hand (proposed by {rule or 'nobody'})."
        new = replace(part, supersedes=(claim,), rule=BY_HAND, why=why)
        new = replace(new, id=new_id(new, f"{key}/{number}"))
        names.append(new.id)
        acts.append(Claimed(new, "proposed"))
        if claim in held.withheld:
            acts.append(Withheld(new.id, held.withheld[claim]))
    acts.append(Reviewed(claim, "rejected", f"split into {' and '.join(names)}"))
    return tuple(acts)


def refuse_decided(held: Held, claim: str) -> None:
    """Only what waits may be decided on."""
    state = held.state(claim)
    if state != "proposed":
        reason = f' ("{held.reasons[claim]}")' if claim in held.reasons else ""
        raise Refusal(
            f"claim {claim} is {state} already{reason}",
            "nothing was written; to change that, undo the event that decided it "
            "(`safepassage situation undo` lists events)",
        )


def new_id(claim: Claim, key: str) -> str:
    """Twelve hex digits that follow from a claim and a key, such as the last event and a name."""
    text = json.dumps([key, {**claim_json(claim), "id": ""}], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _carried(held: Held, old: str, new: str) -> tuple[Act, ...]:
    """Links of the old claim, and the reason to keep it inside, hold for the new one too."""
    links = [
        Linked(
            new if link.a == old else link.a, new if link.b == old else link.b,
            link.kind, link.reason,
        )
        for link in held.links_of(old)
    ]  # fmt: skip
    inside = (Withheld(new, held.withheld[old]),) if old in held.withheld else ()
    return (*inside, *links)


def _changed(old: Claim, edited: Claim) -> tuple[str, ...]:
    before, after = claim_json(old), claim_json(edited)
    names = [name for name in before if name != "norm" and before[name] != after[name]]
    norms = {*old.norm, *edited.norm}
    names += sorted(n for n in norms if old.norm.get(n) != edited.norm.get(n) and n not in names)
    return tuple(names)


def _why(old: Claim, changed: tuple[str, ...]) -> str:
    return f"Edited by hand: {', '.join(changed)}. Proposed by {old.rule or 'nobody'}."
