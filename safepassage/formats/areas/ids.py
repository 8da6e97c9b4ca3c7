"""Ids: what each area is called, for addresses and for people, and its P-code."""

from __future__ import annotations

from typing import NamedTuple

from safepassage.formats.areas.columns import (
    FEATURE_ID,
    IDS,
    in_order,
    known_names,
    named_column,
    pcode_column,
)
from safepassage.formats.areas.keys import as_id, as_text
from safepassage.formats.areas.layer import Layer, Refusals, some


class Called(NamedTuple):
    """Ids, names and P-codes, feature by feature."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    pcodes: tuple[str | None, ...]


def read_ids(
    layer: Layer,
    id_column: str | None,
    name_column: str | None,
    refusals: Refusals,
    notes: list[str],
) -> Called:
    """What each feature is called; two with one id are problems."""
    by_name = _name_column(layer, name_column, refusals)
    by_id = _id_column(layer, id_column, refusals)
    if by_id is None and by_name is not None and _is_own(layer, by_name):
        by_id = by_name
    pcode = pcode_column(layer.columns)
    count = len(layer.features)
    ids = [f"zone-{number}" for number in range(1, count + 1)]
    if by_id is not None:
        ids = [as_id(text) for text in _texts(layer, by_id)]
    names = _texts(layer, by_name) if by_name is not None else [""] * count
    names = [name or id_ for name, id_ in zip(names, ids, strict=True)]
    if by_name is not None or by_id is not None:
        refusals.labels.update(zip((f.number for f in layer.features), names, strict=True))
    _each_its_own(layer, ids, by_id, refusals)
    said = f"ids come from {by_id}" if by_id is not None else "ids count the features"
    notes.append(f"In {layer.file} {said}, names from {by_name or 'the ids'}")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        notes.append(f"Names that stand more than once, each with another id: {some(twice)}")
    pcodes: list[str | None] = [None] * count
    if pcode is not None and _is_own(layer, pcode):
        pcodes = [text or None for text in _texts(layer, pcode)]
    return Called(tuple(ids), tuple(names), tuple(pcodes))


def _texts(layer: Layer, column: str) -> list[str]:
    return [as_text(feature.values.get(column)) for feature in layer.features]


def _is_own(layer: Layer, column: str) -> bool:
    """Whether every feature has a value there that no other has."""
    ids = [as_id(text) for text in _texts(layer, column)]
    return all(ids) and len(set(ids)) == len(ids)


def _name_column(layer: Layer, wanted: str | None, refusals: Refusals) -> str | None:
    if wanted is not None:
        return named_column(wanted, layer.columns, "--zone-name", refusals)
    found = known_names(layer.columns)
    return found[0] if found else None


def _id_column(layer: Layer, wanted: str | None, refusals: Refusals) -> str | None:
    """The column that the user names; else the best known one in which nothing stands twice."""
    if wanted is not None:
        return named_column(wanted, layer.columns, "--zone-id", refusals)
    pcode = pcode_column(layer.columns)
    found = [*([pcode] if pcode is not None else []), *in_order(layer.columns, IDS)]
    own = [column for column in found if _is_own(layer, column)]
    # where none is fit, the best one is taken all the same, so that its doubles are shown
    return own[0] if own else found[0] if found else None


def _each_its_own(layer: Layer, ids: list[str], column: str | None, refusals: Refusals) -> None:
    first: dict[str, int] = {}
    fit = [c for c in layer.columns if c != FEATURE_ID and _is_own(layer, c)]
    mend = f"name another column with --zone-id: {some(fit)}" if fit else "give it one of its own"
    for row, id_ in enumerate(ids):
        feature = layer.features[row]
        if not id_:
            refusals.feature(feature, f"its id is empty (column {column})", "each has an id", mend)
        elif id_ in first:
            other = layer.features[first[id_]]
            where = f"line {other.line}" if other.line is not None else f"feature {other.number}"
            read = f"its id {id_} (column {column}) is that of {where} too"
            refusals.feature(feature, read, "each has an id of its own", mend)
        else:
            first[id_] = row
