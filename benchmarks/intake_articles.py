"""Articles by the thousand for the reading of news, made from the development texts, and copies.

Every article takes sentences of the invented texts in tests/intake/gold/dev in an order of its
own, with other names and numbers; copies of it are cut, set anew or added to, as outlets do with
the text of an agency.
"""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

DEV = Path(__file__).parents[1] / "tests" / "intake" / "gold" / "dev"
NUMBER = re.compile(r"\d+")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
SYLLABLES = ("an", "be", "dor", "el", "fa", "gim", "har", "is", "ke", "lo", "mar", "nor", "os",
             "pel", "ri", "sa", "tun", "ur", "ve", "zad")  # fmt: skip
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}


class Article(NamedTuple):
    """A text of paragraphs under a headline; `copies` numbers the article that it repeats."""

    number: int
    headline: str
    paragraphs: tuple[str, ...]
    copies: int | None
    how: str  # "new", or how the copy was made

    def text(self) -> str:
        """As a plain text."""
        return "\n".join((self.headline, *self.paragraphs)) + "\n"


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of the development texts, each on its own."""
    found = []
    for path in sorted(DEV.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found += [s for s in re.split(r"(?<=[.”\"]) (?=[A-Z“\"])", line) if len(s) > 60]
    return tuple(found)


def new_article(number: int, rng: random.Random) -> Article:
    """An article of about 400 words that shares few of them with any other."""
    names: dict[str, str] = {}

    def other_name(found: re.Match[str]) -> str:
        word = found.group()
        if word in DAYS:
            return word
        made = "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(2, 4)))
        return names.setdefault(word, made.capitalize())

    picked = rng.sample(sentences(), 18)
    picked = [NUMBER.sub(lambda m: _other_number(m.group(), rng), s) for s in picked]
    picked = [NAME.sub(other_name, s) for s in picked]
    headline = " ".join(picked[0].split()[:9]).rstrip(",.;")
    paragraphs = tuple(" ".join(picked[at : at + 2]) for at in range(0, 18, 2))
    return Article(number, headline, paragraphs, None, "new")


def _other_number(digits: str, rng: random.Random) -> str:
    return str(rng.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))


def cut(article: Article, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """The first third to nine tenths of the paragraphs, as an outlet with little room keeps."""
    kept = rng.randrange(3, len(article.paragraphs))
    return article.headline, article.paragraphs[:kept]


def new_headline(article: Article, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Another headline, a byline and the furniture of a page."""
    words = article.paragraphs[-1].split()
    tail = ("Read more", "Subscribe to our newsletter", "© 2024 Valley Post")
    return " ".join(words[:8]), ("By Mira Tal, Valley Post", *article.paragraphs, *tail)


def added(article: Article, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Two paragraphs of the outlet's own, somewhere in the middle."""
    own = new_article(0, rng).paragraphs
    at = rng.randrange(1, len(article.paragraphs))
    return article.headline, (*article.paragraphs[:at], *own[:2], *article.paragraphs[at:])


def set_anew(article: Article, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Straight quotes, other spellings, a place in front, some words changed."""
    swaps = (("“", '"'), ("”", '"'), ("’", "'"), ("said", "told reporters"), (" per cent", "%"))
    changed = []
    for paragraph in article.paragraphs:
        for old, new in swaps:
            if rng.random() < 0.7:
                paragraph = paragraph.replace(old, new, 1 if old == "said" else -1)
        changed.append(paragraph)
    return article.headline.upper(), (f"KETTA (VP) – {changed[0]}", *changed[1:])


def shuffled(article: Article, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """The paragraphs in another order, without the first one."""
    rest = list(article.paragraphs[1:])
    rng.shuffle(rest)
    return article.headline, tuple(rest)


HOW: dict[str, Callable[[Article, random.Random], tuple[str, tuple[str, ...]]]] = {
    "cut": cut,
    "new headline, byline, furniture": new_headline,
    "two paragraphs added": added,
    "set anew": set_anew,
    "paragraphs in another order": shuffled,
}


def articles(count: int, seed: int, share_copies: float = 0.2) -> Iterator[Article]:
    """So many articles, a share of them copies of one of the last 500 that were new."""
    rng = random.Random(seed)
    recent: list[Article] = []
    for number in range(count):
        if recent and rng.random() < share_copies:
            source = rng.choice(recent)
            how = rng.choice(tuple(HOW))
            yield Article(number, *HOW[how](source, rng), source.number, how)
        else:
            article = new_article(number, rng)
            recent = [*recent[-499:], article]
            yield article


def write_article(article: Article, folder: Path) -> Path:
    """A file in one of three forms: seven in ten are texts, the others pages and mails."""
    form = article.number % 10
    stem = f"{article.number:06}"
    if form in (3, 6):
        path = folder / f"{stem}.html"
        path.write_text(_page(article), encoding="utf-8")
    elif form == 9:
        path = folder / f"{stem}.eml"
        path.write_bytes(_mail(article))
    else:
        path = folder / f"{stem}.txt"
        path.write_text(article.text(), encoding="utf-8")
    return path


def _page(article: Article) -> str:
    menu = "".join(f'<li><a href="/s/{n}">Section {n}</a>' for n in range(40))
    script = "<script>var a = [" + ",".join(str(n) for n in range(4_000)) + "];</script>"
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in article.paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{html.escape(article.headline)}</title>{script}"
        f"</head><body><nav><ul>{menu}</ul></nav><article><h1>{html.escape(article.headline)}</h1>"
        f"{body}</article><footer>{menu}</footer></body></html>"
    )


def _mail(article: Article) -> bytes:
    body = "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in article.paragraphs)
    head = (
        f"From: Press <press@example.org>\nSubject: {article.headline}\n"
        "Date: Mon, 06 May 2024 10:30:00 +0000\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: 8bit\n\n"
    )
    return (head + body + "\n").encode()
