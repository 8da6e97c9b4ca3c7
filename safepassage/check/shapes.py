"""Shapes: what each file of a bundle must look like, and everything in it that does not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .bundle import Bundle

# A shape is an object, [shape] for a list, (shape,) for "or null", or a word: "=kind" defines an
# id, "->kind" names one that exists, "a|b" is one of these words, "?" at the end allows null.
Shape = Any


def fields(text: str, **inner: Shape) -> Shape:
    """An object: key and word by turns, then the keys with a shape of their own."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True)) | inner


INTERVAL = fields("from_s int to_s int source ->source")
CONSENT = fields(
    "id text party ->party of people|aid|all state given|refused|unknown|conditional "
    "condition text? condition_met bool? from_s int to_s int source ->source? via text?",
    only_for=(["text"],),
)
GROUP = fields(
    "id =group zone text zone_name text population text kind text mode car|foot "
    "occupancy decimal? people whole staying whole share_going decimal "
    "latest_departure_s int? deadline_because text?",
    criteria=["text"],
    headcount=fields("low whole likely whole high whole source ->source"),
    starts=[fields("node ->node name text people whole seats whole?", ready=["pair"])],
)
GATE = fields(
    "id id side text holder ->party rate_persons_per_hour decimal? "
    "rate_vehicles_per_hour decimal? eligibility_source ->source?",
    open=([INTERVAL],),
    eligibility=(["text"],),
    consents=[CONSENT],
)
MODEL = fields(
    "scenario text title text timezone text start instant end instant as_of instant "
    "step_s whole periods whole headcount low|likely|high capacity_use decimal "
    "walking_limit_m whole",
    parties=[fields("id =party name text")],
    sources=[fields("id =source title text publisher text date text url text?")],
    assumptions=[fields("id text value text unit text text text source text?")],
    groups=[GROUP],
    closures=[
        fields(
            "id text because text from_s int to_s int remaining_share decimal source ->source",
            links=["->link"],
        )
    ],
    corridors=[
        fields(
            "id =corridor name text holder ->party notified_from_s int",
            links=["->link"],
            modes=["car|foot"],
            hours=([INTERVAL],),
            consents=[CONSENT],
        )
    ],
    crossings=[
        fields(
            "id =crossing name text from_node ->node to_node ->node transit_s whole", gates=[GATE]
        )
    ],
    destinations=[
        fields(
            "id =destination name text node ->node kind shelter|reception|refuge|outside "
            "room room? short_need text? intake_per_hour decimal?",
            needs=[
                fields(
                    "need text have text? unit text per_person text room whole? source ->source?"
                )
            ],
        )
    ],
    not_planned=[fields("address text what text because text")],
    not_used=[fields("address text because text")],
)
ROUTE = fields("destination ->destination", route=["text"], route_names=["text"])
INSTRUCTION = ROUTE | fields(
    "id =instruction group ->group zone text start ->node start_name text people int "
    "from_s int to_s int crossing ->crossing? length_m whole travel_s whole",
    fallback=(ROUTE | fields("why text"),),
)
NODE = ["=node", "cell", "number?", "number?"]
LINK = [
    "=link",
    "->node",
    "->node",
    "cell",
    "digits",
    "digits?",
    "rate?",
    "digits?",
    "rate?",
    "0|1",
]
CELLS = {
    "cell": r"(?s).*",
    "number": r"-?[0-9]{1,12}(\.[0-9]{1,15})?",
    "digits": r"[0-9]{1,9}",
    "rate": r"[0-9]{1,9}(\.[0-9]{1,9})?",
}


def is_whole(value: Any) -> bool:
    """A whole number of a sane size; true and false are none."""
    return type(value) is int and abs(value) < 10**12


def _is_instant(value: Any) -> bool:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return at.tzinfo is not None and 1900 <= at.year <= 2200


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_whole, value))


IN_ADDRESSES = {"=link", "=crossing", "=destination"}
WORDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda v: isinstance(v, str),
    "id": lambda v: isinstance(v, str) and v != "" and "/" not in v,
    "int": is_whole,
    "whole": lambda v: is_whole(v) and v >= 0,
    "bool": lambda v: isinstance(v, bool),
    "decimal": lambda v: isinstance(v, str) and re.fullmatch(CELLS["rate"], v) is not None,
    "instant": _is_instant,
    "pair": _is_pair,
    "room": lambda v: v == "unlimited" or (is_whole(v) and v >= 0),
}


