"""The table that csv, tsv and xlsx share: a row for each clause or phrase, a column per language.

Columns: ``id``, ``role``, then for every language its words under its tag, its label (``label-en``) where there are
any, and its status (``status-en``); last ``note``. A cell is text and nothing else: a formula is refused when a table
is read, and cannot come to life when one is opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.errors import InputError
from aligner.exchange.contents import AS_WRITTEN, ReadOptions, Row
from aligner.exchange.entries import Selection
from aligner.exchange.facts import PER_LANGUAGE, facts, row
from aligner.exchange.locales import is_column
from tmx.languages import canonical, is_tag, matches

REVIEW = "review"
"""The column for a reviewer's remarks; nothing is read from it, and a remark is listed as left out."""

_OWN = ("id", "role", "note", REVIEW)
_LOCALE = re.compile(r"([A-Za-z]{2,3})_([A-Z]{2})\Z")  # zh_CN: how POSIX writes zh-CN

_FORMULA = re.compile(r"[=\t\r]|[+\-@][A-Za-z]+[(|!]")
"""What a spreadsheet takes for a formula: '=', and the forms of it that have been used in attacks ('@SUM(', "+cmd|")."""


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(selection: Selection) -> Table:
    """The table of a selection; a clause that lacks a language has an empty cell."""
    entries = [(entry, {"id": entry.id, "note": entry.note, **dict(facts(entry))}) for entry in selection.all_entries()]
    records = [known | {tag: it.text for tag, it in entry.segments.items()} for entry, known in entries]
    used = {name for record in records for name, cell in record.items() if cell}
    beside = [f"{fact}-{tag}" for fact in PER_LANGUAGE for tag in selection.languages]
    columns = ("id", "role", *selection.languages, *(name for name in beside if name in used), "note")
    return Table(columns, tuple(tuple(record.get(name, "") for name in columns) for record in records))


def named(column: str, asked: Sequence[str] = ()) -> str:
    """The name of a column as it is looked for, however the first row of a table writes it.

    Args:
        column: as the table has it.
        asked: the languages that the user says the table has; empty to go by the names.

    >>> [named(column) for column in ("ID", " Status-RU", "EN", "zh_CN", "Comment")]
    ['id', 'status-ru', 'en', 'zh-CN', 'Comment']
    >>> named("ID", ["en", "id"]), named("ID", ["en", "ru"])
    ('id', 'id')
    """
    bare = _LOCALE.sub(r"\1-\2", column.strip())
    fact, _, tag = bare.partition("-")
    if fact.lower() in PER_LANGUAGE:
        return f"{fact.lower()}-{canonical(tag)}"
    if _is_asked(bare, asked):
        return canonical(bare)
    return bare.lower() if bare.lower() in _OWN else canonical(bare) if is_language(bare) else bare


def is_language(name: str) -> bool:
    """Whether a column's name is a language: a tag of a language in use, and no column of our own.

    >>> [is_language(name) for name in ("zh-Hant", "role", "id", "comment", "max")]
    [True, False, False, False, False]
    """
    return is_column(name) and name.lower() not in _OWN


def _is_asked(name: str, asked: Sequence[str]) -> bool:
    return is_tag(name) and any(matches(name, language) for language in asked)


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


def rows(
    records: Iterable[tuple[int, Sequence[str]]],
    columns: Sequence[str],
    tags: Sequence[str],
    file: str,
    options: ReadOptions = AS_WRITTEN,
) -> Iterator[Row]:
    """The entries of a table that was read.

    Args:
        records: the cells of every row after the first, with the row's number or line in the file.
        columns: what the first row says.
        tags: those of them that are languages.
        file: its name, for messages.
        options: what to do about a row that cannot be read.

    Raises:
        InputError: a row has too many cells, or a cell has a value it cannot have.
    """
    for line, cells in records:
        where = f"{file}:{line}"
        if any(cells[len(columns) :]):
            message = f"{len(cells)} cells in a row of {len(columns)} columns"
            options.bad_row(InputError(message, where=where, hint="put quotes round the text"))
            continue
        record = dict(zip(columns, cells, strict=False))
        if not any(record.values()):
            continue
        texts = {tag: record.get(tag, "") for tag in tags}
        id_ = "" if "id" in tags else record.get("id", "").strip()
        try:
            yield row(id_, texts, record, where, record.get("note", ""), line)
        except InputError as error:
            options.bad_row(error)


def reviewed(
    records: Iterable[tuple[int, Sequence[str]]], columns: Sequence[str], left_out: Counter[str]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a table; the remarks of its reviewer are counted as left out, word for word."""
    for line, cells in records:
        record = dict(zip(columns, cells, strict=False))
        if remark := record.get(REVIEW):
            left_out[f"review of {record.get('id') or f'row {line}'}: {remark}"] += 1
        yield line, cells


def formula(cell: str, where: str) -> InputError:
    """The error of a cell that is no text."""
    shown = cell if len(cell) <= 40 else f"{cell[:40]}..."
    return InputError(f"a formula: {shown!r}", where=where, hint="a table of texts holds no formulas; make it text")


def unknown(columns: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The columns that have no place in a unit."""
    known = {*_OWN, *tags, *(f"{fact}-{tag}" for fact in PER_LANGUAGE for tag in tags), ""}
    return [name for name in columns if name not in known]


_RISKY = re.compile(r"'*[=+\-@\t\r]")


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it, where one would (OWASP, CSV Injection).

    >>> disarmed("=1+1"), disarmed("(a) To comply"), armed(disarmed("- an item"))
    ("'=1+1", '(a) To comply', '- an item')
    """
    return f"'{cell}" if _RISKY.match(cell) else cell


def armed(cell: str, where: str = "") -> str:
    """The text of a cell that :func:`disarmed` may have changed.

    Raises:
        InputError: it is a formula that nobody disarmed.
    """
    if _FORMULA.match(cell):
        raise formula(cell, where)
    return cell[armed_offset(cell) :]


def armed_offset(cell: str) -> int:
    """How many characters :func:`disarmed` put before the text of a cell."""
    return int(cell.startswith("'") and _RISKY.match(cell) is not None)
