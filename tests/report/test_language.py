"""Every sentence is there in every language with the same names in it, and none is left unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from safepassage.errors import UsageError
from safepassage.report.language.language import FOLDER, Language, languages

PACKAGE = Path(__file__).parents[2] / "safepassage"
# keys that are put together from a word of the data
FAMILIES = (
    "rule-", "status-", "criterion-", "cred-", "need-", "place-", "r-grade-", "r-headcount-",
    "r-state-", "r-consent-", "r-of-", "r-kind-", "r-mode-", "flow-", "c-",
    "sit-grade-", "sit-sec-", "sit-cap-", "sit-s-", "sit-d-", "sit-k-",
)  # fmt: skip


class _Names(visitor.Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def texts(code: str) -> dict[str, set[str]]:
    """Key -> names of values in its text, over all files of a language."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / code).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content[:80]}"
            if isinstance(entry, ast.Message):
                names = _Names()
                names.visit(entry)
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {code}"
                found[entry.id.name] = names.found
    return found


@pytest.mark.parametrize("code", ["ar", "he"])
def test_every_text_is_translated_with_the_same_values(code: str) -> None:
    english, other = texts("en"), texts(code)
    assert set(other) == set(english)
    assert {key for key in english if other[key] != english[key]} == set()


def test_no_text_is_unused() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    unused = {
        key
        for key in texts("en")
        if not re.search(rf"[\"']{re.escape(key)}[\"']", source) and not key.startswith(FAMILIES)
    }
    assert unused == set()


def test_what_nobody_has_translated_stands_in_english_and_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = Language("ar")
    monkeypatch.setattr(words, "_own", _Without(words._own, "r-answer"))
    assert words.html("r-answer") == (
        '<span class="untranslated" lang="en" dir="ltr">Who can leave now</span>'
    )
    assert list(words.untranslated) == ["r-answer"]
    assert "<span" not in words.html("r-gates")


class _Without:
    def __init__(self, bundle: object, key: str) -> None:
        self.bundle, self.key = bundle, key

    def has_message(self, key: str) -> bool:
        return key != self.key and self.bundle.has_message(key)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self.bundle, name)


def test_numbers_names_and_unknown_codes() -> None:
    assert languages()[0] == "en"
    assert "1,234,567 people" in Language("en").say("r-nobody-moves", people=1234567)
    with pytest.raises(UsageError, match='language "xx" is not known'):
        Language("xx")
    with pytest.raises(KeyError, match="no-such-key"):
        Language("ar").say("no-such-key")
