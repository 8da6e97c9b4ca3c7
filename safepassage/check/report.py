"""Report: what the check found, as text for people and as one JSON document."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .claims import ClaimRow
from .rules import RULES, RuleRow, Tally

RATES = ("rate_persons_per_hour", "rate_vehicles_per_hour", "rate_trucks_per_hour")


@dataclass(frozen=True)
class Asserted:
    """Something that rests on a source's word; source None where the inputs name none."""

    address: str
    value: Any
    source: str | None


@dataclass(frozen=True)
class Report:
    """The verdict, every claim with its status, every rule with its smallest margin."""

    bundle: str
    verdict: str
    claims: list[ClaimRow]
    rules: list[RuleRow]
    asserted: list[Asserted]
    if_open: list[str]  # gates that nobody has said to be open, and that are taken as open

    def as_json(self) -> str:
        """One JSON document."""
        return json.dumps(asdict(self), indent=1)

    def as_text(self) -> str:
        """Lines for people."""
        aside = ", if the gates open" if self.if_open else ""
        lines = [f"{self.bundle}: {self.verdict}{aside}", *if_open_lines(self.if_open)]
        lines += ["", "Claims"]
        for claim in self.claims:
            value = "-" if claim.value is None else claim.value
            said = f"  {claim.status:8} {claim.claim:24} {value}  {claim.note}".rstrip()
            lines.append(said + aside)
        lines += ["", "Rules, each with its smallest margin"]
        for rule in self.rules:
            if rule.kept is None:
                lines.append(f"  {'not applicable':15} {rule.rule}")
                continue
            said = f"{rule.margin} {rule.unit}" + (f" at {rule.where}" if rule.where else "")
            lines.append(f"  {'kept' if rule.kept else 'BROKEN':15} {rule.rule:20} {said}")
            if not rule.kept:
                lines.append(f"  {'':15} {RULES[rule.rule]}")
        lines += ["", "On a source's word"]
        lines += [
            f"  {row.address}: {row.value} ({row.source or 'no source named'})"
            for row in self.asserted
        ]
        return "\n".join(lines)


def if_open_lines(addresses: list[str]) -> list[str]:
    """What everything in a report rests on, where gates are taken as open."""
    if not addresses:
        return []
    return [
        "Everything here holds only if the gates open: nobody has said when these are open, and",
        "they are taken as open all the time:",
        *(f"  {address}" for address in addresses),
    ]


def make_report(
    folder: Path,
    tally: Tally,
    claims: list[ClaimRow],
    asserted: list[Asserted],
    if_open: list[str],
) -> Report:
    """Passed when no rule is broken and no claim FAILED."""
    rules = tally.rows()
    bad = any(row.kept is False for row in rules) or any(c.status == "FAILED" for c in claims)
    verdict = "failed" if bad else "passed"
    return Report(str(folder), verdict, claims, rules, asserted, if_open)


def asserted(model: Any) -> list[Asserted]:
    """Headcounts, consents that count, gate hours and rates, seats, aid minimum, known rooms."""
    rows = []
    for group in model["groups"]:
        said = group["headcount"]
        address = f"group/{group['id']}/headcount/{model['headcount']}"
        rows.append(Asserted(address, said[model["headcount"]], said["source"]))
    for corridor in model["corridors"]:
        rows += _consents(f"corridor/{corridor['id']}", corridor)
        rows += _hours(f"corridor/{corridor['id']}/hours", corridor["hours"])
    for crossing in model["crossings"]:
        for gate in crossing["gates"]:
            address = f"crossing/{crossing['id']}/gate/{gate['id']}"
            rows += _consents(address, gate) + _hours(f"{address}/open", gate["open"])
            for rate in RATES:
                if gate[rate] is not None:
                    rows.append(Asserted(f"{address}/{rate}", gate[rate], None))
    for leg in model["legs"]:
        address = f"leg/{leg['id']}"
        rows += _consents(address, leg)
        rows.append(Asserted(f"{address}/seats", leg["seats"], leg["source"]))
    for stream in model["aid_streams"]:
        address = f"aid_stream/{stream['id']}"
        rows += _consents(address, stream)
        least = stream["minimum_per_day"]
        rows.append(Asserted(f"{address}/minimum_per_day", least, stream["source"]))
    for destination in model["destinations"]:
        if destination["room"] is not None:
            sources = sorted({need["source"] for need in destination["needs"] if need["source"]})
            address = f"destination/{destination['id']}/room"
            rows.append(Asserted(address, destination["room"], ", ".join(sources) or None))
    return rows


def _hours(address: str, intervals: list[Any] | None) -> list[Asserted]:
    return [
        Asserted(address, [row["from_s"], row["to_s"]], row["source"]) for row in intervals or ()
    ]


def _consents(address: str, row: Any) -> list[Asserted]:
    return [
        Asserted(f"{address}/consent/{consent['id']}", consent["state"], consent["source"])
        for consent in row["consents"]
        if consent["state"] == "given"
        or (consent["state"] == "conditional" and consent["condition_met"])
    ]
