"""Crossing and gate: one or more gates in series, each with a holder, hours, rates and consents."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.consent import Consent
from safepassage.scenario.interval import Interval
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    Ids,
    MaybeNumber,
    Number,
    OrUnknown,
    Text,
    Unknown,
    is_known,
    refused,
)

Hours = Annotated[tuple[Interval, ...] | Unknown, OrUnknown(tuple[Interval, ...])]


class Gate(Model):
    """One side of a crossing, held by one party."""

    noun: ClassVar[str] = "gate"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    side: Text = field("which side it is, in words")
    holder: Id = field("who operates it", refers_to="parties")
    open: Hours = field("when it is open, each interval with its source; or unknown")
    closed: tuple[Interval, ...] = field(
        "when it is shut after all, each with its source: takes hours back", default=()
    )
    rate_persons_per_hour: MaybeNumber = field(
        "people on foot; 0 = nobody passes on foot", unit="people/h", source="rate_source"
    )
    rate_vehicles_per_hour: MaybeNumber | None = field(
        "cars with the people in them; without it people get off and pass on foot",
        unit="vehicles/h",
        default=None,
        source="rate_source",
    )
    rate_trucks_per_hour: MaybeNumber | None = field(
        "trucks with aid", unit="trucks/h", default=None, source="rate_source"
    )
    rate_source: Id | None = field("who says so", refers_to="sources", default=None)
    eligibility: Ids | None = field(
        "only groups with one of these criteria pass", refers_to="criteria", default=None
    )
    eligibility_source: Id | None = field("who says so", refers_to="sources", default=None)
    consents: tuple[Consent, ...] = field("whose agreement a passing needs", default=())

    @model_validator(mode="after")
    def _figures_have_a_source(self) -> Self:
        rates = (
            self.rate_persons_per_hour,
            self.rate_vehicles_per_hour,
            self.rate_trucks_per_hour,
        )
        if self.rate_source is None and any(is_known(rate) for rate in rates):
            raise refused(
                Refusal(
                    "the gate has a rate on nobody's word",
                    "give rate_source",
                    "if nobody has said, write unknown for the rate",
                )
            )
        if self.eligibility is not None and self.eligibility_source is None:
            raise refused(
                Refusal("the gate has an eligibility on nobody's word", "give eligibility_source")
            )
        return self


class Crossing(Model):
    """Gates in series from a node to a node; nobody waits between two gates."""

    noun: ClassVar[str] = "crossing"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    from_node: Id = field("where people enter", refers_to="nodes")
    to_node: Id = field("where people come out", refers_to="nodes")
    transit_min: Number = field(
        "time from the last gate to the end", unit="min", default=Decimal(0)
    )
    gates: tuple[Gate, ...] = field("the gates in the order of passing")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.from_node == self.to_node:
            raise refused(
                Refusal(
                    f'from_node and to_node are both "{self.from_node}"',
                    "a crossing leads from one node to another",
                    "add a node for the other side to node.csv",
                )
            )
        if not self.gates:
            raise refused(Refusal("the crossing has no gate", "give at least one gate"))
        return self
