"""Traits of texts: what shows cheaply that a rule has nothing to report.

A trait is a bit. A text without it certainly has nothing of that kind; a text with it may have something, which the
rule then looks for with care. A rule names the traits it needs (``Rule.needs``) and is called only for units that have
one of them.

:func:`traits` is the only way in: texts go in, bits come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aligner.checks.traits.bits import (
    ADDRESSES,
    BRACKETS,
    CODES,
    CONFUSABLE,
    DATES,
    DIGITS,
    DOUBLED,
    EDGES,
    ENDINGS,
    EVERY,
    FORCES,
    FOREIGN,
    GAPS,
    INLINE,
    LABELS,
    MANIFOLD,
    MARKUP,
    NEGATION,
    NUMBERS,
    OBLIGES,
    ODD_SPACES,
    PERMITS,
    PHRASES,
    QUANTITIES,
    QUOTES,
    RECOMMENDS,
    REFERENCES,
    SAME,
    SIGNED,
    SPACING,
    SUBDIVISIONS,
    TIMES,
    UNPAIRED,
    UNUSUAL,
    WORDED,
    WRONG_WIDTH,
)
from aligner.checks.traits.digits import alike
from aligner.checks.traits.sieve import END_UNSURE, ENDS, of_texts
from aligner.text.numbered_dates import month_mark, without_months

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "ADDRESSES",
    "BRACKETS",
    "CODES",
    "CONFUSABLE",
    "DATES",
    "DIGITS",
    "DOUBLED",
    "EDGES",
    "ENDINGS",
    "EVERY",
    "FORCES",
    "FOREIGN",
    "GAPS",
    "INLINE",
    "LABELS",
    "MANIFOLD",
    "MARKUP",
    "NEGATION",
    "NUMBERS",
    "OBLIGES",
    "ODD_SPACES",
    "PERMITS",
    "PHRASES",
    "QUANTITIES",
    "QUOTES",
    "RECOMMENDS",
    "REFERENCES",
    "SAME",
    "SIGNED",
    "SPACING",
    "SUBDIVISIONS",
    "TIMES",
    "UNPAIRED",
    "UNUSUAL",
    "WORDED",
    "WRONG_WIDTH",
    "Traits",
    "traits",
]


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of a run of units.

    Attributes:
        of_texts: language to the bits of its text in each unit; 0 where the unit has no text in that language.
        of_units: the bits of each unit: those of its texts, and those that only texts side by side show.
    """

    of_texts: Mapping[str, npt.NDArray[np.uint64]]
    of_units: npt.NDArray[np.uint64]


def traits(texts: Mapping[str, Sequence[str]]) -> Traits:
    """The traits of units, all at once: a thousand texts take little longer than a few.

    Args:
        texts: language to its text in each unit, empty where there is none.

    >>> found = traits({"en": ["They shall not", "Article 5"], "ru": ["", "Статья 5"]})
    >>> (found.of_units & NEGATION != 0).tolist(), (found.of_units & GAPS != 0).tolist()
    ([True, False], [True, False])
    >>> (found.of_texts["en"] & DIGITS != 0).tolist()
    [False, True]
    """
    count = max(map(len, texts.values()), default=0)
    by_language = {tag: _of_language(of_tag, tag) for tag, of_tag in texts.items()}
    of_units = np.zeros(count, np.uint64)
    for bits in by_language.values():
        of_units |= bits
    _compare_ends(of_units)
    _compare_numbers(of_units, texts, by_language)
    _compare_texts(of_units, texts)
    _compare_forces(of_units, by_language)
    return Traits(by_language, of_units)


def _of_language(texts: Sequence[str], tag: str) -> npt.NDArray[np.uint64]:
    bits = np.zeros(len(texts), np.uint64)
    places = [place for place, text in enumerate(texts) if text]
    bits[np.array(places, np.intp)] = of_texts([texts[place] for place in places], tag)
    return bits


def _compare_ends(of_units: npt.NDArray[np.uint64]) -> None:
    """Replace the bits for the last characters by one that says whether they differ."""
    ends = of_units & ENDS
    # More than one bit is set where clearing the lowest leaves another.
    differ = (ends & (ends - 1) != 0) | (ends & END_UNSURE != 0)
    # What a code at the end follows, the last character does not show.
    differ |= of_units & MARKUP != 0
    of_units &= ~np.uint64(ENDS)
    of_units[differ] |= np.uint64(ENDINGS)


def _compare_numbers(
    of_units: npt.NDArray[np.uint64],
    texts: Mapping[str, Sequence[str]],
    by_language: Mapping[str, npt.NDArray[np.uint64]],
) -> None:
    """Mark the units whose numbers have to be read; plain runs of digits are compared here."""
    of_units[of_units & DIGITS != 0] |= np.uint64(NUMBERS)
    # Digits inside codes are no numbers, and may make those of two texts look alike that are not.
    plain = np.flatnonzero(of_units & (NUMBERS | MANIFOLD | MARKUP) == NUMBERS)
    numbering = [tag for tag in texts if month_mark(tag)]

    def compared(place: int) -> list[str]:
        # A month that is a number in one language and a word in the others is part of a date: it is left out.
        unit = {tag: of_tag[place] for tag, of_tag in texts.items() if of_tag[place]}
        for tag in numbering:
            if tag in unit and by_language[tag][place] & DATES:
                unit[tag] = without_months(unit[tag], tag)
        return list(unit.values())

    same = alike(map(compared, plain.tolist()))
    of_units[plain[same]] &= ~np.uint64(NUMBERS)


def _compare_texts(of_units: npt.NDArray[np.uint64], texts: Mapping[str, Sequence[str]]) -> None:
    """Mark the units that lack a text, and those where two texts are the same."""
    for place, unit in enumerate(zip(*texts.values(), strict=True)):
        if all(unit) and len(set(unit)) == len(unit):
            continue  # as nearly always
        present = [text for text in unit if text]
        if len(present) < len(unit):
            of_units[place] |= np.uint64(GAPS)
        if len(set(present)) < len(present):
            of_units[place] |= np.uint64(SAME)


def _compare_forces(of_units: npt.NDArray[np.uint64], by_language: Mapping[str, npt.NDArray[np.uint64]]) -> None:
    """Mark the units where texts with words of legal force have words of different force."""
    forces = np.uint64(OBLIGES | PERMITS | RECOMMENDS)
    in_all = np.full(len(of_units), forces)
    in_some = np.zeros(len(of_units), np.uint64)
    for bits in by_language.values():
        forces_of_text = bits & forces
        # A text without any such word leaves the force to the style of its language.
        in_all &= np.where(forces_of_text == 0, forces, forces_of_text)
        in_some |= forces_of_text
    of_units[in_some & ~in_all != 0] |= np.uint64(FORCES)
