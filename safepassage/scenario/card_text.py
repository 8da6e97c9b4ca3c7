"""Card text: what a zone card says in one language beside the instruction itself."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.local_name import Language
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Text


class CardText(Model):
    """Words for zone cards in one language, written by whoever gives the cards out."""

    noun: ClassVar[str] = "card_text"
    key: ClassVar[tuple[str, ...]] = ("language",)

    language: Language = field("language code, such as en, ar, he")
    bring: tuple[Text, ...] = field("what to bring, one thing each", default=())
    leaving: Text | None = field("what to know before leaving", default=None)
    note: Text | None = field("anything else that people should read", default=None)
