"""Tables as text: CSV (RFC 4180) and TSV, in UTF-8 with LF."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange import plain, table
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, units_of
from aligner.exchange.entries import Selection
from tmx import atomic
from tmx.cells import rows

_SEPARATORS = "\t;,"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line before the table that tells Excel what separates its cells."""


def write_separated(selection: Selection, destination: str, separator: str) -> None:
    """Write the table of a selection; cells that a spreadsheet would take for formulas are disarmed.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    shown = table.table(selection)
    with atomic.text(destination) as out:
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow(shown.columns)
        writer.writerows([table.disarmed(cell) for cell in row] for row in shown.rows)


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a table, its cells separated by what the first row uses most: a tab, a semicolon or a comma.

    A line ``sep=;`` before it, as Excel has it, outweighs that.

    Raises:
        InputError: it is not in UTF-8, has no column of a language, or is no table; from the units too.
    """
    text = plain.read_text(path)
    separator, start = separator_of(text)
    # The line that names the separator stays as an empty one, so that lines are counted as the file has them.
    lines = _lines(("\n" if start else "") + text[start:], separator, path, options)
    _, columns = next((it for it in lines if any(it[1])), (0, []))
    columns = [table.named(name, options.languages) for name in columns]
    tags = table.languages(columns, str(path), options.languages)
    left_out = Counter(f"column '{name}'" for name in table.unknown(columns, tags))
    return Contents(
        units_of(table.rows(table.reviewed(lines, columns, left_out), columns, tags, str(path), options)),
        tags,
        left_out=left_out,
    )


def separator_of(text: str) -> tuple[str, int]:
    r"""What separates the cells of a table, and how many characters say so before it begins.

    >>> separator_of("id,en\n"), separator_of("sep=;\nid;en\n")
    ((',', 0), (';', 6))
    """
    if match := _SEPARATOR_LINE.match(text):
        return match[1], match.end()
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(_SEPARATORS, key=head.count), 0


def _lines(text: str, separator: str, path: Path, options: ReadOptions) -> Iterator[tuple[int, list[str]]]:
    start = 0
    try:
        for start, cells in rows(io.StringIO(text, newline=""), separator, is_quoted=_is_utf_16(path)):
            try:
                texts = [table.armed(cell, f"{path}:{start}, column {at}") for at, cell in enumerate(cells, start=1)]
            except InputError as error:
                options.bad_row(error)
            else:
                yield start, texts
    except csv.Error as error:
        raise InputError(f"is no table: {error}", where=f"{path}:{start + 1}", hint="check the quotes") from error


def _is_utf_16(path: Path) -> bool:
    """Whether a file is what Excel calls Unicode text."""
    with path.open("rb") as stream:
        return stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
