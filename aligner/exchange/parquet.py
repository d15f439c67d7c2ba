"""Apache Parquet: a row for each unit, a column of text per language, for data frames and query engines.

Labels, statuses and the like are structs with a field per language; document symbol, titles and provenance are JSON
in the schema's metadata under the key ``clausebank``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from aligner.errors import InputError
from aligner.exchange.apparatus import witness_of, witness_record
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import Selection
from aligner.exchange.jsonl import record, unit_of
from aligner.exchange.table import is_language
from aligner.model import Emendation, LanguageVersion, Phrase, Status, Unit
from tmx import atomic

_KEY = b"clausebank"
_BATCH = 4096
MAX_UNPACKED = 1 << 30
"""The most bytes that a file may say it unpacks to."""
_STRUCTS = ("label", "status")


def write(selection: Selection, destination: str) -> None:
    """Write the units of a selection, phrases inside them.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    contents = contents_of(selection)
    metadata = {
        "symbol": contents.symbol,
        "title": dict(contents.title),
        "languages": {tag: _plain(version) for tag, version in contents.versions.items()},
        "witnesses": {name: witness_record(witness) for name, witness in contents.witnesses.items()},
    }
    schema = _schema(contents.languages).with_metadata({_KEY: json.dumps(metadata, ensure_ascii=False)})
    rows = [_row(unit, contents.languages) for unit in contents.units]
    packed = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), packed, compression="zstd")
    with atomic.binary(destination) as out:
        out.write(packed.getvalue())


def _plain(version: LanguageVersion) -> dict[str, object]:
    return {
        "status": str(version.status),
        "source": version.source,
        "file": version.file,
        "sha256": version.sha256,
        "emendations": [asdict(emendation) for emendation in version.emendations],
    }


def _schema(tags: tuple[str, ...]) -> pa.Schema:
    def by_language(kind: pa.DataType) -> pa.DataType:
        return pa.struct([(tag, kind) for tag in tags])

    text, texts = pa.string(), pa.list_(pa.string())
    stretch = pa.struct([("text", text), ("occurrence", pa.int32())])
    return pa.schema(
        [
            ("id", text),
            ("role", text),
            *((tag, text) for tag in tags),
            ("label", by_language(text)),
            ("status", by_language(text)),
            ("attestations", by_language(texts)),
            ("note", text),
            ("phrases", pa.list_(by_language(stretch))),
            ("unmatched", by_language(texts)),
            ("ignore", pa.map_(text, text)),
        ]
    )


def _row(unit: Unit, tags: tuple[str, ...]) -> dict[str, object]:
    segments = record(unit)["segments"]
    return {
        "id": unit.id,
        "role": str(unit.role),
        **{tag: unit.text(tag) or None for tag in tags},
        **{key: _by_language(segments, key) for key in _STRUCTS},
        "attestations": {tag: _attestations(segment) for tag, segment in segments.items()},
        "note": unit.note or None,
        "phrases": [_stretches(phrase) for phrase in unit.phrases],
        "unmatched": {tag: list(words) for tag, words in unit.unmatched.items()},
        "ignore": list(unit.ignore.items()),
    }


def _by_language(segments: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, object]:
    return {tag: segment.get(key) for tag, segment in segments.items()}


def _stretches(phrase: Phrase) -> dict[str, dict[str, object]]:
    return {tag: {"text": stretch.text, "occurrence": stretch.occurrence} for tag, stretch in phrase.stretches.items()}


def _attestations(segment: Mapping[str, Any]) -> list[str]:
    """The attestations of a segment, a line of JSON each: they are read one by one, and never queried by column."""
    return [json.dumps(record, ensure_ascii=False) for record in segment.get("attestations", ())]


