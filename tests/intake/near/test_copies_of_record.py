"""A record says by itself which texts are copies, as a replay of its log does, but at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.intake_articles import articles
from safepassage.intake.documents.furniture.find import without_furniture
from safepassage.intake.documents.read_document import source_document
from safepassage.intake.near.fingerprint import fingerprint
from safepassage.intake.near.near_index import NearIndex
from safepassage.store.store import open_record
from tests.intake.documents.files import DAY, NOW


def test_copies_are_those_of_the_replay(tmp_path: Path) -> None:
    index = NearIndex()
    with open_record(tmp_path / "a.record", create=True) as store:
        for article in articles(40, 3, share_copies=0.4):
            source = source_document(f"{article.number}.txt", article.text().encode(), DAY, now=NOW)
            print_ = fingerprint(without_furniture(source.text))
            copy = index.add(source.document.sha256, print_)
            document = replace(
                source.document,
                name='odd "copy_of": null .txt',
                copy_of=None if copy is None else copy.of,
            )
            store.keep("somebody", document, source.data, source.text,
                       fingerprint=print_.to_bytes())  # fmt: skip
        replayed = store.record().now().documents
        expected = {sha256: d.copy_of for sha256, d in replayed.items() if d.copy_of is not None}
        assert store.copies() == expected
        assert len(expected) > 5
        again = NearIndex(lambda sha256: without_furniture(store.text_of(sha256)))
        again.restore((s, data, expected.get(s)) for s, data in store.fingerprints())
        assert len(again) == 40
        for sha256 in replayed:
            report = without_furniture(store.text_of(sha256))
            found, known = again.find(report), index.find(report)
            assert found is not None
            assert found == known
