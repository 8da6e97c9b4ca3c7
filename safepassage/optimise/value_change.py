"""Value change: one thing more, or one of what there is less, whose worth is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..scenario.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind it is, about which address, in words, as inputs, and for `--set`."""

    what: str
    address: str
    change: str
    inputs: Inputs
    set: tuple[str, ...]


class NotValued(NamedTuple):
    """Something that cannot be valued, or was not, and why."""

    what: str
    address: str
    because: str