def read(path: Path) -> Contents:
    """Read a file of units; its columns of text whose names are language tags are the languages.

    Raises:
        InputError: it is not Parquet, or lacks a column that is needed; from the units too.
    """
    try:
        file = pq.ParquetFile(path)
        columns = file.schema_arrow
        metadata = json.loads((columns.metadata or {}).get(_KEY, b"{}"))
    except (pa.ArrowException, OSError, ValueError, RecursionError) as error:
        raise InputError("is not a Parquet file that can be read", where=str(path)) from error
    groups = (file.metadata.row_group(number) for number in range(file.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MAX_UNPACKED:
        raise InputError(f"would unpack to more than {MAX_UNPACKED >> 20} MB", where=str(path), hint="split the file")
    tags = tuple(filter(is_language, columns.names))
    missing = [name for name in ("id",) if name not in columns.names]
    if missing or not tags:
        problem = f"missing column '{missing[0]}'" if missing else "missing column: none is a language"
        raise InputError(
            problem, where=str(path), hint="needs id, and a column of text per language, such as en and ru"
        )
    try:
        versions = {tag: _version(tag, entry) for tag, entry in metadata.get("languages", {}).items()}
        title = {str(tag): str(words) for tag, words in metadata.get("title", {}).items()}
        witnesses = {str(name): witness_of(entry) for name, entry in metadata.get("witnesses", {}).items()}
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise InputError("its metadata 'clausebank' are of another shape", where=str(path)) from error
    return Contents(
        _units(file, tags, path),
        tags,
        symbol=str(metadata.get("symbol", "")),
        title=title,
        versions=versions,
        witnesses=witnesses,
    )


def _version(tag: str, entry: Mapping[str, Any]) -> LanguageVersion:
    return LanguageVersion(
        language=tag,
        status=Status(entry["status"]),
        source=str(entry["source"]),
        file=str(entry["file"]),
        sha256=str(entry["sha256"]),
        emendations=tuple(Emendation(**emendation) for emendation in entry["emendations"]),
    )


def _units(file: pq.ParquetFile, tags: tuple[str, ...], path: Path) -> Iterator[Unit]:
    number = 0
    # Only what a unit is made of: other columns may hold anything, also dates that Python does not know.
    ours = set(_schema(tags).names)
    columns = [name for name in file.schema_arrow.names if name in ours]
    batches = file.iter_batches(batch_size=_BATCH, columns=columns)
    while True:
        try:
            batch = next(batches, None)
            rows = [] if batch is None else _bounded(batch, path).to_pylist()
        except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
            problem = f"cannot be read further ({type(error).__name__})"
            raise InputError(problem, where=f"{path}, after row {number}", hint="write the file again") from error
        if batch is None:
            return
        for row in rows:
            number += 1
            where = f"{path}, row {number}"
            try:
                yield unit_of(_record(row, tags), where, number)
            except (TypeError, KeyError, AttributeError, ValueError) as error:
                problem = f"is not a unit ({error})"
                raise InputError(problem, where=where, hint="'id' and the texts are strings") from error


def _bounded(batch: pa.RecordBatch, path: Path) -> pa.RecordBatch:
    """A batch whose texts are of a size that memory holds: a dictionary has one text, and each row may repeat it.

    Raises:
        InputError: they are larger.
    """
    size = sum(_text_bytes(column) for column in batch.columns)
    if size > MAX_UNPACKED:
        raise InputError(
            f"{_BATCH:,} rows of more than {MAX_UNPACKED >> 20} MB", where=str(path), hint="split the file"
        )
    return batch


def _text_bytes(column: pa.Array) -> int:
    if pa.types.is_dictionary(column.type):
        longest = max((len(value.as_buffer() or b"") for value in column.dictionary if value.is_valid), default=0)
        return int(longest * len(column))
    return int(column.get_total_buffer_size())


def _record(row: Mapping[str, Any], tags: tuple[str, ...]) -> dict[str, Any]:
    """A row in the shape of a JSON line; Parquet has a null wherever a value is missing."""
    structs = {key: row.get(key) or {} for key in _STRUCTS}
    structs["attestations"] = {
        tag: list(map(json.loads, lines or ())) for tag, lines in (row.get("attestations") or {}).items()
    }
    return {
        "id": row["id"],
        "role": row.get("role") or "",
        "segments": {tag: _segment_record(row[tag], tag, structs) for tag in tags if row[tag]},
        "phrases": [_without_nulls(phrase) for phrase in row.get("phrases") or ()],
        "unmatched": _without_nulls(row.get("unmatched") or {}),
        "ignore": dict(row.get("ignore") or ()),
        "note": row.get("note") or "",
    }


def _segment_record(text: object, tag: str, structs: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {"text": text, **{key: by_language[tag] for key, by_language in structs.items() if by_language.get(tag)}}


def _without_nulls(by_language: Mapping[str, Any]) -> dict[str, Any]:
    """The languages that have a value; in Parquet every row has a field for each."""
    return {tag: value for tag, value in by_language.items() if value}
