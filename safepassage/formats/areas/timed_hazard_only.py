"""Timed hazard, only some: features with given values of one column."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from safepassage.formats.areas.columns import named_column
from safepassage.formats.areas.keys import as_text
from safepassage.formats.areas.layer import Layer, Refusals, some
from safepassage.problems import did_you_mean, quoted

OPTION = "only (--hazard-only)"


def keep_only(layer: Layer, only: str | None, refusals: Refusals, notes: list[str]) -> Layer:
    """The features that are asked for by "COLUMN=VALUE,VALUE"; what is left out is noted."""
    if only is None:
        return layer
    name, equals, values = only.partition("=")
    wanted = list(dict.fromkeys(value.strip() for value in values.split(",")))
    if not (name.strip() and equals and all(wanted)):
        refusals.add(
            f"{OPTION} reads {quoted(only)}",
            "give COLUMN=VALUE,VALUE, such as fire_type=burn,veg",
        )
        return layer
    column = named_column(name.strip(), layer.columns, OPTION, refusals)
    if column is None:
        return layer
    held = Counter(as_text(feature.values.get(column)) for feature in layer.features)
    for value in wanted:
        if value not in held:
            known = [word for word, _ in held.most_common() if word]
            refusals.add(
                f"{OPTION} {quoted(value)} is no value of column {column}",
                f"it has {some(known)}" if known else "it is empty",
                did_you_mean(value, known),
            )
    kept = tuple(f for f in layer.features if as_text(f.values.get(column)) in wanted)
    left = len(layer.features) - len(kept)
    notes.append(f"{len(kept):,} features with {column} {', '.join(wanted)}; {left:,} left out")
    return replace(layer, features=kept) if kept else layer
