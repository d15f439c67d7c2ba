"""Dispersion: a strip per text and language, with a mark wherever a word occurs."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.text.english import counted
from aligner.wording.figures import Strip
from aligner.wording.pictures import svg
from aligner.wording.pictures.picture import MARGIN, TOP, WIDTH, Picture
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table

_LABEL, _FIGURE = 150.0, 110.0
_ROW, _STRIP = 34.0, 22.0
_MOST = 60
"""Strips of a picture."""


def dispersion(query: str, strips: Sequence[Strip], table: Table, note: str = "") -> Picture:
    """A picture of where a word occurs.

    Args:
        query: what was looked for.
        strips: its occurrences by text and language.
        table: the figures.
        note: what has to be said with it.
    """
    total = sum(len(strip.places) for strip in strips)
    shown = strips[:_MOST]
    elements = []
    y = TOP + 8
    for strip in shown:
        elements.append(_strip(strip, y))
        y += _ROW
    summary = f"{counted(total, 'occurrence')}, each strip from the beginning of a text to its end"
    if len(strips) > len(shown):
        summary += f"; {len(shown)} strips are shown"
    axis = svg.text(MARGIN + _LABEL, y + 6, "beginning", ink=Ink.QUIET, size=11)
    axis += svg.text(WIDTH - MARGIN - _FIGURE, y + 6, "end", ink=Ink.QUIET, size=11, anchor="end")
    height = y + (38 if note else 20)
    return Picture(f"Where “{query}” occurs", summary, table, "".join(elements) + axis, height, note)


def _strip(strip: Strip, y: float) -> str:
    left, width = MARGIN + _LABEL, WIDTH - 2 * MARGIN - _LABEL - _FIGURE
    name = f"{strip.text} {strip.language}".strip()
    # Marks that would cover each other are drawn once, and darker: a long text has more of them than pixels.
    marks: dict[int, int] = {}
    for place in strip.places:
        pixel = round(place * (width - 2))
        marks[pixel] = marks.get(pixel, 0) + 1
    painted = [svg.rectangle(left, y, width, _STRIP, Ink.GRID, opacity=0.45)]
    for pixel, count in sorted(marks.items()):
        painted.append(svg.rectangle(left + pixel, y, 2, _STRIP, Ink.FIRST, opacity=min(1.0, 0.55 + 0.15 * count)))
    figures = f"{len(strip.places)} × · DP {strip.deviation:.2f}"
    return (
        svg.text(MARGIN, y + 15, svg.shortened(name, _LABEL - 8))
        + "".join(painted)
        + svg.text(left + width + 8, y + 15, figures, ink=Ink.QUIET, size=12)
    )
