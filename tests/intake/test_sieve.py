"""The sieve saves time only: no rule that matches a sentence may be left out of it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from safepassage.intake.engine.must_have import must_have
from safepassage.intake.engine.rule import Rule, read_rules
from safepassage.intake.engine.sieve import Sieve

DEV = Path(__file__).parent / "gold" / "dev"
RULES = read_rules("english")
ATOMS = ["gate", "go", "x", " ", "a|bb", "cat|dog", r"\w", ".", "[ab]", "K", "s", "é"]


def matching(text: str, start: int, end: int) -> list[Rule]:
    """Rules whose trigger is there, each asked by itself."""
    return [rule for rule in RULES if rule.trigger.search(text, start, end)]


@pytest.mark.parametrize("path", sorted(DEV.glob("*.txt")), ids=lambda p: p.stem)
def test_every_rule_that_matches_is_let_through(path: Path) -> None:
    text, sieve, left = path.read_text(encoding="utf-8"), Sieve(RULES), 0
    for line in re.finditer(r"[^.\n]+", text):
        through = sieve.rules_for(text, line.start(), line.end())
        assert [r for r in matching(text, line.start(), line.end()) if r not in through] == []
        assert through == [rule for rule in RULES if rule in through]
        left += len(RULES) - len(through)
    assert left > 0


def test_a_rule_s_own_sentences_reach_it() -> None:
    sieve = Sieve(RULES)
    for rule in RULES:
        for sentence in rule.positive:
            for shown in (sentence, sentence.upper(), f"İ {sentence}"):
                if rule.trigger.search(shown):
                    assert rule in sieve.rules_for(shown, 0, len(shown)), (rule.name, shown)


def test_letters_that_only_look_like_ascii_are_not_missed() -> None:
    """Without regard to case, a pattern's k matches the sign for kelvin, and s the long s."""
    sieve = Sieve(RULES)
    for rule in RULES:
        for sentence in rule.positive:
            shown = sentence.replace("s", "\u017f").replace("k", "\u212a").replace("i", "\u0131")
            if rule.trigger.search(shown):
                assert rule in sieve.rules_for(shown, 0, len(shown)), (rule.name, shown)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("gate", {"gate"}),
        ("gates?", {"gate"}),
        ("(?:gate|port) closed", {" closed"}),
        ("(?:gate|port)s", {"gate", "port"}),
        ("(?:gate|p)s", None),
        ("(?:gate)?", None),
        (r"\w+", None),
        ("(?:an )+gate", {"gate"}),
        (r"(?=road)bridge\b", {"bridge"}),
        ("(?:gate|)port", {"port"}),
        ("(?i:Gate)", {"gate"}),
        ("(?P<a>gate)(?P=a)", {"gate"}),
        ("été fermé", {" ferm"}),
        ("(?>gate|port)", {"gate", "port"}),
        ("(?:has|have|had) gone", {" gone"}),
        (r"(?:has|have|had)\d", {"has", "have", "had"}),
    ],
)
def test_words_read_off_a_pattern(pattern: str, words: set[str] | None) -> None:
    assert must_have(re.compile(pattern, re.IGNORECASE)) == words


def some_pattern(rng: random.Random, depth: int = 0) -> str:
    parts = []
    for _ in range(rng.randrange(1, 4)):
        part = rng.choice(ATOMS)
        if depth < 2 and rng.random() < 0.5:
            part = some_pattern(rng, depth + 1)
        part = f"(?:{part})" if "|" in part or rng.random() < 0.4 else part
        if part.endswith(")"):
            part += rng.choice(["", "", "?", "{1,2}", "{2}", "{0,2}", "{1,3}?"])
        parts.append(part)
    found = "".join(parts)
    return f"(?:{found}|{rng.choice(ATOMS)})" if rng.random() < 0.3 else found


@pytest.mark.parametrize("seed", range(200))
def test_random_patterns_match_nothing_without_their_words(seed: int) -> None:
    """Strings are put together from pieces of the patterns, so that many of them match."""
    rng = random.Random(seed)
    pattern = re.compile(some_pattern(rng), re.IGNORECASE)
    words = must_have(pattern)
    if words is None:
        return
    pieces = ["gate", "go", "x", " ", "a", "bb", "cat", "dog", "K", "s", "é", "GATE", "Dog"]
    for _ in range(200):
        text = "".join(rng.choice(pieces) for _ in range(rng.randrange(8)))
        if pattern.search(text):
            assert any(word in text.lower() for word in words), (pattern.pattern, text)
