"""Consent state: what a party is said to have granted, refused, withdrawn or left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..scenario.address import look
from ..scenario.consent import Consent
from ..situation.claim import Claim
from .change import Wish
from .choose import choose
from .draft import Draft
from .moments import written
from .one_line import clean
from .subjects import is_party, words_for

STATES = {
    "granted": "given",
    "withheld": "refused",
    "withdrawn": "refused",
    "conditional": "conditional",
    "pending": "unknown",
    "required": "unknown",
}
_HOLDERS = ("crossing", "corridor", "leg", "aid_stream")
NO_END = "for how long is not said: it holds until the last day of the scenario"


def put_consents(draft: Draft, claims: Sequence[Claim]) -> None:
    """Gather what is said of each consent, choose, and write the state that counts."""
    wishes: dict[str, list[Wish]] = {}
    for claim in claims:
        state = STATES.get(str(claim.norm.get("state", "")))
        if state is None:
            draft.leave((claim,), claim.subject, "it does not say which state", "edit the claim")
            continue
        for address in _addresses(draft, claim):
            wish = draft.wish(claim, address, state, late=state in ("given", "conditional"))
            wishes.setdefault(address, []).append(wish)
    for address, asked in wishes.items():
        chosen = choose(asked, draft.side_with, draft.names_of, lambda a, b: bool(a == b))
        draft.not_applied += chosen.left_out
        _put(draft, address, chosen.wishes)


def _addresses(draft: Draft, claim: Claim) -> list[str]:
    """The consents that a claim is about; none, with the reason noted, where that is not clear."""
    subject = claim.subject or ""
    words = subject.split("/")
    if words[0] not in _HOLDERS or len(words) < 2:
        draft.leave(
            (claim,),
            claim.subject,
            "nobody has said which passing of the scenario it is about",
            "give it the subject of a gate, corridor, leg, aid stream, or of the consent itself: "
            "crossing/<id>/gate/<id>/consent/<id>",
        )
        return []
    if words[-2] == "consent":
        return [subject]
    parties = words_for(claim, "party_id", "party")
    found = [
        (address, consent)
        for address, consent in consents_under(draft, subject)
        if any(is_party(draft, consent.party, party) for party in parties)
        and _fits(claim.norm.get("of"), consent.of, "all")
        and _fits(claim.norm.get("direction"), consent.direction, "both")
    ]
    if len({(consent.of, consent.party) for _, consent in found}) == 1:
        return [address for address, _ in found]
    asked = [f"{address} ({consent.party})" for address, consent in consents_under(draft, subject)]
    if not found:
        why = f"no consent of {' or '.join(parties) or 'a party that is named'} is asked there"
        mend = f"asked there: {', '.join(asked) or 'none'}; give the subject of one of them"
    else:
        why = "it may be about several consents: for people or for aid, of one party or another"
        mend = f"give the subject of one of: {', '.join(address for address, _ in found)}"
    draft.leave((claim,), claim.subject, why, mend)
    return []


def _fits(said: object, asked: str, whole: str) -> bool:
    """Whether a consent is about what a claim says; what is not said fits anything."""
    return said is None or whole in (said, asked) or said == asked


def consents_under(draft: Draft, subject: str) -> Iterator[tuple[str, Consent]]:
    """Every consent that is asked at an address or below it, with its own address."""
    for address, consent in _all_consents(draft):
        if address.startswith(f"{subject}/"):
            yield address, consent


def _all_consents(draft: Draft) -> Iterator[tuple[str, Consent]]:
    scenario = draft.scenario
    places: list[tuple[str, tuple[Consent, ...]]] = [
        (f"crossing/{crossing.id}/gate/{gate.id}", gate.consents)
        for crossing in scenario.crossings
        for gate in crossing.gates
    ]
    places += [(f"corridor/{row.id}", row.consents) for row in scenario.corridors]
    places += [(f"leg/{row.id}", row.consents) for row in scenario.legs]
    places += [(f"aid_stream/{row.id}", row.consents) for row in scenario.aid_streams]
    for address, consents in places:
        for consent in consents:
            yield f"{address}/consent/{consent.id}", consent


def _put(draft: Draft, address: str, wishes: Sequence[Wish]) -> None:
    """A consent has one state: the one in force, else the next one."""
    now = [
        w for w in wishes if w.since <= draft.as_of and (w.until is None or draft.as_of < w.until)
    ]
    next_ = [w for w in wishes if w.since > draft.as_of and w.value in ("given", "conditional")]
    if not now and not next_:
        for wish in wishes:
            draft.leave(wish.claims, address, "it does not hold at that time", "")
        return
    wish = max(now, key=lambda w: w.told) if now else min(next_, key=lambda w: w.since)
    same = [w for w in wishes if w.value == wish.value and w is not wish]
    claims = (wish.claim, *(w.claim for w in same))
    _leave_others(draft, address, wishes, wish)
    path = look(draft.raw, address).path
    before = dict(draft.yaml.at(path))
    known = not draft.not_known_yet(before.get("source"))
    after, taken = _row(draft, wish, before if known else {})
    now_unknown = not known and wish.value == "unknown"
    if now_unknown or (known and {name: before.get(name) for name in after} == after):
        draft.leave(claims, address, "the scenario says the same", "")
        return
    if draft.leave_for_newer(claims, address, before.get("source")):
        return
    later = draft.in_place_of(before.get("source"))
    taken = "; ".join(text for text in (taken, later) if text) or None
    after["source"] = draft.source(claims)
    for name, value in after.items():
        draft.put((*path, name), value)
    draft.change(
        address,
        {name: before.get(name) for name in after},
        after,
        claims,
        f"{wish.claim.by_whom()}: {wish.claim.norm['state']}",
        taken,
    )


def _leave_others(draft: Draft, address: str, wishes: Sequence[Wish], wish: Wish) -> None:
    """Note what is no longer, or not yet, in force."""
    for other in wishes:
        if other.value != wish.value:
            past = other.until is not None and other.until <= draft.as_of
            draft.leave(
                other.claims,
                address,
                f"it is {'no longer' if past else 'not yet'} in force: {wish.says} is",
                "" if past else "apply again as of a later instant",
            )


def _row(draft: Draft, wish: Wish, before: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """The keys of the consent that change, but for its source."""
    if wish.value in ("refused", "unknown"):
        return {"state": wish.value}, None
    until = wish.until or draft.end
    row = {
        "state": wish.value,
        "from": written(wish.since, draft.zone),
        "to": written(max(until, wish.since), draft.zone),
    }
    if wish.value == "conditional":
        said = wish.claim.norm.get("condition")
        row["condition"] = clean(str(said) if said else wish.claim.words()) or "not said"
        met = wish.claim.norm.get("condition_met")
        row["condition_met"] = {True: "yes", False: "no"}.get(met, "unknown")  # type: ignore[arg-type]
    if before.get("state") == "given" and wish.value == "given" and wish.until is None:
        # it was given already, so an end that was said before still stands
        row = {"state": "given"}
        return row, None
    return row, None if wish.until else NO_END
