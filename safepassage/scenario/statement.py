"""Statement: what somebody states towards a criterion of credibility; a text, never a proof."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Reads, Text

CRITERIA = tuple(f"C{number:02}" for number in range(1, 26))


def read_criterion(text: str) -> str:
    """C01 to C25, the criteria of docs/concepts/credibility.md."""
    if text in CRITERIA:
        return text
    number = re.fullmatch(r"[Cc]?0?(\d{1,2})", text)
    near = f"C{int(number[1]):02}" if number else ""
    raise Refusal(
        f"{quoted(text)} is no criterion of credibility",
        "give C01 to C25",
        f"write {near}" if near in CRITERIA else "",
    )


class Statement(Model):
    """A text towards a criterion, with who states it; it shows as stated, never as met."""

    noun: ClassVar[str] = "statement"

    criterion: Annotated[str, Reads(read_criterion, {"enum": list(CRITERIA)})] = field(
        "which criterion it is about, C01 to C25"
    )
    field_: Id | None = field(
        "which part of the criterion, such as reason or review_date", default=None, alias="field"
    )
    text: Text = field("what is stated")
    by: Text = field("the role of whoever states it, such as crisis cell")
    source: Id | None = field("the document that holds it", refers_to="sources", default=None)
