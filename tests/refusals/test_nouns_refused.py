"""One case per message about things that must fit together: ids, intervals, shares, places."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re

import pytest

from safepassage.scenario import read_scenario

Y = "scenario.yaml"
T = "forbidden_turn.csv"
# fmt: off
CASES = {
    "party": (Y, "holder: council", "holder: counsil", r'gate/own/holder: "counsil" is not in parties.*council, guard.*\n.*mean "council"'),
    "party of a consent": (Y, "id: leave, party: guard", "id: leave, party: gaurd", r'scenario.yaml:\d+:\d+: crossing/border/gate/far/consent/leave/party: "gaurd" is not in parties.*council, guard, helpers.*\n.*mean "guard"'),
    "party reached through": (Y, "via: helpers", "via: helper", r'consent/leave/via: "helper" is not in parties.*\n.*mean "helpers"'),
    "party of a corridor's consent": (Y, "id: pass, party: guard", "id: pass, party: nobody", r'corridor/valley/consent/pass/party: "nobody" is not in parties of scenario.yaml. Known: council, guard, helpers'),
    "party of a leg's consent": (Y, "seats: 50, source", "seats: 50, consents: [{id: sail, party: navy, of: people, state: unknown}], source", r'leg/ferry/consent/sail/party: "navy" is not in parties'),
    "party of aid's consent": (Y, "per_day: 2, source", "per_day: 2, consents: [{id: in, party: navy, of: aid, state: unknown}], source", r'aid_stream/food/consent/in/party: "navy" is not in parties'),
    "criterion of a gate": (Y, "eligibility: [passport, listed]", "eligibility: [passport, women]", r'gate/far/eligibility: "women" is not in criteria of scenario.yaml. Known: passport, listed'),
    "criterion of a leg": (Y, "seats: 50, source", "seats: 50, eligibility: [adults], source", r'leg/ferry/eligibility: "adults" is not in criteria'),
    "source": (Y, "end_source: paper", "end_source: papers", r'end_source: "papers" is not in sources.*\n.*mean "paper"'),
    "node": ("link.csv", "square,near", "sqare,near", r'link.csv:2:3: link/main-road/from_node_id: "sqare" is not in node.csv.*\n.*"square"'),
    "link": (Y, "links: [main-road]", "links: [main-raod]", r'corridor/valley/links: "main-raod" is not in link.csv. Known: main-road, main-road~'),
    "criterion": ("group.csv", "passport listed", "passport lsted", r'group/drivers/criteria: "lsted" is not in criteria'),
    "curve": ("group.csv", "paper,table", "paper,tabel", r'"tabel" is not in departure_curves'),
    "population": ("group.csv", "centre,visitors", "centre,visitor", r'"visitor" is not in populations'),
    "zone of group": ("group.csv", "drivers,centre", "drivers,center", r'"center" is not in zone.csv'),
    "consignee": (Y, "consignee: centre", "consignee: nobody", r'"nobody" is not in zone.csv or destinations'),
    "subject": (Y, "gate/far, text", "gate/fra, text", r'claim/hours/subject: .*there is no gate "fra". Known: own, far.*\n.*"far"'),
    "same id": (Y, "id: guard,", "id: council,", r'scenario.yaml:11:5: party/council: party "council" is there twice, also in line 10'),
    "same row": ("node.csv", "yard,Station", "square,Station", r'node.csv:3: node/square: node "square" is there twice, also in line 2'),
    "same gate": (Y, "- id: far\n", "- id: own\n", r'gate "own" is there twice'),
    "same need": (Y, "need: beds, have: 40, unit: beds", "need: water, have: 40, unit: l/day", r'need "water" is there twice'),
    "interval reversed": (Y, "to: 2031-10-25T22:00:00+02:00", "to: 2031-10-25T12:00:00+02:00", r"ends before it begins"),
    "interval of one end": (Y, ", to: 2031-10-25T22:00:00+02:00", "", r"only one end.*Give from and to"),
    "interval of two forms": (Y, "{from: 2031-10-25T20:00:00+02:00,", '{daily_from: "20:00",', r"has parts of both forms"),
    "interval of no form": (Y, 'daily_from: "01:00", daily_to: "24:00", first_day: 2031-10-26, ', "", r"has neither form"),
    "daily reversed": (Y, 'daily_to: "18:00"', 'daily_to: "05:00"', r"daily window ends before.*\n.*over midnight is two"),
    "overlap": (Y, "first_day: 2031-10-26, source: paper}\n          - ", "source: paper}\n          - ", r"open/1: the interval overlaps the one in line \d+"),
    "consent reversed": (Y, "from: 2031-10-25T00:00:00+02:00, to: 2031-10-27T00:00:00+01:00, source: paper, via", "to: 2031-10-25T00:00:00+02:00, from: 2031-10-27T00:00:00+01:00, source: paper, via", r"consent ends .* before it begins"),
    "consent for ever": (Y, "from: 2031-10-25T00:00:00+02:00, to: 2031-10-27T00:00:00+01:00, source: paper, via", "source: paper, via", r"not said for how long"),
    "no condition": (Y, "condition: A bus is sent, ", "", r"conditional without a condition"),
    "nobody's word": (Y, "id: later, party: council, of: all, state: given, from: 2031-10-25T00:00:00+02:00, to: 2031-10-27T00:00:00+01:00, source: late-call", "id: later, party: council, of: all, state: given, from: 2031-10-25T00:00:00+02:00, to: 2031-10-27T00:00:00+01:00", r'given on nobody\'s word.*\n.*"state: unknown"'),
    "rate on nobody's word": (Y, "        rate_source: paper\n", "", r"rate on nobody's word. Give rate_source"),
    "eligibility on nobody's word": (Y, "        eligibility_source: paper\n", "", r"Give eligibility_source"),
    "people on nobody's word": ("group.csv", "300,count", "300,", r"Give people_source"),
    "vehicles on nobody's word": ("zone.csv", "100,count", "100,", r"Give vehicles_source"),
    "have on nobody's word": (Y, "per_person: 1, have_source: count", "per_person: 1", r"beds is there on nobody's word"),
    "room on nobody's word": (Y, "room: 80, room_source: count", "room: 80", r"room is given on nobody's word"),
    "unit of a need": (Y, "unit: l/day", "unit: m3/day", r'unit of water reads "m3/day". Give water in l/day'),
    "room twice": (Y, "kind: reception\n", "kind: reception\n    room: 5\n    room_source: count\n", r"room is given twice. Give either room or needs"),
    "no room": (Y, ", room: 80, room_source: count", "", r'nothing says how much room.*\n.*"room: unknown"'),
    "unlimited shelter": (Y, "room: 80", "room: unlimited", r"Only a destination of kind outside"),
    "low above likely": ("group.csv", "200,251,300", "260,251,300", r"low 260, likely 251, high 300 are not in order"),
    "half known": ("group.csv", "200,251,300", "unknown,251,300", r"some known, some not"),
    "end before start": (Y, "end: 2031-10-26T18", "end: 2031-10-24T18", r"the end .* is not after the start"),
    "leg back in time": (Y, "arrives: 2031-10-25T21", "arrives: 2031-10-25T19", r"arrives .* before it departs"),
    "leg at once": (Y, "arrives: 2031-10-25T21", "arrives: 2031-10-25T20", r"scenario.yaml:\d+:\d+: leg/ferry: the leg arrives .* before it departs.*\n.*[Cc]heck the offsets"),
    "last day": (Y, "seats: 50,", "seats: 50, last_day: 2031-10-24,", r"scenario.yaml:\d+:\d+: leg/ferry/last_day: the last day \(2031-10-24\) is before the first departure \(2031-10-25 in Europe/Madrid\).*\n.*last_day out"),
    "last day by the calendar of the place": (Y, "departs: 2031-10-25T20:00:00+02:00, to: abroad, arrives: 2031-10-25T21:00:00+02:00, seats: 50,", "departs: 2031-10-25T23:30:00Z, to: abroad, arrives: 2031-10-26T01:00:00Z, seats: 50, last_day: 2031-10-25,", r"before the first departure \(2031-10-26 in Europe/Madrid\)"),
    "served by nobody's group": (Y, "seats: 50,", "seats: 50, serves: [held],", r"leg/ferry/serves: leg ferry serves held, and no group is of this population.*\n.*[Tt]ake held out of serves"),
    "population of a leg": (Y, "seats: 50,", "seats: 50, serves: [residents, visitor],", r'leg/ferry/serves: "visitor" is not in populations.*\n.*mean "visitors"'),
    "consignee of aid": (Y, "consignee: centre", "consignee: hotel", r"scenario.yaml:\d+:\d+: aid_stream/food/consignee: no link for trucks or cars leads from near, the inner side of crossing border, to hotel.*\n.*[Aa]dd truck to allowed_uses"),
    "cut-off": (Y, "to: abroad, arrives", "cut_off: 2031-10-25T20:30:00+02:00, to: abroad, arrives", r"the cut-off .* is after the departure"),
    "fleet reversed": (Y, "vehicles: 3,", "vehicles: 3, from: 2031-10-26T00:00:00Z, to: 2031-10-25T00:00:00Z,", r"fleet is available to before from"),
    "quota": (Y, "trucks_minimum_per_day: 2,", "trucks_minimum_per_day: 2, trucks_quota_per_day: 1,", r"the quota \(1\) is less than the minimum"),
    "closure back in time": ("closure.csv", "19:00:00+02:00,2031-10-25T23", "19:00:00+02:00,2031-10-25T17", r"closure ends .* before it starts"),
    "points fall": (Y, "[30, 0.5], [60, 1]", "[30, 0.5], [20, 1]", r"after \[30, 0.5\] comes \[20, 1\]. The points ascend"),
    "points stop": (Y, "[60, 1]]", "[60, 0.9]]", r"last point has share 0.9"),
    "points no pair": (Y, "[60, 1]]", "60]", r"a point is not a pair"),
    "curve form": (Y, "form: rayleigh, scale_min: 30", "form: rayleigh", r"form rayleigh lacks scale_min. Give scale_min"),
    "curve too much": (Y, "id: at-once, form: at_once", "id: at-once, form: at_once, scale_min: 3", r"form at_once has scale_min. Give nothing more"),
    "assumption": (Y, "value: 2.5, unit", "value: many, unit", r'assumption/occupancy: "many" is not a number'),
    "unit of assumption": (Y, "unit: people/vehicle", "unit: persons", r"the unit of occupancy reads persons. Give it in people/vehicle"),
    "shares": ("start_point.csv", ",0.3", ",0.2", r"start_point.csv:3:4: .*the shares of zone centre add up to 0.9"),
    "no cars": ("zone.csv", "100,count", ",", r"vehicles is empty, and group drivers of this zone goes by car.*\n.*count them"),
    "cars unknown": ("zone.csv", "100,count", "unknown,", r"vehicles is unknown, and group drivers"),
    "swapped": ("node.csv", "-1.101,42.501", "42.501,-1.101", r"node.csv:3:3: .*more than 500 km.*\n.*[Ss]wap them: x_coord -1.101"),
    "swapped zone": ("zone.csv", "-1.100,42.500", "42.500,-1.100", r"zone.csv:2:4: .*more than 500 km"),
    "crossing to itself": (Y, "to_node: beyond", "to_node: near", r'from_node and to_node are both "near"'),
    "no gate": (Y, "    gates:\n", "    gates: []\n  - id: second\n    name: Second\n    from_node: near\n    to_node: beyond\n    gates:\n", r"the crossing has no gate"),
    "link to itself": ("link.csv", "yard,square", "square,square", r'the link begins and ends at "square"'),
    "no rate for a mode": ("link.csv", "600.5,2,30", "600.5,,30", r"allowed_uses reads auto walk truck, and lanes is empty"),
    "no use": ("link.csv", "walk,2,600,0,,,invented\nhall", ",2,600,0,,,invented\nhall", r"allowed_uses: is empty"),
    "link of a turn": (T, "yard-lane hall-way", "yard-lane hal-way", r'forbidden_turn.csv:2:2: forbidden_turn/no-short-cut/link_ids: "hal-way" is not in link.csv.*\n.*mean "hall-way"'),
    "no way back": (T, "yard-lane hall-way", "yard-lane yard-lane~", r'"yard-lane~" is the way back of link yard-lane, which is one way.*\n.*[Nn]ame the link that leads back'),
    "turn of one link": (T, "yard-lane hall-way", "yard-lane", r"link_ids names 1 link. Give two or more links in the order of travel.*\n.*closure"),
    "turn of no link": (T, "yard-lane hall-way", "", r"forbidden_turn.csv:2:2: forbidden_turn/no-short-cut/link_ids: is empty"),
    "turn out of order": (T, "yard-lane hall-way", "hall-way yard-lane", r"link yard-lane does not follow link hall-way: hall-way ends at hall, and yard-lane begins at yard.*\n.*order of travel"),
    "turn the other way": (T, "yard-lane hall-way", "yard-lane main-road~", r"main-road~ does not follow link yard-lane: .*\n.*[Ww]rite main-road if the other direction"),
    "use of a turn": (T, ",walk,", ",tram,", r'uses: "tram" is not a use. Give auto, walk or truck'),
    "use that a link does not allow": (T, ",walk,", ",walk auto,", r"forbidden_turn.csv:2:3: .*forbidden for auto, and link yard-lane is for walk only.*\n.*[Tt]ake auto out of uses"),
    "uses left empty": (T, ",walk,", ",,", r"forbidden for auto, and link yard-lane is for walk only"),
    "same turn": (T, "no-short-cut,yard-lane", "one,yard-lane hall-way,walk,\nno-short-cut,yard-lane", r"forbidden_turn.csv:3: forbidden_turn/no-short-cut: the same links are forbidden for walk in turn one \(line 2\)"),
    "same id of a turn": (T, "no-short-cut,yard-lane", "no-short-cut,yard-lane hall-way,walk,\nno-short-cut,yard-lane", r'turn "no-short-cut" is there twice'),
    "structure": ("link.csv", "contraflow,basis\nmain-road,Main Road,square,near,0,2.5,primary,600.5,2,30,\"auto, walk;truck\",,900,1,300,1,invented", "contraflow,basis,structure\nmain-road,Main Road,square,near,0,2.5,primary,600.5,2,30,\"auto, walk;truck\",,900,1,300,1,invented,brigde", r'link.csv:2:18: link/main-road/structure: "brigde" is not a structure. Give bridge, tunnel or ford.*\n.*mean "bridge"'),
    "width": ("link.csv", "contraflow,basis\nmain-road,Main Road,square,near,0,2.5,primary,600.5,2,30,\"auto, walk;truck\",,900,1,300,1,invented", "contraflow,basis,width_m\nmain-road,Main Road,square,near,0,2.5,primary,600.5,2,30,\"auto, walk;truck\",,900,1,300,1,invented,0", r"width_m: 0 is not allowed. Give a number, more than 0, in m"),
    "two config rows": ("config.csv", "town,km", "town,m,mph,WGS84,m\ntown,km", r"config.csv:3: .*second row"),
}
# fmt: on


HELD = (
    Y,
    "  - {id: visitors, name: Visitors}",
    "  - {id: visitors, name: Visitors}\n  - {id: held, name: Held}",
)


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_fit_together_says_how_to_mend_it(refuse, name):
    file, old, new, words = CASES[name]
    message = refuse((file, old, new), *([HELD] if "[held]" in new else []))
    assert re.search(words, message), message
    assert f"{file}:" in message


def test_a_crossing_that_hangs_in_the_air_is_refused(refuse):
    nowhere = ("node.csv", "hall,,", "cliff,,-1.08,42.51,,\nhall,,")
    message = refuse(nowhere, (Y, "from_node: near", "from_node: cliff"))
    assert "no link leads to node cliff, so the crossing is not connected" in message
    message = refuse(
        (Y, "from_node: cliff", "from_node: near"), (Y, "to_node: beyond", "to_node: cliff")
    )
    assert "no link leads on from node cliff" in message


def test_a_leg_that_cannot_serve_whom_it_serves_is_refused(refuse, town):
    """No group of the population starts where a way leads to the departure: a slip of the pen."""
    far = ("node.csv", "hall,,", "cliff,,-1.08,42.51,,\nhall,,")
    serves = (Y, "node: near, departs", "node: cliff, serves: [residents, visitors], departs")
    message = refuse(far, serves)
    assert message.startswith("2 problems")
    assert re.search(
        r"scenario.yaml:\d+:\d+: leg/ferry/serves: leg ferry serves residents, and no way leads from "
        r"where these people start \(square, yard\) to cliff, where it leaves.*if all of them were "
        r"open.*\n.*[Tt]ake residents out of serves, or add the way",
        message,
    ), message
    # another leg that leads there is a way; so is a leg that serves whomever it can
    text = (town / Y).read_text(encoding="utf-8")
    tram = (
        "  - {id: tram, name: Tram, node: yard, departs: 2031-10-25T19:00:00+02:00, to: cliff, "
        "arrives: 2031-10-25T19:30:00+02:00, seats: 9, source: paper}\n\nfleets:"
    )
    (town / Y).write_text(text.replace("fleets:", tram, 1), encoding="utf-8")
    assert len(read_scenario(town).legs) == 2


def test_without_roads_for_trucks_nothing_is_asked_of_a_consignee(town):
    (town / "link.csv").write_text(
        (town / "link.csv").read_text(encoding="utf-8").replace(";truck", ""), encoding="utf-8"
    )
    text = (town / Y).read_text(encoding="utf-8").replace("consignee: centre", "consignee: hotel")
    (town / Y).write_text(text, encoding="utf-8")
    assert read_scenario(town).aid_streams[0].consignee == "hotel"


def test_a_zone_without_a_start_point_is_refused(refuse):
    message = refuse(("zone.csv", "centre,Centre", "edge,Edge,,,,,\ncentre,Centre"))
    assert "zone.csv:2: zone/edge: zone edge has no start point" in message
    assert "edge,<node_id>,<name>,1" in message


def test_no_way_out_at_all_is_an_input_error(refuse):
    """A bad input is refused; people behind a closed gate are an answer (design, rule 9)."""
    one_way = ("link.csv", "square,near,0", "beyond,near,1")
    message = refuse(one_way, (Y, "node: hall", "node: beyond"), (Y, "node: hall", "node: beyond"),
                     (Y, "node: near, departs", "node: beyond, departs"))  # fmt: skip
    assert "no zone reaches any destination, even with every gate, link and consent open" in message


def test_a_table_without_rows_is_refused(refuse):
    message = refuse(("start_point.csv", "centre,square,,0.7\ncentre,yard,Station,0.3\n", ""))
    assert "the table has no row" in message


def test_all_problems_come_in_one_go_by_file_and_line(refuse):
    message = refuse(
        ("group.csv", "resident,car", "resident,bus"),
        (Y, "holder: guard", "holder: gurad"),
        (Y, "Europe/Madrid", "Madrid"),
        ("link.csv", "600.5", "-1"),
    )
    places = re.findall(r"^(\S+?):(\d+)", message, re.MULTILINE)
    assert message.startswith("4 problems to mend:")
    assert [file for file, _ in places] == [Y, Y, "link.csv", "group.csv"]
    assert int(places[0][1]) < int(places[1][1])


def test_of_a_long_list_only_the_nearest_are_shown(refuse, town):
    rows = "".join(f"n{i},,-1.1,42.5,,\n" for i in range(40))
    message = refuse(("node.csv", "hall,,", rows + "hall,,"), (Y, "node: square", "node: sqare"))
    assert re.search(r'"sqare" is not in node.csv. 45 are known; nearest: square', message)
