"""Builds a corpus: what is missing or has changed is done, what is there already is kept."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.corpus import engine, files, tables
from aligner.corpus.engine import Lost, Result
from aligner.corpus.errors import FolderError
from aligner.corpus.extra import library
from aligner.corpus.files import Files
from aligner.corpus.manifest import ManifestEntry
from aligner.corpus.shards import SIZE, Shard, cut
from aligner.corpus.summary import Summary
from aligner.corpus.work import Task
from aligner.segmentation import Grain
from aligner.sources.web import WebClient


@dataclass(frozen=True, slots=True)
class Engine:
    """Where to work: here, in ``jobs`` processes, or on the workers of the scheduler at an address."""

    jobs: int = 1
    scheduler: str = ""

    def results(self, tasks: Sequence[Task], say: engine.Say) -> Iterator[Result]:
        """What becomes of each task."""
        if self.scheduler:
            return engine.on_scheduler(tasks, self.scheduler, say)
        return engine.local(tasks, self.jobs, say) if self.jobs > 1 else engine.serial(tasks)


@dataclass(slots=True)
class Report:
    """What a build has done so far.

    Attributes:
        parts: how many there are to be.
        summary: the counts of the finished ones.
        built: parts that were done now.
        kept: parts that were there already.
        removed: parts that the manifest no longer asks for.
        lost: parts that no worker could finish.
        blocks: blocks of the parts that were done now.
        cpu: processor seconds that they took.
        started: when, on the clock of :func:`time.monotonic`.
    """

    parts: int
    summary: Summary = field(default_factory=Summary)
    built: int = 0
    kept: int = 0
    removed: int = 0
    lost: list[Lost] = field(default_factory=list)
    blocks: int = 0
    cpu: float = 0.0
    started: float = field(default_factory=time.monotonic)

    @property
    def finished(self) -> int:
        """Parts that are over, well or badly."""
        return self.built + self.kept + len(self.lost)

    @property
    def is_clean(self) -> bool:
        """Whether every document is in the corpus."""
        return not self.lost and not self.summary.failures

    @property
    def seconds(self) -> float:
        """Time since the build began."""
        return time.monotonic() - self.started

    def add(self, result: Result) -> None:
        """Count what became of a part."""
        if isinstance(result, Lost):
            self.lost.append(result)
            return
        self.summary.add(result.summary)
        self.cpu += result.seconds
        self.kept += result.kept
        self.built += not result.kept
        self.blocks += 0 if result.kept else result.summary.blocks.total()


def build(
    entries: Sequence[ManifestEntry],
    root: Path,
    output: Path,
    *,
    where: Engine | None = None,
    grain: Grain = Grain.CLAUSE,
    size: int = SIZE,
    retry: bool = False,
    client: WebClient | None = None,
    progress: Callable[[Report], None] = lambda _report: None,
    say: engine.Say = lambda _line: None,
) -> Report:
    """Make a folder the corpus of a manifest.

    Args:
        entries: the manifest (:func:`aligner.corpus.manifest.read`).
        root: the folder that its paths are in.
        output: the folder of the corpus; made where it is not there.
        where: what does the work; this process by default. The result is the same.
        grain: how finely the texts are cut.
        size: documents of a part, about; another size is another division, and all is done again.
        retry: do parts again that have failed documents, although nothing has changed.
        client: asks for the files that the manifest names by address; a polite one by default.
        progress: called after every part.
        say: told what happens besides, in a line.

    Raises:
        FolderError: the folder holds something else, or the corpus of another manifest.
        OutputError: the corpus cannot be written; parts that are finished stay.
        NoAnswerError: files have to be fetched and there is no network; what was fetched stays.
        UsageError: no scheduler answers.
        MissingExtraError: the extra ``corpus`` is not installed.
    """
    library("pyarrow")
    with _alone_in(output, say):
        shards = list(cut(entries, size))
        report = Report(len(shards))
        report.removed = _prepare(output, shards, entries)
        fetched = files.fetch(entries, Files(root, output / tables.FETCHED), client or WebClient(say=say), say)
        shards = list(cut(fetched, size))  # the same ones, in which what could not be fetched is a problem
        tasks = [Task(shard, str(root.resolve()), str(output.resolve()), grain, retry) for shard in shards]
        for result in (where or Engine()).results(tasks, say):
            report.add(result)
            progress(report)
        tables.tidy(output)
    return report


@contextlib.contextmanager
def _alone_in(output: Path, say: engine.Say) -> Iterator[None]:
    """Hold a folder, so that two builds do not take each other's files for left ones; the second waits."""
    if output.is_dir() and any(output.iterdir()) and not (output / "documents").is_dir():
        raise FolderError("is not empty and holds no corpus", where=str(output), hint="choose a folder of its own")
    tables.prepare(output)
    lock = os.open(output, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"{output}: another build is at work there; waiting until it ends")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _prepare(output: Path, shards: Sequence[Shard], entries: Sequence[ManifestEntry]) -> int:
    """Make the folder ready; the number of parts that were removed because the manifest no longer asks for them.

    They go before the work and not after it, so that no document is ever there twice.
    """
    present, wanted = tables.names(output), {shard.name for shard in shards}
    stale = [name for name in present if name not in wanted]
    if stale and len(stale) == len(present) and _documents(output, stale).isdisjoint(entry.id for entry in entries):
        raise FolderError(
            "holds the corpus of another manifest", where=str(output), hint="choose another folder, or remove this one"
        )
    for name in stale:
        tables.remove(output, name)
    return len(stale)


def _documents(output: Path, names: Sequence[str]) -> set[str]:
    parquet = library("pyarrow.parquet")
    files = tables.files(output, "documents", names)
    return {name for file in files for name in parquet.read_table(file, columns=["document"])["document"].to_pylist()}
