"""Values: how the text of a cell or key becomes a number, instant, id or word, or is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from safepassage import clock
from safepassage.problems import Refusal, did_you_mean, quoted

Unknown = Literal["unknown"]
UNKNOWN: Unknown = "unknown"

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_ID = re.compile(r"[^\s/=,;~\"']+")
_BETWEEN = re.compile(r"[\s,;]+")
_MOST = Decimal(10) ** 15
_YES = {"true", "yes", "1", "y"}
_NO = {"false", "no", "0", "n"}


def refused(refusal: Refusal) -> PydanticCustomError:
    """The refusal in the form that pydantic collects."""
    return PydanticCustomError(
        "refused",
        "{read}",
        {"read": refusal.read, "allowed": refusal.allowed, "mend": refusal.mend},
    )


def one_word(value: object) -> str:
    """The text of a single value; a list or a map is refused."""
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list | tuple) else "a group of keys"
        raise Refusal(f"{kind} stands here", "give one value")
    return value.strip()


class Reads:
    """Says how a type is read from text and what its JSON Schema is."""

    def __init__(self, read: Callable[[str], Any], schema: dict[str, Any]) -> None:
        self.read = read
        self.schema = schema

    def validate(self, value: object) -> Any:
        """Read one value."""
        try:
            return self.read(one_word(value))
        except Refusal as refusal:
            raise refused(refusal) from None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)


class OrUnknown:
    """A list that may also be the word unknown."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def validate(value: Any, inner: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if isinstance(value, str):
                if value.strip().lower() == UNKNOWN:
                    return UNKNOWN
                raise refused(
                    Refusal(f"{quoted(value)} stands here", 'give a list, or the word "unknown"')
                )
            return inner(value)

        return core_schema.no_info_wrap_validator_function(
            validate, handler.generate_schema(self.inner)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"const": UNKNOWN}]}


def read_number(text: str) -> Decimal:
    """A plain decimal number; the usual slips are named."""
    if _NUMBER.fullmatch(text):
        number = Decimal(text)
        if abs(number) > _MOST or (number != 0 and abs(number) < 1 / _MOST):
            raise Refusal(f"{quoted(text)} is out of any sensible range", "give a plain number")
        return number
    raise Refusal(*_slip(text))


def _slip(text: str) -> tuple[str, str, str]:
    """What is wrong with a text that should be a number."""
    said, allowed = f"{quoted(text)} is not a number", "give a plain number"
    if text.lower() in {"true", "false", "yes", "no"}:
        return f"{quoted(text)} is yes or no, and a number is meant", allowed, ""
    if text.lower().lstrip("+-.") in {"nan", "inf", "infinity"}:
        return said, allowed, 'if nobody knows it, say so: "unknown" where that is allowed'
    if re.fullmatch(r"[+-]?\d{1,3}([,' _]\d{3})+(\.\d+)?", text):
        plain = re.sub(r"[,' _]", "", text)
        return f"{quoted(text)} has a thousands separator", allowed, f"write {plain}"
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        return f"{quoted(text)} has a comma", allowed, f"write {text.replace(',', '.')}"
    percent = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*%", text)
    if percent:
        share = (Decimal(percent[1]) / 100).normalize()
        return f"{quoted(text)} has a percent sign", "give a share", f"write {share:f}"
    unit = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*([A-Za-z²³/µ]+[\w/²³]*)", text)
    if unit:
        return (
            f"{quoted(text)} has a unit in it ({unit[2]})",
            "give the number alone; the unit is fixed",
            f"write {unit[1]} if that is the figure in the unit asked for",
        )
    return said, allowed, ""


def _span_words(low: Decimal | None, high: Decimal | None, above: bool) -> str:
    if high is not None:
        first = "more than" if above else "from"
        return f"{first} {low} to {high}"
    return f"more than {low}" if above else f"{low} or more"


def number(
    low: int | None = 0,
    high: int | None = None,
    *,
    above: bool = False,
    whole: bool = False,
    unknown: bool = False,
    words: tuple[str, ...] = (),
) -> Reads:
    """A number between bounds (`above`: more than the lower one); perhaps unknown or a word."""
    least = None if low is None else Decimal(low)
    most = None if high is None else Decimal(high)
    kind = "a whole number" if whole else "a number"
    span = "" if least is None else f", {_span_words(least, most, above)}"
    all_words = (*words, *((UNKNOWN,) if unknown else ()))
    other = "".join(f', or "{word}"' for word in all_words)
    allowed = f"give {kind}{span}{other}"

    def read(text: str) -> Any:
        if text.lower() in all_words:
            return text.lower()
        if text.lower() == UNKNOWN:
            raise Refusal("unknown is not allowed here", allowed)
        try:
            value = read_number(text)
        except Refusal as refusal:
            what = allowed if refusal.allowed == "give a plain number" else refusal.allowed
            raise Refusal(refusal.read, what, refusal.mend) from None
        too_low = least is not None and (value <= least if above else value < least)
        if too_low or (most is not None and value > most):
            raise Refusal(f"{text} is not allowed", allowed)
        if whole and value != int(value):
            raise Refusal(f"{text} is not a whole number", allowed)
        return int(value) if whole else value

    schema: dict[str, Any] = {"type": "integer" if whole else "number"}
    if low is not None:
        schema["exclusiveMinimum" if above else "minimum"] = low
    if high is not None:
        schema["maximum"] = high
    if all_words:
        schema = {"anyOf": [schema, {"enum": list(all_words)}]}
    return Reads(read, schema)


