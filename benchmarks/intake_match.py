"""Which proposal hits which gold line, and what of it is right.

A proposal hits a gold line of the same type when their evidence overlaps by at least 0.3
(intersection over union) or one lies at least 0.9 inside the other. Each is used once: of all ways
to pair them, one with the most pairs is taken (a maximum bipartite matching), and of these one with
the most overlap, so that the score never hangs on the order of the proposals. An optional line
takes a proposal only where no other line needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.intake_gold import Fact, Words

LEAST_IOU = 0.3
LEAST_INSIDE = 0.9
ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "one", "of", "and"})
# last words that many bodies share: "the foreign ministry" is not "the health ministry"
COMMON_HEADS = frozenset(
    (
        *("ministry", "department", "agency", "council", "army", "office", "committee", "team"),
        *("government", "service", "police", "command", "force", "forces", "authority", "board"),
        *("party", "commission", "group", "network", "mission", "administration", "hospital"),
        *("union", "centre", "center"),
    )
)
# what a reviewer would store as one of a few words, by type
CHOICES: Mapping[str, tuple[str, ...]] = {
    "statement": ("mode", "act", "anonymous"),
    "contact": ("form", "state"),
    "figure": ("qualifier", "measure", "unit"),
    "incident": ("kind",),
    "place_status": ("status",),
    "service_status": ("status",),
    "transport": ("last", "state"),
    "deadline": ("kind",),
    "consent": ("state",),
    "position": ("stance",),
    "negotiation": ("state",),
    "party_role": ("role",),
    "capability": ("state",),
    "order": ("level",),
    "unknown": ("status",),
}


def hits(gold: Fact, proposal: Fact) -> bool:
    """Whether a proposal may count for a gold line."""
    a, b = gold.evidence, proposal.evidence
    if gold.type != proposal.type:
        return False
    shorter = min(a.end - a.start, b.end - b.start)
    return a.iou(b) >= LEAST_IOU or a.overlap(b) >= LEAST_INSIDE * shorter > 0


def match(gold: tuple[Fact, ...], proposals: tuple[Fact, ...]) -> list[tuple[Fact, Fact]]:
    """The pairs (gold, proposal): as many as can be, and among those the most overlap."""
    pairs: list[tuple[Fact, Fact]] = []
    for kind in sorted({x.type for x in gold}):
        ours = [x for x in gold if x.type == kind]
        theirs = [x for x in proposals if x.type == kind]
        if not theirs:
            continue
        worth = np.zeros((len(ours), len(theirs)))
        most = len(ours) + 1  # above all overlap that can be had, which is at most 1 a pair
        for i, one in enumerate(ours):
            for j, other in enumerate(theirs):
                if hits(one, other):
                    pair = 2 * most if one.optional else 2 * most**2
                    worth[i, j] = pair + one.evidence.iou(other.evidence)
        rows, columns = linear_sum_assignment(worth, maximize=True)
        pairs += [
            (ours[i], theirs[j]) for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0
        ]
    return pairs


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without articles, titles' points and possessives."""
    plain = name.lower().replace("’", "'").replace("'s", "")
    return tuple(w for w in re.findall(r"[\w-]+", plain) if w not in ARTICLES)


def same_name(a: str, b: str) -> bool:
    """Whether two ways to name somebody agree: one holds the other's last word.

    Bodies whose last word is shared by many ("ministry") must have all words of the shorter name.
    """
    one, other = words_of(a), words_of(b)
    if not one or not other:
        return False
    if one[-1] == other[-1] and one[-1] in COMMON_HEADS:
        return set(one) <= set(other) or set(other) <= set(one)
    return one[-1] in other or other[-1] in one


def speaker_right(gold: Fact, proposal: Fact) -> bool | None:
    """Whether the speaker of a statement was found; None where the gold names none."""
    asked = _names(gold)
    if not asked:
        return None
    return any(same_name(a, b) for a in asked for b in _names(proposal))


def _names(fact: Fact) -> list[str]:
    spans = [x.text for x in fact.fields.get("speaker", ())]
    resolved = [fact.norm.get(key) for key in ("speaker_resolved", "speaker")]
    return spans + [x for x in resolved if isinstance(x, str)]


def value_right(gold: Fact, proposal: Fact) -> bool:
    """Whether a figure has the same bounds; "hundreds" has none, there the words are compared."""
    keys = ("low", "high", "approx")
    if gold.norm.get("qualifier") == "vague_plural":
        theirs = {x.text.lower() for x in proposal.fields.get("value", ())}
        return bool(theirs & {x.text.lower() for x in gold.fields.get("value", ())})
    return all(gold.norm.get(key) == proposal.norm.get(key) for key in keys)


def figure_right(gold: Fact, proposal: Fact) -> tuple[bool, bool, bool]:
    """Value, qualifier and measure of a figure; `measure_also` of the gold is right as well."""
    qualifier = gold.norm.get("qualifier") == proposal.norm.get("qualifier")
    measures = (gold.norm.get("measure"), *gold.norm.get("measure_also", ()))
    return value_right(gold, proposal), qualifier, proposal.norm.get("measure") in measures


def place_right(gold: Fact, proposal: Fact) -> tuple[bool, bool]:
    """Place (half of the characters in common, or all words of one in the other) and status."""
    ours, theirs = gold.fields.get("place", ()), proposal.fields.get("place", ())
    place = any(_same_place(a, b) for a in ours for b in theirs) or (not ours and not theirs)
    return place, gold.norm.get("status") == proposal.norm.get("status")


def _same_place(a: Words, b: Words) -> bool:
    one, other = set(words_of(a.text)), set(words_of(b.text))
    inside = bool(one and other) and (one <= other or other <= one)
    return a.iou(b) >= 0.5 or (inside and a.overlap(b) > 0)


def field_ious(gold: Fact, proposal: Fact) -> dict[str, list[float]]:
    """For each span of the gold's fields the best overlap with a span of the same field."""
    return {
        name: [max((a.iou(b) for b in proposal.fields.get(name, ())), default=0.0) for a in spans]
        for name, spans in gold.fields.items()
    }


def choices(gold: Fact, proposal: Fact) -> Iterable[tuple[str, str, str | None]]:
    """For each word of a closed list that the gold gives: its name, the word, the one proposed."""
    for key in CHOICES.get(gold.type, ()):
        if key in gold.norm:
            found = proposal.norm.get(key)
            yield key, str(gold.norm[key]), None if found is None else str(found)
