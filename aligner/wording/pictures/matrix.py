"""The alignment of a unit as a matrix: the words of one language down, those of another across, a square per link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.text.english import counted
from aligner.wording.pictures import svg
from aligner.wording.pictures.picture import MARGIN, TOP, WIDTH, Picture
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table

_LABEL, _HEAD = 150.0, 105.0
_CELL_MOST, _CELL_LEAST = 24.0, 5.0


@dataclass(frozen=True, slots=True)
class MatrixLink:
    """A link: the numbers of the two words in their languages, from 0, and how sure it is, from 0 to 1."""

    row: int
    column: int
    score: float


def matrix(
    unit: str,
    pair: tuple[str, str],
    words: tuple[Sequence[str], Sequence[str]],
    links: Sequence[MatrixLink],
    table: Table,
    note: str = "",
) -> Picture:
    """A picture of which words of a unit are linked.

    Args:
        unit: its id.
        pair: the languages, that of the rows first.
        words: the words of each.
        links: which are linked.
        table: the links.
        note: what has to be said with it.
    """
    rows, columns = words
    cell = max(_CELL_LEAST, min(_CELL_MOST, (WIDTH - 2 * MARGIN - _LABEL - 60) / max(len(columns), 1)))
    size = min(svg.SIZE, max(cell - 2, 4.0))
    # The heads of the columns climb at 50 degrees: sin 50° is .77.
    longest = max((svg.width_of(svg.shortened(word, _HEAD, size), size) for word in columns), default=0.0)
    left, top = MARGIN + _LABEL, TOP + 14 + 0.77 * longest
    elements = []
    for number, word in enumerate(rows):
        y = top + number * cell
        label = svg.shortened(word, _LABEL - 10, size)
        elements.append(svg.text(left - 6, y + cell / 2 + size / 3, label, size=size, anchor="end"))
    for number, word in enumerate(columns):
        x = left + (number + 0.5) * cell
        elements.append(svg.turned(x + size / 4, top - 6, svg.shortened(word, _HEAD, size), size=size))
    right, bottom = left + len(columns) * cell, top + len(rows) * cell
    elements += [svg.line(left, top + n * cell, right, top + n * cell) for n in range(len(rows) + 1)]
    elements += [svg.line(left + n * cell, top, left + n * cell, bottom) for n in range(len(columns) + 1)]
    for link in links:
        hint = f"{rows[link.row]} – {columns[link.column]} ({link.score:.2f})"
        x, y = left + link.column * cell + 1, top + link.row * cell + 1
        opacity = 0.3 + 0.7 * min(1.0, max(0.0, link.score))
        elements.append(svg.rectangle(x, y, cell - 2, cell - 2, Ink.FIRST, opacity=opacity, hint=hint))
    summary = f"{counted(len(links), 'link')} of {counted(len(rows), 'word')} and {counted(len(columns), 'word')}; a stronger colour is surer"
    title = f"Words of {unit}: {pair[0]} down, {pair[1]} across"
    return Picture(title, summary, table, "".join(elements), bottom + (40 if note else 20), note)
