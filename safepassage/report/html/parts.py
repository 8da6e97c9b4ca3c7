"""Parts: the pieces that every section of the page is made of; all text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from safepassage.report.language.language import Language

LONGEST = 1000  # characters of a name or text that stand on a page


def named(text: object) -> str:
    """A name or text of the scenario: escaped, in its own direction, cut where it has no end."""
    said = str(text)
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]} [...]"
    return f'<bdi dir="auto">{escape(said)}</bdi>'


def code(text: object) -> str:
    """An address, id or command: left to right in every language."""
    return f'<code dir="ltr">{escape(str(text))}</code>'


def number(value: int) -> str:
    """A whole number with commas at thousands."""
    return f"{value:,}"


def paragraph(html: str, kind: str = "") -> str:
    """A paragraph of ready HTML."""
    return f'<p class="{kind}">{html}</p>' if kind else f"<p>{html}</p>"


def bullets(items: Iterable[str]) -> str:
    """A list of ready HTML; nothing without items."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def section(language: Language, id_: str, title: str, body: str) -> str:
    """A section with its heading by key; nothing where there is nothing to say."""
    if not body:
        return ""
    head = language.html(title)
    return (
        f'<section id="{id_}" aria-labelledby="{id_}-h"><h2 id="{id_}-h">{head}</h2>'
        f"{body}</section>"
    )


def table(
    language: Language,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    id_: str = "",
    row_attributes: Sequence[str] = (),
) -> str:
    """A table of ready HTML cells, its heads by key; on a phone each row becomes a small card."""
    if not rows:
        return ""
    labels = [language.say(head) for head in heads]
    top = "".join(f'<th scope="col">{language.html(head)}</th>' for head in heads)
    body = []
    for number_, cells in enumerate(rows):
        first, *others = zip(cells, labels, strict=True)
        line = f'<th scope="row" data-label="{escape(first[1])}">{first[0]}</th>'
        line += "".join(f'<td data-label="{escape(label)}">{cell}</td>' for cell, label in others)
        more = f" {row_attributes[number_]}" if row_attributes else ""
        body.append(f"<tr{more}>{line}</tr>")
    name = f' id="{id_}"' if id_ else ""
    return (
        f"<table{name}><caption>{language.html(caption)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def fold(summary_html: str, body: str, *, opened: bool = False) -> str:
    """Something that can be unfolded; nothing where there is nothing inside."""
    if not body:
        return ""
    return f"<details{' open' if opened else ''}><summary>{summary_html}</summary>{body}</details>"


def badge(language: Language, status: str | None) -> str:
    """PROVED, CHECKED, ASSERTED, FAILED as a small mark in words."""
    word = (status or "NOT CHECKED").lower().replace(" ", "-")
    return f'<span class="badge {word}">{language.html("status-" + word)}</span>'
