"""One document: from files to blocks, and from an alignment to rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.corpus import tables
from aligner.corpus.files import Files
from aligner.corpus.manifest import ManifestEntry
from aligner.corpus.summary import Failure, Summary
from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.alignment.beads import Alignment
    from aligner.alignment.texts import Text
    from aligner.segmentation import Grain, Part

    Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document that was read and cut: its text, and per language the checksum of the file."""

    entry: ManifestEntry
    text: Text
    checksums: Mapping[str, str]

    @property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """Language to what is aligned."""
        return self.text.parts


def read(files: Files, entry: ManifestEntry, grain: Grain) -> CorpusDocument:
    """Read the files of a document and cut them to the grain.

    Raises:
        ClausebankError: the manifest does not say what to do, or a file cannot be read.
    """
    from aligner import sources
    from aligner.alignment.texts import Paragraphs, cut

    if entry.problem:
        raise InputError(entry.problem, hint="correct the manifest")
    source_by_language = {tag: sources.read(files.located(path)) for tag, path in entry.files}
    paragraphs = {tag: Paragraphs.of(source) for tag, source in source_by_language.items()}
    text = cut(entry.id, paragraphs, grain)
    if empty := [tag for tag, parts in text.parts.items() if not parts]:
        raise InputError(
            f"no text in {', '.join(empty)}", where=entry.id, hint="look at the file: it has page furniture only"
        )
    return CorpusDocument(entry, text, {tag: source.sha256 for tag, source in source_by_language.items()})


def failed(entry: ManifestEntry, error: Exception) -> tuple[tables.Rows, Summary]:
    """The one row of a document that could not be worked on."""
    kind, message = type(error).__name__, str(error).encode("utf-8", "replace").decode()
    files: list[Row] = [{"language": language, "path": path} for language, path in entry.files]
    row: Row = {"document": entry.id, "files": files, "units": 0, "error": kind, "message": message}
    rows = {**{table: [] for table in tables.TABLES}, "documents": [row]}
    return tables.rows(rows), Summary(documents=1, failures=[Failure(entry.id, kind, message)])


def aligned(document: CorpusDocument, alignment: Alignment) -> tuple[tables.Rows, Summary]:
    """The rows of a document that was aligned, checked by the rules."""
    summary = Summary(documents=1, units=len(alignment.beads))
    for language, parts in document.parts.items():
        summary.blocks[language] += len(parts)
        summary.characters[language] += _characters(parts)
    for left_out in document.text.left_out.values():
        summary.left_out.update({reason: len(texts) for reason, texts in left_out.items()})
    findings = list(_findings(document, alignment))
    summary.findings.update(str(finding["severity"]) for finding in findings)
    beads = list(_beads(document, alignment, summary))
    rows = {"documents": [_document(document, alignment)], "units": list(_units(document, alignment)), "beads": beads}
    return tables.rows({**rows, "findings": findings}), summary


def _document(document: CorpusDocument, alignment: Alignment) -> Row:
    files: list[Row] = [
        {
            "language": language,
            "path": path,
            "sha256": document.checksums[language],
            "blocks": len(document.parts[language]),
            "characters": _characters(document.parts[language]),
        }
        for language, path in document.entry.files
    ]
    confidence = _rounded(alignment.confidence)
    return {"document": document.entry.id, "files": files, "units": len(alignment.beads), "confidence": confidence}


def _characters(parts: Sequence[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _units(document: CorpusDocument, alignment: Alignment) -> Iterator[Row]:
    for number, bead in enumerate(alignment.beads, start=1):
        for language, all_parts in document.parts.items():
            if blocks := bead.blocks.get(language):
                parts = [all_parts[block] for block in blocks]
                yield {
                    "document": document.entry.id,
                    "unit": number,
                    "language": language,
                    "role": str(parts[0].role),
                    "texts": [part.text for part in parts],
                    "labels": [part.label for part in parts],
                    "blocks": [block + 1 for block in blocks],
                    "confidence": _rounded(bead.confidence),
                }


def _beads(document: CorpusDocument, alignment: Alignment, summary: Summary) -> Iterator[Row]:
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
                "document": document.entry.id,
                "unit": units[(first, link.first[0]) if link.first else (second, link.second[0])],
                "first": first,
                "second": second,
                "first_blocks": [block + 1 for block in link.first],
                "second_blocks": [block + 1 for block in link.second],
                "confidence": confidence,
            }


def _findings(document: CorpusDocument, alignment: Alignment) -> Iterator[Row]:
    from aligner.alignment.composition import parts_of, unit
    from aligner.checks import CheckedText, run, select

    beads = enumerate(alignment.beads, start=1)
    units = [unit(str(number), parts_of(bead, document.parts)) for number, bead in beads]
    for finding in run(CheckedText(document.entry.id, units, languages=tuple(document.parts)), select([], [])):
        yield {
            "document": document.entry.id,
            "unit": int(finding.unit_id) if finding.unit_id else None,
            "code": finding.code,
            "name": finding.name,
            "severity": str(finding.severity),
            "languages": list(finding.languages),
            "message": finding.message,
        }


def _rounded(probability: float) -> float:
    """To four digits: what follows differs between processors."""
    return round(float(probability), 4)
