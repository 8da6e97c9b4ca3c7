"""Names: how what claims speak of is called in the scenario, and which numbers stay inside."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..scenario.scenario import Scenario
from ..situation.views.side import Side
from ..visible import visible, visible_or_none
from .facts import Help


@dataclass(frozen=True, slots=True)
class Names:
    """Names by address; without a scenario there are none, and claims speak in their own words."""

    title: str = ""
    timezone: str = "UTC"
    notice: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    sides: tuple[Side, ...] = ()
    withheld: frozenset[str] = frozenset()
    help: tuple[Help, ...] = ()

    def of(self, address: str | None) -> str | None:
        """The name of an address, or of the longest part of it that has one."""
        parts = (address or "").split("/")
        for end in range(len(parts), 0, -1):
            found = self.names.get("/".join(parts[:end]))
            if found is not None:
                return found
        return None

    def party(self, id_: object) -> str | None:
        """The name of a party by its id; the id itself where the scenario does not have it."""
        if not isinstance(id_, str) or not id_:
            return None
        return self.names.get(f"party/{id_}", id_)


NO_NAMES = Names()


def names_of(scenario: Scenario, language: str = "en") -> Names:
    """The names that a scenario gives, with those in a language beside them where it has any."""
    local = {row.address: row.name for row in scenario.names if row.language == language}
    names: dict[str, str] = {}

    def name(address: str, own: str) -> str:
        said = local.get(address)
        names[address] = visible(f"{said} ({own})" if said and said != own else own)
        return names[address]

    kinds = (
        ("party", scenario.parties),
        ("population", scenario.populations),
        ("corridor", scenario.corridors),
        ("destination", scenario.destinations),
        ("leg", scenario.legs),
    )
    for kind, rows in kinds:
        for row in rows:
            name(f"{kind}/{row.id}", row.name)
    for zone in scenario.zones:
        name(f"zone/{zone.zone_id}", zone.name or zone.zone_id)
    sides = []
    for crossing in scenario.crossings:
        whole = name(f"crossing/{crossing.id}", crossing.name)
        for gate in crossing.gates:
            address = f"crossing/{crossing.id}/gate/{gate.id}"
            side = name(address, gate.side)
            sides.append(Side(address, whole, side, gate.holder, names[f"party/{gate.holder}"]))
    return Names(
        title=visible(scenario.title),
        timezone=scenario.timezone,
        notice=visible_or_none(scenario.notice),
        names=names,
        sides=tuple(sides),
        withheld=frozenset(f"population/{p.id}" for p in scenario.populations if p.withheld),
        help=tuple(
            Help(visible(row.name), visible(row.contact), visible_or_none(row.hours))
            for row in scenario.help
        ),
    )
