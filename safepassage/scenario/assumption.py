"""Assumption: a value that no source gives, or gives only in general."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import WithJsonSchema, model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text, number, refused

# what this version reads by name: id -> unit
KNOWN_UNITS = {"occupancy": "people/vehicle", "walk_speed_kmh": "km/h"}

# read as text, so that 4.80 stays 4.80; a file may hold it as a number
TextOrNumber = Annotated[Text, WithJsonSchema({"type": ["string", "number"], "title": "Value"})]


class Assumption(Model):
    """A value that no source gives, or gives only in general; shown with every answer."""

    noun: ClassVar[str] = "assumption"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("occupancy and walk_speed_kmh are used; any other is shown")
    value: TextOrNumber = field("the value", source="source")
    unit: Text = field("its unit")
    text: Text = field("what it means, in a sentence")
    source: Id | None = field("where it comes from", refers_to="sources", default=None)

    @model_validator(mode="after")
    def _known_ones_are_numbers(self) -> Self:
        unit = KNOWN_UNITS.get(self.id)
        if unit is None:
            return self
        try:
            number(above=True).read(self.value)
        except Refusal as refusal:
            raise refused(refusal) from None
        if self.unit != unit:
            raise refused(Refusal(f"the unit of {self.id} reads {self.unit}", f"give it in {unit}"))
        return self
