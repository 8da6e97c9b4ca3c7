"""Anywhere: furniture that looks alike in every language."""

from __future__ import annotations

from safepassage.intake.documents.furniture.rule import FurnitureRule

RULES = (
    FurnitureRule(
        "address_only",
        "a line that is only an address on the web",
        (r"(?:(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S{1,300}\s*){1,3}",),
        takes=("https://example.org/a/b?c=1", "www.example.org", "pic.twitter.com/aBc123"),
        leaves=("Lists are at www.example.org, the port said.", "The port's site is down."),
        glued=False,
    ),
    FurnitureRule(
        "rights",
        "a line on rights that begins with the sign for copyright",
        (r"(?:©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4})).{0,160}",),
        takes=("© 2024 The Valley Post. All rights reserved.", "Copyright 2024 Agence Nord"),
        leaves=("(c) buses for patients, as listed above", "Copyright of the lists is disputed."),
    ),
    FurnitureRule(
        "quoted_mail",
        "a line that a mail quotes from another mail",
        (r">.{0,1000}",),
        takes=("> The gate is closed, they told us.", ">> see below", ">"),
        leaves=("More than 40 (>40) buses left.",),
        glued=False,
    ),
    FurnitureRule(
        "page_number",
        "the number of a page",
        (
            r"(?:page|p\.|seite|página)\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?",
            r"\d{1,4}\s*(?:of|/)\s*\d{1,4}",
            r"[-–—]\s*\d{1,4}\s*[-–—]",
        ),
        takes=("Page 3 of 12", "3 / 12", "- 4 -", "Page 7"),
        leaves=("85", "3 of 12 buses left.", "Page boys carried the lists."),
        glued=False,
    ),
    FurnitureRule(
        "rule_of_signs",
        "a line of dashes or other signs",
        (r"[-–—_=*#~.…|+<>\s]{3,200}",),
        takes=("-----", "=====", "- - -"),
        leaves=("--- 40 people ---",),
        glued=False,
    ),
)
