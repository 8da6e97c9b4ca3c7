"""Run `situation retract` and `situation link`."""

from __future__ import annotations

from pathlib import Path

import typer

from ...problems import Refusal, known_names, quoted
from ...situation.event import LINKS, Act, Linked, Retracted
from ...situation.record import Held, Record
from ...situation.views.says import says
from ...visible import visible
from ..exits_text import wrap
from ..output import print_json
from .options import who
from .run_withhold import decide, listed, names_of


def run_retract(
    record: Path, by: str | None, claims: tuple[str, ...], reason: str, json: bool
) -> None:
    """Note that claims were taken back. Raises UsageError for what the user can mend."""
    who_by = who(by)

    def wish(_: Record, held: Held) -> tuple[Act, ...]:
        if not reason.strip():
            raise Refusal("--reason is empty", "say who took it back, or what shows it is wrong")
        names = names_of(held, claims)
        for name in names:
            if held.states[name] == "retracted":
                raise Refusal(
                    f"claim {name} is retracted already ({quoted(held.reasons.get(name, ''))})",
                    "nothing was written",
                )
        return tuple(Retracted(name, reason.strip()) for name in names)

    _, after = decide("retract", record, who_by, wish)
    chosen = names_of(after, claims)
    if json:
        print_json({"retracted": chosen})
        return
    typer.echo(f"Retracted: {len(chosen)} claim(s).")
    listed(after, chosen)
    typer.echo("Which plans rest on it: safepassage situation what-changed BUNDLE")


def run_link(
    record: Path, by: str | None, pair: tuple[str, str], kind: str, reason: str | None, json: bool
) -> None:
    """Link two claims. Raises UsageError for what the user can mend."""
    who_by = who(by)

    def wish(_: Record, held: Held) -> tuple[Act, ...]:
        if kind not in LINKS:
            raise Refusal(f"--as {quoted(kind)} is not a kind of link", known_names(kind, LINKS))
        a, b = (names_of(held, (text,))[0] for text in pair)
        if a == b:
            raise Refusal(f"claim {a} is given twice", "give two claims")
        if any(link.kind == kind and {link.a, link.b} == {a, b} for link in held.links):
            raise Refusal(f"{a} and {b} are linked so already", "nothing was written")
        return (Linked(a, b, kind, (reason or "").strip() or None),)

    _, after = decide("link", record, who_by, wish)
    a, b = (names_of(after, (text,))[0] for text in pair)
    if json:
        print_json({"a": a, "b": b, "kind": kind})
        return
    text = f"Linked as {kind.replace('_', ' ')}: {says(after.claims[a])} / {says(after.claims[b])}"
    typer.echo("\n".join(wrap(visible(text), "", "  ")))
