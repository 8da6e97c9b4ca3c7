"""GMNS links of a bundle: speeds and capacities from its whole metres, seconds and rates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from safepassage.canonical import decimal_text
from safepassage.formats.export.csv_text import table
from safepassage.scenario.inputs import Inputs, Link
from safepassage.scenario.link import BACK

HEADER = (
    *("link_id", "name", "from_node_id", "to_node_id", "directed", "length", "capacity", "lanes"),
    *("free_speed", "allowed_uses", "walk_speed", "walk_capacity", "walkers_on_road"),
)
USE = {"car": "auto", "foot": "walk", "truck": "truck"}


class BundleLinks(NamedTuple):
    """link.csv, forbidden_turn.csv (None = no turn is forbidden), and links not written."""

    table: bytes
    turns: bytes | None
    left_out: int


def links_of_bundle(inputs: Inputs) -> BundleLinks:
    """The links of a bundle; the two directions of a road become one row again.

    Links for trucks alone have no figures in a bundle, and are not written.
    """
    links = {link.id: link for link in inputs.links}
    rows = []
    left_out = 0
    for link in inputs.links:
        if link.car_s is None and link.foot_s is None:
            left_out += 1
            continue
        there = links.get(link.id.removesuffix(BACK))
        if link.id.endswith(BACK) and there is not None and _is_back(link, there):
            continue
        back = links.get(link.id + BACK)
        two_way = back is not None and _is_back(back, link)
        rows.append(_row(link, two_way))
    turns = None
    if inputs.forbidden_turns:
        header = ("turn_id", "link_ids", "uses", "basis")
        turns = table(
            header,
            [
                [turn.id, " ".join(turn.links), ",".join(USE[m] for m in turn.modes), turn.basis]
                for turn in inputs.forbidden_turns
            ],
        )
    return BundleLinks(table(HEADER, rows), turns, left_out)


def _is_back(back: Link, there: Link) -> bool:
    """Whether a link is the way back of another, alike in everything."""
    turned = back._replace(
        id=there.id, from_node=back.to_node, to_node=back.from_node, name=there.name
    )
    return back.id == there.id + BACK and turned == there


def _row(link: Link, two_way: bool) -> list[object]:
    uses = [use for use, s in (("auto", link.car_s), ("walk", link.foot_s)) if s is not None]
    # a length rounds to 0 below half a metre, and a link needs one above 0
    metres = Fraction(link.length_m) if link.length_m else Fraction(2, 5)
    return [
        link.id,
        link.name,
        link.from_node,
        link.to_node,
        0 if two_way else 1,
        decimal_text(metres),
        _rate(link.car_per_hour),
        1 if link.car_s is not None else "",
        _speed(metres, link.car_s),
        ",".join(uses),
        _speed(metres, link.foot_s),
        _rate(link.foot_per_hour),
        int(link.walkers_on_road),
    ]


def _rate(rate: Fraction | None) -> str:
    return "" if rate is None else decimal_text(rate)


def _speed(metres: Fraction, seconds: int | None) -> str:
    """km/h with twelve digits, so that the same whole second comes back."""
    return "" if not seconds else f"{Decimal(f'{float(metres * 18 / (5 * seconds)):.12g}'):f}"
