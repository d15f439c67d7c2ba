"""Notes on units put into the characters of their file: comments of a catalogue, notes of TMX and XLIFF, cells of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from aligner.exchange.delimited import separator_of
from aligner.exchange.editing import Replacement
from aligner.exchange.editing import table as cells
from aligner.exchange.editing.xml import ATTRIBUTE, TOKEN

_UNITS = {"tu": "tuid", "trans-unit": "id", "unit": "id"}
"""Elements of units, and the attribute with their identifier."""
_CHILDREN = frozenset(("source", "seg-source", "target"))
_SEGMENTS = frozenset(("originalData", "segment", "ignorable"))
_PO_HEAD = re.compile(r"#(?:\.|[ \t]|\r?$)")


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A note for one unit.

    Attributes:
        unit: the unit's identifier, as its reader gives it.
        line: the line of the file that the unit begins on.
        words: the note, one line.
    """

    unit: str
    line: int
    words: str


PlacedNotes = tuple[Replacement, Sequence[UnitNote]]
NotePlacer = Callable[[str, Sequence[UnitNote]], Iterator[PlacedNotes]]
"""Says what to put where in the characters of a file, and for which notes; those that find no place are left out."""


def in_catalogue(raw: str, notes: Sequence[UnitNote]) -> Iterator[PlacedNotes]:
    """Comments of translators in a gettext catalogue, which updates of the catalogue keep."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\n|[^\n]+\Z", raw)]
    for note in notes:
        place = note.line - 1
        if not 0 <= place < len(lines):
            continue
        # The comments of an entry come in an order: those of translators and programmers are the first.
        while place < len(lines) - 1 and _PO_HEAD.match(raw, lines[place][0]):
            place += 1
        start = lines[place][0]
        end_of_line = "\r\n" if raw[slice(*lines[place])].endswith("\r\n") else "\n"
        yield Replacement(start, start, f"# {note.words}{end_of_line}"), (note,)


@dataclass(slots=True)
class _Element:
    """An element of a unit that is open: where a note would stand in it."""

    name: str
    prefix: str
    depth: int
    start: int
    end: int
    note_place: int = -1
    opens_notes: bool = True


def in_xml(raw: str, notes: Sequence[UnitNote]) -> Iterator[PlacedNotes]:
    """Notes of TMX and XLIFF, where the schema of the format wants them."""
    waiting = list(notes)
    line, counted, depth, number = 1, 0, 0, 0
    element: _Element | None = None
    chosen: list[UnitNote] = []
    for match in TOKEN.finditer(raw):
        first_line = line + raw.count("\n", counted, match.start())
        line, counted = first_line, match.start()
        prefix, _, name = (match["name"] or "").rpartition(":")
        if not name:
            continue
        if match["end"]:
            depth -= 1
            if element and depth < element.depth:
                if element.note_place >= 0:
                    yield _notes(raw, element, chosen), chosen
                element = None
            elif element and depth == element.depth and name in _CHILDREN:
                element.note_place = match.end()
            continue
        if element is None and name in _UNITS and not match["empty"]:
            last_line = first_line + match[0].count("\n")
            attributes = {key: double or single for key, double, single in ATTRIBUTE.findall(match["attributes"])}
            id_ = attributes.get(_UNITS[name], "")
            number += 1
            chosen = _taken(waiting, id_ or str(number), range(first_line, last_line + 1))
            if chosen:
                element = _Element(name, prefix, depth + 1, match.start(), match.end())
                element.note_place = match.end() if name == "tu" else -1
        elif element and element.name == "unit" and depth == element.depth and element.note_place < 0:
            # In XLIFF 2 notes have an element of their own, in front of the segments.
            if name == "notes":
                element.note_place, element.opens_notes = match.end(), False
            elif name in _SEGMENTS:
                element.note_place = len(raw[: match.start()].rstrip())
        depth += not match["empty"]


def _taken(waiting: list[UnitNote], id_: str, lines: range) -> list[UnitNote]:
    """The notes for the unit of a tag, those for its segments among them; they are taken out of those that wait."""
    taken = [note for note in waiting if note.line in lines and (note.unit == id_ or note.unit.startswith(f"{id_}."))]
    for note in taken:
        waiting.remove(note)
    return taken


def _notes(raw: str, element: _Element, notes: Sequence[UnitNote]) -> Replacement:
    prefix = f"{element.prefix}:" if element.prefix else ""
    # Notes are set out as the elements of the unit are: each on a line of its own, or all on one.
    space = re.compile(r"\s*").match(raw, element.end)
    between = space[0] if space and "\n" in space[0] else ""
    written = "".join(
        f"{between}<{prefix}note>{escape(words)}</{prefix}note>"
        for words in dict.fromkeys(note.words for note in notes)
    )
    if element.name == "unit" and element.opens_notes:
        written = f"{between}<{prefix}notes>{written}{between}</{prefix}notes>"
    return Replacement(element.note_place, element.note_place, written)


def in_table(raw: str, notes: Sequence[UnitNote]) -> Iterator[PlacedNotes]:
    """Cells of the column ``note``; a table without one holds no notes."""
    separator, start = separator_of(raw.removeprefix("\ufeff"))
    start += raw.startswith("\ufeff")
    column = -1
    by_line = {note.line: note for note in notes}
    for cell in cells.cells(raw, start, separator):
        written = raw[cell.start : cell.end]
        if column < 0:
            if written.strip().strip('"').lower() == "note":
                column = cell.column
            elif cell.line > 1:
                return
        elif cell.column == column and (note := by_line.pop(cell.line, None)):
            is_quoted = len(written) > 1 and written[0] == written[-1] == '"'
            old = written[1:-1].replace('""', '"') if is_quoted else written
            words = f"{old}\n{note.words}" if old else note.words
            yield Replacement(cell.start, cell.end, _cell(words, separator)), (note,)


def _cell(words: str, separator: str) -> str:
    if separator == "\t":
        return " ".join(words.split("\n"))
    return '"' + words.replace('"', '""') + '"' if re.search(rf'["\n{separator}]', words) else words


PLACERS: dict[str, NotePlacer] = {"po": in_catalogue, "xml": in_xml, "table": in_table}
"""Editor of a format to what puts notes into its files."""
