"""Sphinx: how the pages in docs/ become a site that opens from disk and asks no other computer."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent

project = "Safe Passage"
author = "Safe Passage developers"
copyright = "Safe Passage developers. Licence: Apache-2.0"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "pictures/README.md"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["myst.header"]

# a date as in 2031-05-05T06:00 and words such as "gate" are told best by no language at all
highlight_language = "none"
pygments_style = "friendly"
pygments_dark_style = "monokai"

html_theme = "furo"
html_title = "Safe Passage"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_sourcelink = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {
        "color-brand-primary": "#1b5a8a",
        "color-brand-content": "#1b5a8a",
        "font-stack": "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
    },
    "dark_css_variables": {"color-brand-primary": "#8cc4f0", "color-brand-content": "#8cc4f0"},
}
