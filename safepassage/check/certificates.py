"""Certificates: runs and rooms as read, or a certificate that is spoilt."""

from itertools import pairwise
from typing import Any

from .inputs import Inputs
from .shapes import is_whole


class Spoilt(Exception):
    """A certificate that cannot be evaluated, and why."""


def a_list(value: Any) -> list[Any]:
    """The value, if it is a list."""
    if not isinstance(value, list):
        raise Spoilt(f"{value!r:.40} is not a list")
    return value


def read_spans(inputs: Inputs, rows: Any) -> dict[str, list[tuple[int, int]]]:
    """Priced seconds [from, to) by resource, in order of time; no two touch the same period."""
    end_s, step_s = inputs.periods * inputs.step_s, inputs.step_s
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in a_list(rows):
        if len(a_list(row)) != 3 or not all(is_whole(number) for number in row[1:]):
            raise Spoilt(f"run {row!r:.60}")
        name, a, b = row
        if not isinstance(name, str) or name not in inputs.resources:
            raise Spoilt(f"run {row!r:.60}: no such resource")
        if not 0 <= a < b <= end_s:
            raise Spoilt(f"run {row!r:.60}: seconds are 0 to {end_s}")
        spans.setdefault(name, []).append((a, b))
    for name, found in spans.items():
        found.sort()
        if any(later[0] // step_s <= (span[1] - 1) // step_s for span, later in pairwise(found)):
            raise Spoilt(f"runs of {name} overlap or touch the same period")
    return spans


def read_runs(inputs: Inputs, rows: Any, width: int) -> dict[str, list[list[int]]]:
    """Runs by resource, in order of time: first and last period, and for 5 columns the price."""
    runs: dict[str, list[list[int]]] = {}
    for row in a_list(rows):
        if len(a_list(row)) != width or not all(is_whole(number) for number in row[1:]):
            raise Spoilt(f"run {row!r:.60}")
        name, first, last, *price = row
        if not isinstance(name, str) or name not in inputs.resources:
            raise Spoilt(f"run {row!r:.60}: no such resource")
        if not 0 <= first <= last < inputs.periods:
            raise Spoilt(f"run {row!r:.60}: periods are 0 to {inputs.periods - 1}")
        if price and min(price[0], price[0] + (last - first) * price[1]) < 0:
            raise Spoilt(f"run {row!r:.60}: a price below 0")
        runs.setdefault(name, []).append(row[1:])
    for name, found in runs.items():
        found.sort()
        if any(later[0] <= run[1] for run, later in pairwise(found)):
            raise Spoilt(f"runs of {name} overlap")
    return runs


def read_rooms(inputs: Inputs, rows: list[Any]) -> dict[str, int]:
    """Priced rooms; each once, none of them unlimited."""
    rooms: dict[str, int] = {}
    for row in rows:
        if len(a_list(row)) != 2 or not isinstance(row[0], str) or row[0] in rooms:
            raise Spoilt(f"room {row!r:.60}")
        destination = inputs.destinations.get(row[0])
        if destination is None or destination.room is None or not is_whole(row[1]) or row[1] < 0:
            raise Spoilt(f"room {row!r:.60}: no such limited room, or no price")
        rooms[row[0]] = row[1]
    return rooms


def read_prices(inputs: Inputs, rows: Any) -> dict[str, list[int]]:
    """The price of every period, by resource."""
    prices = {}
    for name, runs in read_runs(inputs, rows, 5).items():
        prices[name] = price = [0] * inputs.periods
        for first, last, at_first, change in runs:
            price[first : last + 1] = [at_first + i * change for i in range(last + 1 - first)]
    return prices


def read_period(inputs: Inputs, value: Any) -> int:
    """A period of the horizon."""
    if not is_whole(value) or not 0 <= value < inputs.periods:
        raise Spoilt(f"until_period {value!r:.40}")
    return int(value)
