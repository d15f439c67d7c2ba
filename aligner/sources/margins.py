"""Which lines of a page are footnotes, running heads, page and job numbers."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from aligner.sources import furniture
from aligner.sources.blocks import BlockKind
from aligner.sources.paragraphs import Line

_SHARE = 0.6  # of the lines at the height of running heads that are on more than one page
_MARK = re.compile(r"(?:\*{1,4}|\d{1,3}|[a-z])(?:\s|(?=[A-ZА-Я«“\u4e00-\u9fff]))")


def marked(pages: Sequence[tuple[float, list[Line]]]) -> list[Line]:
    """The lines of all pages in order, each with its kind; pages are given as their height in points and their lines."""
    return _repeated_marked([_marked_edges(height, _notes_marked(height, lines)) for height, lines in pages])


def _notes_marked(height: float, lines: list[Line]) -> list[Line]:
    """Lines in smaller type at the foot of a column, from the first that begins with a mark on, are notes."""
    sizes = Counter(line.size for line in lines for _ in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    note_numbers: set[int] = set()
    for column in {line.column for line in lines}:
        in_column = [number for number, line in enumerate(lines) if line.column == column]
        note_numbers.update(_foot(height, usual, lines, in_column))
    notes = tuple(_back(lines[number]).text for number in sorted(note_numbers))
    return [
        dataclasses.replace(_back(line), kind=BlockKind.NOTE) if number in note_numbers else _without_marks(line, notes)
        for number, line in enumerate(lines)
    ]


def _foot(height: float, usual: float, lines: Sequence[Line], column: Sequence[int]) -> list[int]:
    """Which lines of a column are notes."""

    def is_small(number: int) -> bool:
        return lines[number].size < 0.93 * usual or lines[number].y > height * 0.86

    small = 0
    while small < len(column) and is_small(column[-1 - small]):
        small += 1
    foot = column[len(column) - small :]
    for place, number in enumerate(foot):
        if lines[number].y > height * 0.3 and _MARK.match(_back(lines[number]).text):
            return [at for at in foot[place:] if not _is_furniture(lines[at].text)]
    return []


def _is_furniture(text: str) -> bool:
    return furniture.is_running_line(text) or furniture.is_page_number(text)


def _without_marks(line: Line, notes: tuple[str, ...]) -> Line:
    """The line without the marks of the notes on its page; raised characters that refer to none go back in."""
    kept_marks = tuple(raised for raised in line.marks if not _has_note(raised[1], notes))
    stars = re.search(r"(?<=[^\s*])\*{1,4}\Z", line.text)
    if stars and not furniture.is_running_line(line.text) and _has_note(stars.group(), notes):
        line = dataclasses.replace(line, text=line.text[: stars.start()])
    return _back(dataclasses.replace(line, marks=kept_marks))


def _has_note(mark: str, notes: tuple[str, ...]) -> bool:
    return any(re.match(rf"{re.escape(mark)}(?![\d*])", note) for note in notes)


def _back(line: Line) -> Line:
    """The line with its raised characters where they stood; one that begins it stands apart, as printed."""
    text = line.text
    for offset, mark in reversed(line.marks):
        text = f"{mark} {text}" if not offset else text[:offset] + mark + text[offset:]
    return dataclasses.replace(line, text=text, marks=())


def _marked_edges(height: float, lines: list[Line]) -> list[Line]:
    """Symbols, job numbers and page numbers in the margins at the head and the foot are furniture."""

    def at_edge(line: Line) -> bool:
        return line.y < height * 0.14 or line.y > height * 0.86

    return [
        dataclasses.replace(line, kind=BlockKind.FURNITURE)
        if furniture.is_running_line(line.text) or (at_edge(line) and furniture.is_page_number(line.text))
        else line
        for line in lines
    ]


def _repeated_marked(by_page: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines that stand at the same height of several pages, numbers apart, are running heads or feet."""
    counts: Counter[tuple[str, int]] = Counter()
    for lines in by_page:
        counts.update({_place(line) for line in _edges(lines)})
    repeated = {place for place, count in counts.items() if count > max(1, len(by_page) / 3)}
    heights = _heights_of_heads(counts, len(by_page))
    marked = []
    for lines in by_page:
        edges = {id(line) for line in _edges(lines)}
        for line in lines:
            text, height = _place(line)
            is_head = (text, height) in repeated or (height in heights and id(line) in edges and bool(text))
            if line.kind == BlockKind.TEXT and is_head:
                line = dataclasses.replace(line, kind=BlockKind.FURNITURE)  # noqa: PLW2901 - the line, marked
            marked.append(line)
    return marked


def _edges(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page that can be its head or foot."""
    return (*lines[:3], *lines[-3:])


def _heights_of_heads(counts: Mapping[tuple[str, int], int], pages: int) -> set[int]:
    """Where heads stand whose words change from chapter to chapter, so that none is on many pages.

    Text begins at one height on all pages, too, but hardly ever with the same words twice.
    """
    lines: Counter[int] = Counter()
    repeated: Counter[int] = Counter()
    for (text, height), count in counts.items():
        if any(char.isalpha() for char in text):
            lines[height] += count
            repeated[height] += count if count > 1 else 0
    return {at for at, count in lines.items() if count > max(3, pages / 3) and repeated[at] > _SHARE * count}


def _place(line: Line) -> tuple[str, int]:
    """What a line says, page and chapter numbers apart, and how high it stands."""
    return " ".join(re.sub(r"\d+", " ", line.text).split()), round(line.y / 4)
