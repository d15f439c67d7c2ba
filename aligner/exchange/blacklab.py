"""A folder for BlackLab: vertical text of each language, and the description of the format by which BlackLab indexes it.

``-o corpus`` writes ``corpus/clausebank.blf.yaml`` and ``corpus/en/NAME_en.vert``: an index per language, whose units have
the same ids. ``IndexTool create INDEX corpus/en clausebank`` makes one.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.exchange.corpora import COLUMNS, DOCUMENT_ATTRIBUTES, parts_of, vertical
from aligner.exchange.entries import Selection
from aligner.exchange.vertical import write_folder


def write(selection: Selection, destination: str) -> None:
    """Write the folder; a file of it is complete or not there.

    Raises:
        UsageError: the destination is standard output.
        TmxOutputError: a file cannot be written.
    """
    files = {"clausebank.blf.yaml": _format()}
    for part in parts_of(selection, destination, "blacklab"):
        files[f"{part.language}/{part.name}.vert"] = vertical(part)
    write_folder(files, destination)


def _format() -> Iterator[str]:
    yield "displayName: clausebank"
    yield "description: Vertical text with a word, its dictionary form and its part of speech; a unit is a clause."
    yield "fileType: tabular"
    yield "fileTypeOptions:"
    yield "  type: tsv"
    yield "  columnNames: false"
    yield "  inlineTags: true"
    yield "  glueTags: true"
    yield "documentPath: doc"
    yield "annotatedFields:"
    yield "  contents:"
    yield "    annotations:"
    for number, column in enumerate(COLUMNS, start=1):
        yield f"    - name: {column}"
        yield f"      valuePath: {number}"
        yield f"      sensitivity: {'insensitive' if column == 'pos' else 'sensitive_insensitive'}"
    yield "metadata:"
    yield '  containerPath: "."'
    yield "  fields:"
    for name in DOCUMENT_ATTRIBUTES:
        yield f"  - name: {name}"
        yield f'    valuePath: "@{name}"'
