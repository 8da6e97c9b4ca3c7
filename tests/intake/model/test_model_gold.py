"""A model that were always right would have to get through the door: the gold is told as one."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from safepassage.intake.engine.dates import DateReader
from safepassage.intake.engine.lexicon import read_lexicon
from safepassage.intake.engine.numbers import NumberReader
from safepassage.intake.engine.reading import Reading
from safepassage.intake.model.answer import Told
from safepassage.intake.model.numbered import numbered
from safepassage.intake.model.verify import Verifier

GOLD = Path(__file__).parent.parent / "gold" / "dev"
# What is turned away: counts in words that give no number ("several", "a woman"), a consent that
# names nobody. A wrong fact among a hundred costs more than these.
LEAST_SHARE = 0.97


def _spans(value: Any) -> list[list[Any]]:
    return value if value and isinstance(value[0], list) else [value]


def _told(row: dict[str, Any], sentences: dict[int, tuple[int, int]]) -> Told:
    """A line of the gold as a model would tell it: sentences by number, words, no offsets."""

    def number(start: int) -> int:
        return next((n for n, (first, end) in sentences.items() if first <= start < end), 0)

    fields = [
        (name, number(span[0]), span[2])
        for name, value in row["fields"].items()
        for span in _spans(value)
    ]
    norm = tuple((name, str(value)) for name, value in row["norm"].items())
    evidence = row["evidence"]
    return Told(row["type"], number(evidence[0]), evidence[2], tuple(fields), norm, "gold")


def test_nearly_all_of_the_gold_gets_through_with_its_spans() -> None:
    lines = (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "evidence" in row]
    lexicon = read_lexicon("english")
    numbers, dates = NumberReader(lexicon), DateReader(lexicon)
    outcome: Counter[bool] = Counter()
    exact = fields = kept = 0
    for name in sorted({row["doc"] for row in rows}):
        text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
        sent = {row.number: row for row in numbered(text, lexicon)}
        reading = Reading(text, date(2024, 7, 6), lexicon, numbers, dates, None)
        verifier = Verifier(reading, sent, "oracle", "here")
        places = {number: (row.span.start, row.span.end) for number, row in sent.items()}
        for row in (row for row in rows if row["doc"] == name):
            proposal, _ = verifier.proposal(_told(row, places))
            outcome[proposal is not None] += 1
            if proposal is not None:
                exact += proposal.evidence.to_json() == row["evidence"]
                fields += len(row["fields"])
                kept += sum(field in proposal.fields for field in row["fields"])
    assert outcome.total() > 400
    assert outcome[True] / outcome.total() >= LEAST_SHARE, outcome
    assert exact == outcome[True]
    assert kept / fields >= 0.99, (kept, fields)
