"""Summary: what was read and what was left out, as a table for people and as a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from safepassage.draft.streets import Street
from safepassage.formats.roads.road_map import LeftOut


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a draft."""

    name: str
    folder: str
    nodes: int
    links: int
    km_by_class: dict[str, float]
    links_with_defaults: int
    defaults: dict[str, float]  # of each figure, the share of links where it is a default
    turns: int
    people: int
    zones: int
    people_within_300_m: float | None
    exits: tuple[str, ...]
    crossings: tuple[str, ...]
    shelters: int
    dropped: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    attribution: str | None
    hours: int
    seconds: dict[str, float]

    def document(self) -> dict[str, Any]:
        """For machines."""
        return {
            "name": self.name,
            "folder": self.folder,
            "nodes": self.nodes,
            "links": self.links,
            "km_by_class": self.km_by_class,
            "forbidden_turns": self.turns,
            "zones": self.zones,
            "people": self.people,
            "people_within_300_m": self.people_within_300_m,
            "exits": list(self.exits),
            "crossings": list(self.crossings),
            "shelters": self.shelters,
            "dropped": [
                {
                    "what": d.what,
                    "number": d.number,
                    "km": d.km,
                    "why": d.why,
                    "where": d.where and list(d.where),
                }
                for d in self.dropped
            ],
            "defaults": {"links": self.links_with_defaults, **self.defaults},
            "notes": list(self.notes),
            "attribution": self.attribution,
            "hours": self.hours,
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
        }

    def text(self) -> str:
        """For people."""
        km = sum(self.km_by_class.values())
        rows = [
            ("nodes", f"{self.nodes:,}"),
            ("links", f"{self.links:,} ({km:,.0f} km, one way each)"),
            *((f"  {kind}", f"{value:,.1f} km") for kind, value in self.km_by_class.items()),
            ("defaults", _defaults(self)),
            ("forbidden turns", f"{self.turns:,}"),
            ("people", f"{self.people:,} in {self.zones:,} zones"),
            ("near their start", _near(self.people_within_300_m)),
            ("exits", _names(self.exits) or "none"),
            ("crossings", _names(self.crossings) or "none"),
        ]
        if self.shelters:
            rows.append(("shelters", f"{self.shelters:,}"))
        width = max(len(name) for name, _ in rows)
        lines = [f"Draft {self.name} in {self.folder}", ""]
        lines += [f"  {name.ljust(width)}  {value}" for name, value in rows]
        if self.dropped:
            lines += ["", "Left out, or to be known (each one: --json, map.html):"]
            lines += [f"  - {row.sentence()}" for row in together(self.dropped)]
        if self.notes:
            lines += ["", "Notes:", *(f"  - {note}" for note in self.notes)]
        if self.attribution:
            lines += ["", self.attribution]
        return "\n".join(lines) + "\n"


def together(rows: Iterable[LeftOut]) -> list[LeftOut]:
    """What was left out for one reason as one row; the place is that of the largest."""
    found: dict[tuple[str, str], LeftOut] = {}
    for row in rows:
        key = (row.what, row.why)
        first = found.setdefault(key, row)
        if first is not row:
            found[key] = first._replace(number=first.number + row.number, km=first.km + row.km)
    return list(found.values())


def _defaults(summary: Summary) -> str:
    if not summary.defaults:
        return "none: every figure is from the file"
    parts = ", ".join(f"{name} {share:.0%}" for name, share in summary.defaults.items())
    return f"on {summary.links_with_defaults:,} of {summary.links:,} links ({parts})"


def _near(share: float | None) -> str:
    return "nobody to attach" if share is None else f"{share:.0%} within 300 m of it"


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:4])
    more = f", and {len(names) - 4} more" if len(names) > 4 else ""
    return f"{len(names)}: {shown}{more}" if names else ""


def km_by_class(streets: Iterable[Street]) -> dict[str, float]:
    """Kilometres of link (one way each) by road class, longest first."""
    found: dict[str, float] = {}
    for street in streets:
        ways = (street.forward is not None) + (street.backward is not None)
        kind = street.kind or "(no class)"
        found[kind] = found.get(kind, 0.0) + street.length_m / 1000 * ways
    return {k: round(v, 1) for k, v in sorted(found.items(), key=lambda item: -item[1])}
