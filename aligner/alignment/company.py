"""The company words keep: how often two words of different languages are found in the same units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aligner.text.words import Word

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Company:
    """In which of a document's units each word occurs, by stem.

    Args:
        units: language tag to words, for each unit.
    """

    def __init__(self, units: Sequence[Mapping[str, Sequence[Word]]]) -> None:
        self._where: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, unit in enumerate(units):
            for tag, words in unit.items():
                for word in words:
                    self._where[tag, word.stem].add(number)

    def dice(self, one: str, first: Sequence[Word], other: str, second: Sequence[Word]) -> npt.NDArray[np.float32]:
        """The Dice coefficient of the units two words occur in, 0 to 1, shape (first, second).

        A word that occurs once keeps company with everything in its unit; what is rare counts for less.
        """
        import numpy as np

        ours = [self._where[one, word.stem] for word in first]
        theirs = [self._where[other, word.stem] for word in second]
        shared = np.array([[len(units & other_units) for other_units in theirs] for units in ours], np.float32)
        shared = shared.reshape(len(ours), len(theirs))
        sizes = np.array(list(map(len, ours)))[:, None] + np.array(list(map(len, theirs)))[None]
        dice: npt.NDArray[np.float32] = 2 * shared / np.maximum(sizes, 1) * (shared / (shared + 1))
        return dice.astype(np.float32)
