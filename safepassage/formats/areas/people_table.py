"""People table: who counted how many people where, as CSV that zones are joined with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple

from safepassage.errors import UsageError
from safepassage.formats.areas.area_file import area_hash
from safepassage.formats.areas.columns import (
    IDS,
    in_order,
    known_names,
    named_column,
    pcode_column,
    people_columns,
)
from safepassage.formats.areas.csv_rows import read_csv
from safepassage.formats.areas.headcounts import Headcount, read_headcounts
from safepassage.formats.areas.keys import as_name
from safepassage.formats.areas.layer import Feature, Layer, Refusals, numbers, some
from safepassage.problems import did_you_mean, quoted

KeyKind = Literal["pcode", "id", "name", "any"]
SOURCES = re.compile(r"source|origin|publisher|as_of|date|year|census")  # who says it, or when


class PeopleRow(NamedTuple):
    """People of one place, on the word of one source."""

    key: str
    name: str  # what the table calls the place beside its key, or ""
    people: Headcount
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """The rows of a table that count, one for each place."""

    file: str
    sha256: str
    key_column: str
    key_kind: KeyKind  # "any": the user named the column
    rows: tuple[PeopleRow, ...]
    notes: tuple[str, ...]


def read_people_table(
    path: str | Path,
    *,
    key_column: str | None = None,
    people_column: str | None = None,
    people_per: Decimal | int = 1,
    source: str | None = None,
) -> PeopleTable:
    """The people of each place, by P-code, id or name.

    Parameters
    ----------
    people_column
        One column, or several to add up; without it `people_low`, `people_likely`, `people_high`
        or the one column that can only be people.
    people_per
        People for each of what the column counts (homes, households).
    source
        Which rows count where a place has several: what a source or date column says there.

    Raises
    ------
    ScenarioError
        With everything that is to be mended.
    """
    path = Path(path)
    if people_per <= 0:
        raise UsageError(f"people_per is {people_per}; give people for each home, more than 0")
    layer, refusals, notes = _layer(path), Refusals(path.name), list[str]()
    key, kind = _key(layer.columns, key_column, refusals)
    columns = people_columns(layer, people_column, True, refusals)
    refusals.stop()
    assert key is not None
    assert columns is not None
    said = _source_columns(layer.columns)
    refusals.labels.update({f.number: str(f.values.get(key, "")) for f in layer.features})
    features = _of_source(layer, key, said, source, refusals, notes)
    heads = read_headcounts(layer, features, columns, Fraction(people_per), refusals, notes)
    for feature in features:
        if not feature.values.get(key):
            refusals.feature(feature, f"{key} is empty", "each row names its place")
    refusals.stop()
    beside = next((c for c in known_names(layer.columns) if c != key), None)
    rows = tuple(
        PeopleRow(
            key=str(feature.values[key]),
            name=str(feature.values[beside]) if beside else "",
            people=head,
            source=", ".join(str(feature.values[c]) for c in said if feature.values[c]),
            line=feature.line or 0,
        )
        for feature, head in zip(features, heads, strict=True)
    )
    return PeopleTable(path.name, area_hash(path), key, kind, rows, tuple(notes))


def _layer(path: Path) -> Layer:
    """The table as features without shapes."""
    table = read_csv(path)
    features = tuple(
        Feature(number, row.values, None, line=row.line) for number, row in enumerate(table.rows, 1)
    )
    return Layer(table.file, table.columns, features, None, texts=True)


def _key(
    columns: Sequence[str], wanted: str | None, refusals: Refusals
) -> tuple[str | None, KeyKind]:
    """The column that says which place a row is about."""
    if wanted is not None:
        return named_column(wanted, columns, "key_column", refusals), "any"
    pcode = pcode_column(columns)
    if pcode is not None:
        return pcode, "pcode"
    ids, names = in_order(columns, IDS), known_names(columns)
    if ids or names:
        return (ids[0], "id") if ids else (names[0], "name")
    read = f"no column is known to name the place; the columns are {', '.join(columns)}"
    refusals.add(
        read, "rows are joined by P-code, id or name", "call the column pcode, zone_id or name"
    )
    return None, "any"


def _source_columns(columns: Sequence[str]) -> list[str]:
    """Columns that say who counted and when: their texts tell rows of one place apart."""
    return [column for column in columns if SOURCES.fullmatch(column.strip().lower())]


def _of_source(
    layer: Layer,
    key: str,
    said: list[str],
    source: str | None,
    refusals: Refusals,
    notes: list[str],
) -> tuple[Feature, ...]:
    """The rows of the source that the user chose, or all, if each place has one row."""
    features = layer.features
    if source is not None:
        if not said:
            refusals.add("no column says who counted", "leave --population-source out")
        chosen = tuple(f for f in features if as_name(source) in _words(f, said))
        if said and not chosen:
            words = sorted({str(f.values[c]) for f in features for c in said if f.values[c]})
            read = f"--population-source {quoted(source)} is in no row"
            refusals.add(read, f"known: {some(words)}", did_you_mean(source, words))
        left = [f for f in features if f not in chosen]
        if left:
            notes.append(f"Rows of other sources were not used: {numbers(left)}")
        features = chosen
    _one_row_each(features, key, said, refusals)
    return features


def _words(feature: Feature, said: list[str]) -> set[str]:
    """What a row may be chosen by: one of its texts, or all of them."""
    texts = [str(feature.values[column]) for column in said if feature.values[column]]
    return {as_name(text) for text in [*texts, ", ".join(texts)]}


def _one_row_each(
    features: tuple[Feature, ...], key: str, said: list[str], refusals: Refusals
) -> None:
    """Each place has one row; where sources differ, the user has to choose."""
    rows: dict[str, list[Feature]] = {}
    for feature in features:
        if feature.values.get(key):
            rows.setdefault(as_name(feature.values[key]), []).append(feature)
    for same in rows.values():
        if len(same) == 1:
            continue
        place = quoted(same[0].values[key])
        if said:
            words = [", ".join(str(f.values[c]) for c in said if f.values[c]) for f in same]
            read = f"{place} is given by several sources, {numbers(same)}: {'; '.join(words)}"
            refusals.add(read, "one source counts", _choices(features, key, said, len(rows)))
        else:
            read = f"{place} stands in {numbers(same)}"
            refusals.add(read, "each place has one row", "take the others out")


def _choices(features: tuple[Feature, ...], key: str, said: list[str], count: int) -> str:
    """The words that leave one row a place, those with most places first."""
    by_word: dict[str, list[str]] = {}
    for feature in features:
        for column in said:
            word = str(feature.values[column])
            if word:
                by_word.setdefault(word, []).append(as_name(feature.values[key]))
    fit = [(len(keys), word) for word, keys in by_word.items() if len(set(keys)) == len(keys)]
    fit.sort(key=lambda pair: -pair[0])
    if not fit:
        return "take the rows out that do not count"
    shown = [f"{quoted(word)} ({number} of {count})" for number, word in fit[:4]]
    return f"choose with --population-source: {', '.join(shown)}"
