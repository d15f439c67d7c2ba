"""What every reader of a format hands on, before it is known which file of which checksum it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.sources import furniture
from aligner.sources.blocks import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Extract:
    """Blocks in reading order, the program that made the file, and remarks (see :class:`~aligner.sources.Source`)."""

    blocks: tuple[Block, ...]
    creator: str = ""
    remarks: tuple[str, ...] = ()


def with_letterhead(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that say something, numbered, the letterhead, symbols and job numbers among them marked as furniture."""
    said = [block for block in blocks if block.text]
    return tuple(
        dataclasses.replace(block, position=number, kind=_kind(block, number))
        for number, block in enumerate(said, start=1)
    )


def _kind(block: Block, number: int) -> BlockKind:
    is_text = block.kind in (BlockKind.TEXT, BlockKind.TABLE) and not block.label
    is_furniture = furniture.is_running_line(block.text) or furniture.is_letterhead(block.text, number)
    return BlockKind.FURNITURE if is_text and is_furniture else block.kind
