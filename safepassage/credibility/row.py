"""Row: one criterion of credibility with its evidence; never filled in beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["met", "not_met", "stated", "no_evidence"]
Value = str | int
Lack = tuple[str, tuple[tuple[str, Value], ...]]  # key of a sentence on what is missing, values
PROVED, CHECKED, ASSERTED, STATED = "PROVED", "CHECKED", "ASSERTED", "STATED"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A number of the bundle, or a text, towards a criterion.

    `key`: of its sentence (report/language/<code>/credibility.ftl) with `values`. `status`: PROVED
    or CHECKED by the check, ASSERTED on a source's word, STATED by somebody. `where`: the claim,
    rule or address that it comes from.
    """

    key: str
    values: tuple[tuple[str, Value], ...]
    status: str
    where: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion; `missing`: keys (with values) of what would be needed for more."""

    id: str
    state: State
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Lack, ...] = ()


def evidence(
    key: str, status: str, where: str, source: str | None = None, **values: Value
) -> Evidence:
    """A piece of evidence with its numbers by name."""
    return Evidence(key, tuple(values.items()), status, where, source)


def lack(key: str, **values: Value) -> Lack:
    """Something that is missing, with its numbers by name."""
    return key, tuple(values.items())
