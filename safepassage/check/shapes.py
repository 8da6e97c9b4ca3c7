"""Shapes: what each file of a bundle must look like, and how a value is compared with that."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

# A shape is an object, [shape] for a list, (shape,) for "or null", or a word: "=kind" defines an
# id, "->kind" names one that exists, "a|b" is one of these words, "?" at the end allows null.
Shape = Any


def fields(text: str, **inner: Shape) -> Shape:
    """An object: key and word by turns, then the keys with a shape of their own."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True)) | inner


INTERVAL = fields("from_s int to_s int source ->source")
CONSENT = fields(
    "id text party ->party of people|aid|all direction out|in|both "
    "state given|refused|unknown|conditional condition text? condition_met bool? "
    "from_s int to_s int source ->source? via text?",
    only_for=(["text"],),
)
GROUP = fields(
    "id =group zone text zone_name text population text kind text mode car|foot|seat "
    "occupancy decimal? people whole staying whole share_going decimal "
    "latest_departure_s int? deadline_because text?",
    criteria=["text"],
    headcount=fields("low whole likely whole high whole source ->source"),
    starts=[fields("node ->node name text people whole seats whole?", ready=["pair"])],
)
GATE = fields(
    "id id side text holder ->party rate_persons_per_hour decimal? "
    "rate_vehicles_per_hour decimal? rate_trucks_per_hour decimal? eligibility_source ->source?",
    open=([INTERVAL],),
    eligibility=(["text"],),
    consents=[CONSENT],
)
MODEL = fields(
    "scenario text title text notice text? timezone text start instant end instant as_of instant "
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
    forbidden_turns=[
        fields("id =forbidden_turn basis text?", links=["->link"], modes=["car|foot|truck"])
    ],
    if_open=["text"],
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
    legs=[
        fields(
            "id =leg name text from_node ->node to_node ->node cut_off_s int departs_s int "
            "arrives_s int seats whole last_departure bool source ->source",
            eligibility=(["text"],),
            serves=(["text"],),
            consents=[CONSENT],
        )
    ],
    aid_streams=[
        fields(
            "id =aid_stream name text crossing ->crossing consignee text minimum_per_day decimal "
            "quota_per_day decimal? tonnes_per_truck decimal? source ->source",
            consents=[CONSENT],
        )
    ],
    days=[fields("date date from_s int to_s int")],
    not_planned=[fields("address text what text because text")],
    not_used=[fields("address text because text")],
)
ROUTE = fields("destination ->destination", route=["text"], route_names=["text"])
INSTRUCTION = ROUTE | fields(
    "id =instruction group ->group zone text start ->node start_name text people int "
    "from_s int to_s int crossing ->crossing? leg ->leg? length_m whole travel_s whole",
    stages=["whole"],
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


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_whole, value))


IN_ADDRESSES = {"=link", "=crossing", "=destination", "=leg"}
WORDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda v: isinstance(v, str),
    "id": lambda v: isinstance(v, str) and v != "" and "/" not in v,
    "int": is_whole,
    "whole": lambda v: is_whole(v) and v >= 0,
    "bool": lambda v: isinstance(v, bool),
    "decimal": lambda v: isinstance(v, str) and re.fullmatch(CELLS["rate"], v) is not None,
    "instant": _is_instant,
    "date": _is_date,
    "pair": _is_pair,
    "room": lambda v: v == "unlimited" or (is_whole(v) and v >= 0),
}


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
