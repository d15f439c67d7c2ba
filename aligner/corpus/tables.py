"""The dataset on disk: four Parquet tables in a folder, each with one file a part.

``documents/``, ``units/``, ``beads/`` and ``findings/``; docs/corpus.md explains every column. A part is written
under temporary names and renamed, that of ``documents/`` last: a part is there if and only if that file is. Its metadata
hold what the part was made from (a fingerprint) and its counts, so that it need not be read to be known.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.corpus.extra import library
from aligner.corpus.summary import Summary
from aligner.errors import OutputError
from tmx import TmxOutputError, atomic

TABLES = ("documents", "units", "beads", "findings")
FETCHED = "files"
"""Folder for the files that a manifest names by address."""
_FINGERPRINT, _SUMMARY = b"clausebank.fingerprint", b"clausebank.summary"
_ROWS = 20_000
"""Rows of a table that are held before they are written."""

Rows = Mapping[str, Any]
"""Table to its rows of one document, a record batch of Arrow."""


@dataclass(frozen=True, slots=True)
class Committed:
    """A part that is there: what it was made from, and its counts."""

    fingerprint: str
    summary: Summary


def schemas() -> dict[str, Any]:
    """Table to its schema."""
    pa = library("pyarrow")
    name, number, ratio = pa.dictionary(pa.int32(), pa.string()), pa.int32(), pa.float32()
    numbers, texts = pa.list_(number), pa.list_(pa.string())
    file = {"language": pa.string(), "path": pa.string(), "sha256": pa.string(), "blocks": number, "characters": number}
    return {
        table: pa.schema(list(columns.items()))
        for table, columns in {
            "documents": {
                "document": pa.string(),
                "files": pa.list_(pa.struct(list(file.items()))),
                "units": number,
                "confidence": ratio,
                "error": pa.string(),
                "message": pa.string(),
            },
            "units": {
                "document": name,
                "unit": number,
                "language": name,
                "role": name,
                "texts": texts,
                "labels": texts,
                "blocks": numbers,
                "confidence": ratio,
            },
            "beads": {
                "document": name,
                "unit": number,
                "first": name,
                "second": name,
                "first_blocks": numbers,
                "second_blocks": numbers,
                "confidence": ratio,
            },
            "findings": {
                "document": name,
                "unit": number,
                "code": name,
                "name": name,
                "severity": name,
                "languages": texts,
                "message": pa.string(),
            },
        }.items()
    }


def rows(by_table: Mapping[str, list[dict[str, object]]]) -> Rows:
    """The rows of a document as Arrow holds them.

    Raises:
        ValueError: a text is none that can be written (a half of a surrogate pair).
    """
    pa = library("pyarrow")
    return {table: pa.Table.from_pylist(by_table[table], schema) for table, schema in schemas().items()}


def committed(folder: Path, name: str) -> Committed | None:
    """The part of that name; None where it is not there, or is damaged."""
    parquet, pa = library("pyarrow.parquet"), library("pyarrow")
    if not all(_file(folder, table, name).is_file() for table in TABLES):
        return None
    try:
        metadata = parquet.read_metadata(_file(folder, "documents", name)).metadata or {}
        return Committed(metadata[_FINGERPRINT].decode(), Summary.from_json(metadata[_SUMMARY]))
    except (pa.ArrowException, OSError, KeyError, ValueError):
        return None


def write(folder: Path, name: str, documents: Iterable[tuple[Rows, Summary]], fingerprint: str) -> Summary:
    """Write a part, document by document; it is there as a whole or not at all.

    Returns:
        The counts of the documents together.

    Raises:
        OutputError: the disk is full, or the folder cannot be written.
    """
    total = Summary()
    try:
        with contextlib.ExitStack() as stack:
            # Closed in the opposite order: the file of documents, which says that the part is there, comes last.
            writers = {table: stack.enter_context(_writer(folder, table, name)) for table in TABLES}
            for tables_of_document, summary in documents:
                total.add(summary)
                for table, writer in writers.items():
                    writer.add(tables_of_document[table])
            writers["documents"].describe({_FINGERPRINT: fingerprint.encode(), _SUMMARY: total.to_json()})
            for writer in writers.values():
                writer.finish()
            _file(folder, "documents", name).unlink(missing_ok=True)  # what is replaced is no longer whole
    except (OSError, TmxOutputError) as error:
        raise _unwritable(folder, error) from error
    return total


def remove(folder: Path, name: str) -> None:
    """Take a part away."""
    for table in TABLES:
        _file(folder, table, name).unlink(missing_ok=True)


def names(folder: Path) -> list[str]:
    """The parts that are there, in the order of their names."""
    return sorted(file.stem for file in (folder / "documents").glob("*.parquet") if not file.name.startswith("."))


def files(folder: Path, table: str, shard_names: Iterable[str]) -> list[Path]:
    """The files of a table for those parts."""
    return [_file(folder, table, name) for name in shard_names]


def prepare(folder: Path) -> None:
    """Make the folders of the tables.

    Raises:
        OutputError: they cannot be made.
    """
    try:
        for table in TABLES:
            (folder / table).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def tidy(folder: Path) -> None:
    """Remove what writers that were killed left under temporary names."""
    for table in TABLES:
        for left in (folder / table).glob(".*.part"):
            left.unlink(missing_ok=True)


def _file(folder: Path, table: str, name: str) -> Path:
    return folder / table / f"{name}.parquet"


class _Writer:
    """Writes rows to a stream, many at a time."""

    def __init__(self, stream: Any, schema: Any) -> None:
        self._writer = library("pyarrow.parquet").ParquetWriter(stream, schema, compression="zstd", compression_level=6)
        self._stream, self._schema = stream, schema
        self._waiting: list[Any] = []

    def add(self, some: Any) -> None:
        self._waiting.append(some)
        if sum(one.num_rows for one in self._waiting) >= _ROWS:
            self._flush()

    def describe(self, metadata: dict[bytes, bytes]) -> None:
        self._writer.add_key_value_metadata(metadata)

    def finish(self) -> None:
        self._flush()
        self._writer.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())  # the name must not reach the disk before the content does

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(library("pyarrow").concat_tables(self._waiting).unify_dictionaries())
            self._waiting.clear()


@contextlib.contextmanager
def _writer(folder: Path, table: str, name: str) -> Iterator[_Writer]:
    with atomic.binary(_file(folder, table, name)) as stream:
        yield _Writer(stream, schemas()[table])


def _unwritable(folder: Path, error: OSError | TmxOutputError) -> OutputError:
    reason = error.__cause__ if isinstance(error, TmxOutputError) else error
    full = isinstance(reason, OSError) and reason.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = "free some space" if full else "check the folder and its permissions"
    return OutputError(
        f"cannot be written ({getattr(reason, 'strerror', None) or error})",
        where=str(folder),
        hint=f"{hint} and run the same command again: finished parts are kept",
    )
