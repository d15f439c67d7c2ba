"""How surely one language has lost a negation that the others have, or has one of its own: words and vectors together.

Words alone cannot tell: a text that should say *not* may well have *only* or *without* elsewhere, and another says the
same without negating. Sentence vectors add a test by deletion. A negation is taken out of one text; where that brings it
nearer to the text of another language, the other most likely does not negate. Both kinds of evidence are weighed by a
logistic regression (`benchmarks/negation_weights.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from aligner.text import negation

if TYPE_CHECKING:
    from aligner.encoder import Encoder

_MOST = 6
"""Negations of a text that are taken out, each by itself."""
_NO_GAIN = -0.03
"""What taking out a negation usually gains in a faithful text: for a language that has none to take out."""

# Learned by benchmarks/negation_weights.py; the constant comes last.
LOST = (1.01, 0.27, 3.76, 1.19, 0.9, -0.72, 3.52, 59.67, -4.54)
"""Weights of what :func:`lost` gives."""
OWN = (1.82, 0.06, -1.11, -13.23, 88.19, 1.31)
"""Weights of what :func:`own` gives."""


@dataclass(frozen=True)
class Negations:
    """What negates in the texts of a unit.

    Attributes:
        texts: language to text.
        plain: per language the places of plain negations.
        signs: per language the number of words that can stand for one, the plain ones among them.
        reported: the languages that the words alone would report.
    """

    texts: Mapping[str, str]
    plain: Mapping[str, Sequence[tuple[int, int]]]
    signs: Mapping[str, int]
    reported: tuple[str, ...]

    def could_have_lost(self) -> tuple[str, ...]:
        """The languages that negate nowhere, or less often than any other, while some other does."""
        languages = []
        for tag, places in self.plain.items():
            counts_elsewhere = [len(self.plain[language]) for language in self.plain if language != tag]
            if any(counts_elsewhere) and (not places or len(places) < min(counts_elsewhere)):
                languages.append(tag)
        return tuple(languages)

    def negates_alone(self) -> str:
        """The one language that negates plainly, if there is just one."""
        negating = [tag for tag, places in self.plain.items() if places]
        return negating[0] if len(negating) == 1 else ""

    def affirmed(self) -> dict[str, list[str]]:
        """Per language, its text with each of the plain negations taken out."""
        texts_without: dict[str, list[str]] = {}
        for tag, places in self.plain.items():
            for place in places[:_MOST]:
                texts_without.setdefault(tag, []).append(negation.affirmed(self.texts[tag], tag, place))
        return texts_without


Gains = Mapping[tuple[str, str], float]
"""By how much, at most, the first language comes nearer to the second when one of its negations is taken out (cosine)."""


def gains(units: Sequence[Negations], encoder: Encoder) -> list[Gains]:
    """The gains of each unit, for every pair of languages whose first negates plainly."""
    affirmed = [unit.affirmed() for unit in units]
    texts: list[str] = []
    for unit in units:
        texts += unit.texts.values()
    for texts_by_language in affirmed:
        texts += chain.from_iterable(texts_by_language.values())
    vector = dict(zip(texts, encoder.encode(texts), strict=True))
    result: list[Gains] = []
    for unit, texts_by_language in zip(units, affirmed, strict=True):
        gains_of_unit: dict[tuple[str, str], float] = {}
        for tag, affirmed_texts in texts_by_language.items():
            changes = [vector[text] - vector[unit.texts[tag]] for text in affirmed_texts]
            for counterpart, text in unit.texts.items():
                if counterpart != tag:
                    gains_of_unit[tag, counterpart] = max(float(change @ vector[text]) for change in changes)
        result.append(gains_of_unit)
    return result


def lost(unit: Negations, language: str, gained: Gains) -> tuple[float, ...]:
    """The evidence that a language has lost a negation.

    Whether the words report it; whether it has no word that can stand for a negation, and no plain one; whether all
    others negate plainly; how many fewer it has than any other, of either kind; the most that taking one out of another
    language gains toward it, and the mean over the others.
    """
    counterparts = [tag for tag in unit.plain if tag != language]
    toward = [gained.get((tag, language), _NO_GAIN) for tag in counterparts]
    return (
        language in unit.reported,
        not unit.signs[language],
        not unit.plain[language],
        all(unit.plain[tag] for tag in counterparts),
        _bounded(min(unit.signs[tag] for tag in counterparts) - unit.signs[language]),
        _bounded(min(len(unit.plain[tag]) for tag in counterparts) - len(unit.plain[language])),
        max(toward),
        sum(toward) / len(toward),
    )


def own(unit: Negations, language: str, gained: Gains) -> tuple[float, ...]:
    """The evidence that a language has a negation of its own.

    Whether the words report anything; how many words of the others can stand for a negation, and whether each other has
    as many as this one; the most that taking one out gains toward another language, and the mean over the others.
    """
    counterparts = [tag for tag in unit.plain if tag != language]
    away = [gained.get((language, tag), _NO_GAIN) for tag in counterparts]
    return (
        bool(unit.reported),
        _bounded(sum(unit.signs[tag] for tag in counterparts)),
        all(unit.signs[tag] >= unit.signs[language] for tag in counterparts),
        max(away),
        sum(away) / len(away),
    )


def chance(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that evidence stands for, by weights of which the last is the constant.

    >>> round(chance((1, 0), (2, 5, -2)), 2)
    0.5
    """
    *factors, constant = weights
    weighed = sum(value * factor for value, factor in zip(evidence, factors, strict=True))
    return 1 / (1 + math.exp(-weighed - constant))


def _bounded(difference: int) -> int:
    return min(max(difference, -2), 2)
