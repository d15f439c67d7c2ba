"""The segments of a document in one language: of a text of the bank, a file of a translation tool, or any document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aligner.alignment.reading import read_text
from aligner.bank import Bank
from aligner.errors import NotFoundError
from aligner.exchange import formats
from aligner.segmentation import Grain
from aligner.wording.passages import Passage, from_document, from_memory
from aligner.wording.search import narrows

_ALSO_DOCUMENTS = frozenset(("csv", "docx", "html", "jsonl", "md", "tsv"))
"""Formats that translations are read from too, but which are documents where one language is asked for."""


@dataclass(frozen=True, slots=True)
class DocumentSegment:
    """A segment of a document: the name of its unit, or its number from 1, and its text."""

    name: str
    text: str


def segments_of(document: str, language: str, bank: Bank, grain: Grain = Grain.SENTENCE) -> list[DocumentSegment]:
    """The segments of a document, in order.

    Args:
        document: the name of a text of the bank, or the path of a file: what `check` reads as units is taken by its
            units, what `align` reads is cut.
        language: the language; ``zh`` takes ``zh-CN`` too.
        bank: the bank.
        grain: how finely a document is cut.

    Raises:
        NotFoundError: there is no such text or file; the file has nothing in this language.
        ClausebankError: it cannot be read.
    """
    if not Path(document).is_file() and document != "-":
        return _of_units(list(from_document(bank.load(document))), language, document)
    kind = formats.format_of(document)
    if kind and kind.readable and kind.name not in _ALSO_DOCUMENTS:
        return _of_units(list(from_memory(document)), language, document)
    blocks = read_text(document, {language: document}, grain).blocks[language]
    return [DocumentSegment(str(number), text) for number, text in enumerate(blocks, start=1)]


def _of_units(passages: list[Passage], language: str, document: str) -> list[DocumentSegment]:
    segments = []
    for passage in passages:
        tag = next((tag for tag in passage.unit.segments if narrows(tag, language)), None)
        if tag and (text := passage.unit.text(tag)):
            segments.append(DocumentSegment(passage.unit.id, text))
    if not segments:
        tags = dict.fromkeys(tag for passage in passages for tag in passage.unit.segments)
        raise NotFoundError(
            f"has no text in '{language}'", where=document, hint=f"it has {', '.join(tags) or 'no unit'}"
        )
    return segments
