"""An alignment of files under correction: saved as decisions, and in the file that `align` writes."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aligner.alignment.beads import Alignment, Bead, Link, Pair
from aligner.alignment.document import document
from aligner.alignment.texts import Text
from aligner.bank.decisions import formatted, read, write
from aligner.errors import OutputError
from aligner.model import Decision, Document
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow, PhraseEdit
from aligner.reader.workbench.journal import Journal
from aligner.reader.workbench.operations import mark_moved
from aligner.reader.workbench.opinion import AlignerOpinion
from aligner.reader.workbench.row_decisions import RowDecisions
from aligner.reader.workbench.target import StaleTextError
from aligner.segmentation import Part

_STEPS = "steps.jsonl"
WriteAlignment = Callable[[Text, Alignment], None]


def decisions_to_begin_with(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; those that a session began with, where it was broken off; none where there is no file.

    Raises:
        InputError: they cannot be read.
    """
    place = _folder(path) / path.name if (_folder(path) / _STEPS).exists() else path
    return read(place) if place.exists() else ()


class AlignedTarget:
    """Files that were aligned. What people decide goes to a file of decisions, the alignment to another file.

    Args:
        text: what was aligned.
        alignment: of its blocks, with the decisions kept.
        origin: language to the file it came from.
        decisions: those that :func:`decisions_to_begin_with` gave.
        path: the file of decisions.
        write_alignment: writes the file that people asked for.

    Attributes:
        latest: the text and the alignment that were written last.
    """

    def __init__(
        self,
        text: Text,
        alignment: Alignment,
        origin: Mapping[str, str],
        decisions: tuple[Decision, ...],
        path: Path,
        write_alignment: WriteAlignment,
    ) -> None:
        self._text, self._alignment, self._origin = text, alignment, origin
        self._path, self._write_alignment = path, write_alignment
        self._opinion = AlignerOpinion(alignment)
        self.latest = text, alignment
        self.document = document(text, alignment, origin)
        self._decisions = RowDecisions(_grid(text, alignment, self.document), decisions)
        self.grid = self._decisions.grid
        self.journal = Journal(_folder(path) / _STEPS)
        self.opened = self._fingerprint(formatted(decisions))
        self.fingerprint = self._fingerprint(formatted(read(path)) if path.exists() else formatted(()))
        self._state = self._stat()

    def _fingerprint(self, decisions: str) -> str:
        """A hash of the blocks that were aligned, and of decisions about them."""
        blocks = "\n".join(itertools.chain.from_iterable(self._text.blocks.values()))
        return hashlib.sha256(f"{blocks}\n{decisions}".encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def begin(self) -> None:
        """Begin a session: keep a copy of the decisions that it begins with.

        Raises:
            OutputError: the decisions are others than those the files were aligned with.
        """
        if self.fingerprint != self.opened:
            raise OutputError(
                "decisions were changed since the files were aligned", where=str(self._path), hint="start again"
            )
        folder = _folder(self._path)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            if self._path.exists():
                shutil.copy(self._path, folder / self._path.name)
        except OSError as error:
            raise OutputError(f"cannot be written ({error.strerror or error})", where=str(folder)) from error
        self._state = self._stat()
        self.journal.begin(self.opened)

    def set_aside(self) -> Path:
        """Keep the journal beside the decisions, and return where."""
        return self.journal.set_aside(self._path.parent)

    def is_changed(self) -> bool:
        """Whether another program changed the decisions since they were read or written here."""
        return self._stat() != self._state

    def compose(self, grid: Grid) -> Document:
        """The text of a grid, its units by the ids of the rows."""
        composed = document(*self.aligned(grid), self._origin)
        units = tuple(replace(unit, id=row.id) for row, unit in zip(grid.rows, composed.units, strict=True))
        return replace(composed, units=units)

    def phrases(self, _row: GridRow) -> list[PhraseEdit]:
        """None: they are kept in texts of a bank."""
        return []

    def noted(self, _row: GridRow) -> float | None:
        """Nothing: the alignment is known."""
        return None

    def opinion(self) -> AlignerOpinion:
        """The opinion of the aligner that made the alignment, whatever its size: nothing is aligned again."""
        return self._opinion

    def write(self, grid: Grid, announce: Callable[[str], None]) -> None:
        """Write the decisions, and the alignment.

        Raises:
            StaleTextError: another program changed the decisions; nothing is written.
            OutputError: a file cannot be written.
        """
        decisions = self._decisions.of(grid)
        new = self._fingerprint(formatted(decisions))
        if self.is_changed():
            raise StaleTextError(
                "another program changed the decisions while they were made here",
                where=str(self._path),
                hint="start again",
            )
        announce(new)
        write(self._path, decisions)
        self._state, self.fingerprint = self._stat(), new
        self.latest = self.aligned(grid)
        self._write_alignment(*self.latest)

    def end(self) -> None:
        """Take away the copy and the journal."""
        shutil.rmtree(_folder(self._path), ignore_errors=True)

    def aligned(self, grid: Grid) -> tuple[Text, Alignment]:
        """The text, its parts cut as people cut them, and the alignment that the rows are."""
        parts: dict[str, tuple[Part, ...]] = {}
        number_of: dict[tuple[str, tuple[int, int]], int] = {}
        for tag in grid.languages:
            blocks = sorted(grid.column(tag), key=lambda block: block.place)
            parts[tag] = tuple(_part(self._text.parts[tag][block.number], block) for block in blocks)
            number_of |= {(tag, block.place): number for number, block in enumerate(blocks)}
        beads = []
        for row, opinion in zip(grid.rows, self._opinion.of(grid), strict=True):
            is_decided = row.is_checked or row.is_edited
            numbers: dict[str, tuple[int, ...]] = {}
            for tag in grid.languages:
                if tag in row.cells:
                    numbers[tag] = tuple(number_of[tag, block.place] for block in row.cells[tag])
            beads.append(Bead(numbers, 1.0 if is_decided else opinion.probability or 0.0))
        links = _links(grid, beads)
        return replace(self._text, parts=parts), replace(self._alignment, beads=tuple(beads), links=links)

    def _stat(self) -> tuple[int, int, int] | None:
        with contextlib.suppress(FileNotFoundError):
            status = self._path.stat()
            return status.st_ino, status.st_mtime_ns, status.st_size
        return None


def _folder(path: Path) -> Path:
    return path.with_name(f".{path.name}.workbench")


def _grid(text: Text, alignment: Alignment, composed: Document) -> Grid:
    """The rows of an alignment; the wording is that of the files, and is changed there."""
    rows = []
    for bead, unit in zip(alignment.beads, composed.units, strict=True):
        cells = {}
        for tag, numbers in bead.blocks.items():
            parts = [(number, text.parts[tag][number]) for number in numbers]
            cells[tag] = tuple(
                GridBlock(number, part.text, label=part.label, origin=unit.id, is_fixed=True) for number, part in parts
            )
        rows.append(GridRow(unit.id, cells))
    return mark_moved(Grid(alignment.languages, tuple(rows)))


def _part(part: Part, block: GridBlock) -> Part:
    if block.is_whole:
        return part
    start = part.start + block.start
    piece = replace(part, text=block.text, start=start, end=start + len(block.text))
    return replace(piece, label="", ordinal=0) if block.start else piece


def _moved_languages(row: GridRow) -> set[str]:
    return {tag for tag, block in row.blocks() if block.is_moved}


def _links(grid: Grid, beads: Sequence[Bead]) -> dict[Pair, tuple[Link, ...]]:
    """The beads, cut down to every two languages."""
    moved = [_moved_languages(row) for row in grid.rows]
    links: dict[Pair, tuple[Link, ...]] = {}
    for s, t in itertools.combinations(grid.languages, 2):
        of_pair = []
        for bead, tags in zip(beads, moved, strict=True):
            first, second = bead.blocks.get(s, ()), bead.blocks.get(t, ())
            if first or second:
                is_moved = bool(first and second and not tags.isdisjoint((s, t)))
                of_pair.append(Link(first, second, bead.confidence, is_moved=is_moved))
        links[s, t] = tuple(of_pair)
    return links
