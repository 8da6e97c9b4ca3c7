"""Destination: where people have arrived, with room as the least of what its needs allow."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    MaybeNumber,
    Positive,
    Text,
    Unknown,
    is_known,
    number,
    one_of,
    refused,
)

# the needs that are read, each with its one unit
UNITS = {
    "floor_area": "m2",
    "water": "l/day",
    "toilets": "toilets",
    "food": "kcal/day",
    "health": "posts",
    "beds": "beds",
}
KINDS = ("shelter", "reception", "refuge", "outside")
Room = Annotated[
    int | Unknown | Literal["unlimited"], number(whole=True, unknown=True, words=("unlimited",))
]


class Need(Model):
    """What a destination has of one need, and how much one person takes by a named standard."""

    noun: ClassVar[str] = "need"
    key: ClassVar[tuple[str, ...]] = ("need",)

    need: Annotated[str, one_of(*UNITS)] = field("which need")
    have: MaybeNumber = field("what is there, or unknown", source="have_source")
    unit: Text = field("unit of what is there")
    per_person: Positive = field("what one person takes, in the same unit")
    have_source: Id | None = field("who says what is there", refers_to="sources", default=None)
    standard_source: Id = field("the standard that says how much", refers_to="sources")

    @property
    def room(self) -> int | None:
        """For how many people it is enough; None = not known."""
        have = self.have
        return int(have // self.per_person) if isinstance(have, Decimal) else None

    @model_validator(mode="after")
    def _unit_and_source(self) -> Self:
        if self.unit != UNITS[self.need]:
            raise refused(
                Refusal(
                    f'the unit of {self.need} reads "{self.unit}"',
                    f"give {self.need} in {UNITS[self.need]}, have and per_person alike",
                )
            )
        if is_known(self.have) and self.have_source is None:
            raise refused(
                Refusal(
                    f"{self.need} is there on nobody's word",
                    "give have_source",
                    'if nobody has said, write "have: unknown"',
                )
            )
        return self


class Destination(Model):
    """A place where people have arrived: shelter, reception, refuge of last resort, or outside."""

    noun: ClassVar[str] = "destination"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    node: Id = field("where it stands", refers_to="nodes")
    kind: Annotated[str, one_of(*KINDS)] = field("refuge = of last resort, counted apart")
    room: Room | None = field(
        "people, instead of needs: a number, unknown, or unlimited (only outside)",
        unit="people",
        default=None,
        source="room_source",
    )
    room_source: Id | None = field("who says so", refers_to="sources", default=None)
    needs: tuple[Need, ...] = field("what is there; room is the least of it", default=())
    intake_per_hour: Positive | None = field(
        "how many can be taken in", unit="people/h", default=None, source="intake_source"
    )
    intake_source: Id | None = field("who says so", refers_to="sources", default=None)

    @model_validator(mode="after")
    def _room_is_said_once(self) -> Self:
        if (self.room is None) == (not self.needs):
            raise refused(
                Refusal(
                    "room is given twice" if self.needs else "nothing says how much room there is",
                    "give either room or needs",
                    'if nobody knows, write "room: unknown"; unknown room never counts',
                )
            )
        if self.room == "unlimited" and self.kind != "outside":
            raise refused(
                Refusal(
                    f"the room of a {self.kind} reads unlimited",
                    "only a destination of kind outside may be unlimited",
                    "give its needs, or the number of people",
                )
            )
        if isinstance(self.room, int) and self.room_source is None:
            raise refused(Refusal("room is given on nobody's word", "give room_source"))
        return self
