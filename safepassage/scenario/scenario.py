"""Scenario: what the user wrote, checked; a folder with scenario.yaml and tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self
from zoneinfo import ZoneInfo

from pydantic import model_validator

from safepassage.problems import Refusal, quoted
from safepassage.scenario.aid import AidStream
from safepassage.scenario.assumption import Assumption
from safepassage.scenario.card_text import CardText
from safepassage.scenario.claim import Claim
from safepassage.scenario.closure import Closure
from safepassage.scenario.corridor import Corridor
from safepassage.scenario.criterion import Criterion
from safepassage.scenario.crossing import Crossing
from safepassage.scenario.departure_curve import DepartureCurve
from safepassage.scenario.destination import Destination
from safepassage.scenario.fleet import Fleet
from safepassage.scenario.forbidden_turn import ForbiddenTurn
from safepassage.scenario.group import Group
from safepassage.scenario.hazard import Hazard
from safepassage.scenario.help_line import HelpLine
from safepassage.scenario.leg import Leg
from safepassage.scenario.link import Link
from safepassage.scenario.local_name import LocalName
from safepassage.scenario.model import Model, field
from safepassage.scenario.network_config import NetworkConfig
from safepassage.scenario.node import Node
from safepassage.scenario.party import Party
from safepassage.scenario.population import Population
from safepassage.scenario.source import Source
from safepassage.scenario.start_point import StartPoint
from safepassage.scenario.statement import Statement
from safepassage.scenario.values import (
    Id,
    Instant,
    Positive,
    Reads,
    ShareAboveZero,
    Text,
    refused,
)
from safepassage.scenario.zone import Zone


def read_timezone(text: str) -> str:
    """The name of a time zone that the computer knows."""
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):
        raise Refusal(
            f"{quoted(text)} is not a time zone",
            "give an IANA name such as Europe/Madrid, Asia/Gaza or Etc/UTC",
        ) from None
    return text


class ScenarioHead(Model):
    """The single values at the top of scenario.yaml."""

    name: Id = field("short name, the same as the folder's")
    title: Text = field("title for people")
    summary: Text | None = field("what it is about, in a sentence", default=None)
    notice: Text | None = field("what every answer and report of it begins with", default=None)
    timezone: Annotated[str, Reads(read_timezone, {"type": "string"})] = field(
        "IANA time zone of the place"
    )
    start: Instant = field("when the plan begins; departure curves count from here")
    end: Instant = field("the end of the horizon", source="end_source")
    end_source: Id | None = field("why it ends then", refers_to="sources", default=None)
    capacity_use: ShareAboveZero | None = field(
        "share of a road's rate that a plan may use; default 0.95", default=None
    )
    walking_limit_km: Positive | None = field(
        "longest way on foot; default 20", unit="km", default=None
    )

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.end <= self.start:
            raise refused(
                Refusal(
                    f"the end ({self.end.isoformat()}) is not after the start "
                    f"({self.start.isoformat()})",
                    "give an end later than the start",
                )
            )
        return self

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone of the place."""
        return ZoneInfo(self.timezone)


class Scenario(ScenarioHead):
    """Everything a user says: in scenario.yaml, and (from `config` on) in CSV tables."""

    noun: ClassVar[str] = "scenario"

    parties: tuple[Party, ...] = field("who holds or decides something", default=())
    sources: tuple[Source, ...] = field("where facts come from", default=())
    claims: tuple[Claim, ...] = field("who said what", default=())
    criteria: tuple[Criterion, ...] = field("conditions of parties on who may pass", default=())
    populations: tuple[Population, ...] = field("people kept apart in every answer", default=())
    departure_curves: tuple[DepartureCurve, ...] = field("who is ready when", default=())
    assumptions: tuple[Assumption, ...] = field("values that no source gives", default=())
    crossings: tuple[Crossing, ...] = field("gates in series", default=())
    corridors: tuple[Corridor, ...] = field("named links with hours and consents", default=())
    destinations: tuple[Destination, ...] = field("where people have arrived", default=())
    hazards: tuple[Hazard, ...] = field("what closes links from an instant on", default=())
    legs: tuple[Leg, ...] = field("departures with seats", default=())
    fleets: tuple[Fleet, ...] = field("vehicles on round trips (read, not planned yet)", default=())
    aid_streams: tuple[AidStream, ...] = field("trucks with aid, by local day", default=())
    statements: tuple[Statement, ...] = field(
        "what somebody states towards a criterion of credibility", default=()
    )
    help: tuple[HelpLine, ...] = field("whom people can ask", default=())
    card_texts: tuple[CardText, ...] = field("words for zone cards, by language", default=())
    config: tuple[NetworkConfig, ...] = field("config.csv: units of the road tables", default=())
    nodes: tuple[Node, ...] = field("node.csv", default=())
    links: tuple[Link, ...] = field("link.csv", default=())
    zones: tuple[Zone, ...] = field("zone.csv", default=())
    start_points: tuple[StartPoint, ...] = field("start_point.csv", default=())
    groups: tuple[Group, ...] = field("group.csv", default=())
    closures: tuple[Closure, ...] = field("closure.csv", default=())
    forbidden_turns: tuple[ForbiddenTurn, ...] = field("forbidden_turn.csv", default=())
    names: tuple[LocalName, ...] = field("local_name.csv: names in other languages", default=())

    def assumed(self, name: str) -> Decimal | None:
        """The number of an assumption in the scenario, or None."""
        for assumption in self.assumptions:
            if assumption.id == name:
                return Decimal(assumption.value)
        return None
