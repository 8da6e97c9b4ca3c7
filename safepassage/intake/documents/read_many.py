"""Read many: files by the thousand in several processes, with one line for each that is bad."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from safepassage.errors import SafePassageError
from safepassage.intake.documents.furniture.find import without_furniture
from safepassage.intake.documents.read_document import Published, read_document
from safepassage.intake.documents.source_document import SourceDocument
from safepassage.intake.near.fingerprint import Fingerprint, fingerprint
from safepassage.intake.near.near_index import Copy, NearIndex

AT_ONCE = 16  # files handed to a process at a time
AHEAD = 4  # such heaps under way for each process, so that memory stays small
Work = Callable[[SourceDocument], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or one line that says why there is none.

    `made` is what the work on it gave. `copy` says which text it repeats (`document.copy_of` names
    that too); `again` that the same bytes came before. `fingerprint` is kept by whoever keeps the
    document, so that later texts are held against it.
    """

    path: Path
    document: SourceDocument | None = None
    made: Any = None
    fingerprint: Fingerprint | None = None
    copy: Copy | None = None
    again: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """What a process needs to read one file."""

    path: Path
    published: Published
    encoding: str | None
    language: str | None
    work: Work | None


def read_many(
    paths: Sequence[str | Path],
    published: Published | Mapping[Path, Published] = None,
    *,
    work: Work | None = None,
    near: NearIndex | None = None,
    processes: int = 2,
    progress: Callable[[int, int], None] | None = None,
    encoding: str | None = None,
    language: str | None = None,
) -> Iterator[Outcome]:
    """Read files and yield an outcome for each, in the order of the paths.

    Parameters
    ----------
    published
        One date for all, or dates by path; None asks each document.
    work
        Done on each document in the process that read it, such as reading its facts. It has to be
        a function of a module, so that it can be sent there.
    near
        Texts known so far; each new one is held against them and then taken in. None: only the
        files themselves are held against one another.
    processes
        How many read at the same time; 1 stays in this process.
    progress
        Called with the number done and the number of all after each file.

    A bad file costs its own line and nothing else, even if it takes its process down with it.
    """
    files = [Path(path) for path in paths]
    index = NearIndex() if near is None else near
    dates = published if isinstance(published, Mapping) else {}
    day = None if isinstance(published, Mapping) else published
    jobs = [_Job(p, dates.get(p, day), encoding, language, work) for p in files]
    read = map(_read, jobs) if processes <= 1 else _in_processes(jobs, processes)
    for done, outcome in enumerate(read, 1):
        yield _held_against(outcome, index)
        if progress is not None:
            progress(done, len(files))


def _held_against(outcome: Outcome, index: NearIndex) -> Outcome:
    source, print_ = outcome.document, outcome.fingerprint
    if source is None or print_ is None:
        return outcome
    name = source.document.sha256
    if name in index:
        return replace(outcome, again=True)
    copy = index.add(name, print_)
    if copy is None:
        return outcome
    document = replace(source.document, copy_of=copy.of)
    return replace(outcome, copy=copy, document=replace(source, document=document))


def _read(job: _Job) -> Outcome:
    try:
        source = read_document(
            job.path, job.published, encoding=job.encoding, language=job.language
        )
        made = None if job.work is None else job.work(source)
    except SafePassageError as error:
        return Outcome(job.path, problem=" ".join(str(error).split()))
    except Exception as error:  # one file must not cost the others; the line names the fault
        said = " ".join(f"{type(error).__name__} {error}".split())[:300]
        return Outcome(job.path, problem=f"{job.path}: could not be read, a fault: {said}")
    return Outcome(
        job.path,
        source,
        made,
        fingerprint(without_furniture(source.text, source.document.language)),
    )


def _read_all(jobs: Sequence[_Job]) -> list[Outcome]:
    return [_read(job) for job in jobs]


def _in_processes(jobs: Sequence[_Job], processes: int) -> Iterator[Outcome]:
    """Outcomes in order. Where a process broke, the heap that waits longest is read file by file
    and the others, which were lost with it, are handed out again."""
    heaps = deque(jobs[at : at + AT_ONCE] for at in range(0, len(jobs), AT_ONCE))
    under_way: deque[tuple[Sequence[_Job], Future[list[Outcome]]]] = deque()
    pool = _pool(processes)
    try:
        while heaps or under_way:
            try:
                while heaps and len(under_way) < AHEAD * processes:
                    under_way.append((heaps[0], pool.submit(_read_all, heaps[0])))
                    heaps.popleft()
                outcomes = under_way[0][1].result()
                under_way.popleft()
            except BrokenProcessPool:
                pool.shutdown(wait=True)
                pool = _pool(processes)
                lost = [heap for heap, _ in under_way]
                under_way.clear()
                heaps.extendleft(reversed(lost[1:]))
                outcomes = [outcome for heap in lost[:1] for outcome in _one_by_one(heap)]
            yield from outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # "spawn" gives every process a clean start on every system
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for ever; this one ends with it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        watch = threading.Thread(target=_wait_and_end, args=(parent,), daemon=True)
        watch.start()


def _wait_and_end(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _one_by_one(heap: Sequence[_Job]) -> Iterator[Outcome]:
    """Files in a process that has one at a time, so that it is known which one breaks it."""
    pool = _pool(1)
    try:
        for job in heap:
            try:
                yield pool.submit(_read, job).result()
            except BrokenProcessPool:
                pool.shutdown(wait=True)
                pool = _pool(1)
                said = "the process that read it ended without a word (out of memory, or killed)"
                yield Outcome(job.path, problem=f"{job.path}: {said}. Nothing of it was taken in.")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
