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
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.intake_gold import Fact, GoldText, fact_of, read_gold
from benchmarks.intake_table import fields_table, misses, table
from benchmarks.intake_tally import Tally
from benchmarks.recipes import shared_folder

DEV = Path(__file__).parents[1] / "tests" / "intake" / "gold" / "dev"
SECOND = DEV.parent / "second"
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
        digest = hashlib.sha256(gold.text.encode("utf-8")).hexdigest()
        if value["document"].get("sha256", digest) != digest:
            raise ValueError(f"{gold.name}.json was read from another text: its sha256 differs")
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


def run() -> dict[str, Any]:
    """Every set of gold that is there, numbers only: words of texts stay where they are.

    `dev` is what rules were tuned on, `opened` what was held out until rules were first scored on
    it; nobody who writes rules reads those that are held out.
    """
    folders = {name: DEV.parent / name for name in ("dev", "opened", "held_out", "unseen")}
    shared = shared_folder()
    if shared is not None:
        folders |= {"shared_held_out": DEV.parent / "shared"}
        folders |= {"shared_example": shared / "data" / "situation"}
    found = {}
    for name, folder in folders.items():
        if any(folder.glob("*.jsonl")):
            for part, texts in _parts(name, read_gold(folder)).items():
                counts = {"texts": len(texts), "characters": sum(len(x.text) for x in texts)}
                found[part] = counts | without_words(score(texts, by_rules))
    if shared is not None:
        # how far a second reader agrees with the first: more cannot be asked of rules
        texts, reader = read_gold(folders["shared_held_out"]), from_folder(SECOND)
        found["second_reader"] = without_words(score(texts, reader))
    return found


def _parts(name: str, texts: Sequence[GoldText]) -> dict[str, tuple[GoldText, ...]]:
    """The two reports stand apart: whoever wrote rules had read them, if not their gold."""
    if name != "shared_held_out":
        return {name: tuple(texts)}
    reports = tuple(x for x in texts if x.name[:3].isdigit())
    return {"shared_unseen": tuple(x for x in texts if x not in reports), "two_reports": reports}


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
