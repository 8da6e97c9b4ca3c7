"""Spans have to be exact on any text, and a rule must not read what is not there."""

from __future__ import annotations

import random
import string
from datetime import date

import pytest

from safepassage.errors import UsageError
from safepassage.intake.claims_of import claims_of
from safepassage.intake.engine.dates import DateReader
from safepassage.intake.engine.lexicon import read_lexicon
from safepassage.intake.engine.numbers import NumberReader
from safepassage.intake.engine.sentences import sentences
from safepassage.intake.gazetteer import gazetteer_of
from safepassage.intake.proposal import Proposal
from safepassage.intake.read_facts import read_facts
from safepassage.scenario import read_scenario
from safepassage.situation.document import Document
from safepassage.situation.fact_types import FACT_TYPES, check_norm
from safepassage.situation.span import Span
from safepassage.situation.when import whole_day

PUBLISHED = date(2031, 5, 6)  # a Tuesday
LEXICON = read_lexicon("english")
SAMPLE = (
    "the crossing gate is closed open said Minister Reyl told about 1,150 people were killed and "
    "wounded unless only if by Friday until noon talks with Ostra Israel agreed to allow convoy "
    'left " “ ” . , ; : - — \n \t ( ) 33 hundreds of between 40 to 60 will reopen refuses does '
    "not operate side spokesman according a an ' ’ $ % 2031 ultimatum week"
)
WORDS = SAMPLE.split(" ")


def _exact(text: str, proposals: tuple[Proposal, ...]) -> None:
    for proposal in proposals:
        kind = FACT_TYPES[proposal.type]
        check_norm(kind.name, proposal.norm)
        spans = [proposal.evidence, *(s for f in proposal.fields.values() for s in f)]
        for span in spans:
            assert text[span.start : span.end] == span.text != ""
        assert proposal.rule
        assert proposal.why


@pytest.mark.parametrize("seed", range(40))
def test_spans_are_exact_on_words_in_any_order(seed: int) -> None:
    rng = random.Random(seed)
    text = " ".join(rng.choice(WORDS) for _ in range(400))
    _exact(text, read_facts(text, PUBLISHED))


@pytest.mark.parametrize("seed", range(20))
def test_no_character_breaks_the_reader(seed: int) -> None:
    rng = random.Random(seed)
    marks = string.printable + "“”‘’—…\u202e\u200f\u0000אבגسلام😀\u2028é"
    text = "".join(rng.choice(marks) for _ in range(3000))
    _exact(text, read_facts(text, PUBLISHED))


def test_the_same_text_gives_the_same_facts_and_ids() -> None:
    text = "The council's gate is closed, the ministry said. About 40 people were hurt on Monday."
    first = read_facts(text, PUBLISHED)
    assert first == read_facts(text, PUBLISHED)
    document = Document("0" * 64, len(text), "a.txt", "text/plain", whole_day(PUBLISHED))
    claims = claims_of(document, first)
    assert len({claim.id for claim in claims}) == len(claims) == len(first)
    assert claims == claims_of(document, first)


def test_nothing_is_proposed_from_furniture() -> None:
    text = "The gate is closed.\nThe bridge is closed."
    furniture = (Span(20, 41, text[20:41]),)
    facts = read_facts(text, PUBLISHED, furniture=furniture)
    assert [p.evidence.text for p in facts] == ["The gate is closed"]


def test_a_language_without_rules_is_said() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_facts("La puerta", PUBLISHED, language="es")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,400", 1400),
        ("2.5 million", 2_500_000),
        ("forty-two", 42),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("three hundred and five", 305),
        ("two thousand three hundred", 2300),
        ("a dozen", 12),
        ("two dozen", 24),
        ("seventeen", 17),
    ],
)
def test_numbers_in_words_have_the_values_that_they_have(words: str, value: int) -> None:
    assert NumberReader(LEXICON).value(words) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "approx", "qualifier"),
    [
        ("more than 1,400 people", 1400, None, None, "more_than"),
        ("at least 33 people", 33, None, None, "at_least"),
        ("up to 420 people", None, 420, None, "at_most"),
        ("fewer than 20 people", None, 20, None, "less_than"),
        ("about 200 people", None, None, 200, "about"),
        ("107 or more people", 107, None, None, "at_least"),
        ("between 40 and 60 people", 40, 60, None, "between"),
        ("500 to 600 people", 500, 600, None, "between"),
        ("500-600 people", 500, 600, None, "between"),
        ("2 to 3 million people", 2_000_000, 3_000_000, None, "between"),
        ("hundreds of people", None, None, None, "vague_plural"),
        ("tens of thousands of people", None, None, None, "vague_plural"),
        ("85 people", 85, 85, None, "exact"),
        ("handed over eight people", 8, 8, None, "exact"),
    ],
)
def test_qualifiers_and_ranges_stay(
    text: str, low: int | None, high: int | None, approx: int | None, qualifier: str
) -> None:
    (count,) = NumberReader(LEXICON).counts(text, 0, len(text))
    assert (count.low, count.high, count.approx, count.qualifier) == (low, high, approx, qualifier)


@pytest.mark.parametrize(
    ("text", "ahead", "iso"),
    [
        ("on Monday", False, "2031-05-05"),
        ("on Tuesday", False, "2031-05-06"),
        ("on Wednesday", False, "2031-04-30"),
        ("on Wednesday", True, "2031-05-07"),
        ("next Tuesday", True, "2031-05-13"),
        ("last Tuesday", False, "2031-04-29"),
        ("yesterday", False, "2031-05-05"),
        ("tomorrow", True, "2031-05-07"),
        ("Oct. 7", False, "2030-10-07"),
        ("20 February", False, "2031-02-20"),
        ("20 February", True, "2032-02-20"),
        ("3 June 2029", False, "2029-06-03"),
        ("last week", False, "2031-04-28/2031-05-04"),
        ("2031-05-09", False, "2031-05-09"),
    ],
)
def test_days_count_from_the_day_of_publication_and_the_tense(
    text: str, ahead: bool, iso: str
) -> None:
    (day,) = DateReader(LEXICON).days(text, 0, len(text), PUBLISHED, ahead=ahead)
    assert day.iso == iso


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Navy left. Nobody was hurt.", 2),
        ("It is 5 p.m. The gate is shut.", 2),
        ("Gen. Pat Ode met Dr. Vale on Jan. 3 in St. Ives.", 1),
        ('"A. B, no. It is shut," he said. They left.', 2),
        ("One line without a stop\nAnother line.", 2),
        ("He said “it is shut. We wait” and left.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text, LEXICON)) == count


def test_names_of_a_scenario_join_facts_to_its_gates() -> None:
    gazetteer = gazetteer_of(read_scenario("rafah-2023"))
    text = (
        "The spokesman said that Hamas does not operate its side of the Rafah crossing. "
        "The Egyptian side of the Rafah crossing is open."
    )
    facts = [p for p in read_facts(text, PUBLISHED, gazetteer) if p.type == "place_status"]
    assert [(p.norm["status"], p.subject) for p in facts] == [
        ("not_operated", "crossing/rafah/gate/gaza"),
        ("open", "crossing/rafah/gate/egypt"),
    ]
