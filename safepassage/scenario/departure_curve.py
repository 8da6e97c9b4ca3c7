"""Departure curve: the share of a group that is ready, by the time since people were told."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Number, Positive, number, one_of, one_word, refused

FORMS = ("at_once", "table", "rayleigh", "logit")
NEEDED = {
    "at_once": (),
    "table": ("points",),
    "rayleigh": ("scale_min",),
    "logit": ("rate_per_min", "half_min"),
}
_MINUTES = number()
_SHARE = number(0, 1)


class ReadsPoints:
    """A list of [minutes, share] pairs."""

    def validate(self, value: object) -> tuple[tuple[Decimal, Decimal], ...]:
        """Read every pair."""
        try:
            if not isinstance(value, list) or not value:
                raise Refusal("the points are not a list", "give [[minutes, share], ...]")
            return tuple(_pair(pair) for pair in value)
        except Refusal as refusal:
            raise refused(refusal) from None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        pair = {
            "type": "array",
            "prefixItems": [_MINUTES.schema, _SHARE.schema],
            "minItems": 2,
            "maxItems": 2,
        }
        return {"type": "array", "items": pair, "minItems": 1}


def _pair(pair: object) -> tuple[Decimal, Decimal]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Refusal("a point is not a pair", "give [minutes, share], such as [30, 0.5]")
    return _MINUTES.read(one_word(pair[0])), _SHARE.read(one_word(pair[1]))


Points = Annotated[tuple[tuple[Decimal, Decimal], ...], ReadsPoints()]


class DepartureCurve(Model):
    """Who is ready when: at once, a table, a Rayleigh curve or a logit curve."""

    noun: ClassVar[str] = "departure_curve"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    form: Annotated[str, one_of(*FORMS)] = field("shape of the curve")
    points: Points | None = field(
        "table: [minutes after people are told, share ready], both ascending, up to share 1",
        default=None,
    )
    scale_min: Positive | None = field(
        "rayleigh: share = 1 - exp(-t^2 / (2 scale^2))", unit="min", default=None
    )
    rate_per_min: Positive | None = field(
        "logit: share = 1 / (1 + exp(-rate (t - half)))", unit="1/min", default=None
    )
    half_min: Number | None = field("logit: when half are ready", unit="min", default=None)
    source: Id = field("where it comes from", refers_to="sources")

    @model_validator(mode="after")
    def _form_has_its_figures(self) -> Self:
        wanted = NEEDED[self.form]
        for name in ("points", "scale_min", "rate_per_min", "half_min"):
            given = getattr(self, name) is not None
            if given != (name in wanted):
                raise refused(
                    Refusal(
                        f"a curve of form {self.form} {'has' if given else 'lacks'} {name}",
                        f"give {' and '.join(wanted) or 'nothing more'} with form {self.form}",
                    )
                )
        if self.points is not None:
            _ascending(self.points)
        return self


def _ascending(points: tuple[tuple[Decimal, Decimal], ...]) -> None:
    for (minute, share), (next_minute, next_share) in pairwise(points):
        if next_minute <= minute or next_share < share:
            raise refused(
                Refusal(
                    f"after [{minute}, {share}] comes [{next_minute}, {next_share}]",
                    "the points ascend: later minutes, never a smaller share",
                )
            )
    if points[-1][1] != 1:
        raise refused(
            Refusal(
                f"the last point has share {points[-1][1]}",
                "the last share is 1: everybody expected to go is ready at some time",
                "whoever never goes belongs into share_going of the group",
            )
        )
