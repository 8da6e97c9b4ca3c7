"""How well news texts are read: recall, precision and what of it is right, on gold annotations.

    python -m benchmarks.intake_scores                     (the gold that rules were tuned on)
    python -m benchmarks.intake_scores --gold FOLDER --per-miss
    python -m benchmarks.intake_scores --gold FOLDER --confused   (no words of the texts)
    python -m benchmarks.intake_scores --proposals FOLDER  (`<doc>.json`, `situation read --json`)

The format of the gold: `intake_gold.py`; what counts as a hit: `intake_match.py`. Speakers,
figures, places and fields are judged on the pairs that hit. `--json` prints the numbers only.
Optional lines are asked of nobody: they count neither in recall nor in precision, and a proposal
that hits one is not counted at all; `--strict` asks for them like for the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.intake_gold import Fact, GoldText, fact_of, read_gold, wrong_spans
from benchmarks.intake_match import (
    choices,
    field_ious,
    figure_right,
    match,
    place_right,
    speaker_right,
)
from benchmarks.intake_table import fields_table, misses, table
from benchmarks.recipes import shared_folder

DEV = Path(__file__).parents[1] / "tests" / "intake" / "gold" / "dev"
Reader = Callable[[GoldText], tuple[Fact, ...]]


def by_rules(gold: GoldText) -> tuple[Fact, ...]:
    """What the rules propose for a text, with no scenario loaded."""
    from safepassage.intake.read_facts import read_facts

    found = read_facts(gold.text, gold.published, None)
    return tuple(
        fact_of(
            {
                "type": x.type,
                "evidence": x.evidence.to_json(),
                "fields": {k: [s.to_json() for s in v] for k, v in x.fields.items()},
                "norm": dict(x.norm),
                "rule": x.rule,
            },
            gold.text,
        )
        for x in found
    )


def from_folder(folder: Path) -> Reader:
    """Proposals as `situation read --json` wrote them, one file a text."""

    def read(gold: GoldText) -> tuple[Fact, ...]:
        value = json.loads((folder / f"{gold.name}.json").read_text(encoding="utf-8"))
        return tuple(fact_of(x, gold.text) for x in value["proposals"])

    return read


def score(texts: Sequence[GoldText], reader: Reader, *, strict: bool = False) -> dict[str, Any]:
    """All numbers over some texts; misses and false proposals with their words under `misses`.

    `strict`: optional lines are asked for like the others.
    """
    tally = Tally()
    for text in texts:
        asked = text
        if strict:
            asked = replace(text, facts=tuple(replace(x, optional=False) for x in text.facts))
        tally.add(asked, reader(text))
    return tally.result()


class Tally:
    """Counts over texts."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.gold: Counter[str] = Counter()
        self.proposed: Counter[str] = Counter()
        self.hit: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.confused: Counter[str] = Counter()
        self.optional_hit = 0
        self.ious: dict[str, list[float]] = {}
        self.wrong_spans: list[str] = []
        self.misses: list[dict[str, Any]] = []

    def add(self, text: GoldText, proposals: tuple[Fact, ...]) -> None:
        """Count one text."""
        self.wrong_spans += [
            f"{text.name}: {x}" for x in wrong_spans(text.text, text.facts + proposals)
        ]
        matched = match(text.facts, proposals)
        pairs = [(x, y) for x, y in matched if not x.optional]
        spare = {id(y) for x, y in matched if x.optional}
        self.gold.update(x.type for x in text.facts if not x.optional)
        self.proposed.update(x.type for x in proposals if id(x) not in spare)
        self.hit.update(x.type for x, _ in pairs)
        self.optional_hit += len(spare)
        for ours, theirs in pairs:
            self._judge(text, ours, theirs)
        found, used = {id(x) for x, _ in pairs}, {id(y) for _, y in matched}
        missed = [x for x in text.facts if not x.optional and id(x) not in found]
        self.misses += [_line("missed", text, x) for x in missed]
        self.misses += [_line("false", text, x) for x in proposals if id(x) not in used]

    def _judge(self, text: GoldText, ours: Fact, theirs: Fact) -> None:
        if ours.type == "statement":
            right = speaker_right(ours, theirs)
            if right is not None:
                self._count(text, ours, theirs, {"speakers": right})
        if ours.type == "figure":
            value, qualifier, measure = figure_right(ours, theirs)
            parts = {"values": value, "qualifiers": qualifier, "measures": measure}
            self._count(text, ours, theirs, parts | {"figures": all(parts.values())})
        if ours.type == "place_status":
            place, status = place_right(ours, theirs)
            parts = {"places": place, "statuses": status}
            self._count(text, ours, theirs, parts | {"places and statuses": all(parts.values())})
        for key, word, found in choices(ours, theirs):
            self._count(text, ours, theirs, {f"{ours.type}.{key}": word == found})
            if word != found:
                self.confused[f"{ours.type}.{key}: {word} read as {found or 'nothing'}"] += 1
        for name, ious in field_ious(ours, theirs).items():
            self.ious.setdefault(f"{ours.type}.{name}", []).extend(ious)

    def _count(self, text: GoldText, ours: Fact, theirs: Fact, parts: dict[str, bool]) -> None:
        for name, right in parts.items():
            self.asked[name] += 1
            self.right[name] += right
            if not right:
                self.misses.append(_line(f"wrong {name}", text, ours) | {"proposal": _says(theirs)})

    def result(self) -> dict[str, Any]:
        """The numbers, rounded to three digits, counts beside them."""
        kinds = sorted(set(self.gold) | set(self.proposed))
        rows = {k: _row(self.gold[k], self.proposed[k], self.hit[k]) for k in kinds}
        total = _row(self.gold.total(), self.proposed.total(), self.hit.total())
        return {
            "all": total,
            "by_type": rows,
            "optional_hit": self.optional_hit,
            "right": {
                name: {"right": self.right[name], "of": n, "share": round(self.right[name] / n, 3)}
                for name, n in sorted(self.asked.items())
            },
            "fields": _spans([x for some in self.ious.values() for x in some]),
            "by_field": {name: _spans(some) for name, some in sorted(self.ious.items())},
            "confused": dict(sorted(self.confused.items(), key=lambda x: (-x[1], x[0]))),
            "wrong_spans": self.wrong_spans,
            "misses": self.misses,
        }


