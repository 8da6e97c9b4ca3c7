"""Leg: one departure with seats, such as a ferry, a bus or a charter."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.consent import Consent
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Day, Id, Ids, Instant, Share, Text, Whole, YesNo, refused


class Leg(Model):
    """A departure: place, instant, cut-off, arrival, seats; with `last_day` one on every day."""

    noun: ClassVar[str] = "leg"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    node: Id = field("where it leaves", refers_to="nodes")
    departs: Instant = field("when it leaves", source="source")
    cut_off: Instant | None = field(
        "last instant to be there; without it, the departure", default=None, source="source"
    )
    to: Id = field("where it arrives", refers_to=("destinations", "nodes"))
    arrives: Instant = field("when it arrives", source="source")
    seats: Whole = field("places; bookings never exceed them", unit="seats", source="source")
    show_up: Share | None = field(
        "share of bookings that show up; a figure, never overbooked", default=None
    )
    last_day: Day | None = field(
        "it leaves every day at the same local times, until this day", default=None, source="source"
    )
    last_departure: YesNo = field("whether a source says that it is the last one", default=False)
    eligibility: Ids | None = field(
        "only groups with one of these criteria", refers_to="criteria", default=None
    )
    serves: Ids | None = field(
        "only people of these populations", refers_to="populations", default=None
    )
    source: Id = field("who says so", refers_to="sources")
    consents: tuple[Consent, ...] = field("whose agreement it needs", default=())

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.arrives <= self.departs:
            raise refused(
                Refusal(
                    f"the leg arrives ({self.arrives.isoformat()}) before it departs "
                    f"({self.departs.isoformat()})",
                    "give an arrival later than the departure",
                    "check the offsets: both may be right in different local times",
                )
            )
        if self.cut_off is not None and self.cut_off > self.departs:
            raise refused(
                Refusal(
                    f"the cut-off ({self.cut_off.isoformat()}) is after the departure",
                    "give a cut_off no later than the departure",
                    "without a cut_off people may board until it departs",
                )
            )
        return self
