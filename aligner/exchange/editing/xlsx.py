"""Cells of a spreadsheet in the characters of its sheet: a workbook is a zip archive, of which this one part is changed.

Most cells name a string that others may name too, so a cell that is changed gets words of its own (an inline string,
ECMA-376, 18.3.1.53), and the strings stay as they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from aligner.exchange import table
from aligner.exchange.editing import EditableText, Replacement, edited, edits
from aligner.exchange.editing.xml import spelled_out

STRINGS = "xl/sharedStrings.xml"
_ROW = re.compile(r'<row\b[^>]*?\br="(\d+)"[^>]*>(.*?)</row>', re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(r'\br="([A-Z]{1,3})\d+"')
_KIND = re.compile(r'\bt="(\w+)"')
_VALUE = re.compile(r"<v>(\d+)</v>")
_STRING = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_WORDS = re.compile(r"<rPh\b.*?</rPh>|<t\b[^>]*?(?:/>|>([^<]*)</t>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its column, counted from 0, its words with their places, and how other words are written."""

    column: int
    words: str
    spans: Sequence[tuple[int, int]]
    replaced: Callable[[str], Iterator[Replacement]] | None = None


def texts(raw: str, path: Path) -> Iterator[EditableText]:
    """The cells of the sheet with the table, below the row that names the columns, each in the language of its column."""
    strings = _strings(path)
    columns: list[str] = []
    for row in _ROW.finditer(raw):
        row_cells = list(_cells(raw, row.span(2), strings))
        if not columns:
            names = [""] * (max((cell.column for cell in row_cells), default=-1) + 1)
            for cell in row_cells:
                names[cell.column] = cell.words
            if table.has_heading(iter([(1, names)]), ()):
                columns = [table.named(name) for name in names]
            continue
        for cell in row_cells:
            if cell.words and cell.column < len(columns):
                yield EditableText(
                    cell.words, cell.spans, int(row[1]), columns[cell.column], escape, replaced=cell.replaced
                )


def _cells(raw: str, within: tuple[int, int], strings: Sequence[str]) -> Iterator[_Cell]:
    for match in _CELL.finditer(raw, *within):
        place, kind = _PLACE.search(match[1]), _KIND.search(match[1])
        if not place or not kind or match[2] is None:
            continue
        column = _number(place[1])
        if kind[1] == "inlineStr":
            yield _Cell(column, *_words(raw, match.span(2)))
        elif kind[1] == "s" and (value := _VALUE.search(raw, *match.span(2))) and int(value[1]) < len(strings):
            string = strings[int(value[1])]
            start = match.start(1)
            kind_span = (start + kind.start(1), start + kind.end(1))
            words, spans = _words(string, (0, len(string)))
            yield _Cell(column, words, spans, partial(_inline, string, kind_span, value.span()))


def _inline(string: str, kind: tuple[int, int], value: tuple[int, int], words: str) -> Iterator[Replacement]:
    """Give a cell a string of its own: that which it shares, with other words and the same formatting."""
    before, spans = _words(string, (0, len(string)))
    own = edited(string, edits(EditableText(before, spans, 0, "", escape), words))
    yield Replacement(*kind, "inlineStr")
    yield Replacement(*value, f"<is>{own}</is>")


def _words(raw: str, within: tuple[int, int]) -> tuple[str, list[tuple[int, int]]]:
    """The words of a string, in one formatting or several, without phonetic readings."""
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _WORDS.finditer(raw, *within):
        if match[1]:
            for character, span in spelled_out(raw, *match.span(1)):
                characters.append(character)
                spans.append(span)
    return "".join(characters), spans


def _strings(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as packed:
        if STRINGS not in packed.namelist():
            return []
        return [match[1] or "" for match in _STRING.finditer(packed.read(STRINGS).decode("utf-8"))]


def _number(letters: str) -> int:
    """The number of a column, counted from 0.

    >>> _number("A"), _number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
