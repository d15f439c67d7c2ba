"""The table that csv, tsv and xlsx share: a row for each clause or phrase, a column per language.

Columns: ``id``, ``role``, then for every language its words under its tag, its label (``label-en``) where there are
any, and its status (``status-en``); last ``note``. A cell is text and nothing else: a formula is refused when a table
is read, and cannot come to life when one is opened.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from aligner.errors import InputError
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, Row, units_of
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import PER_LANGUAGE, facts, is_fact, row
from aligner.exchange.locales import is_column
from aligner.model import Segment
from aligner.text.english import counted
from tmx import cells
from tmx.languages import canonical, is_tag, matches, of_column

_Sheet = TypeVar("_Sheet")
"""A sheet as the reader of a workbook has it."""

REVIEW = "review"
"""The column for a reviewer's remarks, which are comments on the unit."""

PROBABILITY = "probability"
"""The column for how sure the alignment of a row is, in a table for review."""
BLOCK = "block"
"""What the hidden columns of such a table begin with: ``block-en`` names the blocks in ``en``."""
_OWN = ("id", "role", "note", REVIEW, PROBABILITY)
_LOCALE = re.compile(r"([A-Za-z]{2,3})_([A-Z]{2})\Z")  # zh_CN: how POSIX writes zh-CN

_FURTHER = re.compile(r"(.+) \([0-9]+\)")
MOST_TITLES = 20
"""How many rows there may be above the one that names the columns."""
_FORMULA = re.compile(r"[=\t\r]|[+\-@][A-Za-z]+[(|!]")
"""What a spreadsheet takes for a formula: '=', and the forms of it that have been used in attacks ('@SUM(', "+cmd|")."""


@dataclass(frozen=True, slots=True)
class EntryTable:
    """Names of the columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(selection: Selection) -> EntryTable:
    """The table of a selection; a clause that lacks a language has an empty cell."""
    records = [_record(entry) for entry in selection.all_entries()]
    used: set[str] = set()
    for record in records:
        used |= {name for name, cell in record.items() if cell}
    beside = [f"{fact}-{tag}" for fact in PER_LANGUAGE for tag in selection.languages]
    role = ("role",) if selection.has_status or "role" in used else ()
    columns = ("id", *role, *selection.languages, *(name for name in beside if name in used), "note")
    rows = (tuple(record.get(name, "") for name in columns) for record in records)
    return EntryTable(columns, tuple(rows))


def _record(entry: Entry) -> dict[str, str]:
    """The cells of an entry by the names of their columns."""
    texts = {tag: segment.text for tag, segment in entry.segments.items()}
    return {"id": entry.id, "note": entry.note, **dict(facts(entry)), **texts}


def named(column: str, asked: Sequence[str] = ()) -> str:
    """The name of a column as it is looked for, however the first row of a table writes it.

    Args:
        column: as the table has it.
        asked: the languages that the user says the table has; empty to go by the names.

    >>> [named(column) for column in ("ID", " Status-RU", "EN", "zh_CN", "French", "Comment")]
    ['id', 'status-ru', 'en', 'zh-CN', 'fr', 'Comment']
    >>> named("ID", ["en", "id"]), named("ID", ["en", "ru"])
    ('id', 'id')
    """
    bare = _LOCALE.sub(r"\1-\2", column.strip().removeprefix("\ufeff"))
    fact, _, tag = bare.partition("-")
    if fact.lower() in (*PER_LANGUAGE, BLOCK) and is_tag(tag):
        return f"{fact.lower()}-{canonical(tag)}"
    if _is_asked(bare, asked):
        return canonical(bare)
    if bare.lower() in _OWN:
        return bare.lower()
    if bare.lower() == "tuid":  # as a memory calls it
        return "id"
    if is_language(bare):
        return canonical(bare)
    # What has the shape of a tag was judged above; the rest may be the English name of a language.
    return bare if is_tag(bare) else of_column(bare) or bare


def block_column(tag: str) -> str:
    """The name of the hidden column beside a language."""
    return f"{BLOCK}-{tag}"


def is_language(name: str) -> bool:
    """Whether a column's name is a language: a tag of a language in use, and no column of our own.

    >>> [is_language(name) for name in ("zh-Hant", "role", "id", "comment", "max")]
    [True, False, False, False, False]
    """
    return is_column(name) and name.lower() not in _OWN


def _is_asked(name: str, asked: Sequence[str]) -> bool:
    return is_tag(name) and any(matches(name, language) for language in asked)


def contents(
    rows: Iterable[tuple[int, Sequence[str]]],
    file: str,
    options: ReadOptions = AS_WRITTEN,
    comments: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> Contents:
    """The contents of a table that was read.

    Args:
        rows: the cells of every row, with the row's number or line in the file.
        file: its name, for messages.
        options: what the user says of it.
        comments: what a reviewer attached to cells, by the number of their row.

    Raises:
        InputError: no row names a language, or a column occurs twice; a row has too many cells or a value it cannot
            have, from the units.
    """
    rows = iter(rows)
    columns = _heading(rows, file, options.languages)
    tags = languages(columns, file, options.languages)
    left_out = Counter(f"column '{name}'" for name in unknown(columns, tags))
    return Contents(units_of(_rows(rows, columns, tags, file, options, comments)), tags, left_out=left_out)


def sheet_with_table(
    sheets: Sequence[_Sheet],
    rows: Callable[[_Sheet, ReadOptions], Iterator[tuple[int, Sequence[str]]]],
    asked: Sequence[str],
) -> _Sheet:
    """The first sheet of a workbook that names the columns of a table of texts; the first of all where none does."""
    # A cover sheet may compute today's date: its formulas are not a reason to refuse the others.
    forgiving = ReadOptions(on_bad_row=lambda _: None)
    with_table = (sheet for sheet in sheets if has_heading(rows(sheet, forgiving), asked))
    return next(with_table, sheets[0])


def has_heading(rows: Iterator[tuple[int, Sequence[str]]], asked: Sequence[str]) -> bool:
    """Whether one of the first rows names the columns of a table of texts."""
    try:
        _heading(rows, "", asked)
    except InputError:
        return False
    return True


def _heading(rows: Iterator[tuple[int, Sequence[str]]], file: str, asked: Sequence[str]) -> list[str]:
    """The row that names the columns, which may follow a title: the first that has a language beside another column."""
    first: list[str] | None = None
    filled = (row for _, row in rows if any(row))
    for names in itertools.islice(filled, MOST_TITLES):
        columns = [named(name, asked) for name in names]
        languages_here = [name for name in columns if is_language(name) or _is_asked(name, asked)]
        recognised = len(languages_here) + sum(name in _OWN for name in columns)
        if languages_here and (first is None or recognised > 1):
            return columns
        first = first if first is not None else columns
    # Raises, as the first row has no language.
    languages(first or [], file, asked)
    return first or []


def languages(columns: Sequence[str], where: str, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that are languages: those asked for, else those whose names are language tags.

    Raises:
        InputError: a column occurs twice, or none is a language.
    """
    for name, count in Counter(filter(None, columns)).items():
        if count > 1:
            raise InputError(f"the column '{name}' occurs {count} times", where=where, hint="keep one of them")
    tags = tuple(name for name in columns if (_is_asked(name, asked) if asked else is_language(name)))
    if not tags and asked:
        has = ", ".join(filter(is_language, columns)) or "none"
        raise InputError(f"has no language {' or '.join(asked)}", where=where, hint=f"it has: {has}")
    if not tags:
        raise InputError(
            "missing column: none is a language",
            where=where,
            hint="the first row names the columns, such as: id,en,ru; --languages says which are languages",
        )
    return tags


