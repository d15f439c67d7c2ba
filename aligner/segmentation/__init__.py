"""Blocks -> legal structure -> clauses -> sentences.

>>> for part in segment(["Each State pledges:", "(a) To comply;", "(b) Not to use force."], "en"):
...     print(part.role.value, part.ordinal, part.text)
chapeau 0 Each State pledges:
item 1 To comply;
item 2 Not to use force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain

from aligner.model import Role
from aligner.segmentation import clauses, structure
from aligner.segmentation.blocks import blocks
from aligner.segmentation.structure import Part
from aligner.text.sentences import sentences
from aligner.text.sentences import spans as sentence_spans

__all__ = ["Grain", "Part", "blocks", "segment", "sentences"]


class Grain(StrEnum):
    """How finely a text is cut."""

    BLOCK = "block"
    """Each block as it is given."""
    CLAUSE = "clause"
    """Each legal clause: a block, or each item of a list that runs on within one. A clause may have several sentences."""
    SENTENCE = "sentence"
    """Each sentence of each clause."""


def segment(blocks: Sequence[str], language: str, grain: Grain | str = Grain.CLAUSE) -> list[Part]:
    """The parts of a document in one language, in order, with role, label, ordinal, depth and offsets.

    Nothing but labels, the space around parts and page furniture (page and job numbers) is left out:
    ``blocks[part.block][part.start:part.end] == part.text``.

    Args:
        blocks: paragraphs as the source has them; :func:`blocks` makes them from plain text.
        language: BCP 47 tag.
        grain: block, clause or sentence.

    Raises:
        ValueError: there is no such grain.
    """
    grain = Grain(grain)
    stretches: list[structure.LabelledStretch] = []
    for number, block in enumerate(blocks):
        if not structure.is_furniture(block):
            spans = [(0, len(block))] if grain is Grain.BLOCK else clauses.spans(block, language)
            stretches += (structure.stretch(number, block, start, end, language) for start, end in spans)
    parts = structure.parts(stretches, language)
    if grain is not Grain.SENTENCE:
        return parts
    return list(chain.from_iterable(_cut(part, language) for part in parts))


def _cut(part: Part, language: str) -> list[Part]:
    """The sentences of a part; the first keeps its label, all are of the role "sentence" where there are several."""
    spans = _sentences_of(part, language)
    if len(spans) < 2:
        return [part]
    label, ordinal = part.label, part.ordinal
    pieces = [
        replace(part, role=Role.SENTENCE, text=part.text[start:end], start=part.start + start, end=part.start + end)
        for start, end in spans
    ]
    return [
        replace(pieces[0], label=label, ordinal=ordinal),
        *(replace(piece, label="", ordinal=0) for piece in pieces[1:]),
    ]


def _sentences_of(part: Part, language: str) -> list[tuple[int, int]]:
    spans = sentence_spans(part.text, language)
    return [(start, start + len(part.text[start:end].rstrip())) for start, end in spans if part.text[start:end].strip()]
