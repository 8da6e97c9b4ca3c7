"""Mail page: a digest as HTML that mail programs show: no script, no picture, no request."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..formats.situation.feed import web_address
from ..report.language.language import INSTANT, Language
from .point import Point, Word
from .say import Part, Spoken

# style stands in the head and not on each line: programs that drop it still show a plain page
STYLE = """
body { margin: 0; padding: 16px; background: #ffffff; color: #1b1f24;
  font: 16px/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
main { max-width: 680px; margin: 0 auto; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 24px 0 8px; padding-bottom: 4px; border-bottom: 2px solid #c9d1d9; }
h3 { font-size: 16px; margin: 20px 0 6px; }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 0 0 12px; padding: 8px 12px; background: #f6f8fa; overflow-wrap: anywhere; }
p { margin: 0 0 4px; }
.quiet, .by, footer { color: #57606a; font-size: 14px; }
.kind { font-weight: 700; color: #0a4a8f; }
.mark { background: #fff6d6; color: #6b4e00; padding: 0 4px; }
.warn { background: #fff6d6; color: #4d3800; padding: 8px 12px; margin: 8px 0; font-weight: 700; }
.notice { border: 1px solid #c9d1d9; padding: 8px 12px; margin: 8px 0; font-size: 14px; }
.before { color: #57606a; font-size: 14px; }
footer { margin-top: 24px; padding-top: 8px; border-top: 1px solid #c9d1d9; }
.at { white-space: nowrap; }
a { color: #0a4a8f; }
"""


def mail_page(spoken: Spoken, language: Language) -> str:
    """The whole as one document in UTF-8."""
    body = "\n".join(
        (
            f"<h1>{_own(spoken.title)}</h1>",
            *(f'<p class="quiet">{_said(line)}</p>' for line in spoken.head),
            *([f'<p class="notice">{_own(spoken.notice)}</p>'] if spoken.notice else []),
            *(f'<p class="warn">{_said(line)}</p>' for line in spoken.warnings),
            *_changes(spoken),
            *_stands(spoken),
            *_sources(spoken),
            "<footer>",
            *(f"<p>{_said(line)}</p>" for line in spoken.foot),
            *(f"<p>{_linked(line, address)}</p>" for line, address in spoken.leave),
            "</footer>",
        )
    )
    return (
        f'<!doctype html>\n<html lang="{language.code}" dir="{language.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(spoken.subject)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body dir="{language.direction}">\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


def _changes(spoken: Spoken) -> Iterable[str]:
    if spoken.changes is not None:
        return _part(spoken.changes, "h2")
    return () if spoken.no_change is None else (f"<p>{_said(spoken.no_change)}</p>",)


def _stands(spoken: Spoken) -> Iterable[str]:
    if not spoken.parts:
        return ()
    lines = (line for part in spoken.parts for line in _part(part, "h3"))
    return (f"<h2>{_said(spoken.stands)}</h2>", *lines)


def _sources(spoken: Spoken) -> Iterable[str]:
    if not spoken.sources:
        return ()
    lines = []
    for words, url in spoken.sources:
        address = web_address(url)
        link = (
            f'<br><a href="{escape(address)}"><bdi>{escape(address)}</bdi></a>' if address else ""
        )
        lines.append(f'<p class="by">{_own(words)}{link}</p>')
    return (f"<h2>{_said(spoken.sources_heading)}</h2>", *lines)


def _part(part: Part, level: str) -> tuple[str, ...]:
    more = () if part.more is None else (f'<p class="quiet">{_said(part.more)}</p>',)
    points = (f"<li>{point_html(point)}</li>" for point in part.points)
    return (f"<{level}>{_said(part.heading)}</{level}>", "<ul>", *points, "</ul>", *more)


def point_html(point: Point) -> str:
    """One thing as paragraphs."""
    kind = "" if point.kind is None else f'<span class="kind">{_said(point.kind)}:</span> '
    differ = "" if point.differ is None else f' <span class="mark">{_said(point.differ)}</span>'
    lines = [f"<p>{kind}{_own(point.name)}{differ}</p>"]
    for one in point.sayings:
        state = f"<strong>{_said(one.state)}</strong>" if one.state else ""
        said = " – ".join(part for part in (state, _said(one.rest)) if part)
        if said:
            lines.append(f"<p>{said}</p>")
        lines += [_word(word) for word in one.words]
    lines += [f'<p class="before">{_said(text)}</p>' for text in point.before]
    return "".join(lines)


def _word(word: Word) -> str:
    marks = "".join(f' <span class="mark">{_said(mark)}</span>' for mark in word.marks)
    # the marks turn with the words that they enclose
    quote = f"<br>{_own(f'“{word.quote}”')}" if word.quote else ""
    return f'<p class="by">{_said(word.by)}{marks}{quote}</p>'


def _own(text: str) -> str:
    """Words as somebody wrote them, whatever their direction."""
    return f'<bdi dir="auto">{escape(text)}</bdi>'


def _said(text: str) -> str:
    """Words of the language; instants stay in one piece."""
    return INSTANT.sub(r'<bdi class="at" dir="ltr">\g<0></bdi>', escape(text))


def _linked(line: str, address: str | None) -> str:
    """A line whose address can be followed; it was checked when the subscribers were read."""
    if address is None:
        return _said(line)
    shown = escape(address)
    return _said(line).replace(shown, f'<a href="{shown}"><bdi dir="ltr">{shown}</bdi></a>')
