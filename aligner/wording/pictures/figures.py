"""The pictures of figures, each drawn from the table of :mod:`aligner.wording.figures` that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import median

from aligner.alignment.words import WordLink
from aligner.errors import UsageError
from aligner.model import Unit
from aligner.text.words import Word, words
from aligner.wording.counterparts import Counterparts
from aligner.wording.figures import FAR, Strip, dispersion_table
from aligner.wording.pictures.bars import MOST, Bar, bars
from aligner.wording.pictures.matrix import MatrixLink, matrix
from aligner.wording.pictures.picture import Picture, unverified_note
from aligner.wording.pictures.scatter import Dot, lengths
from aligner.wording.pictures.strips import dispersion
from aligner.wording.tables import Cell, Table

__all__ = [
    "collocate_picture",
    "dispersion_picture",
    "group_picture",
    "key_picture",
    "length_picture",
    "matrix_picture",
    "unverified_note",
    "word_picture",
]
_Row = Sequence[Cell]


def word_picture(table: Table, note: str = "") -> Picture:
    """The most frequent words of each language as bars."""
    drawn = [Bar(str(row[0]), str(row[1]), _number(row[2]), f"{row[2]} × · DP {row[6]}") for row in _first_rows(table)]
    summary = "The most frequent first: how often, and how unevenly (DP: 0 is evenly)"
    return bars("How often words occur", summary, table, drawn, note)


def collocate_picture(query: str, table: Table, note: str = "") -> Picture:
    """The most typical collocates of each language as bars of logDice."""
    drawn = [Bar(str(row[0]), str(row[1]), _number(row[4]), f"{row[4]} · {row[2]} ×") for row in _first_rows(table)]
    return bars(f"The company of “{query}”", "logDice, 14 at most, and how often together", table, drawn, note)


def key_picture(table: Table, note: str = "") -> Picture:
    """The key words of each language as bars of the log ratio: to the right those used more, to the left those used less."""
    chosen = _first_rows(table, lambda row: -_number(row[4]))
    drawn = [Bar(str(row[0]), str(row[1]), _number(row[5]), f"{row[2]} : {row[3]}") for row in chosen]
    languages = list(dict.fromkeys(bar.group for bar in drawn))
    drawn.sort(key=lambda bar: (languages.index(bar.group), bar.value < 0))
    summary = "log ratio (1 is twice as frequent), and the counts in the text and in the one it is compared with"
    return bars("Key words", summary, table, drawn, note)


def group_picture(query: str, table: Table, note: str = "") -> Picture:
    """How often a word occurs in each group, as bars of occurrences per million words."""
    ordered = Table(table.head, sorted(table.rows, key=lambda row: str(row[1])))
    drawn = []
    for language, of_language in groupby(ordered.rows, key=lambda row: str(row[1])):
        drawn += [Bar(language, str(row[0]), _number(row[5]), f"{row[5]} · {row[2]} ×") for row in of_language]
    summary = "Occurrences per million words, and how often"
    return bars(f"“{query}” by {table.head[0]}", summary, table, drawn, note)


def _first_rows(table: Table, order: Callable[[_Row], float] = lambda _: 0.0) -> Iterator[_Row]:
    """The rows of each language that a picture has room for."""
    if not table.rows:
        raise UsageError("there is nothing to draw", hint="the table has no rows")
    for _, rows in groupby(table.rows, key=lambda row: row[0]):
        yield from sorted(rows, key=order)[:MOST]


def _number(cell: Cell) -> float:
    return float(cell)


def dispersion_picture(query: str, strips: Sequence[Strip], note: str = "") -> Picture:
    """Where a word occurs in each text and language."""
    return dispersion(query, strips, dispersion_table(strips), note)


def length_picture(table: Table, note: str = "") -> Picture:
    """The lengths of the segments of two languages as dots."""
    dots = [Dot(str(row[0]), int(row[1]), int(row[2]), abs(_number(row[4])) > FAR) for row in table.rows]
    ratio = median(dot.second / dot.first for dot in dots)
    return lengths((table.head[1], table.head[2]), dots, ratio, table, note)


def matrix_picture(unit: Unit, pair: tuple[str, str], counterparts: Counterparts, note: str = "") -> Picture:
    """Which words of two languages of a unit are linked, as a matrix, with a table of the links.

    Raises:
        UsageError: the unit lacks one of the languages.
    """
    for tag in pair:
        if not unit.text(tag):
            raise UsageError(f"{unit.id} has no wording in {tag}", where="--pair", hint=", ".join(unit.segments))
    sides = [words(unit.text(tag), tag) for tag in pair]
    rows_by_start, columns_by_start = map(_numbers_by_start, sides)
    squares, rows = [], []
    for link in _links(counterparts, unit, pair):
        squares.append(MatrixLink(rows_by_start[link.first.start], columns_by_start[link.second.start], link.score))
        rows.append((link.first.text, link.second.text, round(link.score, 2)))
    names = [word.text for word in sides[0]], [word.text for word in sides[1]]
    return matrix(unit.id, pair, names, squares, Table((*pair, "score"), rows), note)


def _numbers_by_start(side: Sequence[Word]) -> dict[int, int]:
    return {word.start: number for number, word in enumerate(side)}


def _links(counterparts: Counterparts, unit: Unit, pair: tuple[str, str]) -> Iterator[WordLink]:
    """The links of a pair, those with the parts of compounds too, with the words of its first language first."""
    links = counterparts.links(unit)
    for link in links.get(pair, ()):
        yield from _single(link)
    for link in links.get((pair[1], pair[0]), ()):
        for single in _single(link):
            yield WordLink(single.second, single.first, single.score)


def _single(link: WordLink) -> Iterator[WordLink]:
    yield WordLink(link.first, link.second, link.score)
    for word in link.first_beside:
        yield WordLink(word, link.second, link.score)
    for word in link.second_beside:
        yield WordLink(link.first, word, link.score)
