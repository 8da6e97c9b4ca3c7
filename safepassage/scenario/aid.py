"""Aid stream: trucks from a crossing to a consignee."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.consent import Consent
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Number, Positive, Text, refused


class AidStream(Model):
    """Trucks that come in through a crossing every local calendar day."""

    noun: ClassVar[str] = "aid_stream"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    name: Text = field("name as people write it")
    crossing: Id = field("where they come in", refers_to="crossings")
    consignee: Id = field("to whom", refers_to=("zones", "destinations"))
    trucks_minimum_per_day: Number = field(
        "must come every day", unit="trucks/day", source="source"
    )
    trucks_quota_per_day: Number | None = field(
        "should come every day", unit="trucks/day", default=None, source="source"
    )
    tonnes_per_truck: Positive | None = field("mean load", unit="t", default=None, source="source")
    source: Id = field("who says so", refers_to="sources")
    consents: tuple[Consent, ...] = field("whose agreement it needs", default=())

    @model_validator(mode="after")
    def _quota_is_more(self) -> Self:
        quota = self.trucks_quota_per_day
        if quota is not None and quota < self.trucks_minimum_per_day:
            raise refused(
                Refusal(
                    f"the quota ({quota}) is less than the minimum ({self.trucks_minimum_per_day})",
                    "the quota is at least the minimum",
                )
            )
        return self
