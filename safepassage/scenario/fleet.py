"""Fleet: vehicles that make round trips."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    Ids,
    Instant,
    Number,
    PositiveWhole,
    Text,
    Whole,
    one_of,
    refused,
)


class Fleet(Model):
    """Vehicles with a capacity that make round trips."""

    noun: ClassVar[str] = "fleet"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    kind: Annotated[str, one_of("bus", "boat", "ambulance", "train", "aircraft")] = field(
        "what rides"
    )
    vehicles: Whole = field("how many", unit="vehicles", source="source")
    seats: PositiveWhole = field("places in each", unit="seats", source="source")
    node: Id = field("where they stand", refers_to="nodes")
    from_: Instant | None = field("available from", alias="from", default=None, source="source")
    to: Instant | None = field("available until", default=None, source="source")
    stops: Ids = field("nodes where they may stop", refers_to="nodes", default=())
    load_min: Number = field("time to load", unit="min", default=Decimal(0))
    unload_min: Number = field("time to unload", unit="min", default=Decimal(0))
    berths: PositiveWhole | None = field("how many may load at once", default=None)
    holder: Id | None = field("who runs it", refers_to="parties", default=None)
    source: Id = field("who says so", refers_to="sources")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.to is not None and self.from_ >= self.to:
            raise refused(
                Refusal(
                    "the fleet is available to before from", "give a from that is earlier than to"
                )
            )
        return self
