"""Local names: a plan whose places bear the names of a language, with those on the signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from safepassage.plan.plan import Fallback, Instruction, Plan
from safepassage.scenario.inputs import Group, Inputs
from safepassage.scenario.link import BACK


def in_language(plan: Plan, code: str) -> Plan:
    """The plan with names as people of a language know them: local (as on the signs).

    Only what is read changes: no id, no number. Without names in the language it is the same plan.
    """
    names = {row.address: row.name for row in plan.inputs.words.names if row.language == code}
    if not names:
        return plan

    def both(address: str, name: str) -> str:
        local = names.get(address)
        return _beside(local, name) if local and local != name else name

    inputs = plan.inputs
    starts = {
        (group.id, start.node): both(f"start_point/{group.zone}/{start.node}", start.name)
        for group in inputs.groups
        for start in group.starts
    }
    signs = {name: _beside(local, name) for name, local in on_signs(inputs, code).items()}
    return replace(
        plan,
        inputs=_named(inputs, both, starts),
        instructions=tuple(
            replace(
                row,
                start_name=starts[row.group, row.start],
                route_names=tuple(signs.get(name, name) for name in row.route_names),
                fallback=_fallback(row, signs),
            )
            for row in plan.instructions
        ),
    )


def on_signs(inputs: Inputs, code: str) -> dict[str, str]:
    """Local names of roads, crossings and legs by the name on the sign; a daily leg also by its
    name without the day."""
    names = {row.address: row.name for row in inputs.words.names if row.language == code}
    rows = [(f"link/{row.id.removesuffix(BACK)}", row.name) for row in inputs.links]
    rows += [(f"crossing/{row.id}", row.name) for row in inputs.crossings]
    for leg in inputs.legs:
        id_, _, day = leg.id.partition("@")
        rows += [(f"leg/{id_}", name) for name in (leg.name, leg.name.removesuffix(f", {day}"))]
    return {name: names[at] for at, name in rows if names.get(at, name) != name}


def _beside(local: str, name: str) -> str:
    """Both names; the one on signs keeps its own direction and brackets (U+2068, U+2069)."""
    return f"{local} (\u2068{name}\u2069)"


def _fallback(row: Instruction, signs: dict[str, str]) -> Fallback | None:
    if row.fallback is None:
        return None
    names = tuple(signs.get(name, name) for name in row.fallback.route_names)
    return replace(row.fallback, route_names=names)


def _named(
    inputs: Inputs, both: Callable[[str, str], str], starts: dict[tuple[str, str], str]
) -> Inputs:
    """The inputs with the names of zones, starts, places, crossings and populations."""

    def group(row: Group) -> Group:
        return replace(
            row,
            zone_name=both(f"zone/{row.zone}", row.zone_name),
            starts=tuple(replace(s, name=starts[row.id, s.node]) for s in row.starts),
        )

    populations = tuple(
        replace(row, name=both(f"population/{row.id}", row.name))
        for row in inputs.words.populations
    )
    return replace(
        inputs,
        groups=tuple(map(group, inputs.groups)),
        destinations=tuple(
            replace(row, name=both(f"destination/{row.id}", row.name))
            for row in inputs.destinations
        ),
        crossings=tuple(
            replace(row, name=both(f"crossing/{row.id}", row.name)) for row in inputs.crossings
        ),
        parties=tuple(
            replace(row, name=both(f"party/{row.id}", row.name)) for row in inputs.parties
        ),
        words=replace(inputs.words, populations=populations),
    )
