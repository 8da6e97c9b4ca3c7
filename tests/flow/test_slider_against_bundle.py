"""What a reader sees at an instant of the slider is what the bundle's own files add up to."""

from __future__ import annotations

from typing import Any

import pytest

from .browser import opened
from .conftest import NAMES, Reports
from .count_bundle import Count


@pytest.mark.parametrize("name", NAMES)
def test_people_and_gates_at_three_times(name: str, reports: Reports, chromium: Any) -> None:
    count = Count(reports.bundle(name))
    moved = 0
    with opened(chromium, reports.page(name)) as page:
        last = int(page.attribute("#flow-slider", "max"))
        before = 0
        for instant in (last // 3, last // 2, last):
            page.slide(instant - 1)
            before = count.period_at(page.text("#flow-when"))
            page.slide(instant)
            period = count.period_at(page.text("#flow-when"))
            arrived, left = count.by(count.arrived, period), count.by(count.left, period)
            assert page.attribute('[data-name="arrived"]', "data-value") == str(arrived)
            assert f"{arrived:,}" in page.text('[data-name="arrived"]')
            assert page.attribute('[data-name="left"]', "data-value") == str(left)
            assert page.attribute('[data-name="way"]', "data-value") == str(left - arrived)
            moved += arrived
            for crossing in count.model["crossings"]:
                for gate in crossing["gates"]:
                    at = f'[data-gate="crossing/{crossing["id"]}/gate/{gate["id"]}"]'
                    passed = count.by(count.passed[crossing["id"]], period)
                    in_step = passed - count.by(count.passed[crossing["id"]], before)
                    minutes = (period - before) * count.step / 60
                    hour = int(in_step * 60 / minutes + 0.5)
                    assert page.text(f"{at} .gate-sofar") == f"{passed:,}"
                    assert page.text(f"{at} .gate-hour") == f"{hour:,}"
                    state = count.state(crossing["id"], gate["id"], period)
                    assert page.attribute(at, "data-state") == state
        assert page.errors == []
        assert page.asked == []
    assert (moved > 0) == (name != "causeway")  # there nobody may move: it shows the other states


def test_every_side_has_its_row(reports: Reports, chromium: Any) -> None:
    """Without it the loop above could pass over a crossing that the page leaves out."""
    for name in NAMES:
        with opened(chromium, reports.page(name)) as page:
            rows = page.page.locator("#flow-gates [data-gate]").count()
            model = Count(reports.bundle(name)).model
            assert rows == sum(len(row["gates"]) for row in model["crossings"]) > 0
