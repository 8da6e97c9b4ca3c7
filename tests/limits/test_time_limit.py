"""Why: a limit that is wrong about its own time would stop searches that have time left."""

from __future__ import annotations

import math
import time

from safepassage.optimise.time_limit import NO_LIMIT, TimeLimit


def test_without_a_limit_nothing_is_ever_reached() -> None:
    for limit in (NO_LIMIT, TimeLimit(), NO_LIMIT.share(0.0)):
        assert math.isinf(limit.left_s())
        assert not limit.reached


def test_the_clock_runs_from_when_it_was_made() -> None:
    long_ago = TimeLimit(10.0, begun=time.perf_counter() - 11.0)
    assert long_ago.reached
    assert long_ago.left_s() == 0.0
    ahead = TimeLimit(10.0, begun=time.perf_counter() - 4.0)
    assert not ahead.reached
    assert 5.0 < ahead.left_s() <= 6.0
    assert TimeLimit(0.0).reached


def test_a_share_is_a_part_of_what_is_left() -> None:
    limit = TimeLimit(100.0, begun=time.perf_counter() - 50.0)
    part = limit.share(0.5)
    assert part.seconds is not None
    assert 20.0 < part.seconds <= 25.0
    assert TimeLimit(1.0, begun=time.perf_counter() - 2.0).share(0.5).reached
