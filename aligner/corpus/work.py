"""The work on one part, the same wherever it runs: read, align, check, write; or find that it is done already."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from aligner import encoder
from aligner.corpus import document, tables
from aligner.corpus.document import CorpusDocument
from aligner.corpus.files import Files
from aligner.corpus.manifest import ManifestEntry
from aligner.corpus.shards import Shard
from aligner.corpus.summary import Summary
from aligner.segmentation import Grain

if TYPE_CHECKING:
    from aligner.alignment.beads import Alignment
    from aligner.alignment.texts import Text

_Unreadable = tuple[ManifestEntry, Exception]

FORMAT = 2
"""Changes when the tables do: a corpus in an older format is built anew."""
_BLOCKS = 5_000
"""Blocks of text that are held and embedded together."""
_ALONE = threading.Lock()
"""A worker of several threads works on one part at a time: one encoder, one thread of matrix products."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker has to know; paths, no text.

    Attributes:
        shard: the documents.
        root: absolute path of the folder that the documents' paths are in, as the worker sees it.
        output: absolute path of the folder of the corpus, as the worker sees it.
        grain: how finely the texts are cut.
        retry: whether a part with failed documents is done again although nothing has changed.
    """

    shard: Shard
    root: str
    output: str
    grain: Grain = Grain.CLAUSE
    retry: bool = False

    @property
    def files(self) -> Files:
        """Where the documents' files are."""
        return Files(Path(self.root), Path(self.output) / tables.FETCHED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part.

    Attributes:
        shard: its name.
        summary: its counts.
        kept: whether it was there already, made from the same files.
        seconds: processor time that the work took.
    """

    shard: str
    summary: Summary
    kept: bool
    seconds: float


def work(task: Task) -> Outcome:
    """Do a part, unless it is done: as often as wanted, anywhere, with the same result.

    Raises:
        OutputError: the corpus cannot be written. Whatever is wrong with a document is recorded and raises nothing.
    """
    from threadpoolctl import threadpool_limits

    start = time.thread_time()
    output = Path(task.output)
    with _ALONE, threadpool_limits(limits=1):
        fingerprint = _fingerprint(task)
        committed = tables.committed(output, task.shard.name)
        if committed and committed.fingerprint == fingerprint and not (task.retry and committed.summary.failures):
            return Outcome(task.shard.name, committed.summary, kept=True, seconds=time.thread_time() - start)
        summary = tables.write(output, task.shard.name, _documents(task), fingerprint)
    return Outcome(task.shard.name, summary, kept=False, seconds=time.thread_time() - start)


def _fingerprint(task: Task) -> str:
    """Checksum of all that the part is made from: the files, the manifest's rows, and this program."""
    files = task.files
    made_from = []
    for entry in task.shard.documents:
        checksums = [[tag, path, files.checksum(path)] for tag, path in entry.files]
        made_from.append([entry.id, entry.problem, *checksums])
    text = json.dumps([FORMAT, version("clausebank"), encoder.DEFAULT, task.grain, made_from])
    return hashlib.sha256(text.encode()).hexdigest()


def _documents(task: Task) -> Iterator[tuple[tables.Rows, Summary]]:
    """Rows and counts of each document, in order."""
    batch: list[CorpusDocument | _Unreadable] = []
    held = 0
    for entry in task.shard.documents:
        try:
            cut_document = document.read(task.files, entry, task.grain)
        except Exception as error:  # noqa: BLE001 - whatever a file does to its reader must not stop the others
            batch.append((entry, error))
            continue
        batch.append(cut_document)
        held += sum(map(len, cut_document.parts.values()))
        if held >= _BLOCKS:
            yield from _finished(batch)
            batch, held = [], 0
    yield from _finished(batch)


def _finished(batch: Sequence[CorpusDocument | _Unreadable]) -> Iterator[tuple[tables.Rows, Summary]]:
    """Rows and counts of documents that were read, or why they could not be."""
    alignments = iter(_alignments([entry.text for entry in batch if isinstance(entry, CorpusDocument)]))
    for outcome in batch:
        if not isinstance(outcome, CorpusDocument):
            yield document.failed(*outcome)
            continue
        alignment = next(alignments)
        if isinstance(alignment, Exception):
            yield document.failed(outcome.entry, alignment)
            continue
        try:
            rows = document.aligned(outcome, alignment)
        except Exception as error:  # noqa: BLE001 - as above
            rows = document.failed(outcome.entry, error)
        yield rows


def _alignments(texts: Sequence[Text]) -> list[Alignment | Exception]:
    """The alignment of each text, or why there is none: together where that works, else one by one."""
    from aligner.alignment.joint import align, align_many

    try:
        return list(align_many([text.blocks for text in texts]))
    except Exception:  # noqa: BLE001 - one text of the batch is at fault, and is identified below
        alignments: list[Alignment | Exception] = []
        for text in texts:
            try:
                alignments.append(align(text.blocks))
            except Exception as error:  # noqa: BLE001 - as above
                alignments.append(error)
        return alignments
