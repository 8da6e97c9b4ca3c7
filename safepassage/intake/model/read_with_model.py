"""Read with a model: proposals through the same door as the rules', each held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...situation.span import Span
from ..engine.dates import DateReader
from ..engine.lexicon import read_lexicon
from ..engine.numbers import NumberReader
from ..engine.reading import Reading
from ..gazetteer import Gazetteer
from ..proposal import Proposal
from ..read_facts import LANGUAGES
from .answer import Refused, content_of, facts_of
from .endpoint import Endpoint
from .exchange import ModelTrouble, ask
from .numbered import MOST_PARCELS, Numbered, numbered, parcels
from .question import question
from .verify import Verifier

MOST_FAILURES = 2  # one after the other
CUT_BY = "english"  # whose abbreviations and numbers serve a language without rules

Answer = tuple[list[Proposal], list[Refused]]


@dataclass(frozen=True, slots=True)
class ModelReading:
    """`trouble`: sentences on parcels of the text that got no answer; `sent` of `parcels` did."""

    proposals: tuple[Proposal, ...]
    refused: tuple[Refused, ...]
    trouble: tuple[str, ...]
    parcels: int


def read_with_model(
    text: str,
    published: date,
    endpoint: Endpoint,
    gazetteer: Gazetteer | None = None,
    *,
    language: str = "en",
    furniture: Sequence[Span] = (),
    progress: Callable[[str], None] = lambda stage: None,
) -> ModelReading:
    """Ask for the facts of a text; whether it may be sent is asked before (`refuse_to_send`).

    Every proposal has `rule` "model:NAME" and waits for a person. What does not stand in the text
    letter by letter is refused with the reason. An endpoint that fails costs its parcel alone;
    where it fails for good, or twice running, no more is sent.
    """
    lexicon = read_lexicon(LANGUAGES.get(language, CUT_BY))
    numbers, dates = NumberReader(lexicon), DateReader(lexicon)
    reading = Reading(text, published, lexicon, numbers, dates, gazetteer)
    sent = parcels(numbered(text, lexicon, furniture))
    proposals: list[Proposal] = []
    refused: list[Refused] = []
    trouble: list[str] = []
    number = 0
    for number, answer in _answers(_Ask(endpoint, reading, language in LANGUAGES), sent, progress):
        if isinstance(answer, ModelTrouble):
            trouble.append(f"part {number} of {len(sent)}: {answer}")
            continue
        found, left_out = answer
        proposals += (p for p in found if not _double(p, proposals))
        refused += left_out
    if number < len(sent):
        trouble.append(f"parts {number + 1} to {len(sent)} were not sent")
    proposals.sort(key=lambda p: (p.evidence.start, p.evidence.end, p.type))
    return ModelReading(tuple(proposals), tuple(refused), tuple(trouble), len(sent))


@dataclass(frozen=True)
class _Ask:
    """Whom to ask about which text, and whether its language has rules."""

    endpoint: Endpoint
    reading: Reading
    has_rules: bool

    def answer(self, parcel: tuple[Numbered, ...]) -> Answer:
        """Proposals from one part of the text. Raises ModelTrouble."""
        endpoint = self.endpoint
        told, misfits = facts_of(content_of(ask(endpoint, question(endpoint.name, parcel))))
        rows = {row.number: row for row in parcel}
        verifier = Verifier(self.reading, rows, endpoint.name, endpoint.where, self.has_rules)
        proposals: list[Proposal] = []
        refused = list(misfits)
        for fact in told:
            proposal, left_out = verifier.proposal(fact)
            refused += left_out
            if proposal is not None:
                proposals.append(proposal)
        return proposals, refused


def _answers(
    to_ask: _Ask, sent: Sequence[tuple[Numbered, ...]], progress: Callable[[str], None]
) -> Iterator[tuple[int, Answer | ModelTrouble]]:
    """Answers by the number of their part, until it fails for good or twice running."""
    failures = 0
    for number, parcel in enumerate(sent[:MOST_PARCELS], 1):
        progress(f"asking {to_ask.endpoint.name}, part {number} of {len(sent)}")
        try:
            yield number, to_ask.answer(parcel)
            failures = 0
        except ModelTrouble as trouble:
            yield number, trouble
            failures += 1
            if trouble.lasting or failures == MOST_FAILURES:
                return


def _double(proposal: Proposal, others: Sequence[Proposal]) -> bool:
    key = (proposal.type, proposal.evidence)
    return any((other.type, other.evidence) == key for other in others)
