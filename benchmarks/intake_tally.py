"""Tally: what was hit, what was proposed for nothing, and what of the hits is right."""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.intake_gold import Fact, GoldText, wrong_spans
from benchmarks.intake_match import (
    choices,
    field_ious,
    figure_right,
    match,
    place_right,
    speaker_right,
)


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
