"""Assumptions: what the scenario assumes, and the defaults where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.inputs import Assumption

GENERAL = "default of this version; general professional knowledge, not looked up"


@dataclass(frozen=True, slots=True)
class Default:
    """A value used where the scenario gives none."""

    value: Decimal
    unit: str
    text: str
    source: str


DEFAULTS = {
    "capacity_use": Default(
        Decimal("0.95"),
        "share",
        "Share of a road's rate that a plan may use; never applied to gates, seats or room",
        "default of this version; own trials: plans at this use kept their times when simulated",
    ),
    "walking_limit_km": Default(
        Decimal(20),
        "km",
        "Longest way on foot",
        "default of this version; up to 20 km in all were walked on Salah al-Din in November 2023 "
        "(OCHA)",
    ),
    "occupancy": Default(
        Decimal("2.3"),
        "people/vehicle",
        "People in each car; 2.0 to 2.8 are usual",
        GENERAL,
    ),
    "walk_speed_kmh": Default(
        Decimal(3),
        "km/h",
        "Walking speed on every link without its own: families on a long way, with rests",
        GENERAL,
    ),
}


def value_of(facts: Facts, name: str) -> Decimal:
    """The scenario's value, or the default."""
    scenario = facts.scenario
    given = {
        "capacity_use": scenario.capacity_use,
        "walking_limit_km": scenario.walking_limit_km,
    }.get(name, scenario.assumed(name))
    return DEFAULTS[name].value if given is None else given


def assumptions(facts: Facts, cut_s: int) -> tuple[Assumption, ...]:
    """Every assumption, the scenario's own first; `cut_s`: seconds that the grid cuts off."""
    scenario = facts.scenario
    found = [Assumption(a.id, a.value, a.unit, a.text, a.source) for a in scenario.assumptions]
    for name in ("capacity_use", "walking_limit_km"):
        if getattr(scenario, name) is not None:
            default = DEFAULTS[name]
            value = f"{getattr(scenario, name):f}"
            found.append(Assumption(name, value, default.unit, default.text, None))
    for name in _defaults_used(facts):
        default = DEFAULTS[name]
        text = f"{default.text} [default assumption]"
        found.append(Assumption(name, f"{default.value:f}", default.unit, text, default.source))
    found.append(
        Assumption(
            "end", scenario.end.isoformat(), "instant", "The horizon ends here", scenario.end_source
        )
    )
    if cut_s:
        text = "The end is not on the grid: it is taken earlier, so nobody arrives in the last part"
        found.append(Assumption("end_cut_s", str(cut_s), "s", text, None))
    told_now = [c.id for c in scenario.corridors if c.notice_hours and c.notified is None]
    if told_now:
        text = f"Not told yet, so told now: holders of corridors {', '.join(told_now)}"
        found.append(Assumption("notified", facts.as_of.isoformat(), "instant", text, None))
    return tuple(found)


def _defaults_used(facts: Facts) -> list[str]:
    scenario = facts.scenario
    used = [n for n in ("capacity_use", "walking_limit_km") if getattr(scenario, n) is None]
    if scenario.assumed("occupancy") is None and any(g.mode == "car" for g in scenario.groups):
        used.append("occupancy")
    if scenario.assumed("walk_speed_kmh") is None and any(
        "walk" in link.allowed_uses and link.walk_speed is None for link in scenario.links
    ):
        used.append("walk_speed_kmh")
    return used
