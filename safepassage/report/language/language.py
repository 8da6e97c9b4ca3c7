"""Language: says a sentence by its key; where nobody has translated it, in English, and counted."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from safepassage.errors import UsageError

FOLDER = Path(__file__).resolve().parent
RIGHT_TO_LEFT = frozenset({"ar", "he"})
ENGLISH = "en"
INSTANT = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?!\d)", re.ASCII)
LONGEST = 2000  # characters; the library refuses longer names, so these are put in afterwards


def languages() -> tuple[str, ...]:
    """The codes of the languages that reports and cards can be in, English first."""
    found = sorted(path.name for path in FOLDER.iterdir() if any(path.glob("*.ftl")))
    return (ENGLISH, *(code for code in found if code != ENGLISH))


class Language:
    """One language of the interface (Project Fluent: plural forms, isolated names).

    Raises UsageError for a code that there are no texts for. `untranslated` collects the keys that
    were said in English because nobody has translated them.
    """

    def __init__(self, code: str) -> None:
        if code not in languages():
            raise UsageError(
                f'language "{code}" is not known. Known: {", ".join(languages())}. '
                "Texts live in safepassage/report/language."
            )
        self.code = code
        self.direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
        self.untranslated: dict[str, None] = {}
        self._own, self._english = _bundle(code), _bundle(ENGLISH)

    def is_translated(self, key: str) -> bool:
        """Whether the key has a text in this language."""
        return self._own.has_message(key)

    def say(self, key: str, **values: Any) -> str:
        """The text of a key; numbers get commas at thousands. KeyError: no language has the key."""
        bundle = self._own
        if not bundle.has_message(key):
            if not self._english.has_message(key):
                raise KeyError(key)
            self.untranslated[key] = None
            bundle = self._english
        pattern = bundle.get_message(key).value
        assert pattern is not None, key
        long = {
            f"\ue000{name}\ue001": value
            for name, value in values.items()
            if isinstance(value, str) and len(value) > LONGEST
        }
        signs = {sign[1:-1]: sign for sign in long}
        text, errors = bundle.format_pattern(pattern, {**values, **signs})
        if errors:
            raise KeyError(f"{key}: {errors[0]!r}")
        said = str(text)
        for sign, value in long.items():
            said = said.replace(sign, value)
        return said

    def html(self, key: str, **values: Any) -> str:
        """The same for a page: escaped, instants in one piece, marked where it is in English."""
        text = escape(self.say(key, **values))
        text = INSTANT.sub(r'<bdi class="at" dir="ltr">\g<0></bdi>', text)
        if self.is_translated(key):
            return text
        return f'<span class="untranslated" lang="en" dir="ltr">{text}</span>'


@cache
def _bundle(code: str) -> FluentBundle:
    """All texts of a language; names are isolated where directions can mix."""
    bundle = FluentBundle([code], use_isolating=code in RIGHT_TO_LEFT)
    for path in sorted((FOLDER / code).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
