"""Cannot: how many people no plan could bring by the end, and what holds them back from when on."""

from __future__ import annotations

from collections.abc import Sequence

from ..demand.demand import Origin
from ..network.network import Network
from ..plan.plan import Cannot, HeldBack, PricedCertificate
from .certificate import Cuts, people_through
from .proofs import Bounds, end_proof

CLAIM = "people_arrived_bound"


def find_cannot(
    network: Network,
    origins: Sequence[Origin],
    cuts: Sequence[Cuts],
    bounds: Bounds,
    priced: Sequence[PricedCertificate],
) -> Cannot | None:
    """The statement that the best certificate of the arrivals bound makes; None if it makes none.

    A cut says it in whole people: so many can only go through these places, each of which lets so
    many through between two instants. Prices say no more than which places and when.
    """
    inputs = network.inputs
    people = inputs.people - bounds.people_arrived_bound
    if people <= 0:
        return None
    last = inputs.periods - 1
    own = next((row for row in priced if row.claim == CLAIM), None)
    if own is not None:
        return Cannot("prices", last, people, None, _priced_places(own, last))
    cut, end = end_proof(network, origins, cuts)
    places = [
        HeldBack(cut.valued_on.resources[row].address, *span, through)
        for row, spans in end.runs.items()
        for span, through in people_through(cut, row, spans)
    ]
    for row in end.rooms:
        sink = cut.valued_on.sinks[row]
        address = f"destination/{inputs.destinations[sink.destination].id}/room"
        places.append(HeldBack(address, 0, last, sink.room))
    by = "cut" if cut.early_s is None else "seconds"
    return Cannot(by, last, people, inputs.people - end.inside, tuple(places))


def _priced_places(priced: PricedCertificate, last: int) -> tuple[HeldBack, ...]:
    """Each priced place once, from its first to its last priced period."""
    spans: dict[str, tuple[int, int]] = {}
    for address, first, end, *_ in priced.runs:
        low, high = spans.get(address, (first, end))
        spans[address] = min(low, first), max(high, end)
    rooms = [(f"destination/{room}/room", (0, last)) for room, _ in priced.rooms]
    return tuple(HeldBack(name, *span, None) for name, span in [*spans.items(), *rooms])
