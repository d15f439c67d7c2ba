"""A text of the bank as a grid, and a grid as a text again: each row a unit, with what is anchored in its words."""

from __future__ import annotations

import itertools
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from aligner.alignment.composition import segment
from aligner.attestation.anchoring import revised
from aligner.attestation.quotations import judged, stretch_at
from aligner.coverage import remainders
from aligner.model import (
    Attestation,
    Concept,
    Document,
    LanguageVersion,
    Phrase,
    Segment,
    Status,
    Stretch,
    Unit,
    Verdict,
)
from aligner.reader.workbench.grid import Grid, GridBlock, GridCell, GridRow, PhraseEdit

_DOUBT = re.compile(r"(?:Aligned with|alignment:) confidence (?P<share>[01]\.[0-9]{2})(?:: to be looked at\.)?")
"""What `add` and `align` note of a unit."""


def noted_probability(unit: Unit) -> float | None:
    """How probable an aligner thought a unit, as its note says; None where it does not."""
    match = _DOUBT.search(unit.note)
    return float(match["share"]) if match else None


def grid_of(document: Document) -> Grid:
    """The rows of a text: a unit is a row, and a segment a block."""
    numbers: Counter[str] = Counter()
    rows = []
    for unit in document.units:
        cells = {}
        for tag, spoken in unit.segments.items():
            if spoken.text:
                fixed = spoken.status == Status.VERIFIED
                cells[tag] = (GridBlock(numbers[tag], spoken.text, label=spoken.label, origin=unit.id, is_fixed=fixed),)
                numbers[tag] += 1
        rows.append(GridRow(unit.id, cells, accepted=dict(unit.ignore)))
    return Grid(tuple(document.languages), tuple(rows))


class Composer:
    """Makes the text of any grid that comes from the one of a text.

    Args:
        base: the text as it was opened.
    """

    def __init__(self, base: Document) -> None:
        self._base = base
        self._lock = threading.Lock()  # the writer and the adviser both ask
        self._units = {unit.id: unit for unit in base.units}
        self._composed: dict[int, tuple[GridRow, Unit]] = {}  # by identity: a row that stays is not composed again

    def document(self, grid: Grid) -> Document:
        """The text: units in the order of the rows; what named a unit that is gone names the one with its words."""
        composed: dict[int, tuple[GridRow, Unit]] = {}
        with self._lock:
            for row in grid.rows:
                composed[id(row)] = self._composed.get(id(row)) or (row, self._unit(row))
            self._composed = composed
        base, units = self._base, tuple(unit for _, unit in composed.values())
        heirs = _heirs(grid)
        return replace(
            base,
            units=units,
            languages={tag: _version(version, units, grid) for tag, version in base.languages.items()},
            concepts=tuple(_concept(concept, heirs) for concept in base.concepts),
        )

    def _unit(self, row: GridRow) -> Unit:
        before = self._units.get(row.id)
        if before is not None and not row.phrases and _is_as_opened(row, before):
            note = _DOUBT.sub("", before.note).strip() if row.is_checked else before.note
            is_same = note == before.note and dict(before.ignore) == row.accepted
            return before if is_same else replace(before, ignore=row.accepted, note=note)
        first = next(cell[0] for cell in row.cells.values())
        model = before or replace(self._units[first.origin], note="", states={}, flags=frozenset())
        tags = [tag for tag in self._base.languages if row.cell(tag)]
        segments = {tag: self._segment(row.cell(tag), tag) for tag in tags}
        phrases = tuple(self._phrases(row, segments))
        note = _DOUBT.sub("", model.note).strip()  # the aligner did not make this row
        unit = replace(
            model, id=row.id, segments=segments, phrases=phrases, unmatched={}, ignore=row.accepted, note=note
        )
        if phrases:
            left = {tag: remainders(unit, tag) for tag in segments}
            unit = replace(unit, unmatched={tag: words for tag, words in left.items() if words})
        for tag in tags:
            unit = _reworded(unit, row.cell(tag), tag)
        return unit

    def _segment(self, cell: GridCell, tag: str) -> Segment:
        """The words of a cell, verbatim, with what is known of the segments they were in."""
        origins = [self._units[block.origin].segments[tag] for block in cell]
        begun = [origin for block, origin in zip(cell, origins, strict=True) if not block.start]
        plain = segment([(block.label, block.text) for block in cell], tag)
        statuses = {origin.status for origin in origins}
        attestations: list[Attestation] = []
        for block, origin in zip(cell, origins, strict=True):
            bearing = [quoted for quoted in origin.attestations if _bears_on(quoted, block, origin)]
            attestations += (_attested(quoted, plain.text) for quoted in bearing)
        return replace(
            plain,
            status=statuses.pop() if len(statuses) == 1 else Status.UNVERIFIED,
            attestations=tuple(attestations),
            reviewed=origins[0].reviewed if len(cell) == 1 and cell[0].is_whole else "",
            revisions=tuple(itertools.chain.from_iterable(origin.revisions for origin in begun)),
        )

    def phrases(self, row: GridRow) -> list[PhraseEdit]:
        """The phrases of a row, with what people linked and cut.

        A phrase of an opened unit is one of the row as far as two languages or more still have it here.
        """
        origins = dict.fromkeys(block.origin for _, block in row.blocks())
        phrases = []
        for origin in (self._units[id_] for id_ in origins):
            for phrase in origin.phrases:
                spans = {tag: stretch.span(origin.text(tag)) for tag, stretch in phrase.stretches.items()}
                places = [_opened_place(row, tag, origin.id, span) for tag, span in spans.items() if span]
                present = tuple(place for place in places if place)
                if len(present) > 1 or (present and len(present) == len(phrase.stretches)):
                    phrases.append(PhraseEdit(present))
        for edit in row.phrases:
            phrases = [phrase for phrase in phrases if phrase.places != edit.places]
            if edit.is_linked and all(_holder(row, place) is not None for place in edit.places):
                phrases.append(edit)
        return phrases

    def _phrases(self, row: GridRow, segments: Mapping[str, Segment]) -> Iterator[Phrase]:
        composed = []
        for edit in self.phrases(row):
            spans = {place[0]: _composed_span(row, place) for place in edit.places}
            composed.append((next(iter(spans.items())), spans))
        # Phrases are in the order of the first language; the sort keeps the order of those that begin in others.
        first = next(iter(segments))
        composed.sort(key=lambda phrase: phrase[1].get(first, phrase[0][1])[0])
        for _, spans in composed:
            yield Phrase({tag: stretch_at(segments[tag].text, *span) for tag, span in spans.items()})