def _rows(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: Sequence[str],
    tags: Sequence[str],
    file: str,
    options: ReadOptions,
    comments: Mapping[int, Sequence[str]],
) -> Iterator[Row]:
    remarks = unknown(columns, tags)
    further = _further_columns(columns, tags)
    for line, row_cells in rows:
        where = f"{file}:{line}"
        if any(row_cells[len(columns) :]):
            message = f"{counted(len(row_cells), 'cell')} in a row of {counted(len(columns), 'column')}"
            options.bad_row(InputError(message, where=where, hint="put quotes round the text"))
            continue
        record = dict(zip(columns, row_cells, strict=False))
        if not any(record.values()):
            continue
        texts = {tag: record.get(tag, "") for tag in tags}
        id_ = "" if "id" in tags else record.get("id", "").strip()
        try:
            entry = row(id_, texts, record, where, record.get("note", ""), line)
        except InputError as error:
            options.bad_row(error)
            continue
        written = [f"{name}: {record[name]}" for name in remarks if record.get(name)]
        if review := record.get(REVIEW):
            written.insert(0, review)
        if written or line in comments:
            entry = entry._replace(comments=(*written, *comments.get(line, ())))
        if blocks := {name: record[name] for name in columns if name.startswith(f"{BLOCK}-") and record.get(name)}:
            entry = entry._replace(properties=blocks)
        if further_texts := {tag: [Segment(record[name], line=line)] for name, tag in further if record.get(name)}:
            entry = entry._replace(further=further_texts)
        yield entry


def _further_columns(columns: Sequence[str], tags: Sequence[str]) -> list[tuple[str, str]]:
    """The columns of further translations, such as ``fr (2)``, each with its language."""
    matches = ((name, _FURTHER.fullmatch(name)) for name in columns)
    return [(name, match[1]) for name, match in matches if match and match[1] in tags]


def formula(cell: str, where: str) -> InputError:
    """The error of a cell that is not text."""
    shown = cell if len(cell) <= 40 else f"{cell[:40]}..."
    return InputError(f"a formula: {shown!r}", where=where, hint="a table of texts holds no formulas; make it text")


def unknown(columns: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The columns that have no place in a unit."""
    recognised = {*_OWN, *tags, *(name for name, _ in _further_columns(columns, tags)), ""}
    recognised.update(map(block_column, tags))
    return [name for name in columns if name not in recognised and not is_fact(name)]


def armed(cell: str, where: str = "") -> str:
    """The text of a cell that an export may have kept from being a formula.

    Raises:
        InputError: it is a formula.
    """
    if _FORMULA.match(cell):
        raise formula(cell, where)
    return cell[armed_offset(cell) :]


def armed_offset(cell: str) -> int:
    """How many characters :func:`disarmed` put before the text of a cell."""
    return len(cell) - len(cells.armed(cell))