def _row(gold: int, proposed: int, hit: int) -> dict[str, Any]:
    """Counts, recall and precision; None where there is nothing to divide by."""
    return {
        "gold": gold,
        "proposed": proposed,
        "hit": hit,
        "recall": round(hit / gold, 3) if gold else None,
        "precision": round(hit / proposed, 3) if proposed else None,
    }


def _spans(ious: list[float]) -> dict[str, Any]:
    """How well the spans of fields were found."""
    return {
        "spans": len(ious),
        "mean_iou": round(sum(ious) / len(ious), 3) if ious else None,
        "exact": sum(x == 1.0 for x in ious),
        "absent": sum(x == 0.0 for x in ious),
    }


def _line(what: str, text: GoldText, fact: Fact) -> dict[str, Any]:
    """A miss, with its words."""
    return {"what": what, "doc": text.name, "id": fact.id, "type": fact.type} | {
        "text": fact.evidence.text,
        "norm": fact.norm,
        "rule": fact.rule,
    }


def _says(fact: Fact) -> str:
    """A proposal in one line."""
    fields = {k: [s.text for s in v] for k, v in fact.fields.items()}
    return f"{fact.evidence.text!r} {fields} {fact.norm} ({fact.rule})"


def run() -> dict[str, Any]:
    """Every set of gold that is there, numbers only: words of texts stay where they are.

    `dev` is what rules were tuned on; nobody who writes rules reads the two that are held out.
    """
    folders = {"dev": DEV, "held_out": DEV.parent / "held_out"}
    shared = shared_folder()
    if shared is not None:
        folders |= {"shared_held_out": DEV.parent / "shared"}
        folders |= {"shared_example": shared / "data" / "situation"}
    found = {}
    for name, folder in folders.items():
        if any(folder.glob("*.jsonl")):
            texts = read_gold(folder)
            counts = {"texts": len(texts), "characters": sum(len(x.text) for x in texts)}
            found[name] = counts | without_words(score(texts, by_rules))
    return found


def without_words(result: dict[str, Any]) -> dict[str, Any]:
    """The numbers only."""
    return {k: v for k, v in result.items() if k != "misses"}


def main() -> int:
    """Score and print; exit 1 if a span does not stand in its text, 2 on bad gold."""
    parser = argparse.ArgumentParser(description="score the reading of news texts")
    parser.add_argument("--gold", type=Path, default=DEV, help="folder with *.jsonl and texts")
    parser.add_argument("--doc", default=None, help="one text only")
    parser.add_argument("--proposals", type=Path, default=None, help="folder with <doc>.json")
    parser.add_argument("--per-miss", action="store_true", help="list misses with their words")
    parser.add_argument("--confused", action="store_true", help="which word was taken for which")
    parser.add_argument("--fields", action="store_true", help="spans of each field")
    parser.add_argument("--strict", action="store_true", help="ask for optional lines too")
    parser.add_argument("--json", action="store_true", help="numbers as JSON")
    asked = parser.parse_args()
    try:
        texts = read_gold(asked.gold, only=asked.doc)
        reader = from_folder(asked.proposals) if asked.proposals else by_rules
        result = score(texts, reader, strict=asked.strict)
    except (OSError, ValueError) as problem:
        print(f"bad gold or proposals: {problem}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(without_words(result), indent=1))
    else:
        print(f"{len(texts)} texts, {sum(len(x.text) for x in texts)} characters\n")
        print(table(result))
    if asked.fields:
        print(f"\n{fields_table(result)}")
    if asked.confused:
        print("", *(f"{n:4} {what}" for what, n in result["confused"].items()), sep="\n")
    if asked.per_miss:
        print(f"\n{misses(result)}")
    return 1 if result["wrong_spans"] else 0


if __name__ == "__main__":
    sys.exit(main())
