"""Credibility lines: a row of the table in the words of a language."""

from __future__ import annotations

from safepassage.credibility.criteria import APART, CRITERIA
from safepassage.credibility.row import Evidence, Row, Value
from safepassage.report.language.language import Language

# what a statement's field may be called in words; any other stands as it was written
PARTS = {part for row in CRITERIA.values() for part in row.parts} | set(APART)


def title(language: Language, row: Row) -> str:
    """The criterion in a few words."""
    return language.say(f"criterion-{row.id.lower()}")


def state(language: Language, row: Row) -> str:
    """Met, not met, stated by whom, or no evidence."""
    if row.state == "stated":
        by = dict.fromkeys(str(dict(piece.values)["by"]) for piece in row.evidence)
        return language.say("cred-state-stated", by=", ".join(by))
    return language.say("cred-state-" + row.state.replace("_", "-"))


def evidence_line(language: Language, piece: Evidence) -> str:
    """A piece of evidence as a sentence."""
    values = dict(piece.values)
    if piece.key == "cred-rule":
        values["rule"] = language.say("rule-" + str(values["rule"]).replace("_", "-"))
    if piece.key == "cred-stated-part" and values["part"] in PARTS:
        values["part"] = _part(language, str(values["part"]))
    return language.say(piece.key, **values)


def missing_lines(language: Language, row: Row) -> list[str]:
    """What would be needed for more."""
    return [language.say(key, **_in_words(language, dict(values))) for key, values in row.missing]


def _in_words(language: Language, values: dict[str, Value]) -> dict[str, Value]:
    """Parts and kinds, which are ids, as words."""
    for name in ("parts", "kinds"):
        if name in values:
            ids = str(values[name]).split(", ")
            values[name] = ", ".join(_part(language, id_) for id_ in ids)
    return values


def _part(language: Language, id_: str) -> str:
    return language.say(f"cred-part-{id_.replace('_', '-')}")
