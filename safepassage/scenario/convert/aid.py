"""Aid: streams of trucks as known at an instant."""

from __future__ import annotations

from fractions import Fraction

from safepassage.scenario import inputs
from safepassage.scenario.convert.consents import consents
from safepassage.scenario.convert.facts import Facts


def aid_streams(facts: Facts) -> tuple[inputs.AidStream, ...]:
    """Every aid stream whose source was known."""
    zones = {zone.zone_id for zone in facts.scenario.zones}
    found = []
    for row in facts.scenario.aid_streams:
        address = f"aid_stream/{row.id}"
        if not facts.known(row.source, address, "the aid stream is not used"):
            continue
        quota, tonnes = row.trucks_quota_per_day, row.tonnes_per_truck
        noun = "zone" if row.consignee in zones else "destination"
        found.append(
            inputs.AidStream(
                id=row.id,
                name=row.name,
                crossing=row.crossing,
                consignee=f"{noun}/{row.consignee}",
                minimum_per_day=Fraction(row.trucks_minimum_per_day),
                quota_per_day=None if quota is None else Fraction(quota),
                tonnes_per_truck=None if tonnes is None else Fraction(tonnes),
                consents=consents(facts, row.consents, address),
                source=row.source,
            )
        )
    return tuple(found)
