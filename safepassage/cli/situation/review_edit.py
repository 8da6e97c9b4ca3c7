"""Review edit: the lines of a claim by number, each changed by itself with what is allowed."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten, wrap

from ...problems import Refusal, known_names, quoted, sentence
from ...situation.claim import Claim
from ...situation.review.claim_line import Line, lines_of, whole, with_line
from ...situation.review.norm_names import norm_names
from ...situation.review.words import WORDS, with_words
from ...visible import visible
from .shortened import middle_out
from .subjects import Subjects
from .terminal import Terminal

SUBJECT = "subject"
LONGEST_VALUE = 110
ASK = "Number or name to change, + for more names, Enter saves and accepts, x leaves it"


def edit_claim(
    claim: Claim,
    terminal: Terminal,
    text_of: str | None,
    subjects: Subjects,
) -> Claim | None:
    """The edited claim, whose values fit together; None if it is to stay as it was.

    `text_of`: the text of its document, out of which other words may be taken.
    """
    edited = claim
    show = True
    while True:
        words = () if edited.evidence is None else (Line(WORDS, edited.evidence.text),)
        lines = (*words, *lines_of(edited))
        if show:
            terminal.say("", *menu(lines, terminal.width), *wrap(ASK, terminal.width))
        show = True
        text = terminal.line("edit> ")
        try:
            if text is None or text == "x":
                return None
            if not text:
                subjects.check(edited)
                return whole(edited)
            if text == "+":
                names = ", ".join(norm_names(edited.type))
                terminal.para(f"A {edited.type} may have: {names}. Write NAME=VALUE.")
                show = False
                continue
            edited = _changed(edited, lines, text, terminal, text_of, subjects)
        except Refusal as refusal:
            mend = f" {sentence(refusal.mend)}" if refusal.mend else ""
            terminal.para(visible(f"Not done: {sentence(str(refusal))}{mend}"))
            show = False


def menu(lines: tuple[Line, ...], width: int) -> list[str]:
    """The lines of a claim, numbered."""
    wide = max(len(line.name) for line in lines)
    rows: list[str] = []
    for number, line in enumerate(lines, 1):
        value = middle_out(visible(line.value), LONGEST_VALUE)
        text = f"{number:>2} {visible(line.name):<{wide}}  {value or '-'}"
        rows += wrap(text, width, subsequent_indent=" " * (wide + 5))
    return rows


def _changed(
    claim: Claim,
    lines: tuple[Line, ...],
    text: str,
    terminal: Terminal,
    text_of: str | None,
    subjects: Subjects,
) -> Claim:
    """Change the line that was named; its value is asked for unless it came along."""
    name, equals, value = (part.strip() for part in text.partition("="))
    line = _line(claim, lines, name)
    if line.name == SUBJECT:
        line = replace(line, allowed=tuple(address for address, _ in subjects.names))
    if not equals:
        if line.name == SUBJECT and not subjects.names:
            terminal.para("An address such as crossing/rafah/gate/gaza; --scenario lists them.")
        elif line.name == SUBJECT:
            rows = enumerate(subjects.names, 1)
            terminal.say(
                *(f"  {n:>2} {address}  {visible(called)}" for n, (address, called) in rows)
            )
        elif line.allowed:
            choices = (f"{n}\xa0{value}" for n, value in enumerate(line.allowed, 1))
            terminal.para("  ".join(choices), "  ")
        if line.name == WORDS:
            terminal.para("Give the exact words of the text that hold the fact.")
        now = shorten(visible(line.value), 30, placeholder=" ...") or "not known"
        takes_out = "" if line.name in (WORDS, "type") else " (- takes it out)"
        value = terminal.line(f"{line.name} [{now}]{takes_out}: ") or ""
        if not value:
            return claim
    if line.name == WORDS:
        return with_words(claim, text_of or "", value)
    if line.allowed and value.isascii() and value.isdigit() and value not in line.allowed:
        if not 1 <= int(value) <= len(line.allowed):
            allowed = f"give a number from 1 to {len(line.allowed)}, or the value"
            raise Refusal(f"{value} is none of these", allowed)
        value = line.allowed[int(value) - 1]
    return with_line(claim, line.name, value, subjects.zone)


def _line(claim: Claim, lines: tuple[Line, ...], name: str) -> Line:
    """The line with that number or name, or one that the type may have besides."""
    if name.isascii() and name.isdigit():
        if not 1 <= int(name) <= len(lines):
            raise Refusal(f"there is no line {name}", f"give a number from 1 to {len(lines)}")
        return lines[int(name) - 1]
    for line in lines:
        if line.name == name:
            return line
    if name in norm_names(claim.type):
        return Line(name, "")
    names = tuple(dict.fromkeys((*(line.name for line in lines), *norm_names(claim.type))))
    raise Refusal(f"{quoted(name)} is no line of this", known_names(name, names))
