"""HTML about: what a page says of itself: title, outlet, address, language, dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from safepassage.intake.documents.content import Stated
from safepassage.intake.documents.html_tree import Element
from safepassage.intake.documents.published import stated
from safepassage.intake.documents.signs import without_fillers

LONGEST = 300  # characters of a title or outlet
LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\"<>\\]{1,2000}")
KINDS = ("Article", "BlogPosting", "Report", "WebPage")
# Names of meta tags that give the date of first publication, in the order in which they count.
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "date",
)
CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself; None where it says nothing."""

    title: str | None
    headline: str | None  # as its data name it, apart from what is shown
    outlet: str | None
    url: str | None
    language: str | None
    stated: tuple[Stated, ...]
    changed: str | None  # when it says that it was changed last


def about_page(page: Element) -> About:
    """Read the head, the linked data and the times of a page."""
    metas = _metas(page)
    data = list(_linked_articles(page))
    title = next((one_line(e.words()) for e in page.elements() if e.name == "title"), None)
    headline = _first(metas, "og:title", "twitter:title") or _data_text(data, "headline")
    publishers = [d["publisher"] for d in data if isinstance(d.get("publisher"), dict)]
    html = next((e for e in page.elements() if e.name == "html"), None)
    return About(
        title or headline,
        headline,
        _first(metas, "og:site_name", "application-name") or _data_text(publishers, "name"),
        _url(page, metas),
        language_of(html.attributes.get("lang") if html else None),
        (*_meta_dates(metas), *_data_dates(data), *_marked_times(page)),
        next((_first(metas, n) for n in CHANGED if n in metas), None)
        or _data_text(data, "dateModified"),
    )


def one_line(words: str | None) -> str | None:
    """Words on one line, cut to a length that fits one; None for nothing."""
    line = " ".join(without_fillers(words or "").split())
    return line[:LONGEST] or None


def language_of(tag: str | None) -> str | None:
    """The language of a tag such as en-GB."""
    found = LANGUAGE.match((tag or "").strip().lower())
    return None if found is None else found.group()


def _metas(page: Element) -> dict[str, str]:
    """Content of the meta tags by their name, the first of a name."""
    found: dict[str, str] = {}
    for element in page.elements():
        if element.name == "meta":
            a = element.attributes
            name = a.get("property") or a.get("name") or a.get("itemprop") or ""
            if a.get("content"):
                found.setdefault(name.strip().lower(), a["content"])
    return found


def _first(metas: dict[str, str], *names: str) -> str | None:
    return next((one_line(metas[n]) for n in names if one_line(metas.get(n))), None)


def _url(page: Element, metas: dict[str, str]) -> str | None:
    links = [
        e.attributes.get("href", "")
        for e in page.elements()
        if e.name == "link" and "canonical" in e.attributes.get("rel", "").lower().split()
    ]
    found = [w.strip() for w in (*links, metas.get("og:url", ""))]
    return next((w for w in found if ADDRESS.fullmatch(w)), None)


def _linked_articles(page: Element) -> Iterator[dict[str, Any]]:
    """Objects of the page's linked data (schema.org) that are articles, best kind first."""
    found: list[dict[str, Any]] = []
    for element in page.elements():
        if element.name != "script":
            continue
        if element.attributes.get("type", "").strip().lower() == "application/ld+json":
            try:
                found += _objects(json.loads(element.words()))
            except (ValueError, RecursionError):
                continue  # what cannot be read says nothing
    for kind in KINDS:
        yield from (o for o in found if any(str(k).endswith(kind) for k in _kinds(o)))


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [o for one in value for o in _objects(one)]
    if isinstance(value, dict):
        return [value, *_objects(value.get("@graph"))]
    return []


def _kinds(value: dict[str, Any]) -> list[Any]:
    kinds = value.get("@type")
    return kinds if isinstance(kinds, list) else [kinds]


def _data_text(data: list[dict[str, Any]], key: str) -> str | None:
    return next((one_line(d[key]) for d in data if isinstance(d.get(key), str)), None)


def _meta_dates(metas: dict[str, str]) -> tuple[Stated, ...]:
    return tuple(s for name in DATES if name in metas for s in stated(metas[name], name))


def _data_dates(data: list[dict[str, Any]]) -> tuple[Stated, ...]:
    words = [d["datePublished"] for d in data if isinstance(d.get("datePublished"), str)]
    return tuple(s for w in words for s in stated(w, "datePublished of its linked data"))


def _marked_times(page: Element) -> tuple[Stated, ...]:
    """Times that are marked as the date of publication; any other time may be about anything."""
    return tuple(
        s
        for e in page.elements()
        if e.name == "time"
        and (
            "pubdate" in e.attributes or "datepublished" in e.attributes.get("itemprop", "").lower()
        )
        for s in stated(e.attributes.get("datetime", ""), "a marked time on the page")
    )
