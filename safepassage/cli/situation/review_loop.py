"""Review loop: one claim after the other before a person; every decision is written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from textwrap import shorten

from ...problems import Refusal, sentence
from ...situation.claim import Claim
from ...situation.event import Claimed, Event
from ...situation.review import decide as acts
from ...situation.review.desk import Desk, Step
from ...situation.review.history import decided
from ...situation.review.split import split_at, word_number, words_in
from ...situation.review.undo import let_out, undo, what_it_did
from ...visible import visible
from .follow import Follow, Wish
from .review_card import HELP, KEYS, card
from .review_edit import edit_claim
from .subjects import Subjects
from .terminal import Terminal

PROMPT = "> "
LONGEST_TITLE = 44


class ReviewLoop:
    """`by` decides on what waits in the record, with the subjects of a scenario at hand."""

    def __init__(
        self,
        follow: Follow,
        by: str,
        terminal: Terminal,
        only: frozenset[str] | None = None,
        subjects: Subjects | None = None,
    ) -> None:
        self.follow = follow
        self.by = by
        self.terminal = terminal
        self.subjects = subjects or Subjects()
        self.desk = Desk(only=only).settle(follow.held)

    def run(self) -> None:
        """Until nothing is left or the reviewer leaves."""
        say = self.terminal.say
        shown: str | None = None
        while True:
            self._settle("")
            if self.desk.front is None:
                say("", "Nothing waits for review.")
                if not self.desk.steps or self.terminal.key("u undo  q quit\n" + PROMPT) != "u":
                    return
                self._tried(self._undo)
                continue
            if self.desk.front != shown:
                shown = self.desk.front
                self._show()
            key = self.terminal.key(f"{KEYS}\n{PROMPT}")
            if key == "q":
                return
            if self._press(key):
                shown = None

    def _show(self) -> None:
        claim = self.follow.held.claims[self.desk.front or ""]
        left = self.desk.left(self.follow.held)
        document = self.follow.held.documents.get(claim.document or "")
        title = "by hand" if document is None else document.title or document.name
        place = shorten(visible(title), LONGEST_TITLE, placeholder=" ...")
        number = [each.id for each in left].index(claim.id) + 1
        head = f"{number} of {len(left)} that wait, {place}"
        lines = card(self.follow.held, claim, self._text(claim), head, self.terminal.width)
        self.terminal.say(*lines)

    def _text(self, claim: Claim) -> str | None:
        return None if claim.document is None else self.follow.store.text_of(claim.document)

    def _press(self, key: str) -> bool:
        """Do what a key says; whether the claim in front has to be shown anew."""
        does: dict[str, Callable[[], None]] = {
            "a": self._accept,
            "e": self._edit,
            "r": self._reject,
            "s": self._split,
            "n": self._next,
            "u": self._undo,
            "w": self._withhold,
        }
        if key == "?":
            self.terminal.say(*HELP)
            return False
        if key not in does:
            pressed = f'"{key}"' if key and key.isprintable() else "That key"
            self.terminal.say(f"{pressed} is none of these; ? explains them.")
            return False
        return self._tried(does[key])

    def _tried(self, does: Callable[[], None]) -> bool:
        """Whether it was done; a refusal is said, with who decided meanwhile if that is why."""
        try:
            does()
        except Refusal as refusal:
            if does != self._undo and self._settle(" Your decision was not written."):
                return True
            mend = f" {sentence(refusal.mend)}" if refusal.mend else ""
            self.terminal.para(visible(f"Not done: {sentence(str(refusal))}{mend}"))
            return False
        return True

    def _settle(self, besides: str) -> bool:
        """Go on where somebody else decided on the claim in front, and say so."""
        before = self.desk.front
        self.desk = self.desk.settle(self.follow.refresh())
        if before is None or before == self.desk.front:
            return False
        event = decided(self.follow.record, before)
        if event is None or event.by == self.by:
            return False
        self.terminal.para(
            f"Decided meanwhile: {visible(event.by)} {visible(what_it_did(event))} at "
            f"{event.recorded:%H:%M:%S} UTC (event {event.number}).{besides}"
        )
        return True

    def _decide(self, what: str, claim: str, wish: Wish) -> tuple[Event, ...]:
        events = self.follow.decide(self.by, wish)
        self.desk = self.desk.done(Step(what, claim, tuple(event.number for event in events)))
        numbers = ", ".join(str(event.number) for event in events)
        self.terminal.say(f"{what.capitalize()}. (event {numbers})")
        return events

    def _claim(self) -> Claim:
        return self.follow.held.claims[self.desk.front or ""]

    def _accept(self) -> None:
        claim = self._claim()
        self.subjects.check(claim)
        self._decide("accepted", claim.id, lambda record, held: acts.accept(held, claim.id))

    def _reject(self) -> None:
        claim = self._claim()
        reason = self.terminal.line("Why (Enter for no reason, Ctrl-D leaves it): ")
        if reason is None:
            self.terminal.say("Left as it was.")
            return
        wish: Wish = lambda record, held: acts.reject(held, claim.id, reason or None)  # noqa: E731
        self._decide("rejected", claim.id, wish)

    def _withhold(self) -> None:
        claim = self._claim()
        reason = self.terminal.line("Why it stays inside (Enter leaves it as it is): ")
        if reason:
            wish: Wish = lambda record, held: acts.withhold(held, claim.id, reason)  # noqa: E731
            self._decide("withheld", claim.id, wish)
            self.terminal.say("It still waits for review.")

    def _edit(self) -> None:
        claim = self._claim()
        edited = edit_claim(claim, self.terminal, self._text(claim), self.subjects)
        if edited is None:
            self.terminal.say("Left as it was.")
            return
        wish: Wish = lambda record, held: acts.edit(held, claim.id, edited, self._key())  # noqa: E731
        self._decide("edited and accepted", claim.id, wish)

    def _split(self) -> None:
        claim = self._claim()
        # no break between a number and its word
        numbered = (f"{n}\xa0{visible(word.text)}" for n, word in enumerate(words_in(claim), 1))
        self.terminal.para("  ".join(numbered), "  ")
        text = self.terminal.line("Which word begins the second part (Enter leaves it)? ")
        if not text:
            return
        parts = split_at(claim, word_number(claim, text))
        events = self._decide(
            "split", claim.id, lambda record, held: acts.split(held, claim.id, parts, self._key())
        )
        first = next(iter(events)).act
        assert isinstance(first, Claimed)
        self.desk = replace(self.desk, front=first.claim.id)

    def _next(self) -> None:
        self.desk = self.desk.next(self.follow.held)

    def _undo(self) -> None:
        if not self.desk.steps:
            allowed = "older events: `safepassage situation undo EVENT`"
            raise Refusal("there is nothing of this session to undo", allowed)
        step = self.desk.steps[-1]
        out = let_out(self.follow.record, step.events)
        self.follow.decide(self.by, lambda record, held: undo(record, step.events))
        self.desk = self.desk.undone()
        self.terminal.say(f"Undone: {step.what} {step.claim}.")
        out = tuple(name for name in out if name in self.follow.held.claims)
        if out:
            self.terminal.say(f"It may go out again: {', '.join(out)}.")

    def _key(self) -> str:
        return f"{self.follow.last}/{self.by}"
