"""Overlaps: nobody is counted in two areas; slivers go to the earlier one, more is refused."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.layer import Feature, Refusals

MOST_SHARE = 0.01  # of the smaller area: what two drawings of one border may differ by
LEAST_SHARE = 1e-9  # below this it is rounding of coordinates


def cut_overlaps(
    features: list[Feature], shapes: list[BaseGeometry], refusals: Refusals, notes: list[str]
) -> list[BaseGeometry]:
    """Shapes without overlaps; those of more than 1 % of the smaller one are problems."""
    kept = np.array(shapes, dtype=object)
    first, second = shapely.STRtree(kept).query(kept, predicate="intersects")
    pairs = sorted((int(a), int(b)) for a, b in zip(first, second, strict=True) if a < b)
    cut, largest = 0, 0.0
    for a, b in pairs:
        smaller = min(shapes[a].area, shapes[b].area)
        share = shapes[a].intersection(shapes[b]).area / smaller if smaller > 0 else 0.0
        if share <= LEAST_SHARE:
            continue
        if share > MOST_SHARE:
            _refuse(features[a], features[b], share, refusals)
            continue
        rest = kept[b].difference(kept[a])
        polygons = [p for p in shapely.get_parts(rest) if p.geom_type == "Polygon" and p.area > 0]
        kept[b] = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
        cut, largest = cut + 1, max(largest, share)
    if cut:
        times = "1 overlap" if cut == 1 else f"{cut:,} overlaps"
        most = f"at most {largest:.3%}" if largest >= 0.00001 else "less than 0.001%"
        notes.append(
            f"{times} of {most} of the smaller area went to the area that comes first in the file"
        )
    return list(kept)


def _refuse(one: Feature, other: Feature, share: float, refusals: Refusals) -> None:
    read = f"it overlaps {refusals.where(one)} by {share:.1%} of the smaller area"
    allowed = f"areas may overlap by {MOST_SHARE:.0%}, else people are counted twice"
    mend = "cut the common part out of one of them, or take one of them out"
    refusals.feature(other, read, allowed, mend)
