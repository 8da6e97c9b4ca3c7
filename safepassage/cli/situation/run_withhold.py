"""Run `situation withhold` and `release`, and say what else stays inside or stands again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from ...problems import Refusal, quoted
from ...situation.disclosure.for_grade import for_grade
from ...situation.disclosure.grade import PLANNERS, PUBLIC
from ...situation.disclosure.kept_inside import kept_inside
from ...situation.event import Act, Issued, Withheld
from ...situation.record import Held, Record, undone
from ...situation.review.waiting import named
from ...situation.views.says import says, shortened
from ...store.store import open_record
from ...visible import visible
from ..exits_text import wrap
from ..output import print_json
from .follow import Follow, Wish
from .options import who
from .run_review import refused


def run_withhold(
    record: Path, by: str | None, claims: tuple[str, ...], reason: str, json: bool
) -> None:
    """Keep claims inside. Raises UsageError for what the user can mend."""
    who_by = who(by)

    def wish(_: Record, held: Held) -> tuple[Act, ...]:
        if not reason.strip():
            raise Refusal("--reason is empty", "say why it stays inside; it is kept with the claim")
        names = names_of(held, claims)
        for name in names:
            if held.withheld.get(name) is not None:
                raise Refusal(
                    f"claim {name} stays inside already ({quoted(held.withheld[name])})",
                    "nothing was written",
                )
        return tuple(Withheld(name, reason.strip()) for name in names)

    before, after = decide("withhold", record, who_by, wish)
    chosen = names_of(after, claims)
    inside = kept_inside(after)
    with_it = {n: why for n, why in inside.items() if n not in chosen and n not in before.withheld}
    again = _standing_again(before, after)
    out = _given_out(after, chosen)
    if json:
        document = {"withheld": chosen, "with_it": with_it, "stand_outside": again}
        print_json({**document, "may_stand_in": out})
        return
    typer.echo(f"Withheld: {len(chosen)} claim(s). What was given out before is not called back.")
    listed(after, chosen)
    if out:
        text = f"Given out since it was recorded, so it may stand there: {', '.join(out)}."
        typer.echo("\n".join(wrap(visible(text))))
    if with_it:
        typer.echo("These stay inside with it:")
        listed(after, with_it, with_it)
    if again:
        typer.echo("These older ones stand outside as if nothing had replaced them:")
        listed(after, again)
        typer.echo("Withhold them as well if they must no longer be said.")


def run_release(record: Path, by: str | None, claims: tuple[str, ...], json: bool) -> None:
    """Let claims go out again. Raises UsageError for what the user can mend."""
    who_by = who(by)

    def wish(_: Record, held: Held) -> tuple[Act, ...]:
        names = names_of(held, claims)
        inside = kept_inside(held)
        for name in names:
            if name not in inside:
                raise Refusal(f"claim {name} does not stay inside", "nothing was written")
        return tuple(Withheld(name, None) for name in names)

    _, after = decide("release", record, who_by, wish)
    chosen = names_of(after, claims)
    inside = kept_inside(after)
    still = {name: inside[name] for name in chosen if name in inside}
    if json:
        print_json({"released": [n for n in chosen if n not in still], "still_inside": still})
        return
    free = [name for name in chosen if name not in still]
    typer.echo(f"Released: {len(free)} claim(s).")
    listed(after, free)
    if still:
        typer.echo("These stay inside all the same:")
        listed(after, still, still)


def decide(command: str, record: Path, by: str, wish: Wish) -> tuple[Held, Held]:
    """Add what a command wishes to the log: what was held before, and after."""
    try:
        with open_record(record) as store:
            follow = Follow(store)
            before = follow.held
            follow.decide(by, wish)
            return before, follow.held
    except Refusal as refusal:
        raise refused(f"situation {command}", refusal) from refusal


def names_of(held: Held, claims: Iterable[str]) -> list[str]:
    """The ids of claims that were given by id or by how it begins; Refusal for one not here."""
    return list(dict.fromkeys(named(held, text).id for text in claims))


def _given_out(held: Held, names: Iterable[str]) -> list[str]:
    """Products for readers outside that were given out since the first of the claims was there."""
    first = min(held.recorded[name] for name in names)
    gone = undone(held.events)
    found = (
        f"{event.act.product} {event.act.number} for {event.act.grade}"
        for event in held.events
        if isinstance(event.act, Issued)
        and event.act.grade != PLANNERS
        and event.recorded >= first
        and event.number not in gone
    )
    return list(dict.fromkeys(found))


def _standing_again(before: Held, after: Held) -> list[str]:
    """Claims that are replaced inside and stand outside from now on."""
    outside = for_grade(after, PUBLIC)
    was = for_grade(before, PUBLIC)
    return [
        name
        for name, state in outside.states.items()
        if state in ("accepted", "proposed")
        and after.states[name] == "superseded"
        and was.states.get(name) == "superseded"
    ]


def listed(held: Held, names: Iterable[str], reasons: dict[str, str] | None = None) -> None:
    """Print claims, each in a line or two."""
    for name in names:
        claim = held.claims[name]
        why = f" ({reasons[name]})" if reasons else ""
        text = f"{name} {claim.type}: {says(claim)}: {shortened(claim.words())}{why}"
        for line in wrap(visible(text), "  ", "    "):
            typer.echo(line)
