"""Map page: one HTML file that shows what was read; it opens from disk and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from string import Template

from safepassage.report.map_data import MapData
from safepassage.report.map_legend import legend_html
from safepassage.report.map_payload import map_payload
from safepassage.report.map_tables import tables_html

PARTS = Path(__file__).resolve().parent / "page"
SCRIPTS = ("roads", "view", "draw", "marks", "labels", "panel", "search", "main")
GENERATOR = '<meta name="generator" content="safepassage map">'


def map_page(data: MapData) -> str:
    """The page as text; the same data give the same text."""
    style = _part("map.css")
    script = '"use strict";\n' + "\n".join(_part(f"map_{name}.js") for name in SCRIPTS)
    return Template(_part("map.html")).substitute(
        title=escape(data.title[:300]),
        notice=f'<p class="notice" dir="auto">{escape(data.notice)}</p>' if data.notice else "",
        span=escape(data.span),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=_data_text(data),
        empty="" if data.links else '<p class="empty">There is no link to draw.</p>',
        legend=legend_html(data),
        tables=tables_html(data),
        attribution=escape(data.attribution),
        credit_line=escape(_credit(data)),
    )


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the page lets its own script and style run, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


def _data_text(data: MapData) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(map_payload(data), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _credit(data: MapData) -> str:
    made = f"Map of the scenario {data.name}, made by Safe Passage."
    return f"{made} {data.attribution}" if data.attribution else made
