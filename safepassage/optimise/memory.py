"""Memory: how much a plan will take, from the sizes of its inputs, and whether that much is there.

The large arrays have a number for each link (or gate) and period, so halving the periods halves
them. The figures below are arrays counted, rounded up by what was measured on square towns
(tests/limits/test_memory.py measures them again).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isqrt
from pathlib import Path

from ..errors import UsageError
from ..network.travel_class import asked_criteria, class_of, served_populations
from ..scenario.inputs import Inputs

STEPS_S = (60, 120, 180, 300, 600, 900, 1800, 3600)
START_BYTES = 250_000_000  # Python, its libraries and the compiled kernels
LINK_BYTES = 3_500  # a link as read and as an arc of the network
WAYS = 12  # trees of ways that the candidates of all starts together make, at most
CHARGED_BYTES = 8_000  # the prices of a link over time, as rows of a certificate
LOADS = 6  # packings held at a time, each with what it uses of every resource
GIGA = 10**9


@dataclass(frozen=True, slots=True)
class Size:
    """What memory depends on: `arcs` and `states` are links and nodes of every class of people."""

    arcs: int
    states: int
    starts: int
    stages: int  # of a route, at most: one, one more before a gate, two for a leg
    periods: int


def size_of(inputs: Inputs) -> Size:
    """The size of the problem that these inputs make."""
    asked, served = asked_criteria(inputs), served_populations(inputs)
    groups = [group for group in inputs.groups if group.people > 0]
    classes = max(1, len({class_of(group, asked, served) for group in groups}))
    ways = len(inputs.links) + len(inputs.crossings) + len(inputs.legs)
    return Size(
        arcs=ways * classes,
        states=len(inputs.nodes) * classes,
        starts=sum(len(group.starts) for group in groups),
        stages=1 + bool(inputs.crossings) + 2 * bool(inputs.legs),
        periods=inputs.periods,
    )


def estimate(size: Size) -> dict[str, int]:
    """Bytes at the peak of each stage, with all that is held from the stages before it.

    `bound`: people on every link and at every node in every period (int32), twice while the flow is
    taken apart into routes. `plan`: of every resource on some candidate route what is used and what
    is late in every period (int64 both), for each packing held at a time; and who leaves which
    stage when (int32). The ways from many starts to one place share most of their links: about
    sqrt(starts * nodes), as in a shortest tree of random points (Steele 1988). `figures`: the price
    of each link in each period (int32), and the certificate made of them.
    """
    network = START_BYTES + LINK_BYTES * (size.arcs + size.states)
    bound = 2 * 4 * size.periods * (size.arcs + size.states + size.starts)
    resources = min(size.arcs, WAYS * isqrt(size.starts * size.states))
    loads = LOADS * 2 * 8 * size.periods * resources
    leaving = LOADS * 4 * size.periods * size.stages * size.starts
    prices = (4 * size.periods + CHARGED_BYTES) * size.arcs
    return {
        "network": network,
        "bound": network + bound,
        "plan": network + loads + leaving,
        "figures": network + prices,
    }


def available_bytes(
    meminfo: Path = Path("/proc/meminfo"), groups: Path = Path("/sys/fs/cgroup")
) -> int | None:
    """What a process could still take here; None where the system does not say."""
    found = [value for value in (_of_machine(meminfo), _of_group(groups)) if value is not None]
    return min(found, default=None)


def refuse_too_large(inputs: Inputs, available: int | None) -> None:
    """Raise before anything is begun, if the estimate is more than there is.

    Raises
    ------
    UsageError
        With the estimate, what there is, and the next coarser step, or the hours, that fit.
    """
    size = size_of(inputs)
    needed = max(estimate(size).values())
    if available is None or needed <= available:
        return
    raise UsageError(
        f"{inputs.scenario}: this plan needs about {_text(needed)} of memory ({size.arcs:,} links, "
        f"{size.periods:,} steps of {inputs.step_s} s); {_text(available)} are there. Nothing was "
        f"begun. {_what_fits(inputs, size, available)} (--memory-limit GB says another figure for "
        "what is there.)"
    )


def _what_fits(inputs: Inputs, size: Size, available: int) -> str:
    """The next coarser step that fits, else the longest horizon at the coarsest one."""

    def fits(periods: int) -> bool:
        return max(estimate(replace(size, periods=periods)).values()) <= available

    end_s = inputs.periods * inputs.step_s
    for step_s in STEPS_S:
        if step_s > inputs.step_s and end_s % step_s == 0 and fits(end_s // step_s):
            return f"It fits with --step {step_s}."
    hours = _most(lambda hours: fits(-(-hours * 3600 // inputs.step_s)), end_s // 3600)
    if hours:
        return f"It fits with an end {hours} h after the start, at the step of now."
    least = max(estimate(replace(size, periods=1)).values())
    return (
        f"No coarser step fits: the network alone takes {_text(least)}. Cut the area or leave out "
        "small roads."
    )


def _most(fits: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` that fits, by halving; 0 if none does."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if fits(middle) else (low, middle - 1)
    return low


def _of_machine(meminfo: Path) -> int | None:
    """MemAvailable of Linux."""
    try:
        rows = dict(line.split(":", 1) for line in meminfo.read_text("ascii").splitlines())
        return int(rows["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError, IndexError):
        return None


def _of_group(groups: Path) -> int | None:
    """What the control group of a container leaves, version 2 or 1."""
    for limit, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        try:
            most = int((groups / limit).read_text("ascii"))
            return max(0, most - int((groups / used).read_text("ascii")))
        except (OSError, ValueError):  # not there, or `max`: no limit
            continue
    return None


def _text(amount: int) -> str:
    return f"{amount / GIGA:.1f} GB"
