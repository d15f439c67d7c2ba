"""The lengths of segments in two languages: a dot per unit, the usual ratio as a line, and the ids of what is far from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2

from aligner.text.english import counted
from aligner.wording.pictures import svg
from aligner.wording.pictures.picture import MARGIN, TOP, WIDTH, Picture
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table

_AXIS, _HIGH = 60.0, 420.0
_NAMED = 12
_DOTS = 4000
"""Dots of a picture; of a longer text every n-th unit is drawn, and all that are far from the line."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit: its id, the characters of its two segments, and whether their ratio is unusual."""

    unit: str
    first: int
    second: int
    is_far: bool


def lengths(pair: tuple[str, str], dots: Sequence[Dot], ratio: float, table: Table, note: str = "") -> Picture:
    """A picture of lengths, on logarithmic axes.

    Args:
        pair: the languages: across, and up.
        dots: the units.
        ratio: the usual length of the second for one character of the first.
        table: the figures.
        note: what has to be said with it.
    """
    most = max(max(dot.first, dot.second) for dot in dots)
    high = max(1, ceil(log2(most + 1)))
    left, bottom, width = MARGIN + _AXIS, TOP + _HIGH + 14, WIDTH - 2 * MARGIN - _AXIS - 60

    def x(length: float) -> float:
        return left + log2(max(length, 1)) / high * width

    def y(length: float) -> float:
        return bottom - log2(max(length, 1)) / high * (_HIGH - 10)

    elements = []
    for power in range(0, high + 1, 2 if high > 6 else 1):
        tick = 2**power
        elements += [svg.line(x(tick), bottom, x(tick), TOP + 24), svg.line(left, y(tick), left + width, y(tick))]
        elements.append(svg.text(x(tick), bottom + 16, f"{tick:,}", ink=Ink.QUIET, size=11, anchor="middle"))
        elements.append(svg.text(left - 6, y(tick) + 4, f"{tick:,}", ink=Ink.QUIET, size=11, anchor="end"))
    # The line of the usual ratio, within the axes.
    first, last = max(1.0, 1 / ratio), min(2.0**high, 2.0**high / ratio)
    elements.append(svg.line(x(first), y(first * ratio), x(last), y(last * ratio), Ink.QUIET, width=1.5))
    far = [dot for dot in dots if dot.is_far]
    near = [dot for dot in dots if not dot.is_far]
    for dot in near[:: max(1, len(near) // _DOTS)]:
        elements.append(svg.circle(x(dot.first), y(dot.second), 3, Ink.FIRST, opacity=0.55, hint=_hint(dot)))
    for number, dot in enumerate(far[:_DOTS]):
        elements.append(svg.circle(x(dot.first), y(dot.second), 4, Ink.SECOND, hint=_hint(dot)))
        if number < _NAMED:
            elements.append(svg.text(x(dot.first) + 7, y(dot.second) + 4, svg.shortened(dot.unit, 110), size=12))
    elements.append(
        svg.text(left + width / 2, bottom + 34, f"{pair[0]}: characters", ink=Ink.QUIET, size=12, anchor="middle")
    )
    elements.append(svg.text(MARGIN, TOP + 8, f"{pair[1]}: characters", ink=Ink.QUIET, size=12))
    summary = f"{counted(len(dots), 'unit')}; usually {ratio:.2f} characters for one; {len(far)} far from that"
    height = bottom + (64 if note else 46)
    return Picture(f"Lengths in {pair[0]} and {pair[1]}", summary, table, "".join(elements), height, note)


def _hint(dot: Dot) -> str:
    return f"{dot.unit}: {dot.first} and {dot.second}"
