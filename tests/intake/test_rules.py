"""A rule that does not do what its own examples say would propose facts for a wrong reason."""

from __future__ import annotations

from datetime import date

import pytest

from safepassage.intake.engine.measures import read_measures
from safepassage.intake.engine.rule import read_rules
from safepassage.intake.read_facts import read_facts

PUBLISHED = date(2031, 5, 6)
RULES = read_rules("english")
POSITIVE = [(rule.name, rule.type, text) for rule in RULES for text in rule.positive]
NEGATIVE = [(rule.name, text) for rule in RULES for text in rule.negative]
MEASURES = read_measures("english").measures


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(rule.positive and rule.negative and rule.why for rule in RULES)


@pytest.mark.parametrize(("name", "kind", "text"), POSITIVE)
def test_a_rule_proposes_from_its_examples(name: str, kind: str, text: str) -> None:
    assert kind in {p.type for p in read_facts(text, PUBLISHED)}, name


@pytest.mark.parametrize(("name", "text"), NEGATIVE)
def test_a_rule_stays_silent_on_what_it_is_not_for(name: str, text: str) -> None:
    assert name not in {p.rule for p in read_facts(text, PUBLISHED)}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_measures_follow_their_examples(measure: object) -> None:
    name = measure.name  # type: ignore[attr-defined]
    for text in measure.positive:  # type: ignore[attr-defined]
        assert name in {p.norm.get("measure") for p in read_facts(text, PUBLISHED)}, text
    for text in measure.negative:  # type: ignore[attr-defined]
        assert name not in {p.norm.get("measure") for p in read_facts(text, PUBLISHED)}, text
