"""Group: people of a zone who move alike (group.csv)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import (
    Id,
    Ids,
    Instant,
    MaybeWhole,
    Reads,
    Share,
    Text,
    YesNoUnknown,
    refused,
)


def read_mode(text: str) -> str:
    """car or foot; a bus, boat or ambulance is a seat of a leg or fleet, not a mode."""
    if text.lower() in ("car", "foot"):
        return text.lower()
    other = {"walk": "foot", "auto": "car"}.get(text.lower())
    raise Refusal(
        f"{quoted(text)} is not a mode of a group",
        "give car or foot",
        f"write {other}" if other else "bus, boat and ambulance are seats of legs and fleets",
    )


class Group(Model):
    """People of a zone who move alike; headcounts are people present, not people who go."""

    noun: ClassVar[str] = "group"
    key: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: Id = field("short name for addresses")
    zone_id: Id = field("where they are", refers_to="zones")
    population: Id = field("whom they are counted with", refers_to="populations")
    kind: Text = field("resident, visitor, hospital, school, ...")
    mode: Annotated[str, Reads(read_mode, {"enum": ["car", "foot"]})] = field("how they start")
    people_low: MaybeWhole = field("people present, low", unit="people", source="people_source")
    people_likely: MaybeWhole = field(
        "people present, likely", unit="people", source="people_source"
    )
    people_high: MaybeWhole = field("people present, high", unit="people", source="people_source")
    people_source: Id | None = field("who counted", refers_to="sources", default=None)
    share_going: Share = field("share expected to go (moving is voluntary)", source="share_source")
    share_source: Id | None = field("who says so", refers_to="sources", default=None)
    departure_curve: Id = field("when they are ready", refers_to="departure_curves")
    latest_departure: Instant | None = field("last instant to leave", default=None)
    criteria: Ids = field("criteria that they meet", refers_to="criteria", default=())
    able_to_walk: YesNoUnknown = field("whether they can walk the way", default=True)
    companions: Ids = field(
        "groups that must not be left behind by this one", refers_to="groups", default=()
    )

    @model_validator(mode="after")
    def _headcount(self) -> Self:
        low, likely, high = self.people_low, self.people_likely, self.people_high
        if isinstance(low, int) and isinstance(likely, int) and isinstance(high, int):
            if not low <= likely <= high:
                raise refused(
                    Refusal(
                        f"people low {low}, likely {likely}, high {high} are not in order",
                        "low is at most likely, and likely at most high",
                        "write the same figure three times if there is only one",
                    )
                )
            if self.people_source is None:
                raise refused(
                    Refusal(
                        "the people are counted on nobody's word",
                        "give people_source",
                        "if nobody has counted, write unknown three times",
                    )
                )
        elif not low == likely == high:
            raise refused(
                Refusal(
                    f"people low {low}, likely {likely}, high {high}: some known, some not",
                    "give three numbers, or unknown three times",
                )
            )
        return self
