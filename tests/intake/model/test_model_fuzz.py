"""Whatever an answer holds, the reader neither falls over nor lets words in that do not stand."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from safepassage.intake.engine.dates import DateReader
from safepassage.intake.engine.lexicon import read_lexicon
from safepassage.intake.engine.numbers import NumberReader
from safepassage.intake.engine.reading import Reading
from safepassage.intake.model.answer import content_of, facts_of, misfit
from safepassage.intake.model.exchange import ModelTrouble
from safepassage.intake.model.numbered import numbered
from safepassage.intake.model.question import schema
from safepassage.intake.model.verify import Verifier
from safepassage.situation.claim_json import claim_from_json, claim_json
from safepassage.situation.fact_types import FACT_TYPES, check_norm

from ...situation.review.readout import TEXT as READOUT
from .stub import chat, fact

TEXT = READOUT + "Between 40 and 60 people, among them two nurses, left on 5 March.\n"
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2, 10**40, 1e308, "", " ", "closed", "\x00", "\u202e", "640", "x" * 5000,
    [], {}, [[]], {"a": 1}, ["closed"], "The", "people",
)  # fmt: skip


def verifier() -> Verifier:
    lexicon = read_lexicon("english")
    numbers, dates = NumberReader(lexicon), DateReader(lexicon)
    reading = Reading(TEXT, date(2031, 3, 12), lexicon, numbers, dates, None)
    rows = {row.number: row for row in numbered(TEXT, lexicon)}
    return Verifier(reading, rows, "fuzz", "nowhere")


def some_words(dice: random.Random, text: str) -> str:
    """Some of the words, whole or cut through."""
    start = dice.randrange(len(text))
    return text[start : start + dice.randint(0, 60)]


def some_fact(dice: random.Random, sentences: dict[int, str]) -> dict[str, Any]:
    """A fact whose parts are often true and often not."""
    kind = FACT_TYPES[dice.choice(list(FACT_TYPES))]
    number = dice.choice([*sentences, 0, 99])
    text = sentences.get(number) or "nothing stands here"
    words = text.split()
    first = dice.randrange(len(words))
    evidence = " ".join(words[first : first + dice.randint(1, 12)])
    if dice.random() < 0.2:
        evidence = some_words(dice, text)
    fields = {
        dice.choice(kind.fields): dice.choice([dice.choice(words), some_words(dice, text)])
        for _ in range(dice.randrange(4))
    }
    norm = {name: dice.choice(values) for name, values in kind.allowed.items()}
    if dice.random() < 0.3:
        norm[dice.choice(["low", "measure", "date", "party_id", "note"])] = dice.choice(words)
    return fact(kind.name, number, evidence, fields, norm, some_words(dice, TEXT))


def spoil(dice: random.Random, value: Any) -> Any:
    """The value with one of its parts, however deep, made odd."""
    if dice.random() < 0.25 or not isinstance(value, dict | list) or not value:
        return dice.choice(ODD)
    if isinstance(value, dict):
        name = dice.choice(list(value))
        if dice.random() < 0.1:
            return {**value, dice.choice(["state", "start", "x" * 99]): dice.choice(ODD)}
        return {**value, name: spoil(dice, value[name])}
    place = dice.randrange(len(value))
    return [*value[:place], spoil(dice, value[place]), *value[place + 1 :]]


def test_2000_odd_answers() -> None:
    dice = random.Random(20310312)
    holder = verifier()
    sentences = {number: row.span.text for number, row in holder.sentences.items()}
    proposed = refused = 0
    said: list[str] = []
    for _ in range(2000):
        answer: Any = {"facts": [some_fact(dice, sentences) for _ in range(dice.randint(1, 4))]}
        for _ in range(dice.choice([0, 0, 1, 3])):
            answer = spoil(dice, answer)
        try:
            told, misfits = facts_of(content_of(json.loads(chat(json.dumps(answer)))))
        except ModelTrouble as error:
            said.append(str(error))
            continue
        refused += len(misfits)
        for each in told:
            proposal, left_out = holder.proposal(each)
            refused += len(left_out)
            assert all(f"{row.what} {row.because}".isprintable() for row in left_out)
            if proposal is None:
                assert left_out
                continue
            proposed += 1
            spans = [proposal.evidence, *(s for f in proposal.fields.values() for s in f)]
            assert all(span.stands_in(TEXT) for span in spans)
            assert set(proposal.fields) <= set(FACT_TYPES[proposal.type].fields)
            check_norm(proposal.type, proposal.norm)
            assert json.loads(json.dumps(proposal.to_json())) == proposal.to_json()
            assert proposal.why.isprintable()
    assert all(text.isprintable() for text in said)
    assert min(proposed, refused, len(said)) > 100, (proposed, refused, len(said))


def test_what_departs_from_the_schema_is_what_another_reader_of_schemas_says() -> None:
    """The schema that a model is sent, by jsonschema; ours gives the first departure in words."""
    dice = random.Random(11)
    form = schema()
    Draft202012Validator.check_schema(form)
    judge = Draft202012Validator(form)
    sentences = {number: row.span.text for number, row in verifier().sentences.items()}
    fits = departs = 0
    for _ in range(2000):
        answer: Any = {"facts": [some_fact(dice, sentences)]}
        for _ in range(dice.choice([0, 1, 1, 2])):
            answer = spoil(dice, answer)
        if has_float(answer):
            continue  # 1.0 is a whole number there, and refused here
        ours = misfit(answer, form)
        assert (ours is None) == judge.is_valid(answer), (ours, answer)
        fits, departs = fits + (ours is None), departs + (ours is not None)
    assert min(fits, departs) > 200


def has_float(value: Any) -> bool:
    """Whether a float stands anywhere in it."""
    if isinstance(value, dict):
        return any(map(has_float, value.values()))
    return any(map(has_float, value)) if isinstance(value, list) else isinstance(value, float)


def test_2000_odd_wholes() -> None:
    """What stands around the content: no shape of a completion makes the reader fall over."""
    dice = random.Random(7)
    read = 0
    for _ in range(2000):
        whole: Any = json.loads(chat('{"facts": []}'))
        for _ in range(dice.randint(0, 3)):
            whole = spoil(dice, whole)
        try:
            facts_of(content_of(whole))
            read += 1
        except ModelTrouble:
            continue
    assert 100 < read < 2000


def test_proposals_of_a_model_live_through_the_record() -> None:
    from safepassage.intake.claims_of import claims_of
    from safepassage.situation.document import Document
    from safepassage.situation.when import whole_day

    told = fact(
        "figure", 2, "about 640 people are waiting there", {"value": "640"}, {"measure": "waiting"}
    )
    ((made,), _) = facts_of(json.dumps({"facts": [told]}))
    proposal, _ = verifier().proposal(made)
    assert proposal is not None
    document = Document("0" * 64, len(TEXT), "t", "text/plain", whole_day(date(2031, 3, 12)))
    (claim,) = claims_of(document, [proposal])
    assert claim_from_json(json.loads(json.dumps(claim_json(claim)))) == claim
