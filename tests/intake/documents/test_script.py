""" "0 facts" of a text in another script would read like an answer, so it is said."""

from __future__ import annotations

import pytest

from safepassage.intake.documents.read_document import source_document
from tests.intake.documents.files import DAY, NOW


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("الجسر مغلق منذ يوم الأحد، قال المجلس.", "arabic"),
        ("הגשר סגור מיום ראשון, אמרה המועצה.", "hebrew"),
        ("Мост закрыт с воскресенья, сказал совет.", "cyrillic"),
        ("大门自周日起关闭。", "cjk"),
        ("The bridge (الجسر) is shut, the council said.", None),
        ("1,150 / 85 / 06:00", None),
        ("Le pont est fermé.", None),
    ],
)
def test_a_text_in_another_script_is_said_to_be_one(text: str, script: str | None) -> None:
    notes = source_document("a.txt", text.encode(), DAY, now=NOW).notes
    assert [script in note for note in notes] == ([True] if script else [])
    assert source_document("a.txt", text.encode(), DAY, language="ar", now=NOW).notes == ()
