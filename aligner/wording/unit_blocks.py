"""Units as an index keeps them: some at a time, compressed; what a search shows, not what only the text is asked for."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from aligner.model import Concept, Phrase, Role, Segment, Status, Stretch, Unit
from aligner.wording.passages import Passage

SCHEMA = """
CREATE TABLE shapes (number INTEGER PRIMARY KEY, shape TEXT);
CREATE TABLE blocks (first INTEGER PRIMARY KEY, last INTEGER, content BLOB);
"""
_UNITS = 16
"""Units of a block."""
_LEVEL = 1
"""Of compression: the fastest, which leaves half."""
_KEPT = 64
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Record: TypeAlias = tuple[str, int, int, list[str], dict[str, Any]]
"""Name, line, shape, texts, and what a unit has beside them: labels, note, phrases, properties."""
Shape: TypeAlias = tuple[Role, bool, tuple[tuple[str, Status], ...]]
"""What most units of a memory have in common: role, whether a status was recorded, and the languages with their status."""


class UnitWriter:
    """Writes the units of texts into blocks, none of which has units of two texts.

    Args:
        database: where to, with the tables of :data:`SCHEMA`.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._shapes: dict[str, int] = dict(database.execute("SELECT shape, number FROM shapes"))
        self._written_shapes = len(self._shapes)
        self._by_facts: dict[tuple[object, ...], int] = {}

    def add(self, first: int, passages: Sequence[Passage]) -> None:
        """Write units of one text that follow each other.

        Args:
            first: the number of the first.
            passages: the units.
        """
        records = [self._record(passage) for passage in passages]
        rows = []
        for start in range(0, len(records), _UNITS):
            block = records[start : start + _UNITS]
            content = "\n".join(map(_ENCODER.encode, block)).encode("utf-8", "surrogatepass")
            number = first + start
            rows.append((number, number + len(block) - 1, zlib.compress(content, _LEVEL)))
        self._database.executemany("INSERT INTO blocks VALUES (?, ?, ?)", rows)

    def remove(self, first: int, last: int) -> None:
        """Take the units of a text out."""
        self._database.execute("DELETE FROM blocks WHERE first BETWEEN ? AND ?", (first, last))

    def finish(self) -> None:
        """Write the shapes that are new."""
        shapes = [(number, shape) for shape, number in self._shapes.items() if number > self._written_shapes]
        self._database.executemany("INSERT INTO shapes VALUES (?, ?)", shapes)

    def _record(self, passage: Passage) -> Record:
        unit = passage.unit
        segments = unit.segments.values()
        facts = (unit.role, passage.has_status, *unit.segments, *[segment.status for segment in segments])
        shape = self._by_facts.get(facts)
        if shape is None:
            written = json.dumps([unit.role, passage.has_status, [[t, s.status] for t, s in unit.segments.items()]])
            shape = self._by_facts[facts] = self._shapes.setdefault(written, len(self._shapes) + 1)
        return unit.id, unit.line, shape, [segment.text for segment in segments], _beside(unit)


