"""Cells of tables separated by tabs, commas or semicolons in the characters of their file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.exchange.delimited import separator_of
from aligner.exchange.editing import EditableText
from aligner.exchange.table import armed_offset, named

_INSIDE_QUOTES = re.compile(r'""|.', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell by the offsets of what stands between its separators."""

    column: int
    line: int
    start: int
    end: int


def texts(raw: str, _path: Path) -> Iterator[EditableText]:
    """The cells of a file below its first row, each in the language of its column; row by row."""
    separator, start = separator_of(raw.removeprefix("\ufeff"))
    start += raw.startswith("\ufeff")
    columns: list[str] = []
    head_line = 0
    for cell in cells(raw, start, separator):
        readings = list(_readings(raw, cell, separator))
        words = readings[-1][0]
        if not columns or cell.line == head_line:
            # Empty lines may stand before the one that names the columns.
            if words or columns:
                head_line = cell.line
                columns.append(named(words))
        elif cell.column < len(columns) and words:
            for words, spans in readings:
                offset, written = armed_offset(words), _doubled if raw[cell.start] == '"' else str
                yield EditableText(words[offset:], spans[offset:], cell.line, columns[cell.column], written)


def cells(raw: str, start: int, separator: str) -> Iterator[_Cell]:
    """All cells; between tabs a line break ends a cell whatever its quotes, as most such files have none."""
    quoted = (
        r'"(?:[^"]|"")*"(?=[' + separator + r"\r\n]|\Z)|" if separator != "\t" else r'"(?:[^"\t]|"")*"(?=[\t\r\n]|\Z)|'
    )
    pattern = re.compile(rf"((?:{quoted})[^{separator}\r\n]*)({separator}|\r\n|\n|\r|\Z)")
    column, line, place = 0, raw.count("\n", 0, start) + 1, start
    while place <= len(raw):
        match = pattern.match(raw, place)
        if match is None:
            return
        yield _Cell(column, line, match.start(1), match.end(1))
        line += raw.count("\n", match.start(), match.end())
        column = column + 1 if match[2] == separator else 0
        if not match[2]:
            return
        place = match.end()


def _readings(raw: str, cell: _Cell, separator: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The words of a cell and where each of their characters stands; between tabs quotes may be words or not."""
    written = raw[cell.start : cell.end]
    is_quoted = len(written) > 1 and written[0] == written[-1] == '"'
    if not is_quoted or separator == "\t":
        yield written, [(place, place + 1) for place in range(cell.start, cell.end)]
    if is_quoted:
        inside = list(_INSIDE_QUOTES.finditer(raw, cell.start + 1, cell.end - 1))
        yield "".join(match[0][0] for match in inside), [match.span() for match in inside]


def _doubled(words: str) -> str:
    return words.replace('"', '""')
