"""One case per message about a value: where, what was read, what is allowed, how to mend."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re

import pytest

Y = "scenario.yaml"
RATE = "rate_persons_per_hour: 240"

# fmt: off
CASES = {
    "thousands": (Y, RATE, "rate_persons_per_hour: 1,200", r'"1,200" has a thousands.*\n.*Write 1200'),
    "comma": ("start_point.csv", ",0.7", ',"0,7"', r'"0,7" has a comma.*\n.*Write 0\.7'),
    "percent": ("start_point.csv", ",0.7", ",70%", r'"70%" has a percent sign.*share.*\n.*Write 0\.7'),
    "unit": ("link.csv", "0,2.5,", "0,2.5 km,", r'"2.5 km" has a unit.*\n.*Write 2\.5'),
    "negative": (Y, RATE, "rate_persons_per_hour: -5", r"far/rate_persons_per_hour: -5 is not allowed.*people/h"),
    "yes": (Y, RATE, "rate_persons_per_hour: true", r'"true" is yes or no, and a number is meant'),
    "nan": (Y, RATE, "rate_persons_per_hour: .nan", r'".nan" is not a number.*\n.*say so: "unknown"'),
    "inf": ("link.csv", "600.5", "inf", r'"inf" is not a number'),
    "huge": (Y, RATE, "rate_persons_per_hour: 1e99", r"out of any sensible range"),
    "share": ("group.csv", "count,0.5", "count,1.5", r"1.5 is not allowed. Give a number, from 0 to 1"),
    "whole": ("group.csv", "200,251", "200.5,251", r"200.5 is not a whole number"),
    "unknown": ("group.csv", "count,0.5", "count,unknown", r"unknown is not allowed here"),
    "empty": (Y, RATE, "rate_persons_per_hour:", r"is empty. It says: people on foot"),
    "empty cell": ("link.csv", "square,near", ",near", r"from_node_id: is empty"),
    "missing": (Y, "title: ", "# ", r"title: is missing.*\n.*Write \"title: ...\""),
    "word": (Y, "kind: refuge", "kind: refug", r'"refug" is not allowed.*shelter.*\n.*mean "refuge"'),
    "naive": (Y, "start: 2031-10-25T18:00:00+02:00", "start: 2031-10-25T18:00:00", r"has no offset.*\n.*offset"),
    "no instant": (Y, "end: 2031-10-26T18:00:00+01:00", "end: tomorrow", r'"tomorrow" is not an instant'),
    "no such day": (Y, "2031-10-26T18:00:00+01:00\nend", "2031-10-32T18:00:00+01:00\nend", r"not an instant of the cal"),
    "part of a second": (Y, "18:00:00+01:00\nend", "18:00:00.5+01:00\nend", r"part of a second"),
    "year": (Y, "last_day: 2031-10-26", "last_day: 9999-10-26", r"is of the year 9999. Give a year from 1900 to 2199"),
    "clock": (Y, '"01:00"', '"1 am"', r'"1 am" is not a time of day.*\n.*in quotes'),
    "no date": (Y, ", date: 2031-10-24}", "}", r"source/paper/date: is missing"),
    "bad date": (Y, "date: 2031-10-24}", "date: last week}", r'"last week" is not an instant'),
    "zone": (Y, "Europe/Madrid", "Madrid", r'"Madrid" is not a time zone.*Europe/Madrid'),
    "id": ("node.csv", "square,Town", "the square,Town", r'"the square" is not an id.*space.*\n.*the-square'),
    "mode": ("group.csv", "resident,car", "resident,auto", r'"auto" is not a mode.*\n.*Write car'),
    "bus": ("group.csv", "resident,car", "resident,bus", r"seats of legs and fleets"),
    "use": ("link.csv", "auto, walk", "car, walk", r'"car" is not a use.*\n.*Write auto'),
    "yes or no": ("link.csv", "near,0,", "near,both,", r'"both" is neither yes nor no'),
    "list": (Y, "open: unknown", "open: always", r'"always" stands here. Give a list, or the word "unknown"'),
    "no list": (Y, "legs:\n", "legs: 3\nx_legs:\n", r"legs: a single value stands here. Give a list"),
    "no map": (Y, "legs:\n", "legs:\n  - ferry\n", r"Give keys and values"),
    "map": (Y, "name: Border\n", "name: {a: 1}\n", r"a group of keys stands here"),
    "extra": (Y, "transit_min", "transit", r'"transit" is not a key of a crossing.*\n.*mean "transit_min"'),
    "extra at top": (Y, "aid_streams", "aid_stream", r'"aid_stream" is not a key of.*\n.*"aid_streams"'),
    "latitude": ("node.csv", "-1.100,42.500", "-1.100,92.5", r"no latitude \(were x_coord"),
    "sex": (Y, "kind: nationality", "kind: sex", r'scenario.yaml:\d+:\d+: criterion/passport/kind: "sex" is not a criterion that may be used.*\n.*discrimination.*[Rr]emove'),
    "age": (Y, "kind: nationality", "kind: age", r'"age" is not a criterion that may be used.*\n.*discrimination'),
    "ethnicity": (Y, "kind: list", "kind: ethnicity", r'criterion/listed/kind: "ethnicity" is not a criterion.*\n.*discrimination'),
    "religion": (Y, "kind: nationality", "kind: religion", r"Allowed are nationality.*\n.*discrimination"),
    "crs": ("config.csv", "WGS84", "EPSG:3857", r'"EPSG:3857" is not read'),
    "length unit": ("config.csv", "town,km", "town,feet", r'"feet" is not allowed. Give one of: m, km, mi'),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_a_value_that_is_refused_says_how_to_mend_it(refuse, name):
    file, old, new, words = CASES[name]
    message = refuse((file, old, new))
    assert re.search(words, message), message
    assert f"{file}:" in message
