"""Streams: aid streams, the gates that their trucks pass, and when these are open to aid."""

from fractions import Fraction
from typing import Any, NamedTuple

from .elements import asked_of_aid, hours_of, rate_of, valid
from .window import EVER, Window, both


class Stream(NamedTuple):
    """Trucks of one consignee; `truck_s` has the seconds of one passing of every gate."""

    name: str
    crossing: str  # name of the element
    truck_s: dict[str, Fraction | None]  # by resource; None: no truck passes
    consented: Window | None  # where every consent asked of aid holds; None: none is asked
    window: Window  # the same, cut with the hours of all gates; not cut with the horizon
    minimum_per_day: Fraction
    quota_per_day: Fraction | None

    def passes(self) -> bool:
        """Whether a truck can pass all gates at all, whatever the hour."""
        return all(self.truck_s.values())


def make_streams(model: Any) -> dict[str, Stream]:
    """All streams of a model."""
    crossings = {row["id"]: row for row in model["crossings"]}
    return {row["id"]: _stream(row, crossings[row["crossing"]]) for row in model["aid_streams"]}


def _stream(row: Any, crossing: Any) -> Stream:
    name = f"crossing/{crossing['id']}"
    window: Window = ((-EVER, EVER),)
    asked = [*asked_of_aid(row), *(c for g in crossing["gates"] for c in asked_of_aid(g))]
    for consent in asked:
        window = both(window, valid(consent, None))
    consented = window if asked else None
    truck_s: dict[str, Fraction | None] = {}
    for gate in crossing["gates"]:
        window = both(window, hours_of(gate["open"]))
        rate = rate_of(gate["rate_trucks_per_hour"])
        truck_s[f"{name}/gate/{gate['id']}"] = 3600 / rate if rate else None
    quota = rate_of(row["quota_per_day"])
    return Stream(
        row["id"], name, truck_s, consented, window, Fraction(row["minimum_per_day"]), quota
    )
