"""The share of defaults stands on the words in `basis`: each form is read as it is meant."""

from __future__ import annotations

import pytest

from safepassage.report.basis import asked_figures, default_figures

from .scenes import link


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("way 12; default: capacity, lanes, speed", {"capacity", "lanes", "free_speed"}),
        ("way 12 and 2 more; default: walk_capacity", {"walk_capacity"}),
        ("default: lanes", {"lanes"}),
        ("way 12; all from the file", set()),
        ("way 12; default:", set()),
        ("no default: it was measured", set()),  # a sentence, no mark
        ("invented", set()),
        (None, set()),
    ],
)
def test_defaults_are_what_the_mark_names(text: str | None, figures: set[str]) -> None:
    assert default_figures(text) == figures


def test_figures_asked_of_a_link() -> None:
    assert asked_figures(link("a", "x", "y", allowed_uses="auto walk")) == (
        "lanes", "capacity", "free_speed",
    )  # fmt: skip
    assert asked_figures(link("a", "x", "y", allowed_uses="walk")) == ("walk_capacity",)
    assert asked_figures(link("a", "x", "y", allowed_uses="truck")) == ("free_speed",)
