"""Urgency: until when each origin can leave, where deadlines or closures hurry some of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from ..network.paths import latest_departures

I64 = npt.NDArray[np.int64]


class Urgency(NamedTuple):
    """Last periods, by origin: by its own deadline, and in which somebody alone still gets out."""

    deadline: I64
    leave_by: I64


def urgency(network: Network, origins: Sequence[Origin]) -> Urgency | None:
    """Until when each origin can leave; None where nothing hurries anybody."""
    inputs = network.inputs
    if not inputs.closures and all(o.group.latest_departure_s is None for o in origins):
        return None
    latest = latest_departures(network, round_up=True)
    deadline, leave_by = [], []
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        until = origin.last_period_of_bound(inputs.step_s, inputs.periods)
        deadline.append(until)
        leave_by.append(-1 if state is None else min(until, latest[state]))
    return Urgency(np.array(deadline, dtype=np.int64), np.array(leave_by, dtype=np.int64))
