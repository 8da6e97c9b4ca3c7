"""Another program reads our provenance as PROV: the prov package, which knows the standard."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvAssociation,
    ProvAttribution,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvGeneration,
    ProvInvalidation,
)

from safepassage.cli.situation.run_export import AskedExport, exported
from safepassage.situation.event import Claimed, Linked, Retracted, Reviewed, Undone
from safepassage.store.store import open_record
from tests.digest.scene import ALL, CLOSED, DOCUMENT, MORNING, add, later, read_bulletin

LATER = MORNING + timedelta(hours=3)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, at=MORNING)
        opened = later(CLOSED, "gate-open", 2, norm={"status": "open"})
        add(store, Claimed(opened, "accepted"), Linked("waiting", "hurt", "same_event"), at=LATER)
        add(store, Retracted("talks", "an error"), Reviewed("hurt", "rejected"), at=LATER)
        add(store, Undone(store.last_number()), at=LATER)
    return path


def read(record: Path, grade: str = "planners") -> ProvDocument:
    content = exported(AskedExport("prov", record, "harbour", grade))
    document = ProvDocument.deserialize(content=content.decode("utf-8"), format="json")
    # nothing is lost on the way through the other program and back
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document
    return document


def label(document: ProvDocument, name: object) -> str:
    (found,) = document.get_record(name)
    return str(next(iter(found.get_attribute("prov:label"))))


def test_claims_are_quoted_from_their_text_and_revise_one_another(record: Path) -> None:
    document = read(record)
    entities = {str(next(iter(e.get_attribute("prov:label")))): e
                for e in document.get_records(ProvEntity)}  # fmt: skip
    assert len(entities) == 1 + 6
    text = entities[DOCUMENT.title or ""]
    assert text.get_attribute("sp:sha256") == {DOCUMENT.sha256}
    pairs = {}
    for one in document.get_records(ProvDerivation):
        (kind,) = one.get_asserted_types()
        new, old = one.args[0], one.args[1]
        pairs[label(document, new), label(document, old)] = str(kind)
    assert pairs["place_status gate-closed", DOCUMENT.title or ""] == "prov:Quotation"
    assert pairs["place_status gate-open", "place_status gate-closed"] == "prov:Revision"
    assert len(pairs) == 6 + 1
    closed = entities["place_status gate-closed"]
    assert closed.value == {"The far gate of Harbour Gate is closed"}


def test_who_read_who_said_and_who_decided_are_agents(record: Path) -> None:
    document = read(record)
    agents = {label(document, agent.identifier) for agent in document.get_records(ProvAgent)}
    assert agents == {
        "Ada Lind", "The town council", "Harbour Bulletin", "reader", "Mara", "a-rule",
    }  # fmt: skip
    said = {
        (label(document, one.args[0]), label(document, one.args[1]))
        for one in document.get_records(ProvAttribution)
    }
    assert ("place_status gate-closed", "Ada Lind") in said
    reviews = [
        activity
        for activity in document.get_records(ProvActivity)
        if activity.get_attribute("sp:decision") == {"accepted"}
    ]
    assert len(reviews) == 5
    assert all(review.get_startTime() == MORNING for review in reviews)
    deciders = {
        label(document, one.args[1])
        for one in document.get_records(ProvAssociation)
        if one.args[0] in {review.identifier for review in reviews}
    }
    assert deciders == {"Mara"}
    assert len(list(document.get_records(ProvGeneration))) == 6


def test_a_retraction_invalidates_and_what_was_undone_did_not_happen(record: Path) -> None:
    document = read(record)
    ended = {label(document, one.args[0]) for one in document.get_records(ProvInvalidation)}
    assert ended == {"negotiation talks"}


def test_partners_get_no_names_of_ours_and_the_public_no_acts(record: Path) -> None:
    partner = read(record, "partners")
    agents = {label(partner, agent.identifier) for agent in partner.get_records(ProvAgent)}
    assert "reviewer" in agents
    assert not {"Mara", "a-rule"} & agents
    text = exported(AskedExport("prov", record, "harbour", "partners")).decode()
    assert "Mara" not in text
    assert "news.example.org" not in text
    assert DOCUMENT.title is not None
    assert DOCUMENT.title not in text
    assert "Seven" not in text
    public = read(record, "public")
    assert list(public.get_records(ProvActivity)) == []
    assert len(list(public.get_records(ProvAttribution))) == 1  # of the text to its outlet
    assert "Ada" not in exported(AskedExport("prov", record, "harbour", "public")).decode()


def test_the_same_record_gives_the_same_bytes_and_names_are_plain(record: Path) -> None:
    one, other = (exported(AskedExport("prov", record)) for _ in range(2))
    assert one == other
    for kind, rows in json.loads(one).items():
        if kind != "prefix":
            for name in rows:
                assert name.isascii()
                assert " " not in name
