"""A text in several languages, cut into the parts that are aligned."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from aligner.alignment.account import FOOTNOTES, HEADS, PAGE_NUMBERS, characters
from aligner.alignment.composition import printed
from aligner.alignment.srx import Cutter
from aligner.model import BlockName, Decision, Role
from aligner.segmentation import Grain, Part, segment
from aligner.sources import BlockKind, Source
from aligner.text.block_names import BlockFinder


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """One language of a text as it was read.

    Attributes:
        texts: its paragraphs, in order.
        left_out: reason to what else the file has: notes, running heads.
        remarks: what a reader of the result has to know.
    """

    texts: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: Source) -> Paragraphs:
        """Those of a source file."""
        kinds = {BlockKind.NOTE: FOOTNOTES, BlockKind.FURNITURE: HEADS}
        left_out: dict[str, tuple[str, ...]] = {}
        for kind, reason in kinds.items():
            if texts := tuple(block.printed for block in source.blocks if block.kind is kind):
                left_out[reason] = texts
        return cls(source.printed, left_out, source.remarks)


@dataclass(frozen=True)
class Text:
    """One text to align.

    Attributes:
        id: its name.
        parts: language to what is aligned, in order.
        read: language to characters that were read, without spaces.
        left_out: language to reason to what was read and is in no part.
        remarks: language to what a reader of the result has to know.
    """

    id: str
    parts: Mapping[str, tuple[Part, ...]]
    read: Mapping[str, int]
    left_out: Mapping[str, Mapping[str, tuple[str, ...]]]
    remarks: Mapping[str, tuple[str, ...]]

    @cached_property
    def blocks(self) -> dict[str, tuple[str, ...]]:
        """What the aligner sees: per language the parts with their labels, which are evidence."""
        blocks = {}
        for tag, parts in self.parts.items():
            blocks[tag] = tuple(printed(part.label, part.text) for part in parts)
        return blocks


def cut(
    id_: str,
    paragraphs: Mapping[str, Paragraphs],
    grain: Grain | None = Grain.CLAUSE,
    sentences: Cutter | None = None,
) -> Text:
    """A text from its paragraphs, per language; a part that is only a label, such as "Article 1", has it as its words.

    Args:
        id_: its name.
        paragraphs: language to paragraphs.
        grain: how finely they are cut; None leaves each as it is.
        sentences: cuts paragraphs into sentences, whatever the grain.

    >>> text = cut("x", {"en": Paragraphs(("Article 1", "Peace.", "11-49656"))})
    >>> [part.text for part in text.parts["en"]], dict(text.left_out["en"])
    (['Article 1', 'Peace.'], {'page number or the like': ('11-49656',)})
    """
    parts, read, left_out = {}, {}, {}
    for tag, of_language in paragraphs.items():
        texts = of_language.texts
        parts[tag] = _given(texts) if grain is None else tuple(_cut(texts, tag, grain, sentences))
        used = {part.block for part in parts[tag]}
        unused = tuple(text for number, text in enumerate(texts) if number not in used and text.strip())
        left_out[tag] = {**of_language.left_out, **({PAGE_NUMBERS: unused} if unused else {})}
        read[tag] = characters(texts) + sum(map(characters, of_language.left_out.values()))
    remarks = {tag: of_language.remarks for tag, of_language in paragraphs.items()}
    return Text(id_, parts, read, left_out, remarks)


def cut_further(text: Text, decisions: Iterable[Decision]) -> Text:
    """A text with those of its parts cut that decisions name in pieces, because a person split them.

    >>> from aligner.model import DecisionKind
    >>> from aligner.text.block_names import named
    >>> pieces = named(["Peace.", "Law."], "en")
    >>> split = [Decision(DecisionKind.CHECKED, {"en": (piece,)}) for piece in pieces]
    >>> text = cut("x", {"en": Paragraphs(("1. Peace. Law.",))})
    >>> [(part.label, part.text) for part in cut_further(text, split).parts["en"]]
    [('1.', 'Peace.'), ('', 'Law.')]
    """
    names: dict[str, list[BlockName]] = {tag: [] for tag in text.parts}
    for decision in decisions:
        for tag in names.keys() & decision.blocks.keys():
            names[tag] += decision.blocks[tag]
    parts = {}
    for tag, of_language in text.parts.items():
        cuts = BlockFinder([part.text for part in of_language], tag).cuts(names[tag])
        pieces = [_pieces(part, cuts.get(number, ())) for number, part in enumerate(of_language)]
        parts[tag] = tuple(itertools.chain.from_iterable(pieces))
    return replace(text, parts=parts)


def _pieces(part: Part, cuts: Sequence[int]) -> Iterator[Part]:
    """A part, cut at offsets of its text; the first piece keeps its label."""
    for start, stop in itertools.pairwise((0, *cuts, len(part.text))):
        words = part.text[start:stop].rstrip()
        piece = replace(part, text=words, start=part.start + start, end=part.start + start + len(words))
        yield piece if start == 0 else replace(piece, label="", ordinal=0)


def _cut(texts: Sequence[str], tag: str, grain: Grain, sentences: Cutter | None) -> Iterator[Part]:
    for part in segment(texts, tag, Grain.BLOCK if sentences else grain):
        yield from map(_worded, sentences(part, tag) if sentences else [part])


def _given(blocks: Sequence[str]) -> tuple[Part, ...]:
    return tuple(Part(Role.PARAGRAPH, block, block=number, end=len(block)) for number, block in enumerate(blocks))


def _worded(part: Part) -> Part:
    return part if part.text else replace(part, text=part.label, label="")
