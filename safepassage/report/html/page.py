"""Page: the report of a bundle as one HTML file that opens from disk and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from safepassage.credibility.table import credibility_table
from safepassage.report.facts.answer import answer_of
from safepassage.report.facts.contradictions import contradictions
from safepassage.report.facts.destinations import destinations
from safepassage.report.facts.gate_board import gate_board
from safepassage.report.facts.local_names import in_language
from safepassage.report.facts.sealed import Sealed
from safepassage.report.flow.flow_section import FlowSection, flow_section
from safepassage.report.grade import Grade
from safepassage.report.html.answer_section import (
    answer_section,
    in_the_way_section,
    nobody_section,
    verdict_section,
)
from safepassage.report.html.basis_section import (
    basis_section,
    contradictions_section,
    credibility_section,
    last_start_section,
    proofs_section,
)
from safepassage.report.html.figures_section import (
    aid_section,
    bottleneck_section,
    destinations_section,
    short_section,
)
from safepassage.report.html.gates_section import gates_section
from safepassage.report.html.instructions_section import instructions_section
from safepassage.report.html.parts import named
from safepassage.report.html.public_page import public_sections
from safepassage.report.language.language import ENGLISH, Language

PARTS = Path(__file__).resolve().parent
GENERATOR = '<meta name="generator" content="safepassage report">'
OSM = "© OpenStreetMap contributors, ODbL"
LONGEST_TITLE = 300
# heading of each section by its id, for the list of contents
HEADINGS = {
    "nobody": "r-nobody",
    "map-and-time": "r-map",
    "gate-board": "r-gates",
    "in-the-way": "r-in-the-way",
    "instructions": "r-instructions",
    "aid-by-day": "r-aid",
    "destinations": "r-destinations",
    "short": "r-short",
    "bottleneck": "r-bottleneck",
    "last-start": "r-last-start",
    "credibility": "cred-title",
    "proofs": "r-proofs",
    "contradictions": "r-contradictions",
    "basis": "r-basis",
}


def report_page(sealed: Sealed, language: Language, grade: Grade) -> str:
    """The page as text; the same bundle gives the same text."""
    sealed = replace(sealed, plan=in_language(sealed.plan, language.code))
    if grade.name == "public":
        flow = FlowSection("", "", "", None)
        first, sections = "", public_sections(language, sealed)
    else:
        proved = [row.claim for row in sealed.check.claims if row.status == "PROVED"]
        flow = flow_section(sealed.plan, language, grade, proved=proved)
        answer = answer_of(sealed.plan.inputs)
        first = answer_section(language, sealed, answer, grade)
        sections = [
            nobody_section(language, sealed, grade),
            in_the_way_section(language, sealed, answer, grade),
            flow.html,
            gates_section(language, sealed, gate_board(sealed.plan.inputs), grade),
            *_plan_sections(language, sealed, grade),
        ]
    return _page(language, sealed, grade, first, [text for text in sections if text], flow)


def _plan_sections(language: Language, sealed: Sealed, grade: Grade) -> list[str]:
    """What the plan does and what it rests on; the narrowest places only for planners."""
    inputs = sealed.plan.inputs
    credible = credibility_table(sealed.plan, sealed.check)
    return [
        instructions_section(language, sealed, grade),
        aid_section(language, sealed),
        destinations_section(language, sealed, destinations(sealed.plan), grade),
        short_section(language, sealed, grade),
        bottleneck_section(language, sealed) if grade.is_planners else "",
        last_start_section(language, sealed),
        credibility_section(language, credible, grade),
        proofs_section(language, sealed) if grade.is_planners else "",
        contradictions_section(language, contradictions(inputs), sealed, grade),
        basis_section(language, sealed, grade),
    ]


def _page(
    language: Language,
    sealed: Sealed,
    grade: Grade,
    first: str,
    sections: list[str],
    flow: FlowSection,
) -> str:
    inputs = sealed.plan.inputs
    style = _part("page.css") + flow.css
    script = '"use strict";\n' + _part("page.js") + flow.script
    present = [id_ for id_ in HEADINGS if any(f'<section id="{id_}"' in text for text in sections)]
    return Template(_part("page.html")).substitute(
        lang=language.code,
        direction=language.direction,
        title=escape(_title(language, sealed, grade)),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        skip=language.html("r-skip"),
        heading=language.html("r-public-title") if grade.name == "public" else named(inputs.title),
        verdict=verdict_section(language, sealed, grade),
        as_of=_as_of(language, sealed, grade),
        grade=language.html(f"r-grade-{grade.name}"),
        first=first + _if_open(language, inputs.if_open),
        contents=escape(language.say("r-contents")),
        toc="".join(
            f'<li><a href="#{id_}">{language.html(HEADINGS[id_])}</a></li>' for id_ in present
        ),
        notice=f'<p class="notice">{named(inputs.notice)}</p>' if inputs.notice else "",
        sections="\n".join(sections),
        filter_count=escape(language.say("r-filter-count", count="#1", all="#2")),
        data=_data(flow.data),
        footer=_footer(language, sealed, grade),  # last: it counts what was not translated
    )


def _title(language: Language, sealed: Sealed, grade: Grade) -> str:
    """The page's title; the public's has no words of the scenario in it."""
    if grade.name == "public":
        return language.say("r-public-title")
    return language.say("r-title", title=sealed.plan.inputs.title[:LONGEST_TITLE])


def _as_of(language: Language, sealed: Sealed, grade: Grade) -> str:
    inputs = sealed.plan.inputs
    as_of = f"{inputs.as_of:%Y-%m-%d %H:%M}"
    if grade.name == "public":
        return language.html("r-as-of-public", as_of=as_of, timezone=inputs.timezone)
    return language.html(
        "r-as-of",
        as_of=as_of,
        start=sealed.when(0),
        end=sealed.when(inputs.periods * inputs.step_s),
        timezone=inputs.timezone,
        headcount=language.say(f"r-headcount-{inputs.headcount}"),
    )


def _if_open(language: Language, addresses: tuple[str, ...]) -> str:
    if not addresses:
        return ""
    return f'<p class="if-open">{language.html("r-if-open", count=len(addresses))}</p>'


def _footer(language: Language, sealed: Sealed, grade: Grade) -> str:
    lines = [language.html("r-voluntary"), language.html("r-made")]
    if grade.is_planners:
        lines.append(f'<code dir="ltr">{sealed.fingerprint[:16]}</code> {escape(sealed.created)}')
    if language.code != ENGLISH:
        lines += [language.html("r-other-languages-in"), language.html("r-not-reviewed")]
    if language.untranslated:
        lines.append(language.html("r-untranslated", count=len(language.untranslated)))
    if any("openstreetmap" in row.publisher.lower() for row in sealed.plan.inputs.sources):
        lines.append(OSM)
    return "<br>".join(lines)


def _data(data: dict[str, Any] | None) -> str:
    """JSON that cannot end the script element that holds it."""
    if data is None:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="flow-data">{text}</script>'


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the page lets its own script and style run, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"
