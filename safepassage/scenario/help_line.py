"""Help line: whom people can ask, as it stands on every zone card."""

from __future__ import annotations

from typing import ClassVar

from safepassage.scenario.local_name import Language
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text


class HelpLine(Model):
    """Whom people can ask before they decide, and on the way."""

    noun: ClassVar[str] = "help_line"

    name: Text = field("who answers")
    contact: Text = field("number or address, or in words where there is none")
    hours: Text | None = field("when somebody answers", default=None)
    languages: tuple[Language, ...] = field("languages spoken there", default=())
    source: Id | None = field("where it comes from", refers_to="sources", default=None)
