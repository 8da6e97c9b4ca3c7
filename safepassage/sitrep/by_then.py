"""By then: a record without what was said later than an instant."""

from __future__ import annotations

from datetime import datetime

from ..situation.event import Claimed, Linked, Retracted, Reviewed, Withheld
from ..situation.record import Record


def by_then(record: Record, at: datetime) -> Record:
    """The events of claims that had been said, or else published, by an instant.

    A text may be read long after it was written, so when the record took it in does not tell. What
    a later word replaced stands, since at the instant it did; nothing is known with hindsight.
    """
    later = {
        event.act.claim.id
        for event in record.events
        if isinstance(event.act, Claimed)
        and (told := event.act.claim.said or event.act.claim.published) is not None
        and told.earliest > at
    }
    if not later:
        return record

    def is_later(act: object) -> bool:
        match act:
            case Claimed():
                return act.claim.id in later
            case Reviewed() | Withheld() | Retracted():
                return act.claim in later
            case Linked():
                return act.a in later or act.b in later
            case _:
                return False

    return Record(tuple(event for event in record.events if not is_later(event.act)))
