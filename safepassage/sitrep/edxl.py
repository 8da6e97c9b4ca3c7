"""EDXL: a sitrep as an OASIS EDXL-SitRep 1.0 message (Committee Specification 02, 2016)."""

from __future__ import annotations

import uuid
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ..report.language.language import Language
from .facts import Sitrep
from .glance import glance_lines
from .say import Sayer
from .sheet import (
    Cell,
    Piece,
    change_sheet,
    gap_lines,
    section_sheets,
    spaced,
    title_of,
)

SITREP = "urn:oasis:names:tc:emergency:EDXL:SitRep:1.0"
COMMON = "urn:oasis:names:tc:emergency:edxl:ct:1.0"
PERSON_NAME = "urn:oasis:names:tc:emergency:edxl:ciq:1.0:xnl"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES = {"sitrep": SITREP, "ct": COMMON, "n": PERSON_NAME, "xsi": INSTANCE}
LONGEST = 1023  # characters of an EDXL string
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "safepassage/sitrep")
# of what is said, the worst grade of a line tells how sure the whole report can be
CONFIDENCE = {"1": "HighlyConfident", "2": "SomewhatConfident", "3": "SomewhatConfident"}
PLACES = "urn:safepassage:place"


def sitrep_edxl(sitrep: Sitrep, language: Language, *, by: str) -> bytes:
    """The message as UTF-8 XML; `by`: who prepared and gave it out.

    The report is a FieldObservation: what it says stands line by line in its text, each line with
    who reported it. `severity` is Unknown, since nobody was asked to judge it; `nextContact` is
    the next report. An instant has its offset and no parts of a second, as the standard asks.
    """
    for prefix, name in PREFIXES.items():
        register_namespace(prefix, name)
    sayer = Sayer(language, sitrep)
    root = Element(_q(SITREP, "sitRep"))
    first, at = sitrep.since or sitrep.as_of, sitrep.as_of
    _add(root, "messageID", _message_id(sitrep, sitrep.number))
    for role in ("preparedBy", "authorizedBy"):
        _person(root, role, by, at)
    _add(root, "reportPurpose", language.say("sit-lead"))
    _add(root, "reportNumber", str(sitrep.number))
    _add(root, "reportVersion", "Initial" if sitrep.since is None else "Update")
    period = SubElement(root, _q(SITREP, "forTimePeriod"))
    SubElement(period, _q(COMMON, "fromDateTime")).text = _instant(first)
    SubElement(period, _q(COMMON, "toDateTime")).text = _instant(at)
    _add(root, "reportTitle", title_of(sayer))
    _add(root, "incidentID", sitrep.title or "Unknown")
    if sitrep.number > 1:
        _add(root, "originatingMessageID", _message_id(sitrep, 1))
        _add(root, "precedingMessageID", _message_id(sitrep, sitrep.number - 1))
    _add(root, "reportConfidence", _confidence(sitrep))
    _add(root, "severity", "Unknown")
    if sitrep.next_at is not None:
        _add(root, "nextContact", _instant(sitrep.next_at))
    _observation(root, sayer)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _observation(root: Element, sayer: Sayer) -> None:
    """The body: what was said, line by line."""
    report = SubElement(root, _q(SITREP, "report"))
    report.set(_q(INSTANCE, "type"), "sitrep:FieldObservationType")
    place = SubElement(report, _q(SITREP, "observationLocation"))
    political = SubElement(place, _q(COMMON, "EDXLGeoPoliticalLocation"))
    code = SubElement(political, _q(COMMON, "geoCode"))
    SubElement(code, _q(COMMON, "valueListURI")).text = PLACES
    SubElement(code, _q(COMMON, "value")).text = _cut(sayer.sitrep.title or "Unknown")
    needs = " ".join(glance_lines(sayer)) or sayer.language.say("sit-lead")
    _add(report, "immediateNeeds", needs)
    _add(report, "immediateNeedsCategory", "IncidentManagement")
    SubElement(report, _q(SITREP, "observationText")).text = "\n".join(_lines(sayer))


def _lines(sayer: Sayer) -> list[str]:
    say = sayer.language.say
    sitrep = sayer.sitrep
    lines = []
    if sitrep.unreviewed:
        lines.append(say("sit-unreviewed-top", count=sitrep.unreviewed))
    changes = change_sheet(sayer)
    for sheet in (changes, *section_sheets(sayer)):
        lines.append(f"{sheet.title}:")
        if sheet.id == "changes" and not sheet.rows:
            lines.append(say("sit-first" if sitrep.since is None else "sit-no-change"))
        for row in sheet.rows:
            cells = (
                f"{say(head)}: {words}" if number else words
                for number, (head, cell) in enumerate(zip(sheet.heads, row, strict=True))
                if (words := _words(cell))
            )
            lines.append(". ".join(cells))
    gaps = gap_lines(sayer) or (say("sit-no-gaps"),)
    lines += [f"{say('sit-sec-gaps')}:", *gaps, f"{say('sit-sec-sources')}:"]
    for source in sitrep.sources:
        outlet = source.outlet or say("sit-not-named")
        pieces = (f"[{source.number}] {outlet}, {sayer.when(source.published)}", source.url or "")
        lines.append(" ".join(piece for piece in pieces if piece))
    return lines


def _words(cell: Cell) -> str:
    return "; ".join(spaced((piece, _piece(piece)) for piece in line) for line in cell if line)


def _piece(piece: Piece) -> str:
    if piece.look == "quote":
        return f"“{piece.text}”"
    return f"{piece.text}:" if piece.look == "label" else piece.text


def _person(root: Element, role: str, by: str, at: datetime) -> None:
    pair = SubElement(root, _q(SITREP, role))
    details = SubElement(pair, _q(COMMON, "personDetails"))
    name = SubElement(details, _q(PERSON_NAME, "personName"))
    SubElement(name, _q(PERSON_NAME, "nameElement")).text = _cut(by)
    SubElement(pair, _q(COMMON, "timeValue")).text = _instant(at)


def _message_id(sitrep: Sitrep, number: int) -> str:
    """The same for the same number of the same series, so that a report can name its forerunner."""
    return uuid.uuid5(NAMESPACE, f"{sitrep.title}/{sitrep.grade}/{number}").urn


def _confidence(sitrep: Sitrep) -> str:
    told = [one for row in sitrep.rows for one in row.told]
    if not told or not all(one.reviewed for one in told):
        return "NoConfidence"
    return CONFIDENCE.get(max(one.judged[1] for one in told), "Unsure")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _q(SITREP, name)).text = _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _instant(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()


def _q(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"