def _is_as_opened(row: GridRow, unit: Unit) -> bool:
    spoken = {tag for tag, spoken in unit.segments.items() if spoken.text}
    if spoken != set(row.cells):
        return False
    cells = row.cells.values()
    return all(
        len(cell) == 1 and cell[0].origin == unit.id and cell[0].is_whole and not cell[0].rewrite for cell in cells
    )


_Place = tuple[str, int, int, int]


def _opened_place(row: GridRow, tag: str, origin: str, span: tuple[int, int]) -> _Place | None:
    """A span of an opened segment by the number of its block; None where it is elsewhere, or was cut."""
    for block in row.cell(tag):
        place = (tag, block.number, *span)
        if block.origin == origin and _holds_span(block, span):
            return place
    return None


def _holds_span(block: GridBlock, span: tuple[int, int]) -> bool:
    return block.start <= span[0] and span[1] <= block.start + len(block.text)


def _holder(row: GridRow, place: _Place) -> int | None:
    """Which block of its cell has a stretch of the opened text, whole; None where none has."""
    tag, number, *span = place
    for at, block in enumerate(row.cell(tag)):
        if block.number == number and _holds_span(block, (span[0], span[1])):
            return at
    return None


def _composed_span(row: GridRow, place: _Place) -> tuple[int, int]:
    """Where a stretch of the opened text is in the words of its cell."""
    tag, _, start, end = place
    at = _holder(row, place)
    cell = row.cell(tag)[: (at or 0) + 1]
    # The words of a cell up to a block end with that block, whatever is put between blocks.
    begins = len(segment([(block.label, block.text) for block in cell], tag).text) - len(cell[-1].text)
    return begins + start - cell[-1].start, begins + end - cell[-1].start


def _bears_on(attestation: Attestation, block: GridBlock, origin: Segment) -> bool:
    """Whether a quotation goes with a block: its first stretch is there, or it has none and the block is the first."""
    stretches: Sequence[Stretch] = (*attestation.supports, *attestation.contradicts)
    span = stretches[0].span(origin.text) if stretches else (0, 0)
    begins = span[0] if span else 0
    return block.start <= begins <= block.start + len(block.text)


def _attested(attestation: Attestation, text: str) -> Attestation:
    """A quotation beside regrouped words: one that a cut goes through decides nothing any more."""
    anew = judged(attestation, text)
    if attestation.verdict == Verdict.AGREES and anew.verdict != Verdict.AGREES:
        return replace(attestation, verdict=Verdict.RELATED, supports=(), contradicts=())
    return anew


def _reworded(unit: Unit, cell: GridCell, tag: str) -> Unit:
    rewrites = [block.rewrite for block in cell if block.rewrite]
    if not rewrites:
        return unit
    text = segment([(block.label, block.wording) for block in cell], tag).text
    reason = "; ".join(dict.fromkeys(rewrite.reason for rewrite in rewrites))
    return revised(unit, tag, text, reason, max(rewrite.date for rewrite in rewrites)).unit


def _heirs(grid: Grid) -> dict[str, str]:
    """For each unit of the opened text that is gone, the id of the first row with words of it."""
    ids = {row.id for row in grid.rows}
    heirs: dict[str, str] = {}
    for row in grid.rows:
        for _, block in row.blocks():
            if block.origin not in ids:
                heirs.setdefault(block.origin, row.id)
    return heirs


def _concept(concept: Concept, heirs: Mapping[str, str]) -> Concept:
    if heirs.keys().isdisjoint(concept.units):
        return concept
    return replace(concept, units=tuple(dict.fromkeys(heirs.get(id_, id_) for id_ in concept.units)))


def _version(version: LanguageVersion, units: Sequence[Unit], grid: Grid) -> LanguageVersion:
    """A language version whose emendations name the units that have their words now."""
    if not version.emendations:
        return version
    texts = {unit.id: unit.text(version.language) for unit in units}
    emendations = []
    for emendation in version.emendations:
        rows = [row.id for row in grid.rows if _holds(row, version.language, emendation.unit)]
        ids = [emendation.unit, *rows]
        holder = next((id_ for id_ in ids if emendation.read in texts.get(id_, "")), ids[-1])
        emendations.append(replace(emendation, unit=holder))
    return replace(version, emendations=tuple(emendations))


def _holds(row: GridRow, language: str, origin: str) -> bool:
    return any(block.origin == origin for block in row.cell(language))
