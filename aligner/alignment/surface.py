"""What a block shows without being understood: length, label, numbers, words in letters, first and last character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.alignment.pieces import Cut
from aligner.text import labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters of a word that are compared: enough for names and cognates in texts of one script."""
_FINALS = {mark: k for k, marks in enumerate((".。", ";；؛", ":：", "?？؟", "!！", ",，、،", "…")) for mark in marks}
_CLOSING = "\"'»”’）)】]」』 "
_NO_START = "”»’）)】]」』,.;:!?，。；：！？、،؛؟"
_READ = 5_000
"""Characters at either end of a block that are read."""

SENTENCE, CLOSING, CONTINUING = 0, 1, 2
"""How a block begins: like a sentence; with a mark that closes something or without a word; with a small letter."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The blocks of one text, one entry a block.

    Attributes:
        lengths: characters.
        labels: a number for the ordinal of the label, equal for (c), c) and в); 0 without a label.
        finals: class of the final punctuation, equal for "." and "。"; -1 without.
        starts: `SENTENCE`, `CLOSING` or `CONTINUING`.
        numbers: the runs of digits.
        words: the first letters of longer words, in small letters.
    """

    lengths: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    finals: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    numbers: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]

    def part(self, start: int, stop: int) -> Surface:
        """The blocks from start to stop."""
        part = slice(start, stop)
        return Surface(
            self.lengths[part],
            self.labels[part],
            self.finals[part],
            self.starts[part],
            self.numbers[part],
            self.words[part],
        )


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What the blocks of one text show, what their pieces show, and the piece that each block begins with."""

    blocks: Surface
    pieces: Surface
    borders: npt.NDArray[np.int64]


def surfaces(text: Cut) -> Surfaces:
    """What the blocks of a text and their pieces show."""
    blocks = surface(text.blocks)
    return Surfaces(blocks, surface(text.pieces) if text.is_finer else blocks, text.borders)


def surface(blocks: Sequence[str]) -> Surface:
    """What the blocks of a text show.

    >>> seen = surface(["(a) To comply, by 2011;", "b) соблюдать"])
    >>> seen.labels.tolist(), seen.finals.tolist(), sorted(seen.numbers[0])
    ([2, 3], [1, -1], ['2011'])
    """
    import numpy as np

    ends = [block if len(block) <= 2 * _READ else f"{block[:_READ]} {block[-_READ:]}" for block in blocks]
    return Surface(
        np.array([len(block) for block in blocks], np.float32),
        np.array([_label(block) for block in ends], np.int64),
        np.array([_FINALS.get(block[-8:].rstrip(_CLOSING)[-1:], -1) for block in ends], np.int64),
        np.array([_start(block) for block in ends], np.int64),
        tuple(frozenset(_NUMBER.findall(block)) for block in ends),
        tuple(frozenset(word[:_STEM].lower() for word in _WORD.findall(block)) for block in ends),
    )


def _label(block: str) -> int:
    found = labels.find(block)
    return 1 + sum(n * 1000**k for k, n in enumerate((found[0].ordinal, *found[0].path[:3]))) if found else 0


def _start(block: str) -> int:
    head = block.lstrip()[:1]
    if not head or head in _NO_START or not any(map(str.isalnum, block[:40])):
        return CLOSING
    return CONTINUING if head.islower() else SENTENCE
