"""Model rows: the inputs of a plan as one line by address, so that two can be laid side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from safepassage.scenario.inputs import Inputs, Link
from safepassage.scenario.inputs_json import MODEL, inputs_to_files


class Fact(NamedTuple):
    """What stands at an address: its text (None = not known), and on whose word."""

    text: str | None
    source: str | None


# lists of things with an id, and the noun of their address
NOUNS = {
    "assumptions": "assumption",
    "groups": "group",
    "closures": "closure",
    "corridors": "corridor",
    "crossings": "crossing",
    "gates": "gate",
    "consents": "consent",
    "destinations": "destination",
    "legs": "leg",
    "aid_streams": "aid_stream",
    "forbidden_turns": "turn",
    "sources": "source",
}
# seconds since the start: compared as instants, so that another start alone changes none of them
INSTANTS = frozenset(
    {"from_s", "to_s", "cut_off_s", "departs_s", "arrives_s", "latest_departure_s"}
)
# decimals, which a model holds as text
DECIMALS = ("have", "minimum_per_day", "quota_per_day", "occupancy")
LEFT_OUT = frozenset({"periods", "days", "not_planned", "not_used", "parties", "id"})
SAYS_WHO = ("source", "eligibility_source", "have_source")


def model_rows(inputs: Inputs, timezone: str) -> dict[str, Fact]:
    """Every fact that a plan rests on, by address; instants in the local time of a zone.

    Two plans are read in one zone, so that the same instant is the same text.
    """
    model = json.loads(inputs_to_files(inputs)[MODEL])
    end_s = inputs.periods * inputs.step_s
    for closure in model["closures"]:
        if closure["to_s"] == end_s:  # nobody has said when it opens again
            del closure["to_s"]
    for name in ("start", "as_of", "end"):
        model[name] = _local(datetime.fromisoformat(model[name]), ZoneInfo(timezone))
    clock = _Clock(inputs.start, ZoneInfo(timezone))
    found = dict(_walk(model, "", None, clock))
    for address, source in inputs.words.word_for:
        if address in found and found[address].source is None:
            found[address] = Fact(found[address].text, source)
    for claim in inputs.words.claims:
        found[f"claim/{claim.id}"] = Fact(claim.text, claim.source)
    for link in inputs.links:
        found.update(_link_rows(link))
    return found


class _Clock(NamedTuple):
    """Seconds of a model as local instants."""

    start: datetime
    zone: ZoneInfo

    def text(self, second: int) -> str:
        return _local(self.start + timedelta(seconds=second), self.zone)


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


def _walk(value: dict[str, Any], where: str, word: str | None, clock: _Clock) -> Iterator[Any]:
    """(address, fact) of a map and of everything in it; `word`: the source that stands beside."""
    for key in SAYS_WHO:
        word = value.get(key) or word
    for key, item in value.items():
        address = f"{where}{key}"
        if key in LEFT_OUT or (key in SAYS_WHO and where):
            continue
        if key in NOUNS:
            for row in item:
                yield f"{where}{NOUNS[key]}/{row['id']}", Fact("", None)
                yield from _walk(row, f"{where}{NOUNS[key]}/{row['id']}/", word, clock)
        elif key == "needs":
            for row in item:
                yield from _walk(row, f"{where}need/{row['need']}/", word, clock)
        elif key == "starts":
            for row in item:
                yield from _walk(row, f"{where}start_point/{row['node']}/", word, clock)
        elif key == "headcount" and isinstance(item, dict):
            yield from _walk(item, f"{address}/", word, clock)
        elif key == "if_open":
            for gate in item:
                yield f"if_open/{gate}", Fact(gate, None)
        elif key in ("open", "hours"):
            yield address, _hours(item, clock)
        elif key == "ready":
            yield address, Fact(_ready(item), word)
        elif key in INSTANTS and item is not None:
            yield address, Fact(clock.text(item), word)
        elif isinstance(item, str) and (key in DECIMALS or key.endswith("_per_hour")):
            whole, _, rest = item.partition(".")
            yield address, Fact(f"{int(whole):,}" + (f".{rest}" if rest else ""), word)
        else:
            yield address, Fact(_text(item), word)


def _hours(rows: list[Any] | None, clock: _Clock) -> Fact:
    """Hours as text; a run of them that goes on is one, as it is one to whoever passes."""
    if rows is None:
        return Fact(None, None)
    spans = "; ".join(f"{clock.text(row['from_s'])} - {clock.text(row['to_s'])}" for row in rows)
    sources = dict.fromkeys(row["source"] for row in rows if row["source"])
    return Fact(spans or "-", ", ".join(sources) or None)


def _ready(steps: list[list[int]]) -> str:
    """Who is ready when, from being told."""
    return "; ".join(f"{people:,} ({second / 60:g} min)" for second, people in steps)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "-"
    return str(value)


def _link_rows(link: Link) -> Iterator[tuple[str, Fact]]:
    """A road is there or not; what differs in it is told apart by field."""
    where = f"link/{link.id}"
    yield where, Fact("", None)
    for name, value in zip(link._fields[1:], link[1:], strict=True):
        if name != "name":
            yield f"{where}/{name}", Fact(None if value is None else str(value), None)
