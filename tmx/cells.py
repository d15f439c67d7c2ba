"""The cells of a table in a text file: with quotes as spreadsheets write them, or without as most parallel corpora are."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator

_LONGEST_CELL = 64 << 20
_SEPARATORS = "\t;,"
SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The line before the table that says to Excel what separates its cells."""
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r'["\r\n]')


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it, where one would (OWASP, CSV Injection).

    >>> disarmed("=1+1"), disarmed("(a) To comply"), armed(disarmed("- an item"))
    ("'=1+1", '(a) To comply', '- an item')
    """
    return f"'{cell}" if _RISKY.match(cell) else cell


def armed(cell: str) -> str:
    """The text of a cell that :func:`disarmed` may have changed."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def record(cells: Iterable[str], delimiter: str) -> str:
    r"""A line of a table: cells disarmed, and in quotation marks where they would break the line (RFC 4180).

    >>> record(["a", "=1", "b,c", "d\re"], ",")
    'a,\'=1,"b,c","d\re"\n'
    """
    texts = []
    for cell in map(disarmed, cells):
        is_quoted = delimiter in cell or _QUOTED.search(cell)
        texts.append('"' + cell.replace('"', '""') + '"' if is_quoted else cell)
    return delimiter.join(texts) + "\n"


def sniffed(lines: Iterable[str], otherwise: str = ",") -> tuple[str, Iterator[str]]:
    r"""What separates the cells of a table, and its lines, without one that only says so.

    That is what the first line that is not empty uses most: a tab, a semicolon or a comma. A line ``sep=;`` before it,
    as Excel has it, outweighs that.

    >>> sniffed(["en;fr\n", "Hello, you;Bonjour\n"])[0]
    ';'
    """
    lines = iter(lines)
    blank: list[str] = []
    for line in lines:
        declaration = SAID.fullmatch(line)
        if declaration:
            # The line stays as an empty one, so that the others keep their numbers.
            return declaration[1], itertools.chain(blank, ["\n"], lines)
        if line.strip():
            delimiter = max(_SEPARATORS, key=line.count)
            return (delimiter if delimiter in line else otherwise), itertools.chain(blank, [line], lines)
        blank.append(line)
    return otherwise, iter(blank)


def rows(lines: Iterable[str], delimiter: str, *, is_quoted: bool = False) -> Iterator[tuple[int, list[str]]]:
    r"""The rows of a table, each with the number of the line it begins on; an empty line is a row without cells.

    Between commas and semicolons quotes mean what RFC 4180 says. Between tabs they may mean nothing (the media type
    text/tab-separated-values knows none), so a line with as many cells as the first is taken as it stands, save cells
    that only a spreadsheet writes so: with their quotes doubled, or in a table whose head is quoted. A line with more
    or fewer cells is read as a spreadsheet means it.

    Args:
        lines: of the file, line ends left as they are.
        delimiter: what stands between cells.
        is_quoted: whether a spreadsheet is known to have written it, so that quotes between tabs mean what they mean to it.

    Raises:
        csv.Error: quotes that do not pair, or a cell longer than 64 MB.

    >>> [cells for _, cells in rows(['en\tru\n', '"Yes" he said\t"Да"\n', 'a\t"b\n', 'c"\n'], "\t")]
    [['en', 'ru'], ['"Yes" he said', '"Да"'], ['a', 'b\nc']]
    """
    csv.field_size_limit(_LONGEST_CELL)
    if delimiter == "\t" and not is_quoted:
        yield from _between_tabs(lines)
        return
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _between_tabs(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    source = _Lines(lines)
    width, is_quoted = 0, False
    for line in source:
        start, bare = source.number, line.rstrip("\r\n")
        cells = bare.split("\t")
        if '"' in bare and (not width or len(cells) != width or _goes_on(cells[-1], source.following, width)):
            reader = csv.reader(source.starting_with(line), delimiter="\t", strict=True)
            cells = next(reader)
        elif '"' in bare:
            cells = [_unquoted(cell, always=is_quoted) for cell in cells]
        if bare and not width:
            width, is_quoted = len(cells), bare.startswith('"') and bare.endswith('"')
        yield start, cells if bare else []


class _Lines:
    """Lines that are counted, the following one known beforehand."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.following = next(self._lines, None)
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if (line := self.following) is None:
            raise StopIteration
        self.following = next(self._lines, None)
        self.number += 1
        return line

    def starting_with(self, line: str) -> Iterator[str]:
        """A line that was taken already, and those after it."""
        yield line
        yield from self


def _goes_on(cell: str, following: str | None, width: int) -> bool:
    """Whether the last cell of a line has its end on a later line, which then has other cells than a row."""
    is_open = cell.startswith('"') and cell.count('"') % 2 == 1
    return is_open and following is not None and len(following.split("\t")) != width


def _unquoted(cell: str, *, always: bool) -> str:
    inner = cell[1:-1]
    if len(cell) < 2 or not (cell[0] == cell[-1] == '"') or '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"') if always or '""' in inner else cell
