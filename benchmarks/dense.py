"""Dense networks, where an exact flow is hardest: random ones, and Anaheim (TNTP collection)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from benchmarks.recipes import Case, Roads, shared_folder


def random_dense(
    nodes: int, seed: int, *, neighbours: int = 12, exits: int = 5, horizon_s: int = 7200
) -> Case:
    """Places in a square of 3 km, each with a street to its nearest ones, both ways.

    Streets take 1 to about 100 s, so many of them less than a period, and have rates of 200 to
    1,500 vehicles/h; people are at nearly every place.
    """
    chance = np.random.default_rng(seed)
    x, y = chance.uniform(0, 3000, (2, nodes))
    metres = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    near = np.argsort(metres, axis=1, kind="stable")[:, 1 : neighbours + 1]
    tail = np.repeat(np.arange(nodes), neighbours)
    pairs = np.unique(
        np.concatenate(
            [np.stack([tail, near.ravel()], axis=1), np.stack([near.ravel(), tail], axis=1)]
        ),
        axis=0,
    )
    tail, head = pairs[:, 0], pairs[:, 1]
    seconds = np.maximum(1.0, metres[tail, head] / chance.uniform(4, 14, len(tail)))
    rates = chance.integers(2, 16, len(tail)) * 100
    places = chance.permutation(nodes)[:exits]
    vehicles = chance.integers(0, 200, nodes)
    vehicles[places] = 0
    return Case(
        f"random, {nodes} nodes",
        _roads(x, y, tail, head, seconds, rates),
        vehicles,
        np.sort(places),
        chance.integers(60, 120, exits) * 100,
        [],
        horizon_s,
    )


def anaheim_folder() -> Path | None:
    """The folder of the network in the shared data; None where it is absent."""
    shared = shared_folder()
    folder = shared / "data" / "tntp" / "Anaheim" if shared else None
    return folder if folder is not None and folder.is_dir() else None


def anaheim() -> Case:
    """Anaheim (416 nodes, 914 links): all trips leave by the outermost zones of the four sides.

    Zones have roads out only, exits only roads in, as zones are no through nodes there.

    Source: Ban and Jayakrishnan, in Transportation Networks for Research (bstabler), for academic
    research purposes; used for checks alone.
    """
    folder = anaheim_folder()
    if folder is None:
        raise FileNotFoundError("no shared data: set SAFEPASSAGE_SHARED to the folder with data")
    features = json.loads((folder / "anaheim_nodes.geojson").read_text())["features"]
    features.sort(key=lambda feature: feature["properties"]["id"])
    lon, lat = np.array([feature["geometry"]["coordinates"] for feature in features]).T
    rows = np.array(_numbers(folder / "Anaheim_net.tntp"))
    tail, head = rows[:, 0].astype(int) - 1, rows[:, 1].astype(int) - 1
    trips = _trips(folder / "Anaheim_trips.tntp")
    zones = np.arange(len(trips))
    exits = np.unique(
        [lon[zones].argmin(), lon[zones].argmax(), lat[zones].argmin(), lat[zones].argmax()]
    )
    vehicles = np.zeros(len(lon), dtype=np.int64)
    vehicles[zones] = np.round(trips)
    vehicles[exits] = 0
    kept = ~np.isin(head, np.setdiff1d(zones, exits)) & ~np.isin(tail, exits)
    rates = np.round(rows[kept, 2]).astype(np.int64)
    into = np.bincount(head[kept], rates, minlength=len(lon))[exits]
    seconds = rows[kept, 4] * 60
    roads = _roads(lon, lat, tail[kept], head[kept], seconds, rates)
    return Case("Anaheim", roads, vehicles, exits, into.astype(np.int64), [], 5 * 3600)


def _roads(
    x: np.ndarray,
    y: np.ndarray,
    tail: np.ndarray,
    head: np.ndarray,
    seconds: np.ndarray,
    rates: np.ndarray,
) -> Roads:
    """Roads sorted by to-node; nothing is known of homes and classes."""
    order = np.lexsort((tail, head))
    none = np.zeros(len(x), dtype=np.int64)
    return Roads(
        x, y, tail[order], head[order], seconds[order], rates[order], np.zeros(len(x)), none, none
    )


def _numbers(path: Path) -> list[list[float]]:
    """The rows of a table of links; its head ends with a line that begins with `~`."""
    lines = path.read_text().split("~", 2)[-1].splitlines()[1:]
    return [[float(word) for word in line.rstrip("; \t").split()] for line in lines if line.strip()]


def _trips(path: Path) -> np.ndarray:
    """Trips that begin in each zone."""
    parts = path.read_text().split("Origin")[1:]
    rows = [part.split("\n", 1)[1].split(";") for part in parts]
    return np.array([sum(float(x.split(":")[1]) for x in row if ":" in x) for row in rows])
