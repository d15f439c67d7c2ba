"""One document: from files to blocks, and from an alignment to rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.corpus import tables
from aligner.corpus.files import Files
from aligner.corpus.manifest import Entry
from aligner.corpus.summary import Failure, Summary
from aligner.errors import InputError
from aligner.model import Role, Segment, Unit
from aligner.text.languages import language as known

if TYPE_CHECKING:
    from aligner.alignment.beads import Alignment, Bead
    from aligner.segmentation import Grain, Part

    Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Text:
    """A document that was read and cut: per language its parts, and the checksum of the file."""

    entry: Entry
    parts: Mapping[str, tuple[Part, ...]]
    checksums: Mapping[str, str]

    @property
    def blocks(self) -> dict[str, list[str]]:
        """What is aligned: per language the parts with their labels, which are evidence."""
        return {
            language: [f"{part.label} {part.text}" if part.label else part.text for part in parts]
            for language, parts in self.parts.items()
        }


def read(files: Files, entry: Entry, grain: Grain) -> Text:
    """Read the files of a document and cut them to the grain.

    Raises:
        ClausebankError: the manifest does not say what to do, or a file cannot be read.
    """
    from aligner import sources
    from aligner.segmentation import segment

    if entry.problem:
        raise InputError(entry.problem, hint="mend the manifest")
    found = {language: sources.read(files.located(path)) for language, path in entry.files}
    parts = {
        language: tuple(segment([block.printed for block in source.body], language, grain))
        for language, source in found.items()
    }
    if empty := [language for language, some in parts.items() if not some]:
        raise InputError(
            f"no text in {', '.join(empty)}", where=entry.id, hint="look at the file: it has page furniture only"
        )
    return Text(entry, parts, {language: source.sha256 for language, source in found.items()})


def failed(entry: Entry, error: Exception) -> tuple[tables.Rows, Summary]:
    """The one row of a document that could not be worked on."""
    kind, message = type(error).__name__, str(error).encode("utf-8", "replace").decode()
    files: list[Row] = [{"language": language, "path": path} for language, path in entry.files]
    row: Row = {"document": entry.id, "files": files, "units": 0, "error": kind, "message": message}
    rows = {**{table: [] for table in tables.TABLES}, "documents": [row]}
    return tables.rows(rows), Summary(documents=1, failures=[Failure(entry.id, kind, message)])


def aligned(text: Text, alignment: Alignment) -> tuple[tables.Rows, Summary]:
    """The rows of a document that was aligned, checked by the rules."""
    summary = Summary(documents=1, units=len(alignment.beads))
    for language, parts in text.parts.items():
        summary.blocks[language] += len(parts)
        summary.characters[language] += _characters(parts)
    findings = list(_findings(text, alignment))
    summary.findings.update(str(finding["severity"]) for finding in findings)
    beads = list(_beads(text, alignment, summary))
    rows = {"documents": [_document(text, alignment)], "units": list(_units(text, alignment)), "beads": beads}
    return tables.rows({**rows, "findings": findings}), summary


def _document(text: Text, alignment: Alignment) -> Row:
    files: list[Row] = [
        {
            "language": language,
            "path": path,
            "sha256": text.checksums[language],
            "blocks": len(text.parts[language]),
            "characters": _characters(text.parts[language]),
        }
        for language, path in text.entry.files
    ]
    confidence = _rounded(alignment.confidence)
    return {"document": text.entry.id, "files": files, "units": len(alignment.beads), "confidence": confidence}


def _characters(parts: Sequence[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _units(text: Text, alignment: Alignment) -> Iterator[Row]:
    for number, bead in enumerate(alignment.beads, start=1):
        for language, all_parts in text.parts.items():
            if blocks := bead.blocks.get(language):
                parts = [all_parts[block] for block in blocks]
                yield {
                    "document": text.entry.id,
                    "unit": number,
                    "language": language,
                    "role": str(parts[0].role),
                    "texts": [part.text for part in parts],
                    "labels": [part.label for part in parts],
                    "blocks": [block + 1 for block in blocks],
                    "confidence": _rounded(bead.confidence),
                }


def _beads(text: Text, alignment: Alignment, summary: Summary) -> Iterator[Row]:
    units = {
        (language, block): number
        for number, bead in enumerate(alignment.beads, start=1)
        for language, blocks in bead.blocks.items()
        for block in blocks
    }
    for (first, second), links in alignment.links.items():
        for link in links:
            confidence = _rounded(link.confidence)
            summary.count_link(confidence)
            yield {
                "document": text.entry.id,
                "unit": units[(first, link.first[0]) if link.first else (second, link.second[0])],
                "first": first,
                "second": second,
                "first_blocks": [block + 1 for block in link.first],
                "second_blocks": [block + 1 for block in link.second],
                "confidence": confidence,
            }


def _findings(text: Text, alignment: Alignment) -> Iterator[Row]:
    from aligner.checks import CheckedText, run, select

    units = [_unit(text, number, bead) for number, bead in enumerate(alignment.beads, start=1)]
    for finding in run(CheckedText(text.entry.id, units, languages=tuple(text.parts)), select([], [])):
        yield {
            "document": text.entry.id,
            "unit": int(finding.unit_id) if finding.unit_id else None,
            "code": finding.code,
            "name": finding.name,
            "severity": str(finding.severity),
            "languages": list(finding.languages),
            "message": finding.message,
        }


def _unit(text: Text, number: int, bead: Bead) -> Unit:
    segments = {}
    role = Role.PARAGRAPH
    for language, blocks in bead.blocks.items():
        parts = [text.parts[language][block] for block in blocks]
        role = parts[0].role
        segments[language] = Segment(known(language).joiner.join(part.text for part in parts), parts[0].label)
    return Unit(str(number), role, segments)


def _rounded(probability: float) -> float:
    """To four digits: what follows differs between processors."""
    return round(float(probability), 4)
