"""Character-level differences between a stored and an official wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.attestation.anchoring import Edit, edits
from aligner.attestation.folding import Fold, folds_between
from aligner.text.scripts import is_unspaced


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where two wordings differ.

    Attributes:
        stored: the characters of the bank; empty where the official wording has more.
        official: the characters of the file; empty where it has less.
        at: offset of ``stored`` in the stored wording.
        to: offset of ``official`` in the official wording.
        folds: the kinds of typography that account for it; empty where the wording differs.
    """

    stored: str
    official: str
    at: int
    to: int
    folds: tuple[Fold, ...] = ()


def deviations(stored: str, official: str) -> tuple[Deviation, ...]:
    """Where two wordings differ, in text order; differences within one word are one.

    >>> [(it.stored, it.official) for it in deviations("all States shall comply", "All States should comply")]
    [('a', 'A'), ('all', 'ould')]
    """
    differences = []
    for start, end, other_start, other_end in _joined(stored, official, list(edits(stored, official))):
        before, after = stored[start:end], official[other_start:other_end]
        # Whether a space is typography depends on what stands beside it.
        folds = folds_between(stored[max(0, start - 1) : end + 1], official[max(0, other_start - 1) : other_end + 1])
        differences.append(Deviation(before, after, start, other_start, folds or ()))
    return tuple(differences)


def _joined(stored: str, official: str, edits: list[Edit]) -> list[Edit]:
    """Edits in one word with two characters between them or less, in Chinese with one, are one difference to a reader."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and edit[0] - joined[-1][1] <= 2:
            first = joined[-1]
            # From the start of the first edit to the end of this one, in both wordings.
            merged = (first[0], edit[1], first[2], edit[3])
            changed = stored[first[0] : edit[1]] + official[first[2] : edit[3]]
            is_close = edit[0] - first[1] <= 1 or not any(map(is_unspaced, changed))
            if re.fullmatch(r"\w+", changed) and is_close:
                joined[-1] = merged
                continue
        joined.append(edit)
    return joined
