"""What is typed by hand is held to the types of facts, and all that is wrong is said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from safepassage.problems import Refusal
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.fact_types import FACT_TYPES
from safepassage.situation.review.claim_line import lines_of, with_line
from safepassage.situation.review.entry import Entry, claim_by_hand
from safepassage.situation.review.norm_names import needed_names, norm_names
from safepassage.situation.review.typed import norm_value, parse_when
from safepassage.situation.when import when_of

from .readout import claims

NOW = datetime(2031, 3, 12, 9, tzinfo=UTC)
GATE = Entry("place_status", ("place=north gate", "status=closed"), "own observation", NOW)


def test_a_call_as_it_is_logged() -> None:
    made = claim_by_hand(
        Entry(
            "contact",
            ("a=Foreign Minister", "b=Consul", "form=call", "topics=buses; lists;", "state=held"),
            "Foreign Ministry",
            NOW,
            role="spokesman",
            party="ministry",
            via=("Varde Post",),
            said="2031-03-11T16:30",
            zone=ZoneInfo("Europe/Athens"),
            reliability="b",
            credibility="2",
        ),
        "7/ana",
    )
    assert made.norm["topics"] == ["buses", "lists"]
    assert made.speaker == Speaker("Foreign Ministry", "spokesman", "ministry")
    assert made.chain == ("Foreign Ministry", "Varde Post")
    assert made.said is not None
    assert made.said.earliest == datetime(2031, 3, 11, 14, 30, tzinfo=UTC)
    assert (made.reliability, made.credibility) == ("B", "2")
    assert (made.evidence, made.document, made.rule) == (None, None, "hand")


def test_what_is_not_given_is_not_known() -> None:
    made = claim_by_hand(GATE, "k")
    assert (made.said, made.valid.since, made.valid.until, made.subject) == (None, None, None, None)
    assert (made.reliability, made.credibility) == ("F", "6")
    assert dict(made.norm) == {"place": "north gate", "status": "closed"}


def test_the_same_entry_twice_is_two_claims() -> None:
    assert claim_by_hand(GATE, "1/ana").id != claim_by_hand(GATE, "2/ana").id
    assert claim_by_hand(GATE, "1/ana").id == claim_by_hand(GATE, "1/ana").id


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "rumour"}, '"rumour" is not a type of fact'),
        ({"values": ("status",)}, '"status" has no = in it'),
        ({"values": ("status=closed", "status=open", "place=x")}, "status is given twice"),
        ({"values": ("statu=closed", "place=x")}, '"statu" is no part of a place_status'),
        ({"values": ("status=shut", "place=x")}, "allowed: open, closed, not_operated"),
        ({"values": ("status=closed",)}, "a place_status needs place= or --subject"),
        ({"values": ("place=x",)}, "a place_status needs status="),
        ({"values": ("status=closed", "place=\x1b[2J")}, "place holds the sign U+001B"),
        ({"values": ("status=closed", f"place={'x' * 2001}")}, "place has 2,001 characters"),
        ({"speaker": " "}, "--speaker is empty"),
        ({"speaker": "a\u202eb"}, "--speaker holds the sign U+202E"),
        ({"said": "2031-03-13"}, "--said 2031-03-13 has not come yet"),
        ({"said": "Tuesday"}, '--said: "Tuesday" is not a time'),
        ({"said": "2031-03-11T16:30"}, "offset"),
        ({"said": "2031-02-30"}, '--said: "2031-02-30" is not a day'),
        ({"said": "2031-03-11/2031-03-10"}, "ends before it begins"),
        ({"subject": "rafah"}, '"rafah" is not an address'),
        ({"subject": "crossing//gate"}, "is not an address"),
        ({"reliability": "G"}, "F (cannot be judged)"),
        ({"credibility": "0"}, "6 (cannot be judged)"),
        ({"values": (*GATE.values, "since=2031-03-03", "until=2031-03-02")}, "before since"),
        ({"values": (*GATE.values, "since=2031-3-3")}, '"2031-3-3" is not a time'),
    ],
)  # fmt: skip
def test_what_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        claim_by_hand(replace(GATE, **change), "k")  # type: ignore[arg-type]
    assert words in f"{refused.value} {refused.value.mend}"


def test_all_that_is_wrong_is_said_at_once() -> None:
    bad = replace(GATE, values=("statu=closed", "until=2031-3-3"), speaker="", said="soon")
    with pytest.raises(Refusal) as refused:
        claim_by_hand(bad, "k")
    text = str(refused.value)
    assert text.startswith("4 things to mend; (1) ")
    for words in (
        '"statu" is no part',
        'Did you mean "status"?',
        "2031-3-3",
        "--said",
        "--speaker",
    ):
        assert words in text


def test_every_type_can_be_written_down_with_what_it_needs() -> None:
    """And each thing it needs is asked for: left out one by one, every one is missed."""
    values = {"low": "3"}
    for kind, rule in FACT_TYPES.items():
        names = [group[0] for group in needed_names(kind)]
        texts = []
        for name in names:
            allowed = rule.allowed.get(name)
            texts.append(f"{name}={allowed[0] if allowed else values.get(name) or 'words'}")
            assert name in norm_names(kind)
        made = claim_by_hand(replace(GATE, kind=kind, values=tuple(texts)), "k")
        assert made.type == kind
        for left_out in range(len(texts)):
            rest = tuple(text for n, text in enumerate(texts) if n != left_out)
            with pytest.raises(Refusal, match=f"a {kind} needs|nothing is said of the {kind}"):
                claim_by_hand(replace(GATE, kind=kind, values=rest), "k")


def test_a_type_alone_says_what_it_needs_and_may_hold() -> None:
    with pytest.raises(Refusal) as refused:
        claim_by_hand(replace(GATE, kind="contact", values=()), "k")
    text = str(refused.value)
    assert "it needs a, b, form. It may hold form (call, meeting" in text
    assert "commitments" in text


def test_hundreds_need_no_bound() -> None:
    values = ("qualifier=vague_plural", "value=hundreds", "measure=trapped", "unit=persons")
    made = claim_by_hand(replace(GATE, kind="figure", values=values), "k")
    assert made.norm["qualifier"] == "vague_plural"
    assert "low" not in made.norm


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,400", 1400), ("1400", 1400), ("2.5", 2.5), ("0", 0), ("-", None), ("", None)],
)
def test_numbers_are_numbers(text: str, value: float | None) -> None:
    assert norm_value("figure", "low", text) == value


@pytest.mark.parametrize("text", ["1.400.000", "-5", "many", "1e3", "1,40", "٣", "nan", "0x10"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a number"):
        norm_value("figure", "low", text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2031-03-14", "2031-03-14"),
        ("2031-03-14/2031-03-16", "2031-03-14/2031-03-16"),
        ("2031-03-14T18:00:00+02:00", "2031-03-14T16:00:00+00:00"),
        ("2031-03-14 18:00", "2031-03-14T16:00:00+00:00"),
        ("within a week", "within a week"),
    ],
)
def test_times_are_kept_as_the_views_read_them(text: str, stored: str) -> None:
    """What `log` writes is what the views of deadlines can read: no time is lost between them."""
    zone = ZoneInfo("Europe/Athens")
    value = norm_value("deadline", "when", text, zone)
    assert value == stored
    read = when_of(value)
    if text[0].isdigit():
        said = parse_when(text, zone if "T" in stored else None)
        assert read is not None
        assert said is not None
        assert (read.earliest, read.latest) == (said.earliest, said.latest)
    else:
        assert read is None


def test_a_range_of_instants_is_refused_where_only_days_can_be_kept() -> None:
    with pytest.raises(Refusal, match="is a range of instants"):
        norm_value("deadline", "when", "2031-03-14T18:00Z/2031-03-14T20:00Z")


def test_lines_show_what_stands_and_take_what_is_allowed() -> None:
    gate, _, figure, position = claims()
    shown = {line.name: line for line in lines_of(gate)}
    assert shown["status"].value == "closed"
    assert "not_operated" in shown["status"].allowed
    assert shown["place"].value == "gate at Varde pier"
    assert shown["speaker"].value == "Ines Holt"
    assert {line.name: line.value for line in lines_of(figure)}["approx"] == "640"
    with pytest.raises(Refusal, match="allowed: supports, opposes"):
        with_line(position, "stance", "likes")


def test_what_a_reviewer_writes_takes_the_place_of_the_words() -> None:
    """Views read the words of a field first, so words that no longer hold may not stay."""
    position = claims()[3]
    joined = replace(position, norm={**position.norm, "party_id": "upper"})
    other = with_line(joined, "party", "Lower Council")
    assert "party" not in other.fields
    assert other.norm["party"] == "Lower Council"
    assert "party_id" not in other.norm  # it was joined to the old words
    inside = with_line(joined, "party", "Upper Council")  # other words of the evidence
    assert inside.fields["party"][0].text == "Upper Council"
    assert position.evidence is not None
    assert inside.fields["party"][0].start == position.evidence.start + len("The ")
    kept = with_line(claims()[0], "status", "restricted")
    assert kept.fields["status"][0].text == "closed"  # the words; the norm says what they mean


def test_another_type_keeps_what_it_may_hold() -> None:
    claim = Claim(id="x", type="consent", norm={"state": "granted", "party": "A", "note": "n"})
    other = with_line(claim, "type", "negotiation")
    assert (other.type, dict(other.norm)) == ("negotiation", {"party": "A", "note": "n"})
    with pytest.raises(Refusal, match="is not a type of fact"):
        with_line(claim, "type", "rumour")


def test_since_and_until_keep_their_order() -> None:
    claim = with_line(Claim(id="x", type="place_status"), "since", "2031-03-03")
    assert claim.norm["since"] == "2031-03-03"
    with pytest.raises(Refusal, match="is before since"):
        with_line(claim, "until", "2031-03-01")
    assert with_line(claim, "since", "-").valid.since is None
    assert "since" not in with_line(claim, "since", "-").norm


def test_a_role_needs_a_speaker() -> None:
    with pytest.raises(Refusal, match="name the speaker first"):
        with_line(Claim(id="x", type="unknown"), "speaker_role", "envoy")
