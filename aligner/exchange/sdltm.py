"""Memories of Trados Studio (sdltm): SQLite databases, read row by row and never written.

Studio publishes no schema. What all its versions have: a table ``translation_units`` with the two segments of each unit
as XML, and ``translation_memories`` with the two languages. The file comes from anyone: it is opened read-only, what is
not a plain table is refused, since it could compute without end, and so is a scan longer than the file explains.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from aligner.errors import ClausebankError, InputError
from aligner.exchange.contents import (
    AS_WRITTEN,
    CODE,
    Contents,
    ReadOptions,
    Row,
    code_offsets,
    phrases_in_place,
    without_codes,
)
from aligner.exchange.locales import tag_of
from aligner.model import InlineCode, Segment

MAX_VALUE = 16 << 20
"""The most bytes of one value; the longest segments of translations have a few thousand."""
_HEAD = b"SQLite format 3\0"
_STEPS, _STEPS_PER_BYTE, _STRIDE = 100_000_000, 100, 100_000
"""How many steps of its machine SQLite may take, beside those for each byte of the file, and how often they are counted."""
_PROPERTIES = {"change_date": "date", "creation_date": "date", "change_user": "author", "creation_user": "author"}
"""What is known of a unit by the columns that say it, the last change before the creation."""
_KINDS = {"Start": "open", "End": "close"}


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a memory; inline codes are left out of the words and counted.

    Raises:
        InputError: it is not a memory of Studio, or is damaged; from the units too.
    """
    with _damage_named(path), contextlib.closing(_opened(path)) as database:
        languages = _languages(database, path)
    left_out: Counter[str] = Counter()
    units = (unit for unit, _ in phrases_in_place(_rows(path, languages, options, left_out)))
    return Contents(units, languages, left_out=left_out, in_order=False, source=languages[0], form="memory of Studio")


@contextlib.contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """One error for whatever SQLite says of a file that is not what it should be."""
    try:
        yield
    except ClausebankError:
        raise
    except (sqlite3.Error, OSError, OverflowError, UnicodeError) as error:
        problem = f"is not a memory of Trados Studio that can be read ({error})"
        raise InputError(problem, where=str(path), hint="export it from Studio as TMX") from error


def _opened(path: Path) -> sqlite3.Connection:
    with path.open("rb") as stream:
        if stream.read(len(_HEAD)) != _HEAD:
            raise InputError("is not a memory of Trados Studio", where=str(path), hint="export it from Studio as TMX")
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
    database.execute("PRAGMA trusted_schema = OFF")
    most = (_STEPS + _STEPS_PER_BYTE * path.stat().st_size) // _STRIDE
    calls = itertools.count()
    database.set_progress_handler(lambda: int(next(calls) > most), _STRIDE)
    return database


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a plain table; none where it is no such table."""
    statement = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    definition = database.execute(statement, (table,)).fetchone()
    if not definition or not str(definition[0]).upper().startswith("CREATE TABLE"):
        return []
    return [str(name) for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]


def _languages(database: sqlite3.Connection, path: Path) -> tuple[str, str]:
    """Source and target: those of the memory, else those of its first segments."""
    if not {"source_segment", "target_segment"} <= set(_columns(database, "translation_units")):
        raise InputError("is not a memory of Trados Studio", where=str(path), hint="export it from Studio as TMX")
    written: tuple[object, ...] | None = None
    if {"source_language", "target_language"} <= set(_columns(database, "translation_memories")):
        written = database.execute("SELECT source_language, target_language FROM translation_memories").fetchone()
    if written is None:
        segments = database.execute("SELECT source_segment, target_segment FROM translation_units").fetchone()
        roots = [_parsed(segment) for segment in segments or ()]
        written = tuple(root.findtext("{*}CultureName", "") if root is not None else "" for root in roots)
    source, target = (tag_of(str(name)) for name in (*written, "", "")[:2])
    if not source or not target or source == target:
        raise InputError("does not say its languages", where=str(path), hint="export it from Studio as TMX")
    return source, target


def _rows(path: Path, languages: tuple[str, str], options: ReadOptions, left_out: Counter[str]) -> Iterator[Row]:
    with _damage_named(path), contextlib.closing(_opened(path)) as database:
        columns = _columns(database, "translation_units")
        fact_columns = [name for name in _PROPERTIES if name in columns]
        id_column = "guid" if "guid" in columns else "rowid"
        chosen = ", ".join((id_column, "source_segment", "target_segment", *fact_columns))
        statement = f"SELECT {chosen} FROM translation_units"  # noqa: S608 - names of ours, no words of the file
        for number, values in enumerate(database.execute(statement), start=1):
            id_, source, target, *facts = values
            where = f"{path}, unit {number}"
            try:
                segments = _segments(dict(zip(languages, (source, target), strict=True)), where, left_out)
            except InputError as error:
                options.bad_row(error)
                continue
            properties: dict[str, str] = {}
            for name, value in zip(fact_columns, facts, strict=True):
                if value:
                    properties.setdefault(_PROPERTIES[name], _shown(name, str(value)))
            yield Row(id_ if isinstance(id_, str) else str(number), segments, line=number, properties=properties)


def _shown(column: str, value: str) -> str:
    """A value as units have it: of a time, the day."""
    return value[:10] if column.endswith("_date") else value


def _segments(xml_by_language: dict[str, object], where: str, left_out: Counter[str]) -> dict[str, Segment]:
    segments = {}
    for tag, xml in xml_by_language.items():
        root = _parsed(xml)
        if root is None:
            raise InputError("a segment that is not XML", where=where, hint="export the memory from Studio as TMX")
        marked, codes = _with_codes(root)
        left_out["inline codes"] += len(codes)
        text = without_codes(marked)
        if text:
            named = zip(code_offsets(marked), codes, strict=True)
            segments[tag] = Segment(text, codes=tuple(InlineCode(offset, *code) for offset, code in named))
    return segments


def _parsed(xml: object) -> etree._Element | None:
    """The root element of a segment; None where it is not XML or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    source = xml.encode("utf-8", "replace") if isinstance(xml, str) else xml
    if not isinstance(source, bytes) or b"<!DOCTYPE" in source:
        return None
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        return None


def _with_codes(root: etree._Element) -> tuple[str, list[tuple[str, str]]]:
    """The words of a segment with a mark for each code, and name and kind of the codes."""
    parts: list[str] = []
    codes: list[tuple[str, str]] = []
    for element in root.iterfind("{*}Elements/*"):
        name = etree.QName(element).localname
        if name == "Text":
            parts.append(element.findtext("{*}Value", ""))
        elif name == "Tag":
            parts.append(CODE)
            kind = _KINDS.get(element.findtext("{*}Type", ""), "alone")
            codes.append((element.findtext("{*}TagID", "") or element.findtext("{*}Anchor", ""), kind))
    return "".join(parts).replace("\r\n", "\n"), codes
