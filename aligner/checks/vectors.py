"""Sentence vectors for rules: what one rule has asked of a window is there for the next."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from aligner.encoder import Encoder, Vectors

KEPT = 10_000
"""Texts whose vectors are kept, 2 kB each: those of a window in several languages."""


class Remembering:
    """An encoder that remembers the vectors of the last texts.

    >>> class Counting:
    ...     name, languages, asked = "counting", frozenset(), 0
    ...     def encode(self, texts):
    ...         import numpy as np
    ...         self.asked += len(texts)
    ...         return np.ones((len(texts), 2), np.float32)
    >>> one = Counting()
    >>> remembering = Remembering(one)
    >>> remembering.encode(["peace", "war"]).shape, remembering.encode(["war", "truce", "war"]).shape, one.asked
    ((2, 2), (3, 2), 3)
    """

    def __init__(self, model: Encoder) -> None:
        self.name, self.languages = model.name, model.languages
        self._model = model
        self._kept: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, as the encoder gives it."""
        if not texts:
            return self._model.encode(texts)
        if len(self._kept) + len(texts) > KEPT:
            self._kept.clear()
        fresh = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if fresh:
            self._kept.update(zip(fresh, self._model.encode(fresh), strict=True))
        return np.stack([self._kept[text] for text in texts])


@functools.cache
def load() -> Remembering:
    """The default encoder, one for all rules."""
    from aligner import encoder  # not needed where no meanings are compared

    return Remembering(encoder.load())
