"""From lines on pages to paragraphs: by room, indents, distances and type, as the eye does it."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.sources.blocks import Block, BlockKind, block_of
from aligner.sources.hyphens import FileVocabulary
from aligner.sources.joining import join_lines
from aligner.text.scripts import is_unspaced

# Chinese text that no line end parts: a character with opening marks before it and closing marks after it.
_STAYS = re.compile(r"[（《“‘「『【]*.[，。；：、！？）》”’」』】]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type in one column of a page; lengths in points, ``y`` growing downwards.

    ``is_code``: in type of one width, as programs are printed. ``marks`` are raised characters that were taken out of ``text``, with the offset they stood at: marks of notes, if
    the page has such notes.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    column: int = 0
    is_code: bool = False
    kind: BlockKind = BlockKind.TEXT
    marks: tuple[tuple[int, str], ...] = ()

    @property
    def first_word(self) -> float:
        """Width of what would have to fit on the line before: the first word, or in Chinese one character with its marks."""
        if not self.text:
            return 0.0
        length = len(_STAYS.match(self.text).group()) if is_unspaced(self.text[0]) else self.text.find(" ")  # type: ignore[union-attr] # it matches anything
        length = len(self.text) if length < 0 else length
        return (self.x1 - self.x0) * length / len(self.text)


_GAP_IN_CODE = 2.5  # usual distances of two lines: a blank line does not end a program
LABEL = re.compile(  # what a line begins with that opens a list item
    r"(?:[(（]\s?[\w]{1,4}\s?[)）]|[^\W_]{1,3}[)）.．](?=\s)|[一二三四五六七八九十]{1,3}[、.]|[–—•·](?=\s))"
)
_LEADER = re.compile(r"(?:\s?[.·…]){4,}\s*")  # the dots of a table of contents between a heading and its page
_CLOSED = re.compile(r"[.;:。；：!?！？]['\"”’»)）]*(?:\s(?:and|or|и|или))?\Z")


def paragraphs(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs that lines in reading order make up, each with the page it begins on.

    Footnotes and furniture between two pages do not break a paragraph that runs on over them.
    """
    vocabulary = FileVocabulary.of(line.text for line in lines if line.kind == BlockKind.TEXT)
    text = [line for line in lines if line.kind == BlockKind.TEXT]
    notes = [line for line in lines if line.kind == BlockKind.NOTE]
    groups = [(group[0].kind, group) for group in _groups(text)]
    groups += [(BlockKind.NOTE, group) for group in _notes(notes)]
    groups += [(line.kind, [line]) for line in lines if line.kind not in (BlockKind.TEXT, BlockKind.NOTE)]
    order = {id(line): number for number, line in enumerate(lines)}
    groups.sort(key=lambda group: order[id(group[1][0])])
    return tuple(block_of(_joined(group, vocabulary), kind=kind, page=group[0].page) for kind, group in groups)


def _joined(group: Sequence[Line], vocabulary: FileVocabulary) -> str:
    if group[0].is_code:
        return " ".join(line.text for line in group)
    return join_lines((_LEADER.sub(" ", line.text) for line in group), vocabulary)


def _notes(lines: Iterable[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].page == line.page and not re.match(r"\W{0,3}(?:\*|\d|[a-z]\b)", line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    if not lines:
        return []
    groups: list[list[Line]] = []
    for stretch in _stretches(lines, _pitch(lines)):
        first, *rest = _parted(stretch)
        if groups and _runs_on(groups[-1], first, lines):
            groups[-1].extend(first)
            groups.extend(rest)
        else:
            groups += [first, *rest]
    return groups


def _parted(stretch: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs of lines that stand one under the other."""
    if stretch[0].is_code:
        return [list(stretch)]
    right = max(line.x1 for line in stretch)
    groups = [[stretch[0]]]
    for line in stretch[1:]:
        if _begins(groups[-1], line, right):
            groups.append([])
        groups[-1].append(line)
    return groups


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, in units of the type size."""
    steps = [
        (after.y - before.y) / before.size
        for before, after in itertools.pairwise(lines)
        if _same_flow(before, after) and 0.9 < (after.y - before.y) / before.size < 2.5
    ]
    return statistics.quantiles(steps, n=4)[0] if len(steps) > 1 else 1.25


def _same_flow(before: Line, after: Line) -> bool:
    return before.page == after.page and before.column == after.column


def _stretches(lines: Sequence[Line], pitch: float) -> list[list[Line]]:
    """Lines of one column and type, one under the other at the usual distance."""
    stretches = [[lines[0]]]
    for before, after in itertools.pairwise(lines):
        step = (after.y - before.y) / max(before.size, after.size)
        widest = _GAP_IN_CODE if before.is_code else 1.22
        apart = not _same_flow(before, after) or step > pitch * widest or step < 0.3
        other_type = abs(before.size - after.size) > 0.08 * before.size or before.bold != after.bold
        if apart or (other_type and not before.is_code) or before.is_code != after.is_code:
            stretches.append([])
        stretches[-1].append(after)
    return stretches


def _begins(group: Sequence[Line], line: Line, right: float) -> bool:
    """Whether a line of the same stretch begins a paragraph of its own."""
    last, em = group[-1], line.size
    if _LEADER.search(last.text):
        return True
    if _is_centred(last, line):
        return False
    moved = abs(line.x0 - last.x0) > 0.6 * em
    if moved and len(group) > 1:
        return True
    if LABEL.match(line.text) and (moved or _CLOSED.search(last.text) or line.x0 < last.x0 - 0.6 * em):
        return True
    # The next word would have fitted on the line before: somebody ended it there.
    return right - last.x1 > line.first_word + 0.5 * em


def _is_centred(last: Line, line: Line) -> bool:
    """Two lines of a centred heading: other edges, one middle."""
    shift = abs((last.x0 + last.x1) - (line.x0 + line.x1)) / 2
    return shift < 0.3 * line.size and abs(last.x0 - line.x0) > line.size and (last.bold or line.bold)


def _runs_on(before: Sequence[Line], after: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last, first = before[-1], after[0]
    if last.is_code or first.is_code or _LEADER.search(last.text):
        return last.is_code and first.is_code and not _same_flow(last, first)
    same_type = last.bold == first.bold and abs(last.size - first.size) <= 0.08 * last.size
    if _same_flow(last, first) or not same_type or LABEL.match(first.text) or _had_room(last, first, lines):
        return False
    if len(after) > 1 and first.x0 - min(line.x0 for line in after[1:]) > 0.6 * first.size:
        return False  # its first line is indented
    if first.text[0].islower():
        return True
    return not _CLOSED.search(last.text) and (last.column != first.column or _is_below(before, first))


def _had_room(last: Line, first: Line, lines: Sequence[Line]) -> bool:
    """Whether the next word would have fitted on the last line of the column or page."""
    right = max(line.x1 for line in lines if _same_flow(line, last) and line.size >= last.size * 0.92)
    return right - last.x1 > first.first_word + last.size


def _is_below(before: Sequence[Line], first: Line) -> bool:
    """Whether a line begins where the lines of a paragraph do; the second one of an item, to the right of its label."""
    edge = min(line.x0 for line in before[1:] or before)
    hangs = len(before) == 1 and bool(LABEL.match(before[0].text)) and first.x0 > edge
    return hangs or abs(first.x0 - edge) < 0.6 * first.size
