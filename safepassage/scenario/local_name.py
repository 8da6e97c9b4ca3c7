"""Local name: how something is called in another language (local_name.csv)."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Reads, Text

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_language(text: str) -> str:
    """A language code of BCP 47, such as en, ar, he, ca, zh-Hant."""
    if _CODE.fullmatch(text):
        return text
    low = text.lower()
    raise Refusal(
        f"{quoted(text)} is not a language code",
        "give a code such as en, ar, he, ca, es, fr (BCP 47)",
        f"write {low}" if _CODE.fullmatch(low) else "",
    )


Language = Annotated[str, Reads(read_language, {"type": "string", "pattern": f"^{_CODE.pattern}$"})]


class LocalName(Model):
    """The name of a zone, start, link, crossing, destination or group in a language."""

    noun: ClassVar[str] = "local_name"

    address: Text = field("what is named, such as zone/rafah, link/12, start/<zone>/<node>")
    language: Language = field("language code")
    name: Text = field("its name in that language")
