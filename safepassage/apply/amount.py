"""Amount: a figure about one field of the scenario, such as a gate's rate or trucks a day."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from ..problems import Refusal
from ..scenario.address import Target, find
from ..scenario.model import shapes
from ..scenario.raw import TABLE_FILES
from ..situation.claim import Claim
from .draft import Draft
from .headcount import figure_of

# what a figure about an aid stream is, by its measure; what came in is no minimum
AID_FIELDS = {
    "aid_needed": "trucks_minimum_per_day",
    "needed": "trucks_minimum_per_day",
    "required": "trucks_minimum_per_day",
    "quota": "trucks_quota_per_day",
    "agreed": "trucks_quota_per_day",
}
_UNITS = {"persons": "people"}
_PER = {"day", "a day", "per day", "daily"}


def field_of(draft: Draft, claim: Claim) -> str | None:
    """The field of an aid stream that a figure is about; None, with the reason noted, if none."""
    name = AID_FIELDS.get(str(claim.norm.get("measure")))
    if name is None or claim.norm.get("unit") != "trucks":
        why = "it does not say how many trucks are needed or agreed"
        mend = "give it the address of one value: aid_stream/<id>/trucks_minimum_per_day"
    elif claim.norm.get("per") not in _PER:
        why, mend = "it is not said for which time, and aid is counted by day", "log per=day"
    else:
        return f"{claim.subject}/{name}"
    draft.leave((claim,), claim.subject, why, mend)
    return None


def put_amount(draft: Draft, address: str, claims: Sequence[Claim]) -> None:
    """Set one field, and its source at the nearest thing around it that names one."""
    claim = claims[-1]
    refused = _refused(draft, address, claim)
    if refused is not None:
        draft.leave(claims, address, refused, "set it by hand: plan --set, or edit the scenario")
        return
    target = find(draft.raw, address)
    assert target.shape is not None
    figure = figure_of(claim)
    value = figure.approx if figure.approx is not None else figure.low
    text = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    before = draft.yaml.at(target.path)
    source = str(target.shape.source_field)
    around, row = next(
        (path, row) for path, model, row in reversed(target.around) if source in shapes(model)
    )
    if str(before) == text and not draft.not_known_yet(row.get(source)):
        draft.leave(claims, address, "the scenario says the same", "")
        return
    if any(change.address == address for change in draft.changes):
        why = "another claim has set it already: full or closed comes before a number"
        draft.leave(claims, address, why, "take one of them back")
        return
    problem = _problem(target, text)
    if problem is not None:
        draft.leave(claims, address, problem, "set both by hand: plan --set, or edit the scenario")
        return
    if draft.leave_for_newer(claims, address, row.get(source)):
        return
    later = draft.in_place_of(row.get(source))
    draft.put(target.path, text)
    draft.put((*around, source), draft.source(claims))
    about = None if figure.approx is None else "a number that is said as about is taken as it is"
    taken = "; ".join(text for text in (about, later) if text) or None
    words = f"{claim.by_whom()}: {figure.words()}"
    draft.change(address, before, text, claims, words, taken)


def _problem(target: Target, text: str) -> str | None:
    """Why the thing around the field would not be valid with the figure."""
    _, model, row = target.around[-1]
    try:
        model.model_validate({**row, str(target.path[-1]): text})
    except ValidationError as error:
        told = error.errors()[0].get("ctx") or {}
        return ", ".join(str(told[part]) for part in ("read", "allowed") if told.get(part)) or (
            "the scenario does not allow the value"
        )
    return None


def _refused(draft: Draft, address: str, claim: Claim) -> str | None:
    """Why a figure cannot stand in a field."""
    try:
        target = find(draft.raw, address)
    except Refusal as refusal:
        return str(refusal)
    shape, figure = target.shape, figure_of(claim)
    unit = str(claim.norm.get("unit") or "")
    if target.path[0] in TABLE_FILES or shape is None or shape.unit is None:
        return "it is no number of scenario.yaml"
    if shape.source_field is None:
        return "the field names no source, so a claim cannot stand behind it"
    if unit and _UNITS.get(unit, unit).rstrip("s") not in shape.unit:
        return f"it is given in {unit}, and the field is in {shape.unit}"
    if figure.approx is None and (figure.low is None or figure.low != figure.high):
        return f'"{figure.words()}" is a bound or a range, and the field holds one number'
    return None
