"""From characters on a page to lines in reading order: rows and columns."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.sources import margins
from aligner.sources.paragraphs import LABEL, Line
from aligner.text.scripts import is_unspaced

_SHARE_OF_CODE = 0.8  # of a line's characters, from which on it is no sentence with a word of code in it
_MARKS = frozenset("0123456789*†‡abcdefgh")  # what refers to a note


@dataclass(frozen=True, slots=True)
class Char:
    """A character where it is drawn; ``y`` is its base line, growing downwards.

    ``made`` marks a space that the PDF library inserted because of a gap, ``fixed`` a font of one width.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    made: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of a page, in the order of the file, and its size in points."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """All lines in reading order, each with its kind."""
    return margins.marked([(page.height, _page_lines(page)) for page in pages])


def _page_lines(page: Page) -> list[Line]:
    pieces = _pieces(page)
    gutter = _gutter(pieces, page)
    return _ordered(_rows(pieces, gutter), gutter, page)


@dataclass(slots=True)
class _Piece:
    """Characters of one row that stand together."""

    chars: list[Char]

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return max(char.x1 for char in self.chars)

    @property
    def size(self) -> float:
        return max(char.size for char in self.chars)

    @property
    def y(self) -> float:
        biggest = self.size
        return statistics.median_low(char.y for char in self.chars if char.size > 0.8 * biggest)


def _pieces(page: Page) -> list[_Piece]:
    """Runs of characters without a wide gap, in the order of the file."""
    pieces: list[_Piece] = []
    for char in page.chars:
        last = pieces[-1].chars[-1] if pieces else None
        if last and _follows(pieces[-1], last, char):
            pieces[-1].chars.append(char)
        elif not char.text.isspace():
            pieces.append(_Piece([char]))
    return pieces


def _follows(piece: _Piece, last: Char, char: Char) -> bool:
    size = max(last.size, char.size)
    if char.made and char.text == " ":
        return char.x0 - last.x1 < 1.8 * size and abs(char.y - last.y) < 0.6 * size
    # A raised mark stands off the base line by less than half the size of what it follows.
    return abs(char.y - piece.chars[0].y) < 0.45 * size and -0.4 * size < char.x0 - last.x1 < 1.8 * size


def _gutter(pieces: Sequence[_Piece], page: Page) -> float | None:
    """Where the gap between two columns is, from the left; None where the page has one column."""
    middle = [page.width * part / 100 for part in range(38, 63)]
    best: tuple[int, float] | None = None
    for x in middle:
        left = [piece for piece in pieces if piece.x1 < x and x - piece.x1 < page.width * 0.2]
        right = [piece for piece in pieces if piece.x0 > x and piece.x0 - x < page.width * 0.06]
        crossing = sum(piece.x0 < x < piece.x1 for piece in pieces)
        rows = len({round(piece.y / 6) for piece in right} & {round(piece.y / 6) for piece in left})
        if min(len(left), len(right)) >= 8 and rows >= 5 and crossing * 2 < len(right):
            score = (len(left) + len(right) - 3 * crossing, -abs(x - page.width / 2))
            if best is None or score > best:
                best = score
                gutter = x
    return gutter if best else None


def _rows(pieces: Sequence[_Piece], gutter: float | None) -> list[_Piece]:
    """Pieces on one base line as one, unless the gutter is between them."""
    rows: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        for row in reversed(rows[-6:]):
            on_row = abs(row.y - piece.y) < 0.35 * max(row.size, piece.size)
            apart = gutter is not None and (row.x1 <= gutter) != (piece.x1 <= gutter) and _misses(row, piece, gutter)
            if on_row and not apart and not _are_cells(row, piece):
                row.chars = _merged(row.chars, piece.chars)
                break
        else:
            rows.append(_Piece(list(piece.chars)))
    return rows


def _are_cells(row: _Piece, piece: _Piece) -> bool:
    """Whether a gap in a row is that between two cells: far wider than those between the words on both sides."""
    left, right = (row, piece) if row.x0 <= piece.x0 else (piece, row)
    gap = (right.x0 - left.x1) / max(row.size, piece.size)
    if gap < 3 or LABEL.fullmatch("".join(char.text for char in left.chars).strip() + " "):
        return False
    words = max(_widest_gap(left), _widest_gap(right))
    return gap > (max(3.0, 2.5 * words) if words else 6.0)


def _widest_gap(piece: _Piece) -> float:
    """In units of the type size; 0 where there is one word."""
    drawn = [char for char in piece.chars if not char.text.isspace()]
    gaps = [(after.x0 - before.x1) / piece.size for before, after in itertools.pairwise(drawn)]
    return max((gap for gap in gaps if gap > 0.15), default=0.0)


def _misses(row: _Piece, piece: _Piece, gutter: float) -> bool:
    return not (row.x0 < gutter < row.x1 or piece.x0 < gutter < piece.x1)


def _merged(left: list[Char], right: list[Char]) -> list[Char]:
    if right[0].x0 < left[0].x0:
        left, right = right, left
    if right[0].x0 >= left[-1].x1 - 0.5 * left[-1].size:
        # Pieces that touch are one word; a real gap is a space.
        gap = right[0].x0 - left[-1].x1 > 0.15 * right[0].size
        space = [Char(" ", left[-1].x1, right[0].x0, left[-1].y, left[-1].size, made=True)] if gap else []
        return [*left, *space, *right]
    return sorted([*left, *right], key=lambda char: char.x0)


def _ordered(rows: Sequence[_Piece], gutter: float | None, page: Page) -> list[Line]:
    """Rows from top to bottom; between two rows that cross the gutter, the left column comes before the right."""
    if gutter is None:
        return [line for row in _from_the_top(rows) if (line := _line(row, page))]
    lines = []
    for row in sorted(rows, key=lambda row: row.y):
        line = _line(row, page)
        if line and not row.x0 < gutter < row.x1:
            line = dataclasses.replace(line, column=1 + (row.x0 > gutter))
        lines += [line] if line else []
    ordered: list[Line] = []
    for across, band in itertools.groupby(lines, key=lambda line: line.column == 0):
        band_lines = list(band)
        ordered += band_lines if across else sorted(band_lines, key=lambda line: line.column)
    return ordered


def _line(row: _Piece, page: Page) -> Line | None:
    text, marks = _text(row)
    bold = sum(char.bold for char in row.chars) * 2 > len(row.chars)
    is_code = sum(char.fixed for char in row.chars) > _SHARE_OF_CODE * len(row.chars)
    line = Line(text, page.number, row.x0, row.x1, row.y, round(row.size, 1), bold, is_code=is_code, marks=marks)
    return line if text else None


def _from_the_top(rows: Sequence[_Piece]) -> Iterator[_Piece]:
    """Rows from top to bottom; of cells beside one another each whole, from left to right.

    A lone piece right under a cell goes on with it: its text took more than one line.
    """
    cells: list[list[_Piece]] = []
    for band in _bands(rows):
        under = [cell for cell in cells if len(band) == 1 and len(cells) > 1 and _is_under(cell[-1], band[0])]
        if under:
            under[0].append(band[0])
            continue
        yield from itertools.chain.from_iterable(cells)
        cells = [[piece] for piece in band]
    yield from itertools.chain.from_iterable(cells)


def _is_under(above: _Piece, piece: _Piece) -> bool:
    return abs(above.x0 - piece.x0) < 0.5 * piece.size and piece.y - above.y < 1.6 * above.size


def _bands(rows: Sequence[_Piece]) -> list[list[_Piece]]:
    """Rows at one height, though their fonts may differ a little, from left to right."""
    bands: list[list[_Piece]] = []
    for row in sorted(rows, key=lambda row: row.y):
        if bands and row.y - bands[-1][0].y < 0.35 * row.size:
            bands[-1].append(row)
        else:
            bands.append([row])
    return [sorted(band, key=lambda row: row.x0) for band in bands]


def _text(row: _Piece) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The characters of a row, and the raised ones among them with their offsets.

    Inserted spaces stay only between words that are written with spaces, or where there is a tab's width.
    """
    text, marks, size, base = "", list[tuple[int, str]](), row.size, row.y

    def is_raised(char: Char) -> bool:
        return char.size < 0.8 * size and char.y < base - 0.15 * size and char.text in _MARKS

    for place, char in enumerate(row.chars):
        if char.made and char.text == " ":
            following = next((later for later in row.chars[place + 1 :] if not later.made), char)
            is_tab = following.x0 - char.x0 > 0.6 * char.size
            if not is_tab and (is_unspaced(text[-1:] or " ") or is_unspaced(following.text)):
                continue
            # The rise of a mark is taken for a gap, also where the mark touches what it follows.
            if is_raised(following) and following.x0 - char.x0 < 0.15 * size:
                continue
        if is_raised(char):
            last = marks[-1] if marks else None
            if last and last[0] == len(text):
                marks[-1] = (last[0], last[1] + char.text)
            else:
                marks.append((len(text), char.text))
        else:
            text += char.text
    lead = len(text) - len(text.lstrip(" \t\r\n"))
    if not text.strip():  # a line of nothing but raised characters is no line of marks
        return "".join(char.text for char in row.chars).strip(), ()
    return text.strip(" \t\r\n"), tuple((max(0, offset - lead), mark) for offset, mark in marks)