class UnitReader:
    """Reads units by their numbers.

    Args:
        database: where :class:`UnitWriter` wrote.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._block = lru_cache(maxsize=_KEPT)(self._read_block)
        self._shape = lru_cache(maxsize=4096)(self._read_shape)

    def units(self, numbers: Iterable[int]) -> Iterator[tuple[int, Unit, bool]]:
        """Those of the units that are still there: number, unit, and whether its status was recorded.

        Args:
            numbers: those that are near each other had better follow each other.
        """
        first, last, lines = 0, -1, list[bytes]()
        for number in numbers:
            if not first <= number <= last:
                first, last, lines = self._block(number)
            if first <= number <= last:
                yield number, *self._unit(_record(lines[number - first]))

    def every(self) -> Iterator[tuple[int, Record]]:
        """All units in the order of their numbers, as they are kept."""
        for first, content in self._database.execute("SELECT first, content FROM blocks ORDER BY first"):
            yield from enumerate(map(_record, _lines(content)), start=first)

    def texts(self, record: Record) -> Iterator[tuple[str, str]]:
        """Language tag and text of each segment of a unit as it is kept."""
        _, _, languages = self._shape(record[2])
        return zip((tag for tag, _ in languages), record[3], strict=True)

    def holding(self, characters: str) -> Iterator[int]:
        """The numbers of the units in one of whose texts some characters stand."""
        for number, record in self.every():
            if any(characters in text for text in record[3]):
                yield number

    def _unit(self, record: Record) -> tuple[Unit, bool]:
        name, line, shape, texts, beside = record
        role, has_status, languages = self._shape(shape)
        labels: Mapping[str, str] = beside.get("labels", {})
        segments = {
            tag: Segment(text, labels.get(tag, ""), status)
            for (tag, status), text in zip(languages, texts, strict=True)
        }
        phrases = tuple(map(_phrase, beside.get("phrases", ())))
        facts = {key: beside[key] for key in ("note", "properties") if key in beside}
        return Unit(name, role, segments, phrases, line=line, **facts), has_status

    def _read_block(self, number: int) -> tuple[int, int, list[bytes]]:
        """The block that has a unit, or would have it if it were still there."""
        select = "SELECT first, last, content FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1"
        row = self._database.execute(select, (number,)).fetchone()
        return (row[0], row[1], _lines(row[2])) if row else (0, -1, [])

    def _read_shape(self, number: int) -> Shape:
        row = self._database.execute("SELECT shape FROM shapes WHERE number = ?", (number,)).fetchone()
        role, has_status, languages = json.loads(row[0])
        return Role(role), bool(has_status), tuple((tag, Status(status)) for tag, status in languages)


def _lines(content: bytes) -> list[bytes]:
    """The units of a block, a line of JSON each: most searches want one of them, and decoding all takes longest."""
    return zlib.decompress(content).split(b"\n")


def _record(line: bytes) -> Record:
    record: Record = json.loads(line.decode("utf-8", "surrogatepass"))
    return record


def _beside(unit: Unit) -> dict[str, Any]:
    """What a unit has beside its wording: labels, note, properties, and phrases as lists of language, words and occurrence."""
    facts: dict[str, Any] = {}
    labels = {tag: segment.label for tag, segment in unit.segments.items() if segment.label}
    if labels:
        facts["labels"] = labels
    if unit.note:
        facts["note"] = unit.note
    if unit.properties:
        facts["properties"] = dict(unit.properties)
    if unit.phrases:
        facts["phrases"] = [_stretches(phrase) for phrase in unit.phrases]
    return facts


def _stretches(phrase: Phrase) -> list[tuple[str, str, int]]:
    return [(tag, stretch.text, stretch.occurrence) for tag, stretch in phrase.stretches.items()]


def _phrase(stretches: Iterable[tuple[str, str, int]]) -> Phrase:
    return Phrase({tag: Stretch(text, occurrence) for tag, text, occurrence in stretches})


def written_concepts(concepts: Iterable[Concept]) -> str:
    """A termbase as it is kept; empty where there is none."""
    records = [
        {
            "id": concept.id,
            "terms": dict(concept.terms),
            "definition": concept.definition,
            "note": concept.note,
            "units": concept.units,
            "superseded": dict(concept.superseded),
        }
        for concept in concepts
    ]
    return json.dumps(records, ensure_ascii=False) if records else ""


def concepts_of(written: str) -> Iterator[Concept]:
    """A termbase as it was kept."""
    for record in json.loads(written):
        lists = {name: _tuples(record.pop(name)) for name in ("terms", "superseded")}
        yield Concept(**{**record, **lists, "units": tuple(record["units"])})


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {tag: tuple(terms) for tag, terms in lists.items()}
