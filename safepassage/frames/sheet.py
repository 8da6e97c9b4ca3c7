"""Sheet: rows with a name and a kind for every column, and the same as a pandas frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from safepassage.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "whole", "number", "yes_no", "instant"]
DTYPES = {"text": "string", "whole": "Int64", "number": "Float64", "yes_no": "boolean"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of plain values; None = not known, never or not there. Instants are aware.

    `timezone`: the zone in which instants are shown.
    """

    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[tuple[Any, ...], ...]
    timezone: str = "UTC"


def sheet(columns: str, rows: Iterable[tuple[Any, ...]], timezone: str = "UTC") -> Sheet:
    """A sheet whose columns are written "name:kind name:kind"; a name alone is text."""
    named: list[tuple[str, Kind]] = []
    for part in columns.split():
        name, _, kind = part.partition(":")
        named.append((name, _kind(kind or "text")))
    return Sheet(tuple(named), tuple(rows), timezone)


def _kind(text: str) -> Kind:
    kinds: dict[str, Kind] = {
        "text": "text",
        "whole": "whole",
        "number": "number",
        "yes_no": "yes_no",
        "instant": "instant",
    }
    return kinds[text]


def to_pandas(made: Sheet) -> pd.DataFrame:
    """The frame: every column has a type of its own, and what is not known is NA, never 0.

    Raises UsageError where pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError(
            "Frames need the package pandas, which is not installed. "
            "Install it with: pip install 'safepassage[frames]'"
        ) from error
    columns = list(zip(*made.rows, strict=True)) or [()] * len(made.columns)
    series = {}
    for (name, kind), values in zip(made.columns, columns, strict=True):
        if kind == "instant":
            series[name] = _instants(pd, values, made.timezone)
        else:
            plain = [float(v) if isinstance(v, Fraction) else v for v in values]
            series[name] = pd.array(plain, dtype=DTYPES[kind])
    return pd.DataFrame(series, columns=[name for name, _ in made.columns])


def _instants(pd: Any, values: tuple[datetime | None, ...], timezone: str) -> Any:
    """Instants to the second in one zone, whatever their offsets."""
    stamps = [
        pd.NaT if value is None else pd.Timestamp(value).tz_convert("UTC") for value in values
    ]
    return pd.Series(stamps, dtype=pd.DatetimeTZDtype("s", "UTC")).dt.tz_convert(timezone).array
