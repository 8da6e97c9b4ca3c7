"""Each part of a language finds what its own sentences say, and nothing where it should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safepassage.intake.engine.dates import DateReader
from safepassage.intake.engine.lexicon import read_lexicon
from safepassage.intake.engine.numbers import NumberReader
from safepassage.intake.engine.parts import Part, fill, read_parts
from safepassage.intake.engine.reading import Reading
from safepassage.intake.engine.sentences import Piece
from safepassage.intake.proposal import Proposal
from safepassage.situation.span import Span

LEXICON = read_lexicon("english")
ENGLISH = read_parts("english")
PARTS = [part for some in ENGLISH.by_type.values() for part in some]


def found(part: Part, sentence: str) -> list[str]:
    """What one part alone finds in a sentence that is all evidence, or has none before its mark."""
    lexicon = LEXICON
    reading = Reading(
        sentence, date(2024, 3, 5), lexicon, NumberReader(lexicon), DateReader(lexicon)
    )
    end = 4 if part.look == "behind" else len(sentence)
    evidence = Span(0, end, sentence[:end])
    proposal = Proposal(part.type, evidence, {}, {}, "r", "w")
    alone = replace(ENGLISH, by_type={part.type: (part,)})
    filled = fill(proposal, reading, Piece(0, len(sentence)), alone)
    spans = filled.fields.get(part.field, ())
    assert all(span.stands_in(sentence) for span in spans)
    return [span.text for span in spans]


@pytest.mark.parametrize("part", PARTS, ids=lambda p: f"{p.type}.{p.field}")
def test_each_part_finds_what_its_sentences_say(part: Part) -> None:
    assert part.positive
    for sentence, words in part.positive:
        assert found(part, sentence) == [words]
    for sentence in part.negative:
        assert found(part, sentence) == []
