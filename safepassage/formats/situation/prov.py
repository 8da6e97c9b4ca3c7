"""PROV: where each claim comes from and who decided on it, as W3C PROV-JSON.

Documents and claims are entities, reading and review activities, people and rules agents.
Source: W3C PROV-DM (2013) and the member submission PROV-JSON (2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...situation.document import Document
from ...situation.record import Held
from .claim_line import ClaimLine, Readers, claim_lines, documents_for
from .prov_acts import put_acts
from .provenance import (
    Json,
    Provenance,
    claim_name,
    document_name,
    name_of,
    qualified,
    term,
    time_range,
)


def prov_json(held: Held, readers: Readers) -> Json:
    """The provenance of claims as one PROV-JSON document.

    `held` has to be what was held for the grade of the readers. Outside, whoever read and reviewed
    stands as "reader" and "reviewer", and claims are numbered by this export; the public gets
    texts and claims without any act.
    """
    lines = claim_lines(held, readers)
    documents = documents_for(held, lines, readers)
    made = Provenance()
    for text in documents.values():
        _document(made, text, documents)
    for line in lines:
        _claim(made, line)
    put_acts(made, held, lines, documents, readers)
    return made.document()


def _document(made: Provenance, text: Document, documents: Mapping[str, Document]) -> None:
    name = made.put(
        "entity",
        document_name(text.sha256),
        prov_type=term("Document"),
        prov_label=text.title or text.outlet or text.name,
        sp_outlet=text.outlet,
        sp_sha256=text.sha256,
        sp_url=text.url,
        sp_language=text.language,
        **time_range("published", text.published),
    )
    if text.outlet:
        outlet = made.put(
            "agent",
            name_of("outlet", text.outlet),
            prov_type=qualified("prov:Organization"),
            prov_label=text.outlet,
        )
        made.relate("wasAttributedTo", prov_entity=name, prov_agent=outlet)
    if text.copy_of is not None and text.copy_of in documents:
        made.relate(
            "alternateOf", prov_alternate1=name, prov_alternate2=document_name(text.copy_of)
        )


def _claim(made: Provenance, line: ClaimLine) -> None:
    figure = line.figure
    name = made.put(
        "entity",
        claim_name(line.id),
        prov_type=term("".join(part.capitalize() for part in line.type.split("_"))),
        prov_value=line.words,
        prov_label=f"{line.type} {line.id}",
        sp_says=line.says,
        sp_subject=line.subject,
        sp_name=line.name,
        sp_state=line.state,
        sp_graded=line.judged,
        sp_withheld=line.withheld,
        sp_norm=line.norm,
        sp_start=None if line.span is None else line.span[0],
        sp_end=None if line.span is None else line.span[1],
        sp_low=figure and figure.low,
        sp_high=figure and figure.high,
        sp_approx=figure and figure.approx,
        sp_qualifier=figure and figure.qualifier,
        sp_measure=figure and figure.measure,
        sp_unit=figure and figure.unit,
        sp_via=" > ".join(line.via),
        sp_conflictsWith=_terms(line.conflicts_with),
        **time_range("said", line.said),
        **time_range("published", line.published),
        **time_range("since", line.since),
        **time_range("until", line.until),
    )
    _relations(made, name, line)


def _relations(made: Provenance, name: str, line: ClaimLine) -> None:
    """Who said it, from which text, which claims it replaces, and those on the same event."""
    if line.speaker is not None:
        made.relate("wasAttributedTo", prov_entity=name, prov_agent=_speaker(made, line.speaker))
    if line.document is not None:
        made.relate(
            "wasDerivedFrom",
            prov_generatedEntity=name,
            prov_usedEntity=document_name(line.document),
            prov_type=qualified("prov:Quotation"),
        )
    for old in line.supersedes:
        made.relate(
            "wasDerivedFrom",
            prov_generatedEntity=name,
            prov_usedEntity=claim_name(old),
            prov_type=qualified("prov:Revision"),
        )
    for other in line.same_event:
        if line.id < other:  # once for the two of them
            made.relate("alternateOf", prov_alternate1=name, prov_alternate2=claim_name(other))


def _speaker(made: Provenance, speaker: tuple[str, str | None, str | None]) -> str:
    name, role, party = speaker
    return made.put(
        "agent",
        name_of("speaker", f"{name}/{role}/{party}"),
        prov_type=term("Speaker"),
        prov_label=name,
        sp_role=role,
        sp_party=party,
    )


def _terms(ids: Iterable[str]) -> list[Json] | None:
    return [qualified(claim_name(name)) for name in ids] or None
