"""Whatever a withheld claim says, products for partners and public are the same bytes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.situation.claim import Claim, Speaker
from safepassage.situation.event import Act, Claimed, Reviewed, Withheld
from safepassage.situation.span import Span
from safepassage.situation.when import instant
from safepassage.store.store import open_record

from ..random_record import hours, random_acts, random_norm, record_of

RECORDS = 4
PRODUCTS = {
    "sitrep": ("sitrep", "--as-of", hours(48).isoformat(), "--with-unreviewed"),
    "sitrep-json": ("sitrep", "--as-of", hours(48).isoformat(), "--json"),
    "csv": ("export", "--format", "csv", "--with-unreviewed"),
    "prov": ("export", "--format", "prov"),
    "atom": ("export", "--format", "atom", "--as-of", hours(48).isoformat()),
    "rss": ("export", "--format", "rss", "--as-of", hours(48).isoformat()),
}
MARK = "zebra"


def other(rng: random.Random, claim: Claim) -> Claim:
    """The same place in the log and in its text, and everything that it says is another."""
    words = f"{MARK} {rng.random()}"
    at = hours(rng.uniform(1, 40))
    return replace(
        claim,
        norm={**random_norm(rng, claim.type), "note": words},
        subject=f"population/{MARK}",
        evidence=claim.evidence and Span(claim.evidence.start, claim.evidence.end, words),
        speaker=Speaker(f"{MARK} speaker", MARK),
        chain=(MARK,),
        said=instant(at),
    )


def pair(seed: int) -> tuple[list[Act], list[Act], str]:
    """Two logs that differ in what one accepted and withheld claim says, and its id."""
    rng = random.Random(seed)
    acts = random_acts(rng, 60)
    held = record_of(acts).now()
    chosen = rng.choice(list(held.claims.values()))
    end: list[Act] = [Reviewed(chosen.id, "accepted"), Withheld(chosen.id, "safety")]
    changed: list[Act] = [
        Claimed(other(rng, act.claim), act.state)
        if isinstance(act, Claimed) and act.claim.id == chosen.id
        else act
        for act in acts
    ]
    return [*acts, *end], [*changed, *end], chosen.id


def products(acts: list[Act], path: Path, grade: str) -> dict[str, bytes]:
    with open_record(path, create=True) as store:
        for event in record_of(acts).events:
            store.append(event.by, event.act, recorded=event.recorded)
    common = ("--record", str(path), "--grade", grade, "--scenario", "harbour")
    found = {}
    for name, words in PRODUCTS.items():
        done = CliRunner().invoke(app, ["situation", *words, *common])
        assert done.exit_code == 0, done.output
        found[name] = done.stdout_bytes
    return found


@pytest.mark.parametrize("grade", ["partners", "public"])
def test_products_do_not_depend_on_what_is_withheld(grade: str, tmp_path: Path) -> None:
    for seed in range(RECORDS):
        one, two, name = pair(seed)
        first = products(one, tmp_path / f"{seed}-one", grade)
        second = products(two, tmp_path / f"{seed}-two", grade)
        for product, said in second.items():
            assert said == first[product], (seed, product)
            assert MARK.encode() not in said, (seed, product)
            assert name.encode() not in said, (seed, product)
        if grade == "partners":
            assert first["csv"].count(b"\n") > 3, "a product that says nothing shows nothing"


def test_planners_read_what_is_withheld_with_the_reason(tmp_path: Path) -> None:
    found = products(pair(0)[1], tmp_path / "a", "planners")
    assert MARK.encode() in found["csv"]
    assert b"safety" in found["csv"]
