"""Cannot: how many people no plan could bring, and the places and times that hold them back."""

from fractions import Fraction
from typing import Any

from .certificates import Spoilt
from .inputs import Inputs
from .proofs import Proofs
from .shapes import is_whole

KINDS = {"cut": "arrivals", "seconds": "arrivals_by_second", "prices": "priced"}
KEYS = {"by", "until_period", "people", "held", "places"}
END = "people_arrived_bound"
Place = tuple[str, int, int]  # address, first and last period


def check_cannot(inputs: Inputs, proofs: Proofs, said: Any) -> tuple[bool, Any, str]:
    """Whether a statement follows from its certificate, the people it names, and the sentence.

    `by` cut (or a cut in seconds): `held` people arrive only through `places`, each of which lets
    at most so many through between two periods, so that at least `people` do not arrive. By prices:
    places and times alone.
    """
    if not isinstance(said, dict) or set(said) != KEYS or not is_whole(said["people"]):
        return False, None, "no such form"
    entries = dict(proofs.entries.get(END, []))
    kind = KINDS.get(str(said["by"]))
    if kind not in entries or END in proofs.spoilt:
        return False, said["people"], "its certificate is not there"
    if said["until_period"] != inputs.periods - 1:
        return False, said["people"], "until_period is not the last one"
    most = inputs.people - proofs.most_people()
    if said["people"] > most:
        return False, said["people"], f"proved: {most} cannot arrive"
    try:
        if kind == "priced":
            wrong = _prices(said, entries[kind])
        else:
            wrong = _cut(inputs, proofs, said, entries[kind], kind)
    except (Spoilt, TypeError, ValueError) as error:
        return False, said["people"], f"no such form: {error}"
    return not wrong, said["people"], wrong or _sentence(inputs, said)


def _cut(inputs: Inputs, proofs: Proofs, said: Any, entry: Any, kind: str) -> str | None:
    """What is wrong with places and people of a cut; None if each is at least what was counted."""
    networks = proofs.networks
    parts = networks.arrivals_parts if kind == "arrivals" else networks.parts_by_second
    free, limits = parts(entry, Fraction(entry["capacity_use"]))
    claimed = {(name, first, last): people for name, first, last, people in said["places"]}
    if set(claimed) != set(limits):
        return f"its certificate is about other places: {sorted(set(claimed) ^ set(limits))[:2]}"
    for place, people in limits.items():
        if not is_whole(claimed[place]) or claimed[place] < people:
            return f"{place[0]} lets {people} through"
    if not is_whole(said["held"]) or said["held"] > inputs.people - free:
        return f"{inputs.people - free} people need these places"
    if said["people"] > max(0, said["held"] - sum(claimed.values())):
        return "more people than the places hold back"
    return None


def _prices(said: Any, entry: Any) -> str | None:
    """What is wrong with the places of prices: each is priced from first to last period."""
    spans: dict[str, tuple[int, int]] = {}
    for name, first, last, *_ in entry["runs"]:
        low, high = spans.get(name, (first, last))
        spans[name] = min(low, first), max(high, last)
    rooms = {f"destination/{name}/room" for name, _ in entry["rooms"]}
    if said["held"] is not None:
        return "prices do not say how many people are held"
    for name, first, last, people in said["places"]:
        if people is not None or (name not in rooms and spans.get(name) != (first, last)):
            return f"{name} is not priced from period {first} to {last}"
    return None


def _sentence(inputs: Inputs, said: Any) -> str:
    """The statement in words, with local instants."""
    places = [
        f"{name} from {inputs.local_instant(first)} to {inputs.local_instant(last + 1)}"
        + ("" if people is None else f": at most {people}")
        for name, first, last, people in said["places"]
    ]
    shown = "; ".join(places[:8]) + (f"; and {len(places) - 8} more" if len(places) > 8 else "")
    if said["held"] is None:
        return f"no plan brings {said['people']} people, because of {shown or 'nothing'}"
    reach = f"{said['held']} people" + (
        f" can only go through {shown}" if places else " have no way"
    )
    return f"{reach}; so at least {said['people']} do not arrive in any plan"
