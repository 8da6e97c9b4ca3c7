"""Seconds to read articles, one by one and 10,000 in two processes, and copies found among them.

    python -m benchmarks.intake_speed [--articles 10000] [--processes 2]

Articles are made by `intake_articles` (a fixed seed): seven in ten as .txt, two as .html, one as
.eml, a fifth of them copies. Each is read, its furniture marked, its facts proposed by the rules,
and held against all before it. Seconds are the clock's, with starting the processes; those of the
processors say what it costs where nothing else runs. Memory is the peak of this process and of its
children.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.intake_articles import Article, articles, write_article
from safepassage.intake.documents.read_document import read_document
from safepassage.intake.documents.read_many import Outcome, read_many
from safepassage.intake.documents.source_document import SourceDocument
from safepassage.intake.near.near_index import NearIndex
from safepassage.intake.read_facts import read_facts

SEED = 20240506
DAY = date(2024, 5, 6)
ALONE = 200  # articles read one by one
REPEATS = 3


def facts(source: SourceDocument) -> int:
    """How many facts the rules propose; done in the process that read the file."""
    document = source.document
    return len(
        read_facts(
            source.text,
            document.published.earliest.date(),
            language=document.language,
            furniture=source.furniture,
        )
    )


def run(count: int = 10_000, processes: int = 2) -> dict[str, Any]:
    """Measure both."""
    with tempfile.TemporaryDirectory() as name:
        made = list(articles(count, SEED))
        paths = [write_article(article, Path(name)) for article in made]
        alone = one_by_one(paths[:ALONE])
        many = all_at_once(made, paths, processes)
    return {"one_by_one": alone, "all": many}


def one_by_one(paths: list[Path]) -> dict[str, Any]:
    """Seconds an article once everything is loaded: the best of three for each article."""
    facts(read_document(paths[0], DAY))
    seconds = []
    for path in paths:
        best = float("inf")
        for _ in range(REPEATS):
            start = time.perf_counter()
            facts(read_document(path, DAY))
            best = min(best, time.perf_counter() - start)
        seconds.append(best)
    return {
        "articles": len(paths),
        "median_s": round(statistics.median(seconds), 4),
        "largest_s": round(max(seconds), 4),
    }


def all_at_once(made: list[Article], paths: list[Path], processes: int) -> dict[str, Any]:
    """Seconds for all, and how many copies were found and how many found ones are copies."""
    here = resource.getrusage(resource.RUSAGE_SELF)
    before = here.ru_utime + here.ru_stime
    start = time.perf_counter()
    index = NearIndex()
    outcomes = list(read_many(paths, DAY, work=facts, near=index, processes=processes))
    seconds = time.perf_counter() - start
    here, children = (
        resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = sum(used.ru_utime + used.ru_stime for used in (here, children)) - before
    return {
        "articles": len(paths),
        "words_each": round(statistics.mean(len(a.text().split()) for a in made)),
        "processes": processes,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "ms_each": round(1000 * seconds / len(paths), 1),
        "facts": sum(outcome.made for outcome in outcomes if outcome.problem is None),
        "problems": sum(outcome.problem is not None for outcome in outcomes),
        "copies": copies(made, outcomes),
        "peak_memory_mb": [round(used.ru_maxrss / 1000) for used in (here, children)],
    }


def copies(made: list[Article], outcomes: list[Outcome]) -> dict[str, Any]:
    """Copies that were made, by how, and those that were found to repeat the right article.

    Two outlets may have made the same file of an article; the second one is found by its bytes.
    """
    first: dict[str, Article] = {}
    total, right = Counter[str](), Counter[str]()
    found = wrong = 0
    for article, outcome in zip(made, outcomes, strict=True):
        assert outcome.document is not None, outcome.problem
        same = first.setdefault(outcome.document.document.sha256, article)
        of = None if same is article else same.copies
        if outcome.copy is not None:
            of = first[outcome.copy.of].number
        if article.copies is not None:
            total[article.how] += 1
            right[article.how] += of == article.copies
        found += of is not None
        wrong += of is not None and of != article.copies
    return {
        "made": total.total(),
        "recall": round(right.total() / total.total(), 4),
        "precision": round(1 - wrong / found, 4),
        "recall_by_how": {how: round(right[how] / total[how], 4) for how in sorted(total)},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Seconds to read articles.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    print(json.dumps(run(options.articles, options.processes), indent=1))
