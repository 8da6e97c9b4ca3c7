"""Plan: who leaves when by which way, what that gives, and what was proved about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..scenario.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Fallback:
    """Another way, should the narrowest place of the first be lost; its capacity is not tested."""

    route: tuple[str, ...]
    route_names: tuple[str, ...]
    destination: str
    why: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One route for people of one group at one start point, and when they leave.

    `stages`: where in the route people may wait, the first 0. `leaving` = for each stage
    ((period, people), ...) ascending; `from_s`, `to_s` are whole five minutes and about the first.
    """

    id: str
    group: str
    zone: str
    start: str
    start_name: str
    people: int
    from_s: int
    to_s: int
    route: tuple[str, ...]
    stages: tuple[int, ...]
    route_names: tuple[str, ...]
    crossing: str | None
    leg: str | None
    destination: str
    length_m: int
    travel_s: int
    fallback: Fallback | None
    leaving: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class AidMovement:
    """Whole trucks of a stream that enter the gates in a period, in or out."""

    aid_stream: str
    direction: str
    period: int
    trucks: int


@dataclass(frozen=True, slots=True)
class AidDayFigures:
    """What a stream brings on a local day, what was asked for, and the most that could come."""

    aid_stream: str
    date: str
    trucks: int
    required: int
    quota: int | None
    most: int


@dataclass(frozen=True, slots=True)
class Mend:
    """One change of one resource alone, in the words of `--set`, and what it brings.

    `kind`: hours, rate, consent, room, departure or deadline. `people_more`: people arrived in all
    with this change and nothing else, by planning again; `removes`: the row is then gone.
    """

    kind: str
    change: str  # an address
    amount: str
    unit: str
    people_more: int
    removes: bool
    set: tuple[str, ...]  # what --set needs to make the change
    folder: str | None = None  # of the bundle, with the plan that shows it; None = not shown
    least_proved: bool = False  # a certificate shows that a step less is not enough


@dataclass(frozen=True, slots=True)
class Shortfall:
    """People of a start point who do not arrive, and the rule that stands in the way.

    `proved`: no plan could bring them on these inputs. `mend_sought`: single changes were tried; if
    not, a missing `mend` says nothing.
    """

    group: str
    zone: str
    start: str
    rule: str
    because: str
    people: int
    proved: bool
    mends: tuple[Mend, ...] = ()
    mend_sought: bool = False

    @property
    def mend(self) -> Mend | None:
        """The change that brings most; None if none helps or none was sought."""
        return max(self.mends, key=lambda mend: (mend.people_more, mend.removes), default=None)


@dataclass(frozen=True, slots=True)
class NeedThere:
    """How much of one need so many people take, and how much is known to be there."""

    need: str
    unit: str
    amount: int
    have: int | None


@dataclass(frozen=True, slots=True)
class RoomNeeded:
    """People who would arrive at a place if it had room, and what would have to be there."""

    destination: str
    name: str
    people: int
    room: int | None  # as known; None = not known
    needs: tuple[NeedThere, ...]


@dataclass(frozen=True, slots=True)
class LastStart:
    """The latest second from which one person alone still arrives by the end."""

    address: str
    instant_s: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan gives and what no plan can beat; seconds since the start, None = never."""

    people: int
    people_staying: int
    people_arrived: int
    people_arrived_bound: int
    t50_s: int | None
    t90_s: int | None
    t100_s: int | None
    t50_bound_s: int | None
    t90_bound_s: int | None
    t100_bound_s: int | None
    t100_bound_full_use_s: int | None
    total_arrival_s: int
    total_arrival_bound_s: int
    longest_wait_s: int = 0
    largest_queue: int = 0
    trucks: int = 0

    @property
    def people_gap(self) -> int:
        """People that some other plan might still bring."""
        return self.people_arrived_bound - self.people_arrived

    @property
    def status(self) -> str:
        """`complete` if everyone expected to go has arrived, else `short`."""
        return "complete" if self.people_arrived == self.people else "short"

    @property
    def gap(self) -> float | None:
        """(t100 - bound) / bound; None without both or with a bound of 0."""
        if self.t100_s is None or not self.t100_bound_s:
            return None
        return (self.t100_s - self.t100_bound_s) / self.t100_bound_s


@dataclass(frozen=True, slots=True)
class ArrivalCertificate:
    """Priced runs (resource, first, last) and rooms that bound arrivals by the end of a period.

    `by_second`: runs are seconds, from and to, instead of periods.
    """

    claim: str
    until_period: int
    capacity_use: str
    runs: tuple[tuple[str, int, int], ...]
    rooms: tuple[str, ...]
    by_second: bool = False


@dataclass(frozen=True, slots=True)
class PricedCertificate:
    """Prices between 0 and `worth` for one claim: runs (resource, first, last, price, change)."""

    claim: str
    until_period: int
    capacity_use: str
    worth: int
    runs: tuple[tuple[str, int, int, int, int], ...]
    rooms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TotalCertificate:
    """Prices (resource, first, last, price at first, change per period) for the sum of arrivals."""

    deadline_period: int
    runs: tuple[tuple[str, int, int, int, int], ...]
    rooms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A place that holds people back between two periods, and how many it lets through then."""

    address: str
    first: int
    last: int
    people: int | None  # None: by prices, which do not say it place by place


@dataclass(frozen=True, slots=True)
class Cannot:
    """What the bound on arrivals says in words: `people` do not arrive in any plan.

    `by` cut or seconds (a cut on a finer clock): `held` people have no way but through `places`; by
    prices: held is None.
    """

    by: str
    until_period: int
    people: int
    held: int | None
    places: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class Less:
    """A step less of a change, and the certificates that no plan brings more people with it."""

    inputs: Inputs
    amount: str
    people_bound: int
    certificates: tuple[ArrivalCertificate, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """The plan on inputs with one change, as the bundle holds it in `folder`."""

    folder: str
    mend: Mend
    plan: Plan
    less: Less | None


@dataclass(frozen=True, slots=True)
class Stopped:
    """What ended the search before it was done: a limit of so many seconds, or somebody (None).

    `stage`: where it was then; `left_out`: what was not looked at, or not to its end.
    """

    seconds: float | None
    stage: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a bundle holds."""

    inputs: Inputs
    instructions: tuple[Instruction, ...]
    figures: Figures
    arrivals_by_period: tuple[tuple[int, int], ...]  # (period, people arriving in it)
    static_bound_s: float | None  # clearance by rates alone, the ladder's first step; not proved
    most_by_period: tuple[int, ...]  # exact most people arrived by the end of each period
    short_of: tuple[Shortfall, ...]
    last_safe_start: tuple[LastStart, ...]
    certificates: tuple[ArrivalCertificate, ...]
    total_certificate: TotalCertificate | None
    priced: tuple[PricedCertificate, ...] = ()
    aid: tuple[AidMovement, ...] = ()
    aid_days: tuple[AidDayFigures, ...] = ()
    room_needed: tuple[RoomNeeded, ...] = ()  # the second answer, where room is what is short
    bottleneck: tuple[str, ...] = ()  # resource addresses that the clearance bound charges for
    seconds: dict[str, float] = field(default_factory=dict)
    # most people and clearance by the cuts of whole periods alone, which `value` compares
    flow_bound: tuple[int, int | None] = (0, None)
    stopped: Stopped | None = None  # None: nothing was left out for want of time
    cannot: Cannot | None = None
    mended: tuple[Mended, ...] = ()