@dataclass(frozen=True)
class Shaped:
    """The tables after their cells were looked at; people of a movement stay as read."""

    nodes: list[list[str]]
    links: list[list[str]]
    movements: dict[str, dict[int, str]]


class Fit:
    """Collects problems, the ids that are defined and the ids that are referred to."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.ids: dict[str, set[str]] = {}
        self.references: list[tuple[str, str, str]] = []

    def no(self, where: str, read: Any, allowed: str) -> None:
        """Note a problem."""
        self.problems.append(f"{where}: {repr(read)[:60]} is not allowed; give {allowed}")

    def value(self, value: Any, shape: Shape, where: str) -> None:
        """Compare one value with its shape."""
        if isinstance(shape, tuple):
            if value is not None:
                self.value(value, shape[0], where)
        elif isinstance(shape, list):
            if not isinstance(value, list):
                return self.no(where, value, "a list")
            for number, item in enumerate(value):
                self.value(item, shape[0], f"{where}/{number}")
        elif isinstance(shape, dict):
            if not isinstance(value, dict) or set(value) != set(shape):
                return self.no(where, value, f"an object with {', '.join(shape)}")
            for key, inner in shape.items():
                self.value(value[key], inner, f"{where}/{key}")
            span = [value.get("from_s", 0), value.get("to_s", 1)]
            if all(map(is_whole, span)) and span[0] >= span[1]:
                self.no(where, span[1], "to_s after from_s")
        elif not (shape.endswith("?") and value is None):
            self.word(value, shape.rstrip("?"), where)
        return None

    def word(self, value: Any, word: str, where: str) -> None:
        """Compare a single value; note what it defines or refers to."""
        if "|" in word:
            if not isinstance(value, str) or value not in word.split("|"):
                self.no(where, value, f"one of {word}")
        elif not word.startswith(("=", "->")):
            if not WORDS[word](value):
                self.no(where, value, word)
        elif not WORDS["id" if word in IN_ADDRESSES else "text"](value):
            self.no(where, value, "an id; in addresses without /")
        elif word.startswith("="):
            if value in self.ids.setdefault(word[1:], set()):
                self.no(where, value, "an id that stands once")
            self.ids[word[1:]].add(value)
        else:
            self.references.append((word[2:], value, where))

    def table(self, rows: list[list[str]], columns: list[str], where: str) -> None:
        """Compare every cell of a table."""
        for line, row in enumerate(rows, start=2):
            at = f"{where} line {line}"
            if len(row) != len(columns):
                self.no(at, row, f"{len(columns)} cells")
                continue
            for cell, shape in zip(row, columns, strict=True):
                word = shape.rstrip("?")
                if word not in CELLS:
                    self.word(cell, word, at)
                elif (cell or word == shape) and not re.fullmatch(CELLS[word], cell):
                    self.no(at, cell, word)

    def join(self) -> None:
        """Every id that is referred to exists."""
        for kind, value, where in self.references:
            if value not in self.ids.get(kind, set()):
                self.no(where, value, f"a {kind} that exists")


def read_shapes(bundle: Bundle) -> tuple[Shaped, list[str]]:
    """All that does not fit in inputs and plan; the rest of the check runs only if it is empty."""
    fit = Fit()
    fit.table(bundle.nodes, NODE, "node.csv")
    fit.table(bundle.links, LINK, "link.csv")
    fit.value(bundle.model, MODEL, "model")
    fit.value(bundle.instructions, [INSTRUCTION], "instructions")
    fit.join()
    if not fit.problems:
        _sane_model(bundle.model, fit)
        _sane_links(bundle.links, fit)
        _sane_instructions(bundle, fit)
    movements = _movements(bundle.movements, fit)
    return Shaped(bundle.nodes, bundle.links, movements), fit.problems


def _sane_model(model: Any, fit: Fit) -> None:
    if not 1 <= model["periods"] <= 20_000 or not 1 <= model["step_s"] <= 86_400:
        return fit.no(
            "model", (model["periods"], model["step_s"]), "1 to 20000 periods of 1 to 86400 s"
        )
    length = timedelta(seconds=model["periods"] * model["step_s"])
    if datetime.fromisoformat(model["end"]) - datetime.fromisoformat(model["start"]) != length:
        fit.no("model/end", model["end"], "start + periods * step_s")
    if not 0 < float_free(model["capacity_use"]) <= 10**9:
        fit.no("model/capacity_use", model["capacity_use"], "more than 0, at most 1")
    for closure in model["closures"]:
        if float_free(closure["remaining_share"]) > 10**9:
            fit.no(f"closure/{closure['id']}", closure["remaining_share"], "a share from 0 to 1")
    for group in model["groups"]:
        _sane_group(group, f"group/{group['id']}", fit)
    consents = [c for corridor in model["corridors"] for c in corridor["consents"]]
    for crossing in model["crossings"]:
        gates = crossing["gates"]
        if not gates or len({gate["id"] for gate in gates}) < len(gates):
            fit.no(f"crossing/{crossing['id']}", len(gates), "one or more gates, each id once")
        consents += [consent for gate in gates for consent in gate["consents"]]
    for consent in consents:
        if consent["source"] is None and consent["state"] in ("given", "conditional"):
            fit.no(f"consent/{consent['id']}", consent["state"], "a source, or state unknown")
    return None


def float_free(text: str) -> int:
    """A decimal text in billionths, exact."""
    whole, _, rest = text.partition(".")
    return int(whole) * 10**9 + int(rest.ljust(9, "0"))


def _sane_group(group: Any, where: str, fit: Fit) -> None:
    nodes = [start["node"] for start in group["starts"]]
    if len(set(nodes)) < len(nodes):
        fit.no(where, nodes, "every start once")
    if group["people"] != sum(start["people"] for start in group["starts"]):
        fit.no(f"{where}/people", group["people"], "the sum over its starts")
    headcount = group["headcount"]
    if not headcount["low"] <= headcount["likely"] <= headcount["high"]:
        fit.no(f"{where}/headcount", headcount, "low <= likely <= high")
    by_car = group["mode"] == "car"
    if by_car != (group["occupancy"] is not None) or (
        by_car and not float_free(group["occupancy"])
    ):
        fit.no(f"{where}/occupancy", group["occupancy"], "more than 0 by car, null on foot")
    for start in group["starts"]:
        if by_car and start["seats"] is None:
            fit.no(f"{where}/start/{start['node']}/seats", None, "the seats of a car group")
        seconds = [second for second, _ in start["ready"]]
        people = [0, *(so_far for _, so_far in start["ready"]), start["people"]]
        if seconds != sorted(set(seconds)) or people != sorted(people):
            fit.no(f"{where}/start/{start['node']}/ready", start["ready"], "an ascending curve")


def _sane_links(rows: list[list[str]], fit: Fit) -> None:
    for row in rows:
        if bool(row[5]) != bool(row[6]) or bool(row[7]) != bool(row[8]):
            fit.no(f"link/{row[0]}", row[5:9], "seconds and rate of a mode, or neither")


def _sane_instructions(bundle: Bundle, fit: Fit) -> None:
    groups = {group["id"]: group for group in bundle.model["groups"]}
    for instruction in bundle.instructions:
        group = groups[instruction["group"]]
        where = f"instruction/{instruction['id']}"
        if instruction["zone"] != group["zone"]:
            fit.no(f"{where}/zone", instruction["zone"], "the zone of its group")
        if instruction["start"] not in [start["node"] for start in group["starts"]]:
            fit.no(f"{where}/start", instruction["start"], "a start of its group")


def _movements(rows: list[list[str]], fit: Fit) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {name: {} for name in fit.ids.get("instruction", set())}
    for line, row in enumerate(rows, start=2):
        where = f"movements.csv line {line}"
        if len(row) != 3 or row[0] not in found or not re.fullmatch("[0-9]{1,9}", row[1]):
            fit.no(where, row, "a known instruction, a period, people")
        elif int(row[1]) in found[row[0]]:
            fit.no(where, row, "every instruction and period once")
        else:
            found[row[0]][int(row[1])] = row[2]
    return found
