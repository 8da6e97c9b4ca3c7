"""Criterion: a condition of a party on who may pass; only four kinds are allowed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Reads, Text

KINDS = ("nationality", "list", "medical", "family")


def read_kind(text: str) -> str:
    """One of the allowed kinds; anything else is refused with the reason."""
    if text.lower() in KINDS:
        return text.lower()
    raise Refusal(
        f"{quoted(text)} is not a criterion that may be used",
        "allowed are nationality (or travel document), list (an approved list), medical (need) "
        "and family (of such a person)",
        "people are never sorted here by religion, ethnicity, sex, age, politics or anything else: "
        "that would be discrimination, and no plan needs it; remove the criterion",
    )


class Criterion(Model):
    """That party's condition on who may pass, with its source."""

    noun: ClassVar[str] = "criterion"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    kind: Annotated[str, Reads(read_kind, {"enum": list(KINDS)})] = field(
        "nationality or travel document, approved list, medical need, family of such a person"
    )
    name: Text = field("the condition in words")
    source: Id = field("who says that this is the condition", refers_to="sources")
