"""Link: a road or path between two nodes (GMNS link.csv), with what each mode needs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal, did_you_mean, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    Number,
    Positive,
    Reads,
    ReadsWords,
    Text,
    YesNo,
    refused,
    split_words,
)

USES = ("auto", "walk", "truck")
STRUCTURES = ("bridge", "tunnel", "ford")
BACK = "~"  # ends the id of the way back of a link that goes both ways


def read_use(text: str) -> str:
    """auto, walk or truck."""
    if text.lower() in USES:
        return text.lower()
    other = {"car": "auto", "foot": "walk", "pedestrian": "walk"}.get(text.lower())
    raise Refusal(
        f"{quoted(text)} is not a use",
        "give auto, walk or truck, with spaces between them",
        f"write {other}" if other else did_you_mean(text, USES),
    )


def read_structures(text: str) -> str:
    """bridge, tunnel or ford; several where one link has several on it."""
    words = split_words(text.lower())
    for word in words:
        if word not in STRUCTURES:
            raise Refusal(
                f"{quoted(word)} is not a structure",
                "give bridge, tunnel or ford, or leave it empty",
                did_you_mean(word, STRUCTURES),
            )
    return " ".join(dict.fromkeys(words))


class Link(Model):
    """A road or path; lengths and speeds are in the units of config.csv."""

    noun: ClassVar[str] = "link"
    key: ClassVar[tuple[str, ...]] = ("link_id",)

    link_id: Id = field("short name for addresses")
    name: Text | None = field("name that a driver knows", default=None)
    from_node_id: Id = field("where it begins", refers_to="nodes")
    to_node_id: Id = field("where it ends", refers_to="nodes")
    directed: YesNo = field("1 = one way; 0 = also back, as a second link <id>~", default=True)
    length: Positive = field("length", unit="long_length of config.csv")
    facility_type: Text | None = field("road class", default=None)
    capacity: Number | None = field("cars per lane", unit="vehicles/h", default=None)
    lanes: Number | None = field("lanes in this direction", unit="lanes", default=None)
    free_speed: Positive | None = field(
        "speed of cars on an empty road", unit="speed of config.csv", default=None
    )
    allowed_uses: Annotated[tuple[str, ...], ReadsWords(Reads(read_use, {"enum": list(USES)}))] = (
        field("auto, walk, truck")
    )
    walk_speed: Positive | None = field(
        "speed on foot; without it, the assumption walk_speed_kmh",
        unit="speed of config.csv",
        default=None,
    )
    walk_capacity: Number | None = field("people on foot", unit="people/h", default=None)
    walkers_on_road: YesNo = field("1 = walkers use the lanes of the cars", default=False)
    storage: Number | None = field("cars that find room on it", unit="vehicles", default=None)
    contraflow: YesNo = field("1 = its lanes may be reversed", default=False)
    structure: Annotated[str, Reads(read_structures, {"type": "string"})] | None = field(
        "bridge, tunnel or ford; empty = none of them", default=None
    )
    width_m: Positive | None = field("width of the way", unit="m", default=None)
    basis: Text | None = field("where the figures come from", default=None)
    geometry: Text | None = field("line in WKT, for maps", default=None)

    @model_validator(mode="after")
    def _modes_have_their_figures(self) -> Self:
        if not self.allowed_uses:
            raise refused(Refusal("no use is allowed", "give auto, walk or truck"))
        lacking = [
            name
            for use, names in (
                ("auto", ("capacity", "lanes", "free_speed")),
                ("truck", ("free_speed",)),
                ("walk", ("walk_capacity",)),
            )
            if use in self.allowed_uses
            for name in names
            if getattr(self, name) is None
        ]
        if lacking:
            raise refused(
                Refusal(
                    f"allowed_uses reads {' '.join(self.allowed_uses)}, and "
                    f"{', '.join(dict.fromkeys(lacking))} is empty",
                    "auto needs capacity, lanes and free_speed; walk needs walk_capacity",
                    "fill it in, or take the use out of allowed_uses",
                )
            )
        if self.from_node_id == self.to_node_id:
            raise refused(
                Refusal(
                    f'the link begins and ends at "{self.from_node_id}"',
                    "a link leads from one node to another",
                )
            )
        return self
