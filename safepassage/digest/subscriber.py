"""Subscriber: who is written to, about what, how often, in which language and grade."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from safepassage.clock import local_instant, parse_clock_time
from safepassage.problems import Refusal, quoted
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Reads, ReadsWords, one_of

from ..report.grade import GRADES
from ..report.language.language import languages
from ..situation.disclosure.public import PUBLIC_KINDS

# topic -> the sections of a sitrep that it stands for
TOPICS = {
    "gates": ("access",),
    "consents": ("consents",),
    "deadlines": ("deadlines",),
    "orders": ("orders",),
    "movement": ("movement",),
    "incidents": ("incidents",),
    "figures": ("figures",),
    "talks": ("talks",),
    "unknowns": ("unknowns",),
}
EACH_CHANGE, HOURLY, DAILY = "each change", "hourly", "daily at "
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*"
    rf"@{_LABEL}(?:\.{_LABEL})*"
)
_HTTPS = re.compile(r"https://[^/<>,\"\s][!#-+\--;=?-~]*", re.ASCII)


def read_address(text: str) -> str:
    """One address of RFC 5321 in ASCII, without a name, quotes or comments."""
    local = text.partition("@")[0]
    if _ADDRESS.fullmatch(text) and len(local) <= 64 and len(text) <= 254:
        return text
    mend = ""
    if not text.isascii():
        mend = "write a domain in its ASCII form (xn--...); other letters before the @ do not go"
    raise Refusal(f"{quoted(text)} is not a mail address", "give one, such as a@b.org", mend)


def read_domain(text: str) -> str:
    """The domain of an address, in lower case."""
    read_address(f"a@{text}")
    return text.lower()


def read_https(text: str) -> str:
    """An address of the web that begins with https and can stand in a header."""
    if _HTTPS.fullmatch(text) and len(text) <= 900:
        return text
    raise Refusal(
        f"{quoted(text)} is not an https address",
        "RFC 8058 asks for https, without spaces, commas, quotes or < >",
    )


def read_place(text: str) -> str:
    """An address of a place in the scenario, such as crossing/north or zone/old-town."""
    kind, _, rest = text.strip("/").partition("/")
    if kind in PUBLIC_KINDS and rest and text.isprintable() and len(text) <= 200:
        return text.strip("/")
    raise Refusal(
        f"{quoted(text)} is not the address of a place",
        f"give {', '.join(PUBLIC_KINDS)}, each with / and its id, such as crossing/north",
    )


def read_frequency(text: str) -> str:
    """each change, hourly, or daily at HH:MM."""
    words = " ".join(text.lower().split())
    if words in (EACH_CHANGE, HOURLY):
        return words
    if words.startswith(DAILY):
        minutes = parse_clock_time(words.removeprefix(DAILY))
        return f"{DAILY}{minutes // 60 % 24:02}:{minutes % 60:02}"
    raise Refusal(
        f"{quoted(text)} is not a frequency",
        'give "each change", "hourly" or "daily at HH:MM" (local time)',
    )


def read_zone(text: str) -> str:
    """A time zone by its name in the IANA database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise Refusal(
            f"{quoted(text)} is not a time zone", "give one such as Africa/Cairo"
        ) from None
    return text


def read_line(text: str) -> str:
    """A text in one line, as a header of a mail can hold it."""
    if text and len(text) <= 200 and text.isprintable():
        return text
    raise Refusal(f"{quoted(text)} is not one line", "give 1 to 200 printable characters")


Address = Annotated[str, Reads(read_address, {"type": "string", "format": "email"})]
Https = Annotated[str, Reads(read_https, {"type": "string", "format": "uri"})]
Frequency = Annotated[str, Reads(read_frequency, {"type": "string"})]
Zone = Annotated[str, Reads(read_zone, {"type": "string"})]
Line = Annotated[str, Reads(read_line, {"type": "string"})]
Domains = Annotated[tuple[str, ...], ReadsWords(Reads(read_domain, {"type": "string"}))]
Topics = Annotated[
    tuple[str, ...], ReadsWords(one_of(*TOPICS, hint="leave topics out for all of them"))
]
Places = Annotated[tuple[str, ...], ReadsWords(Reads(read_place, {"type": "string"}))]


class Unsubscribe(Model):
    """How a subscriber leaves: an https address that takes a POST (RFC 8058), an address, both."""

    noun: ClassVar[str] = "unsubscribe"

    url: Https | None = field("https address that unsubscribes on one POST", default=None)
    mailto: Address | None = field("mail address that takes an unsubscribe", default=None)


class Subscriber(Model):
    """One reader: every digest goes to one address, and each address stands in the file once."""

    noun: ClassVar[str] = "subscriber"
    key: ClassVar[tuple[str, ...]] = ("address",)

    address: Address = field("where the digest goes")
    topics: Topics = field("what it is about; left out: everything", default=())
    places: Places = field("addresses of the scenario; left out: everywhere", default=())
    frequency: Frequency = field("each change, hourly, or daily at HH:MM local time")
    timezone: Zone | None = field(
        "time zone of its times; left out: that of the file", default=None
    )
    language: Annotated[str, one_of(*languages())] = field("en, ar or he", default="en")
    grade: Annotated[str, one_of(*GRADES)] = field("public, partners, or planners (inside only)")
    unsubscribe: Unsubscribe = field("how to leave")

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of a sitrep that its topics stand for."""
        return tuple(name for topic in self.topics or TOPICS for name in TOPICS[topic])


class Subscribers(Model):
    """The file of subscribers."""

    noun: ClassVar[str] = "subscribers"

    sender: Address = field("the address that digests come from")
    sender_name: Line = field("the name beside it")
    reply_to: Address | None = field("where answers go, if elsewhere", default=None)
    title: Line = field("what the digest is called in its subject")
    timezone: Zone = field("time zone of times, such as Africa/Cairo")
    inside: Domains = field("domains whose addresses may have the grade planners", default=())
    subscribers: tuple[Subscriber, ...] = field("who is written to")

    def zone_of(self, subscriber: Subscriber) -> ZoneInfo:
        """The time zone of a subscriber's times."""
        return ZoneInfo(subscriber.timezone or self.timezone)


def slot_of(frequency: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The latest instant, in UTC, that a digest of this frequency is for; None = each change."""
    if frequency == EACH_CHANGE:
        return None
    local = now.astimezone(zone)
    if frequency == HOURLY:
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return now.astimezone(UTC) - past
    minutes = parse_clock_time(frequency.removeprefix(DAILY))
    today = local_instant(local.date(), minutes, zone)
    if today <= now:
        return today
    return local_instant(local.date() - timedelta(days=1), minutes, zone)
