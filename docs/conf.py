"""Sphinx: how the pages in docs/ become a site that opens from disk and asks no other computer."""

from __future__ import annotations

import re
from typing import Any

from pygments.lexers.special import TextLexer

project = "Safe Passage"
author = "Safe Passage developers"
copyright = "Safe Passage developers. Licence: Apache-2.0"

extensions = ["myst_parser"]
smartquotes = False  # --json is two hyphens
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

# commands and what they print are no program: only blocks that name a language are coloured
highlight_language = "none"
pygments_style = "friendly"
pygments_dark_style = "monokai"

html_theme = "furo"
html_title = "Safe Passage"
html_static_path = ["_static"]
html_css_files = ["site.css"]
# summaries would be fetched page by page, which a browser refuses on pages from disk
html_show_search_summary = False
html_copy_source = False
html_show_sphinx = False
html_show_sourcelink = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {
        "color-brand-primary": "#1b5a8a",
        "color-brand-content": "#1b5a8a",
        "font-stack": "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
    },
    "dark_css_variables": {"color-brand-primary": "#8cc4f0", "color-brand-content": "#8cc4f0"},
}

# Links that lead out of docs/ are right on a code host; on the site each has a page of its own.
OUTSIDE = {
    "benchmarks/README.md": "develop/networks.md",
    "CHANGELOG.md": "develop/changes.md",
    "safepassage/examples/": "examples/",
}


def lead_inside(app: Any, name: str, source: list[str]) -> None:
    """Turn links to files outside docs/ into links to the pages that include them."""
    up = "../" * name.count("/")

    def inside(match: re.Match[str]) -> str:
        path = match[2]
        if path.startswith("safepassage/examples/"):
            path = path.removesuffix("/README.md") + ".md"
        for outside, page in OUTSIDE.items():
            if path.startswith(outside):
                return f"]({up}{path.replace(outside, page, 1)}"
        return match[0]

    source[0] = re.sub(r"\]\(((?:\.\./)+)([A-Za-z][^)#]*)", inside, source[0])


def setup(app: Any) -> None:
    """Tables in blocks are not coloured; links are led inside."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", lead_inside)
