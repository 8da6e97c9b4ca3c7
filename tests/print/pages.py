"""What tests of printed pages share: plans with words beside them, pages as text and picture."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.words import CardWords, HelpWords, NameWords, Words

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2066\u2067\u2068\u2069"))
HELP = HelpWords("Relief group", "+00 000 0000 17", "day and night", ("en", "ar"), None)
SAID = Words(
    help=(HELP,),
    card_texts=(
        CardWords("en", ("water for a day", "papers"), "Turn off the gas.", "Dogs may come."),
        CardWords("ar", ("ماء ليوم واحد", "أوراقك"), None, None),
    ),
    names=(NameWords("zone/old-town", "ar", "البلدة القديمة"),),
)


def with_words(plan: Plan, folder: Path, **words: Any) -> Path:
    """A bundle of the plan with these words beside it."""
    said = replace(plan.inputs.words, **words)
    return write_bundle(replace(plan, inputs=replace(plan.inputs, words=said)), folder)


def page_texts(path: Path) -> list[str]:
    """The text of each page on one line, without the marks of direction."""
    return [
        " ".join(page.extract_text().translate(ZERO_WIDTH).split())
        for page in pypdf.PdfReader(path).pages
    ]


def codes_on(path: Path, page: int, *, dpi: int = 300) -> list[str]:
    """The texts of the QR codes on a page, read from a picture of the paper."""
    document = pypdfium2.PdfDocument(path)
    picture = document[page].render(scale=dpi / 72).to_pil()
    document.close()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def instructions_in(bundle: Path) -> list[dict[str, Any]]:
    """The instructions as they stand in the bundle."""
    rows: list[dict[str, Any]] = json.loads((bundle / "plan" / "instructions.json").read_text())
    return rows


def instant_in(bundle: Path, second: int) -> datetime:
    """A second of the bundle's model, in the offset of its start."""
    model = json.loads((bundle / "inputs" / "model.json").read_text())
    return datetime.fromisoformat(model["start"]) + timedelta(seconds=second)
