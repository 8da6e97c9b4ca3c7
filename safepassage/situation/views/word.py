"""Word: what one voice says of one thing, with the claim that it rests on."""

from __future__ import annotations

from typing import NamedTuple

from ..claim import Claim
from ..when import When


class Word(NamedTuple):
    """One voice's word; a named tuple, as a view of many claims makes tens of thousands.

    `says`: the value in short ("closed", "more than 1,400"). `also`: claims of the same voice
    that say the same; `replaced`: older ones of it that say something else. `withheld`: why it
    stays inside, which only planners are shown. `headline`: it stands in a headline.
    """

    claim: Claim
    says: str
    reviewed: bool
    withheld: str | None = None
    also: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    headline: bool = False

    @property
    def by(self) -> str:
        """Who says so: a speaker with the role, else the source that the text names or is."""
        who = by_whom(self.claim)
        return f"{who} (headline)" if self.headline else who

    @property
    def chain(self) -> tuple[str, ...]:
        """From the one who said it to the outlet that printed it."""
        return self.claim.chain

    @property
    def since(self) -> When | None:
        """Since when it holds, as said; None is not said."""
        return self.claim.valid.since

    @property
    def until(self) -> When | None:
        """Until when it holds, as said; None is not said."""
        return self.claim.valid.until

    @property
    def told(self) -> When | None:
        """When it was said; where nobody says that, when it was published."""
        return self.claim.said or self.claim.published

    @property
    def judged(self) -> str:
        """Reliability of the source and credibility of what it says; F6 is "cannot be judged"."""
        return self.claim.reliability + self.claim.credibility

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that this rests on, the newest first."""
        return (self.claim.id, *self.also)


def by_whom(claim: Claim) -> str:
    """Who says so, in words: the speaker, the source that a text names, or its outlet."""
    if claim.speaker is not None:
        return claim.speaker.words()
    source = claim.norm.get("source")
    if isinstance(source, str) and source:
        return source
    return claim.chain[-1] if claim.chain else "not said by whom"


def says_who(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Everybody who speaks, each once."""
    return tuple(dict.fromkeys(word.by for word in words))
