"""Tables as text: CSV (RFC 4180) and TSV, in UTF-8 with LF."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange import plain, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions
from aligner.exchange.entries import Selection
from tmx import atomic, cells


def write_separated(selection: Selection, destination: str, separator: str) -> None:
    """Write the table of a selection; cells that a spreadsheet would take for formulas are disarmed.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    table_of_selection = table.table(selection)
    with atomic.text(destination) as out:
        out.write(cells.record(table_of_selection.columns, separator))
        out.writelines(cells.record(row, separator) for row in table_of_selection.rows)


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a table, its cells separated by what the first row uses most: a tab, a semicolon or a comma.

    A line ``sep=;`` before it, as Excel has it, outweighs that.

    Raises:
        InputError: it is not in UTF-8, has no column of a language, or is not a table; from the units too.
    """
    text = plain.read_text(path)
    return table.contents(_lines(text, path, options), str(path), options)


def separator_of(text: str) -> tuple[str, int]:
    r"""What separates the cells of a table, and how many characters say so before it begins.

    >>> separator_of("id,en\n"), separator_of("sep=;\nid;en\n")
    ((',', 0), (';', 6))
    """
    declaration = cells.SAID.match(text)
    if declaration:
        return declaration[1], declaration.end()
    return cells.sniffed(text.splitlines(keepends=True)[:1])[0], 0


def _lines(text: str, path: Path, options: ReadOptions) -> Iterator[tuple[int, list[str]]]:
    start = 0
    separator, raw_lines = cells.sniffed(io.StringIO(text, newline=""))
    try:
        for start, row in cells.rows(raw_lines, separator, is_quoted=_is_utf_16(path)):
            try:
                texts = [table.armed(cell, f"{path}:{start}, column {at}") for at, cell in enumerate(row, start=1)]
            except InputError as error:
                options.bad_row(error)
            else:
                yield start, texts
    except csv.Error as error:
        raise InputError(f"is not a table: {error}", where=f"{path}:{start + 1}", hint="check the quotes") from error


def _is_utf_16(path: Path) -> bool:
    """Whether a file is what Excel calls Unicode text."""
    with path.open("rb") as stream:
        return stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
