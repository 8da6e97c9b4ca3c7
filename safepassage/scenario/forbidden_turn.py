"""Forbidden turn: links that nobody may travel one right after the other (forbidden_turn.csv)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal, quoted
from safepassage.scenario.link import BACK, USES, read_use
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Reads, ReadsWords, Text, read_id, refused


def read_way(text: str) -> str:
    """A link in one direction: its id, or <id>~ for the way back of one that goes both ways."""
    try:
        return read_id(text.removesuffix(BACK)) + BACK * text.endswith(BACK)
    except Refusal as refusal:
        allowed = f"give a link_id, or <link_id>{BACK} for the way back"
        raise Refusal(f"{quoted(text)} is not the id of a link", allowed, refusal.mend) from None


WAYS = Reads(read_way, {"type": "string", "pattern": "^[^/=,;~\"'\\s]+~?$"})


class ForbiddenTurn(Model):
    """Two or more links, in the order of travel, that must not follow right upon one another."""

    noun: ClassVar[str] = "forbidden_turn"
    key: ClassVar[tuple[str, ...]] = ("turn_id",)

    turn_id: Id = field("short name for addresses")
    link_ids: Annotated[tuple[str, ...], ReadsWords(WAYS)] = field(
        "the links in the order of travel; <id>~ is the way back of a link", refers_to="links"
    )
    uses: Annotated[tuple[str, ...], ReadsWords(Reads(read_use, {"enum": list(USES)}))] = field(
        "for whom: auto, walk, truck; auto if empty", default=("auto",)
    )
    basis: Text | None = field("where it comes from", default=None)

    @model_validator(mode="after")
    def _from_one_link_to_another(self) -> Self:
        if len(self.link_ids) < 2:
            raise refused(
                Refusal(
                    f"link_ids names {len(self.link_ids)} link",
                    "give two or more links in the order of travel, with spaces between them",
                    "a link that nobody may use is a closure with remaining_share 0",
                )
            )
        return self
