"""Short text: who does not arrive, why, what would mend it, and what would have to be there."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from .if_open import IF, aside
from .lines import para, when
from .plan import Mend, Plan, Shortfall
from .rules import RULES, SHORTFALL_ONLY

MOST_PLACES = 12  # of the bound, in the text
NEEDS = {  # how an amount of a need is said
    "floor_area": "m2 of floor",
    "water": "l of water a day",
    "toilets": "toilets",
    "food": "kcal of food a day",
    "health": "health posts",
    "beds": "beds",
}


def shortfall_lines(plan: Plan) -> list[str]:
    """Who does not arrive, why, and what would mend it; rows with one reason are said together."""
    if not plan.short_of:
        return []
    alike: dict[tuple[str, str, bool, bool], list[Shortfall]] = {}
    for row in plan.short_of:
        key = (row.rule, row.because, row.proved, row.mend_sought)
        alike.setdefault(key, []).append(row)
    even = f", even {IF}" if plan.inputs.if_open else ""
    lines = [f"Who does not arrive, and what stands in the way{even}"]
    lines += _cannot_lines(plan)
    for (rule, because, proved, sought), rows in alike.items():
        sentence = RULES[rule].sentence if rule in RULES else SHORTFALL_ONLY[rule]
        sure = f"No plan could bring them{even}." if proved else "Not proved: another plan might."
        names = [f"{row.group} at {row.start}" for row in rows]
        who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        people = sum(row.people for row in rows)
        lines += para(
            f"{people:,} people ({who}): {rule} ({sentence[:-1]}): {because}. {sure}",
            2,
            4,
        )
        lines += _mend_lines(rows, sought)
    return lines


def _cannot_lines(plan: Plan) -> list[str]:
    """The bound in words: who arrives in no plan, and the places and hours that hold them back."""
    said, inputs = plan.cannot, plan.inputs
    if said is None:
        return []
    sure = aside(inputs)
    places = [
        f"{place.address} from {when(inputs, place.first * inputs.step_s)} to "
        f"{when(inputs, (place.last + 1) * inputs.step_s)}"
        + ("" if place.people is None else f" (at most {place.people:,})")
        for place in said.places[:MOST_PLACES]
    ]
    if len(said.places) > MOST_PLACES:
        places.append(f"and {len(said.places) - MOST_PLACES} places more")
    if said.held is None:
        text = f"What holds them back: {'; '.join(places) or 'nothing that has a price'}."
    elif places:
        text = f"{said.held:,} people can arrive only through {'; '.join(places)}."
    else:
        text = f"{said.held:,} people have no way that is open in time, even alone."
    return para(
        f"By {when(inputs, inputs.periods * inputs.step_s)} at least {said.people:,} people do "
        f"not arrive in any plan (proved){sure}. {text}",
        2,
        4,
    )


def _mend_lines(rows: Sequence[Shortfall], sought: bool) -> list[str]:
    """The best single change with its --set, the best of each other kind, and how far one looked.

    What stands behind --set is not broken into lines, so that it can be copied.
    """
    best: dict[str, Mend] = {}
    for mend in sorted((m for row in rows for m in row.mends), key=lambda m: -m.people_more):
        best.setdefault(mend.kind, mend)
    if not best:
        word = "no single change mends it." if sought else "not every single change was tried."
        return [f"    Mend: {word}"]
    lines: list[str] = []
    for mend in best.values():
        helped = [m for row in rows for m in row.mends if m.set == mend.set]
        gone = len(helped) == len(rows) and all(m.removes for m in helped)
        more = f"brings {mend.people_more:,} more" + (", and all of these arrive." if gone else ".")
        what = f"{mend.change}: {mend.amount} {mend.unit}".rstrip()
        shown = f" Shown in {mend.folder}, checked" if mend.folder else ""
        least = "; a step less is not enough (proved)." if mend.least_proved else "."
        more += f"{shown}{least}" if shown else ""
        lines += para(f"{'Or' if lines else 'Mend:'} {what} {more}", 4, 6)
        if mend is next(iter(best.values())):
            lines += [f"      --set {quote(change)}" for change in mend.set]
    if not sought:
        lines.append("    Not every single change was tried: another, or less, may do.")
    return lines


def room_needed_lines(plan: Plan) -> list[str]:
    """The second answer: what would have to be there."""
    if not plan.room_needed:
        return []
    people = sum(row.people for row in plan.room_needed)
    lines = [f"If every place had room: what would have to be there{aside(plan.inputs)}"]
    lines += para(
        f"{people:,} people would arrive there by the end with the same rules but those of room: "
        "one way of bringing them, not proved to be the most or the least. Nobody has said that "
        "any of this is there beyond what is said to be known.",
        2,
        2,
    )
    for row in plan.room_needed:
        known = "room not known" if row.room is None else f"known room {row.room:,}"
        needs = ", ".join(f"{n.amount:,} {NEEDS.get(n.need, n.need)}" for n in row.needs)
        lines += para(f"{row.name}: {row.people:,} people ({known}): {needs or 'room'}", 2, 4)
    return lines
