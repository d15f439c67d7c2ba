"""Bars: how large a figure is for each word, to the right of a line or, where it is negative, to the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from aligner.wording.pictures import svg
from aligner.wording.pictures.picture import MARGIN, TOP, WIDTH, Picture
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table

_ROW, _BAR = 22.0, 14.0
_LABEL, _VALUE = 150.0, 130.0
"""Room for the word and for the figure beside the bar, in pixels."""
MOST = 25
"""Bars of a language."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A word and its figure.

    Attributes:
        group: the language, or whatever has a heading of its own.
        name: the word.
        value: how long the bar is; negative ones go to the left.
        figure: the figures in words, beside the bar.
    """

    group: str
    name: str
    value: float
    figure: str


def bars(title: str, summary: str, table: Table, drawn: Sequence[Bar], note: str = "") -> Picture:
    """A picture of bars, group by group.

    Args:
        title: what it shows.
        summary: what can be seen in it.
        table: the figures.
        drawn: the bars, those of a group after each other.
        note: what has to be said with it.
    """
    least, most = min(0.0, *(bar.value for bar in drawn)), max(0.0, *(bar.value for bar in drawn))
    room = WIDTH - 2 * MARGIN - _LABEL - _VALUE - (_VALUE if least < 0 else 0)
    scale = room / ((most - least) or 1)
    zero = MARGIN + _LABEL + (_VALUE if least < 0 else 0) - least * scale
    y, elements = TOP + 6, []
    for group, of_group in groupby(drawn, key=lambda bar: bar.group):
        elements.append(svg.text(MARGIN, y + 14, group, weight="600"))
        y += _ROW
        begin = y
        for bar in of_group:
            elements.append(_bar(bar, y, zero, scale))
            y += _ROW
        elements.append(svg.line(zero, begin, zero, y - _ROW + _BAR + 4, Ink.QUIET))
        y += 8
    return Picture(title, summary, table, "".join(elements), y + (28 if note else 10), note)


def _bar(bar: Bar, y: float, zero: float, scale: float) -> str:
    length = abs(bar.value) * scale
    is_left = bar.value < 0
    start = zero - length if is_left else zero
    end = start if is_left else zero + length
    hint = f"{bar.name}: {bar.figure}"
    return (
        svg.text(MARGIN, y + 12, svg.shortened(bar.name, _LABEL - 8))
        + svg.rectangle(start, y, max(length, 1), _BAR, Ink.SECOND if is_left else Ink.FIRST, hint=hint)
        + svg.text(
            end - 6 if is_left else end + 6,
            y + 12,
            bar.figure,
            ink=Ink.QUIET,
            size=12,
            anchor="end" if is_left else "start",
        )
    )