def read_text(text: str) -> str:
    """Any text that is not empty."""
    if not text:
        raise Refusal("is empty", "give a text")
    return text


def read_id(text: str) -> str:
    """An id: what addresses are made of."""
    if _ID.fullmatch(text) and text.isprintable():
        return text
    bad = sorted({c for c in text if c in "/=,;~\"'" or c.isspace() or not c.isprintable()})
    if bad or not text:
        shown = " ".join("space" if c.isspace() else c for c in bad)
        raise Refusal(
            f"{quoted(text)} is not an id" + (f" (it has: {shown})" if bad else ""),
            "give letters, digits, and - _ . : without spaces",
            "write " + re.sub(r"[^\w.:-]+", "-", text).strip("-") if bad else "",
        )
    return text


def read_yes_no(text: str) -> bool:
    """Yes or no; also 1 or 0, true or false."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise Refusal(f"{quoted(text)} is neither yes nor no", "give yes or no")


def read_yes_no_unknown(text: str) -> bool | Unknown:
    """Yes, no or unknown."""
    return UNKNOWN if text.lower() == UNKNOWN else read_yes_no(text)


def read_when(text: str) -> date | datetime:
    """A day or an instant: the date of a source."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return clock.parse_day(text)
    return clock.parse_instant(text)


def one_of(*choices: str, hint: str = "") -> Reads:
    """One word of a few."""

    def read(text: str) -> str:
        if text.lower() in choices:
            return text.lower()
        raise Refusal(
            f"{quoted(text)} is not allowed",
            f"give one of: {', '.join(choices)}",
            " ".join(part for part in (did_you_mean(text, choices), hint) if part),
        )

    return Reads(read, {"enum": list(choices)})


def split_words(value: object) -> list[str]:
    """Words from a list, or from one cell with spaces, commas or semicolons between them."""
    if isinstance(value, list | tuple):
        return [word.strip() for word in value if isinstance(word, str)]
    text = str(value)
    return [text] if _ID.fullmatch(text) else [word for word in _BETWEEN.split(text) if word]


class ReadsWords(Reads):
    """Several words in one cell or list."""

    def __init__(self, word: Reads) -> None:
        super().__init__(word.read, {"type": "array", "items": word.schema})

    def validate(self, value: object) -> tuple[str, ...]:
        """Read every word."""
        if isinstance(value, dict) or (
            isinstance(value, list) and any(not isinstance(word, str) for word in value)
        ):
            raise refused(Refusal("groups of keys or empty entries stand here", "give words"))
        try:
            return tuple(self.read(word) for word in split_words(value))
        except Refusal as refusal:
            raise refused(refusal) from None


def is_known(value: Decimal | int | Unknown | None) -> TypeGuard[Decimal | int]:
    """Whether a figure is there and not unknown."""
    return value is not None and not isinstance(value, str)


_INSTANT_SCHEMA = {"type": "string", "format": "date-time"}
Text = Annotated[str, Reads(read_text, {"type": "string", "minLength": 1})]
Id = Annotated[str, Reads(read_id, {"type": "string", "pattern": "^[^/=,;~\"'\\s]+$"})]
Ids = Annotated[tuple[str, ...], ReadsWords(Reads(read_id, {"type": "string"}))]
YesNo = Annotated[bool, Reads(read_yes_no, {"type": "boolean"})]
YesNoUnknown = Annotated[
    bool | Unknown,
    Reads(read_yes_no_unknown, {"anyOf": [{"type": "boolean"}, {"const": UNKNOWN}]}),
]
Instant = Annotated[datetime, Reads(clock.parse_instant, _INSTANT_SCHEMA)]
Day = Annotated[date, Reads(clock.parse_day, {"type": "string", "format": "date"})]
When = Annotated[
    date | datetime,
    Reads(read_when, {"anyOf": [{"type": "string", "format": "date"}, _INSTANT_SCHEMA]}),
]
ClockTime = Annotated[int, Reads(clock.parse_clock_time, {"type": "string", "pattern": "^..?:..$"})]
Number = Annotated[Decimal, number()]
Positive = Annotated[Decimal, number(above=True)]
Share = Annotated[Decimal, number(0, 1)]
ShareAboveZero = Annotated[Decimal, number(0, 1, above=True)]
Whole = Annotated[int, number(whole=True)]
PositiveWhole = Annotated[int, number(above=True, whole=True)]
MaybeNumber = Annotated[Decimal | Unknown, number(unknown=True)]
MaybeWhole = Annotated[int | Unknown, number(whole=True, unknown=True)]
