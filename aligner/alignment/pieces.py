"""Blocks cut at their marks: what a block says at its end can be what another language says at the next one's beginning."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

# A run of marks is tried from its beginning only and never given back in parts: a line of nothing but dots takes no longer.
_MARK = re.compile(
    r"(?<![.;:?!…؟؛।])[.;:?!…؟؛।]++[\"'»”’)\]]*+\s++(?=\S)|(?<![。；：？！])[。；：？！]++[”’』」）)]*+(?=\S)"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]++(?=[\u4e00-\u9fff])"
)
_HEADING = re.compile(
    r"[^\W\d_]+ (?:\d{1,3}|[IVXL]+)\s+(?=[^\W\d_])|第[〇零一二三四五六七八九十百\d]{1,5}[条章节]\s*(?=\S)"
)
"""A heading of a label only, such as Article 5, before the text that it was joined with."""
_LEAST = 8
"""Width of a piece, a character of Chinese, Japanese or Korean counting four times: "(a)", "Art." and "1." are none."""
_MOST = 60
"""Pieces of a block."""
_WIDE = re.compile("[\u2e80-\uffef]")


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text.

    Attributes:
        blocks: the blocks, in order.
        pieces: all pieces, in order.
        borders: the number of the piece that each block begins with, and at the end the number of pieces.
    """

    blocks: Sequence[str]
    pieces: Sequence[str]
    borders: Integers

    @property
    def is_finer(self) -> bool:
        """Whether any block has more than one piece."""
        return len(self.pieces) > len(self.blocks)


def cut(blocks: Sequence[str]) -> Cut:
    """The blocks of a text cut after marks that may end a sentence or clause.

    >>> cut(["First of all. Second it is; third.", "One."]).pieces
    ['First of all.', 'Second it is; third.', 'One.']
    >>> cut(["First of all. Second it is; third.", "One."]).borders.tolist()
    [0, 2, 3]
    """
    import numpy as np

    pieces: list[str] = []
    borders = [0]
    for block in blocks:
        pieces += _pieces(block)
        borders.append(len(pieces))
    return Cut(blocks, pieces, np.array(borders, np.int64))


def _pieces(block: str) -> list[str]:
    start = 0
    found: list[str] = []
    for end in itertools.takewhile(lambda _: len(found) < _MOST - 1, _ends(block)):
        if _width(block[start : min(end, start + _LEAST)]) >= _LEAST <= _width(block[end : end + _LEAST]):
            found.append(block[start:end].rstrip())
            start = end
    return [*found, block[start:]]


def _ends(block: str) -> Iterator[int]:
    """Where a piece may end, with the space that follows."""
    heading = _HEADING.match(block)
    if heading and not block[heading.end()].islower():
        yield heading.end()
    for mark in _MARK.finditer(block):
        yield mark.end()


def _width(text: str) -> int:
    return len(text) + 3 * len(_WIDE.findall(text))
