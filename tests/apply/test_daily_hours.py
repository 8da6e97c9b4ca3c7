"""Hours that are not known are not open, so only exact hours may be read out of words."""

from __future__ import annotations

import pytest

from safepassage.apply.daily_hours import read_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("from 06:00 to 18:00", ("06:00", "18:00")),
        ("08:00-16:00", ("08:00", "16:00")),
        ("8.30 to 17.00 daily", ("08:30", "17:00")),
        ("between 6 a.m. and 6 p.m.", ("06:00", "18:00")),
        ("from 12 am to 12 pm", ("00:00", "12:00")),
        ("09:00 until 24:00", ("09:00", "24:00")),
        ("every day from 9:15 till 5 pm", ("09:15", "17:00")),
    ],
)
def test_exact_hours(text: str, hours: tuple[str, str]) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in the morning",
        "from 6 to 18",
        "18:00 to 06:00",
        "from 06:00",
        "about 08:00 to 16:00",
        "08:00 to 16:00 on some days",
        "25:00 to 26:00",
        "06:00 to 06:00",
        "13 pm to 15 pm",
        "from 08:00 to 16:00, except Friday",
    ],
)
def test_anything_less_exact_gives_none(text: str) -> None:
    assert read_hours(text) is None
