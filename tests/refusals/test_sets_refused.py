"""One case per message about --set: what the address may be, what exists there, what was meant."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re

import pytest

# fmt: off
CASES = {
    "crossing/border/gate/far": r"names no single value. Go on with one of: id, side, holder, open|there is no = in it",
    "crossing/border/gate/far=1": r"names no single value. Go on with one of: id, side, holder, open",
    "end": r"there is no = in it. Give ADDRESS=VALUE",
    "crossing/bordr/name=x": r'there is no crossing "bordr". Known: border.*\n.*mean "border"',
    "crossing/border/gate/fra/side=x": r'there is no gate "fra". Known: own, far.*\n.*mean "far"',
    "crossing/border/gates/own/rate=3": r'there is no|"rate" in .* is not known there. Known: id, side',
    "crossing/border/gate/own/rate=3": r'"rate" in .* is not known there. Known: id, side, holder, open, closed, rate_persons_per_hour',
    "crosing/border/name=x": r'"crosing" in crosing/border/name is not known there. Known: name, title.*\n.*mean "crossing"',
    "crossing=3": r"does not say which crossing. Known: border",
    "zone/centre/zone_id=x": r"Ids cannot be set",
    "title/x=3": r"goes on after title",
    "crossing/border/gate/far/open/7/to=2031-10-25T22:00:00Z": r"there is no open/7. Give a number: 0 to 1",
    "crossing/border/gate/own/open/0/to=2031-10-25T22:00:00Z": r'"unknown", no list',
    "capacity_use=[1": r"is not a list or map",
    "crossing/border/gate/far/rate_persons_per_hour=-3": r"--set .*=-3: -3 is not allowed. Give a number, 0 or more",
    "group/drivers/share_going=50%": r'"50%" has a percent sign.*\n.*Write 0.5',
    "crossing/border/gate/far/holder=nobody": r'--set .*: "nobody" is not in parties',
    "end=2031-10-25T15:00:00+02:00": r"the end .* is not after the start",
    "link/hall-way/directed={}": r"a group of keys stands here. Give one value",
    "title=": r"title: is empty|is empty",
}
# fmt: on


@pytest.mark.parametrize("change", CASES)
def test_a_change_that_cannot_be_made_says_what_exists(refuse, change):
    message = refuse(set_=(change,))
    assert re.search(CASES[change], message), message
