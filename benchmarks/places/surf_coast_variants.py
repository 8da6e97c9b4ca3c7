"""Variants: who is told when and what is closed when, in each of the council's S1 to S7.

Messages and closures are read from the shared files. Which of them belong together is not said
there; it is said by scenario1.xml to scenario7.xml of the exercise's public repository,
agentsoz/ees, ees/scenarios/surf-coast-shire/midweek-in-jan. Two files that these name are not
among the shared ones, traffic-mgt-points.s4.json and .s6.json: each is the closures of another
file and points of the council's or police's list, which are.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

START = datetime.fromisoformat("2022-01-12T12:15:00+11:00")  # a Wednesday; the files give no day


class Variant(NamedTuple):
    """One of S1 to S7, by the files that say what it is."""

    name: str
    what: str
    closures: str
    messages: str | None = None  # None: nobody is told
    points: str | None = None  # list of traffic points that are closed too
    only: tuple[str, ...] = ()  # ids of these points; none = all
    points_from: str = ""


VARIANTS = (
    Variant("S1", "no message; fire closes roads", "s1"),
    Variant("S2", "all zones at 12:15; fire closes roads", "s1", "s2"),
    Variant("S3", "as S2, and the council's traffic points 1 to 11 from 13:14", "s3", "s2"),
    Variant(
        "S4",
        "as S2, and the police's traffic points from 13:15",
        "s1",
        "s2",
        "traffic-mgt-points-vicpol.csv",
        points_from="1315",
    ),
    Variant("S5", "high-risk zones at 12:15; closures as in S3", "s3", "s5"),
    Variant(
        "S6",
        "Aireys Inlet and rural zones at 12:15, Anglesea at 14:15; closures as in S3, and the "
        "Great Ocean Road out of Lorne to the east from 13:14 (too late to leave)",
        "s3",
        "s6",
        "traffic-mgt-points.csv",
        only=("12",),
        points_from="1314",
    ),
    Variant(
        "S7",
        "Lorne and rural zones at 12:15, Aireys Inlet at 13:15, Anglesea at 14:15; closures as "
        "in S3",
        "s3",
        "s7",
    ),
)


class Closed(NamedTuple):
    """Links that are closed between two instants, and why."""

    links: tuple[str, ...]
    from_: datetime
    to: datetime
    why: str


def told(data: Path, variant: Variant) -> dict[str, datetime]:
    """Name of a zone -> when it is told; the first time, where it stands in two messages."""
    found: dict[str, datetime] = {}
    if variant.messages is not None:
        tree = json.loads((data / f"messages.{variant.messages}.json").read_text(encoding="utf-8"))
        for message in tree["messages"]:
            at = on_the_day(message["broadcastHHMM"])
            for zone in message["broadcastZones"]:
                found[zone] = min(at, found.get(zone, at))
    return found


def closed(data: Path, variant: Variant) -> list[Closed]:
    """Everything that is closed in a variant; a speed of at most 0.001 km/h is closed."""
    name = f"traffic-mgt-points.{variant.closures}.json"
    rows = [
        _disruption(row)
        for row in json.loads((data / name).read_text(encoding="utf-8"))["disruptions"]
    ]
    if variant.points is not None:
        last = max(row.to for row in rows)
        with (data / variant.points).open(encoding="utf-8", newline="") as file:
            for point in csv.DictReader(file):
                if not variant.only or point["ID"] in variant.only:
                    why = f"traffic point {point['ID']}, {point['Description']}"
                    at = on_the_day(variant.points_from)
                    rows.append(Closed((point["LinkId"],), at, last, why))
    return rows


def _disruption(row: dict[str, Any]) -> Closed:
    if row["effectiveSpeedUnit"] != "KMPH" or float(row["effectiveSpeed"]) > 0.001:
        raise ValueError(f"{row['description']}: a lower speed, not a closure")
    return Closed(
        tuple(row["impactedLinks"]),
        on_the_day(row["startHHMM"]),
        on_the_day(row["endHHMM"]),
        row["description"],
    )


def links_of(rows: Iterable[Closed]) -> set[str]:
    """All links that are closed at some time."""
    return {link for row in rows for link in row.links}


def on_the_day(hhmm: str) -> datetime:
    """An hour and minute of the files on the day of the scenario."""
    midnight = START.replace(hour=0, minute=0)
    return midnight + timedelta(hours=int(hhmm[:2]), minutes=int(hhmm[2:]))
