"""Tables for other programs: CSV, TSV, spreadsheets, JSON, and text for a terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import Any, TypeAlias

from aligner.errors import MissingExtraError, OutputError, UsageError
from tmx import atomic
from tmx.cells import disarmed

Cell: TypeAlias = "str | int | float"
_MOST_IN_A_CELL = 32_767
_MOST_ROWS = 1_048_575
_ROUNDED = 4


class ListFormat(StrEnum):
    """The formats of a list."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    TMX = "tmx"
    SVG = "svg"
    """A picture, of those figures that have one."""


LISTS = tuple(form for form in ListFormat if form is not ListFormat.SVG)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; a column's cells are all text or all numbers."""

    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]

    @property
    def records(self) -> list[dict[str, Cell]]:
        """The rows by the names of their columns."""
        return [dict(zip(self.head, row, strict=True)) for row in self.rows]


def format_for(destination: str, asked: ListFormat | None, offered: Iterable[ListFormat] = LISTS) -> ListFormat:
    """The format of a list: the one that is asked for, else the one that the name of the file says.

    Args:
        destination: the file; ``-`` is standard output, which has text.
        asked: the format that was asked for.
        offered: the formats there are.

    Raises:
        UsageError: the name says none of them, or one that contradicts what is asked for.

    >>> format_for("hits.xlsx", None), format_for("-", None)
    (<ListFormat.XLSX: 'xlsx'>, <ListFormat.TEXT: 'text'>)
    """
    suffix = destination.rpartition(".")[2].lower() if "." in destination else ""
    named = ListFormat.TEXT if suffix == "txt" else ListFormat(suffix) if suffix in list(ListFormat) else None
    hint = f"there is: {', '.join(offered)}; --format says it for a file of any name"
    if asked is None and destination != "-" and named is None:
        raise UsageError("the name does not say in which format to write", where=destination, hint=hint)
    chosen = asked or named or ListFormat.TEXT
    if chosen not in offered:
        raise UsageError(f"the list is not written as {chosen}", where=destination, hint=hint)
    return chosen


def separated(table: Table, delimiter: str) -> Iterator[str]:
    """The lines of a table with separated values (RFC 4180); no cell is taken for a formula by a spreadsheet.

    Line breaks and tabs within tab-separated values become spaces; in CSV they are between quotation marks.

    >>> list(separated(Table(("word", "count"), [("=1+1", 2)]), ","))
    ['word,count', "'=1+1,2"]
    """
    for row in (table.head, *table.rows):
        cells = [disarmed(cell) if isinstance(cell, str) else str(cell) for cell in row]
        if delimiter == "\t":
            yield "\t".join(" ".join(cell.split()) for cell in cells)
        else:
            line = StringIO()
            # The writer puts quotation marks around what it ends lines with, so that is both kinds of break.
            csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
            yield line.getvalue().removesuffix("\r\n")


def json_text(value: object) -> str:
    """A value as JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def lines(table: Table, form: ListFormat) -> Iterator[str]:
    """The lines of a table in any format of text, apart from that for a terminal."""
    if form is ListFormat.JSON:
        yield json_text(table.records)
    elif form is ListFormat.JSONL:
        yield from (json.dumps(record, ensure_ascii=False) for record in table.records)
    else:
        yield from separated(table, "\t" if form is ListFormat.TSV else ",")


def write_lines(written: Iterable[str], destination: str, *, bom: bool = False) -> None:
    """Write lines to a file, complete or not at all; ``-`` is standard output.

    Args:
        written: the lines.
        destination: the file.
        bom: whether to begin with the mark by which Excel knows UTF-8.

    Raises:
        OutputError, TmxOutputError: the file cannot be written.
    """
    if destination == "-":
        for line in written:
            sys.stdout.write(f"{line}\n")
        return
    with atomic.text(destination) as out:
        out.write("\ufeff" if bom else "")
        out.writelines(f"{line}\n" for line in written)


def write_workbook(table: Table, destination: str) -> None:
    """Write a table as a workbook of one sheet; no cell of it is a formula.

    Raises:
        MissingExtraError: openpyxl is not installed.
        OutputError: there are more rows than a sheet may have.
    """
    try:
        import openpyxl
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError as error:
        raise MissingExtraError("write spreadsheets (openpyxl)", "tables") from error
    if destination == "-":
        raise UsageError("a spreadsheet is not written to standard output", where="--output", hint="give a file")
    if len(table.rows) > _MOST_ROWS:
        raise OutputError(f"{len(table.rows):,} rows are more than a sheet has", where=destination, hint="write CSV")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("list")
    sheet.freeze_panes = "A2"

    def filled(cell: Cell, *, is_head: bool = False) -> Any:
        if not isinstance(cell, str):
            return cell
        # A cell that is said to be a string is never taken for a formula.
        written = WriteOnlyCell(sheet, value=_legible(cell))
        written.data_type = "s"
        written.font = Font(bold=is_head)
        return written

    sheet.append([filled(name, is_head=True) for name in table.head])
    for row in table.rows:
        sheet.append([filled(cell) for cell in row])
    with atomic.binary(destination) as out:
        book.save(out)


def _legible(text: str) -> str:
    """A text as a cell can hold it: without control characters, and not longer than a cell may be."""
    shown = "".join(character if character >= " " or character in "\t\n" else "\ufffd" for character in text)
    return shown[:_MOST_IN_A_CELL].translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


def write(table: Table, form: ListFormat, destination: str, *, bom: bool = False) -> None:
    """Write a table in one of the formats apart from text and TMX.

    Raises:
        MissingExtraError: a spreadsheet is asked for and openpyxl is not installed.
        OutputError, TmxOutputError: the file cannot be written.
    """
    if form is ListFormat.XLSX:
        write_workbook(table, destination)
    else:
        write_lines(lines(table, form), destination, bom=bom)
