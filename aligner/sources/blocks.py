"""What a reader makes of a file: blocks in reading order, each a paragraph as the file has it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aligner.sources import furniture
from aligner.sources.hyphens import LINE_END
from aligner.sources.joining import tidy


class BlockKind(StrEnum):
    """What a block is in its file."""

    TEXT = "text"
    """A paragraph, heading or list item of the text."""
    TABLE = "table"
    """A paragraph in a cell of a table, row by row."""
    NOTE = "note"
    """A footnote, with its mark."""
    FURNITURE = "furniture"
    """What belongs to the page and not to the text: running head and foot, page and job number, letterhead."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file.

    Attributes:
        text: the characters of the file; runs of spaces, tabs and line ends within the paragraph are one space.
        label: the number that the file's own automatic list gives the paragraph, such as ``(a)``; a label that is
            typed as text stays in ``text``.
        kind: what the block is in its file.
        page: page it begins on, from 1; 0 where the format has no pages.
        position: place among the blocks of the file, from 1.
        cell: row and column of a table, both from 1, rows counted through the file; None outside tables.
        line_ends: offsets in ``text`` where a line ended with a hyphen. Whether it belongs to the word the page does
            not say; ``text`` has the more likely reading.
    """

    text: str
    label: str = ""
    kind: BlockKind = BlockKind.TEXT
    page: int = 0
    position: int = 0
    line_ends: tuple[int, ...] = ()
    cell: tuple[int, int] | None = None

    @property
    def printed(self) -> str:
        """Label and text, as a reader of the page sees them."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read.

    Attributes:
        path: where it lies.
        format: ``pdf``, ``docx``, ``doc``, ``html`` or ``text``.
        sha256: checksum of its bytes, in lower-case hexadecimal.
        blocks: everything it says, in reading order.
        creator: the program that made it, as its metadata say; empty where they do not.
        remarks: what a reader of the result has to know, such as tracked changes that were read as accepted.
    """

    path: Path
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    creator: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the text: without furniture and footnotes."""
        return tuple(block for block in self.blocks if block.kind in (BlockKind.TEXT, BlockKind.TABLE))

    @property
    def printed(self) -> tuple[str, ...]:
        """The paragraphs of the text, labels included, as a reader sees them; a row of short cells is one.

        A lone number would be taken for that of a page; in its row it is text.
        """
        rows = itertools.groupby(self.body, key=lambda block: block.cell[0] if block.cell else -block.position)
        return tuple(text for _, row in rows for text in _row_texts(list(row)))

    @property
    def job_number(self) -> str:
        """The job number of the United Nations, such as ``11-49656``; empty where the file shows none."""
        return furniture.job_number(block.text for block in self.blocks)

    @property
    def symbol(self) -> str:
        """The first document symbol the file shows, such as ``A/66/359``; empty where it shows none."""
        return furniture.symbol(block.text for block in self.blocks)

    @property
    def is_sample(self) -> bool:
        """Whether the generator of this project made the file from the bank's own text."""
        return SAMPLE_MARK in self.creator


def _row_texts(row: Sequence[Block]) -> list[str]:
    """The paragraphs of a row: one where every cell is a short paragraph, else those of its cells.

    >>> _row_texts([Block("Members", cell=(1, 1)), Block("193", cell=(1, 3))])
    ['Members 193']
    """
    texts = [block.printed for block in row]
    columns = {block.cell for block in row}
    is_short = sum(map(len, texts)) <= _LONGEST_ROW and len(columns) == len(row)
    return [" ".join(texts)] if is_short else texts


def block_of(joined: str, *, kind: BlockKind = BlockKind.TEXT, page: int = 0) -> Block:
    """The block of a paragraph as :func:`aligner.sources.joining.join_lines` leaves it.

    >>> block = block_of(f"capacity-{LINE_END}building")
    >>> block.text, block.line_ends
    ('capacity-building', (9,))
    """
    first, *rest = tidy(joined).split(LINE_END)
    ends = []
    for part in rest:
        ends.append(len(first))
        first += part
    return Block(first, kind=kind, page=page, line_ends=tuple(ends))


_LONGEST_ROW = 300
"""Characters of a row that is one paragraph; longer cells hold paragraphs of their own."""

SAMPLE_MARK = "clausebank sample generator"
"""How a file that was generated from the bank's own text says so in its metadata: it can prove nothing about it."""
