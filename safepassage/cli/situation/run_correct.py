"""Run `situation correct`: one claim is superseded by its corrected form."""

from __future__ import annotations

from pathlib import Path

from ...problems import Refusal, quoted
from ...situation.claim import Claim
from ...situation.event import Act, Claimed
from ...situation.record import Held, Record
from ...situation.review.claim_line import with_line
from ...situation.review.decide import correct
from ...situation.review.waiting import named
from ...situation.review.words import WORDS, with_words
from ...store.store import open_record
from .claim_told import claim_told
from .follow import Follow
from .options import who
from .run_review import refused
from .subjects import subjects_of
from .zone import zone_option


def run_correct(
    path: Path,
    by: str | None,
    claim: str,
    values: tuple[str, ...],
    timezone: str | None,
    scenario: str | None,
    json: bool,
) -> None:
    """Raises UsageError for what cannot be so, and then writes nothing."""
    name = who(by)
    try:
        subjects = subjects_of(scenario)
        zone = zone_option(timezone) or subjects.zone
        with open_record(path) as store:
            follow = Follow(store)

            def wish(record: Record, held: Held) -> tuple[Act, ...]:
                edited = old = named(held, claim)
                for change in values:
                    line, equals, value = change.partition("=")
                    if not equals:
                        raise Refusal(f"{quoted(change)} has no = in it", "give NAME=VALUE")
                    if line.strip() == WORDS:
                        text = store.text_of(old.document) if old.document else ""
                        edited = with_words(edited, text, value)
                    else:
                        edited = with_line(edited, line.strip(), value, zone)
                subjects.check(edited)
                return correct(held, old.id, edited, f"{len(record.events)}/{name}")

            events = follow.decide(name, wish)
            claim_told(follow.held, _made(events[0].act), events[0].number, json)
    except Refusal as refusal:
        raise refused("situation correct", refusal) from refusal


def _made(act: Act) -> Claim:
    assert isinstance(act, Claimed)
    return act.claim
