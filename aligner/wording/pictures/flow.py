"""A word's equivalents as a flow: a band from the word to each rendering, as thick as the rendering is frequent."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.text.english import counted
from aligner.wording.equivalents import Equivalent, Equivalents
from aligner.wording.pictures import svg
from aligner.wording.pictures.picture import MARGIN, TOP, WIDTH, Picture
from aligner.wording.pictures.svg import Ink
from aligner.wording.tables import Table

_LEFT, _RIGHT, _NODE = 200.0, 420.0, 12.0
"""Where the bands begin and end, and how wide their ends are, in pixels."""
_HIGH, _ROOM, _GAP, _THIN = 160.0, 18.0, 6.0, 2.0
_MOST = 12
"""Renderings of a language that have a band of their own."""


def flow(query: str, found: Equivalents, table: Table, note: str = "") -> Picture:
    """A picture of the renderings of a word, language by language.

    Args:
        query: the word.
        found: its renderings.
        table: the same figures.
        note: what has to be said with it.
    """
    elements = []
    y = TOP + 8
    for language in found.linked:
        rows = [row for row in found.rows if row.language == language]
        panel, y = _panel(query, language, rows, found.occurrences, y)
        elements.append(panel)
    best = [f"{row.language} {row.equivalent}" for row in _first_of_each(found.rows)]
    summary = f"{counted(found.occurrences, 'occurrence')}; most often: {', '.join(best) or 'not known'}"
    return Picture(f"What becomes of “{query}”", summary, table, "".join(elements), y + (24 if note else 8), note)


def _first_of_each(rows: Sequence[Equivalent]) -> list[Equivalent]:
    by_language: dict[str, Equivalent] = {}
    for row in rows:
        by_language.setdefault(row.language, row)
    return list(by_language.values())


def _panel(query: str, language: str, rows: Sequence[Equivalent], occurrences: int, y: float) -> tuple[str, float]:
    """One language: the bands, and where the next language begins."""
    shown = list(rows[:_MOST])
    ends = [(row.equivalent, row.count, Ink.FIRST) for row in shown]
    if hidden := sum(row.count for row in rows[_MOST:]):
        ends.append((f"{len(rows) - _MOST} others", hidden, Ink.QUIET))
    if unknown := occurrences - sum(row.count for row in rows):
        ends.append(("counterpart not known", unknown, Ink.QUIET))
    scale = _HIGH / max(occurrences, 1)
    heights = [max(count * scale, _THIN) for _, count, _ in ends]
    # On the right every end has room for its name, and is apart from the next.
    rooms = [max(height, _ROOM) + _GAP for height in heights]
    top = y + 24
    start = top + max(0.0, (sum(rooms) - sum(heights)) / 2)
    elements = [
        svg.text(MARGIN, y + 10, language, weight="600"),
        svg.text(
            _LEFT - 8,
            start + sum(heights) / 2 + 4,
            svg.shortened(f"{query} ({occurrences})", _LEFT - MARGIN - 8),
            anchor="end",
        ),
        svg.rectangle(_LEFT, start, _NODE, sum(heights), Ink.TEXT),
    ]
    place, end = start, top
    for (name, count, ink), height, room in zip(ends, heights, rooms, strict=True):
        end_top = end + (room - height) / 2
        figures = f"{name}  {count} ({count / max(occurrences, 1):.0%})"
        elements.append(svg.ribbon((_LEFT + _NODE, place), (_RIGHT, end_top), height, ink, hint=figures))
        elements.append(svg.rectangle(_RIGHT, end_top, _NODE, height, ink))
        label = svg.shortened(figures, WIDTH - MARGIN - _RIGHT - _NODE - 8)
        elements.append(
            svg.text(_RIGHT + _NODE + 8, end + room / 2 + 4, label, ink=Ink.TEXT if ink is Ink.FIRST else ink)
        )
        place += height
        end += room
    return "".join(elements), top + sum(rooms) + 18
