"""Review card: a claim as a reviewer sees it: its sentence, what was typed, what stands against."""

from __future__ import annotations

from textwrap import wrap

from ...situation.claim import CREDIBILITY, RELIABILITY, Claim
from ...situation.figure import Figure
from ...situation.record import Held
from ...situation.review.against import Against, near
from ...situation.review.claim_line import Line, brief, lines_of, shown_value
from ...situation.review.split import around
from ...situation.when import When
from ...visible import visible
from .shortened import middle_out

KEYS = "a accept  e edit  r reject  s split  n next  u undo  w withhold  q quit  ? help"
HELP = (
    "a  accept: the claim stands from now on",
    "e  edit: change what was read into it; what you save is accepted in its place",
    "r  reject: it does not stand; give a reason, or none",
    "s  split: two facts in one stretch of text become two claims, which then wait",
    "n  next: leave it for later",
    "u  undo: take back your last decision of this session (both stay in the log)",
    "w  withhold: it stays inside, in no product for partners or the public; give a reason",
    "q  quit: every decision is in the record already",
)
MOST_AGAINST = 5
LONGEST_VALUE = 110  # a quotation stands in the words above already
NAMED_APART = ("type", "subject", "said", "speaker", "speaker_role", "speaker_party")


def card(held: Held, claim: Claim, text: str | None, head: str, width: int) -> list[str]:
    """Lines of at most `width` characters; `text` is the document's, where there is one."""
    lines = ["", "-" * width, *wrap(visible(f"{head}: {claim.type}  [{claim.id}]"), width), ""]
    lines += _words(claim, text, width)
    lines += ["", *_values(claim, width), *_source(held, claim, width)]
    if claim.id in held.withheld:
        lines += wrap(f"Stays inside: {visible(held.withheld[claim.id])}", width)
    stands = near(held, claim)
    found, alike = stands.against(claim), stands.alike(claim)
    if found:
        lines += ["", *_against(found, width)]
    if alike:
        lines += ["", *_alike(alike, width)]
    return [*lines, ""]


def _words(claim: Claim, text: str | None, width: int) -> list[str]:
    """The words with what stands around them, marked by [[ and ]]."""
    if claim.evidence is None:
        note = visible(claim.words()) or "No words of a text: it was written down by hand."
        return wrap(note, width, initial_indent="  ", subsequent_indent="  ")
    before, behind = around(text, claim.evidence) if text is not None else ("", "")
    inside = f"[[{_unmarked(claim.evidence.text)}]]"
    gap = "" if not before or not before[-1].isspace() else " "
    after = "" if not behind or not behind[0].isspace() else " "
    whole = f"{_unmarked(before)}{gap}{inside}{after}{_unmarked(behind)}"
    return wrap(whole, width, initial_indent="  ", subsequent_indent="  ")


def _unmarked(text: str) -> str:
    """Brackets of the text itself are not taken for our marks."""
    return visible(text).replace("[[", "[ [").replace("]]", "] ]")


def _values(claim: Claim, width: int) -> list[str]:
    """What was read into it: values, and of closed lists what is not known."""
    shown = [
        line
        for line in lines_of(claim)
        if line.name not in (*NAMED_APART, "reliability", "credibility")
        and (line.value or line.allowed)
    ]
    if claim.type == "figure":
        figure = Figure.of(claim.norm, shown_value(claim, "value") or None)
        shown.insert(0, Line("as said", figure.words()))
    lines = [Line("about", claim.subject or ""), *shown]
    wide = max(len(line.name) for line in lines)
    rows: list[str] = []
    for line in lines:
        value = middle_out(visible(line.value), LONGEST_VALUE) or (
            "not joined to anything of a scenario" if line.name == "about" else "not known"
        )
        rows += wrap(
            f"{visible(line.name):<{wide}}  {value}",
            width,
            initial_indent="  ",
            subsequent_indent=" " * (wide + 4),
        )
    return rows


def _source(held: Held, claim: Claim, width: int) -> list[str]:
    """Who says so, through whom, when; then which rule proposed it and why."""
    who = claim.by_whom() or "not known"
    own = "the text itself, " if claim.speaker is None and claim.document is not None else ""
    said = f"Reported by {own}{who}"
    through = [name for name in claim.chain if claim.speaker is None or name != claim.speaker.name]
    if claim.speaker is not None and through:
        said += f", through {', then '.join(through)}"
    document = held.documents.get(claim.document or "")
    published = claim.published or (None if document is None else document.published)
    said += f"; said {_when(claim.said)}"
    said += "." if document is None else f"; published {_when(published)}."
    said += (
        f" Source {claim.reliability} ({RELIABILITY[claim.reliability]}), "
        f"content {claim.credibility} ({CREDIBILITY[claim.credibility]})."
    )
    rule = f"Proposed by {claim.rule or 'nobody'}: {claim.why or 'no reason was given'}"
    copy = ["The text repeats another one: both count as one source."] if (
        document is not None and document.copy_of is not None
    ) else []  # fmt: skip
    texts = ["", said, *copy, rule]
    return [line for text in texts for line in (wrap(visible(text), width) or [""])]


def _when(at: When | None) -> str:
    """An instant or a range in words; in UTC, since no place's clock is known here."""
    if at is None:
        return "at a time not known"
    first, last = (each.strftime("%Y-%m-%d %H:%M") for each in (at.earliest, at.latest))
    if at.is_instant:
        return f"{first} UTC" if at.earliest.utcoffset() is not None else first
    if first[:10] == last[:10] and first.endswith("00:00") and last.endswith("23:59"):
        return first[:10]
    words = f' ("{at.words}")' if at.words and not at.words[:4].isdigit() else ""
    return f"between {first} and {last} UTC{words}"


def _against(found: tuple[Against, ...], width: int) -> list[str]:
    """What stands or waits and does not fit; both may stand, and are then shown as disputed."""
    one = "a claim" if len(found) == 1 else f"{len(found)} claims"
    lines = wrap(f"CONFLICT with {one}:", width)
    for each in found[:MOST_AGAINST]:
        words = visible(brief(each.claim))
        quote = f' - "{words[:120]}"' if words else ""
        who = visible(each.claim.by_whom()) or "not known"
        state = "waits" if each.waits else "stands"
        text = f"[{each.claim.id}] {state}: {visible(each.why)}; reported by {who}{quote}"
        lines += wrap(text, width, initial_indent="  ", subsequent_indent="    ")
    if len(found) > MOST_AGAINST:
        lines.append(f"  and {len(found) - MOST_AGAINST} more")
    return [*lines, *wrap("Accept both and both are shown, as disputed.", width)]


def _alike(found: tuple[Claim, ...], width: int) -> list[str]:
    """Who else says the same, so that a repetition is not taken for a second fact."""
    said = [
        f"[{claim.id}] reported by {visible(claim.by_whom()) or 'not known'}"
        for claim in found[:MOST_AGAINST]
    ]
    more = f" and {len(found) - MOST_AGAINST} more" if len(found) > MOST_AGAINST else ""
    text = f"The same stands already: {', '.join(said)}{more}."
    return wrap(text, width, subsequent_indent="  ")
