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
        found = []
        for tag, places in self.plain.items():
            others = [len(self.plain[it]) for it in self.plain if it != tag]
            if any(others) and (not places or len(places) < min(others)):
                found.append(tag)
        return tuple(found)

    def negates_alone(self) -> str:
        """The one language that negates plainly, if there is just one."""
        negating = [tag for tag, places in self.plain.items() if places]
        return negating[0] if len(negating) == 1 else ""

    def affirmed(self) -> dict[str, list[str]]:
        """Per language, its text with each of the plain negations taken out."""
        return {
            tag: [negation.affirmed(self.texts[tag], tag, place) for place in places[:_MOST]]
            for tag, places in self.plain.items()
            if places
        }


Gains = Mapping[tuple[str, str], float]
"""By how much, at most, the first language comes nearer to the second when one of its negations is taken out (cosine)."""


def gains(units: Sequence[Negations], encoder: Encoder) -> list[Gains]:
    """The gains of each unit, for every pair of languages whose first negates plainly."""
    affirmed = [unit.affirmed() for unit in units]
    texts = [text for unit in units for text in unit.texts.values()]
    texts += [text for unit in affirmed for those in unit.values() for text in those]
    vector = dict(zip(texts, encoder.encode(texts), strict=True))
    found: list[Gains] = []
    for unit, changed in zip(units, affirmed, strict=True):
        here: dict[tuple[str, str], float] = {}
        for tag, those in changed.items():
            changes = [vector[text] - vector[unit.texts[tag]] for text in those]
            for other, text in unit.texts.items():
                if other != tag:
                    here[tag, other] = max(float(change @ vector[text]) for change in changes)
        found.append(here)
    return found


def lost(unit: Negations, language: str, gained: Gains) -> tuple[float, ...]:
    """The evidence that a language has lost a negation.

    Whether the words report it; whether it has no word that can stand for a negation, and no plain one; whether all
    others negate plainly; how many fewer it has than any other, of either kind; the most that taking one out of another
    language gains toward it, and the mean over the others.
    """
    others = [tag for tag in unit.plain if tag != language]
    toward = [gained.get((tag, language), _NO_GAIN) for tag in others]
    return (
        language in unit.reported,
        not unit.signs[language],
        not unit.plain[language],
        all(unit.plain[tag] for tag in others),
        _bounded(min(unit.signs[tag] for tag in others) - unit.signs[language]),
        _bounded(min(len(unit.plain[tag]) for tag in others) - len(unit.plain[language])),
        max(toward),
        sum(toward) / len(toward),
    )


def own(unit: Negations, language: str, gained: Gains) -> tuple[float, ...]:
    """The evidence that a language has a negation of its own.

    Whether the words report anything; how many words of the others can stand for a negation, and whether each other has
    as many as this one; the most that taking one out gains toward another language, and the mean over the others.
    """
    others = [tag for tag in unit.plain if tag != language]
    away = [gained.get((language, tag), _NO_GAIN) for tag in others]
    return (
        bool(unit.reported),
        _bounded(sum(unit.signs[tag] for tag in others)),
        all(unit.signs[tag] >= unit.signs[language] for tag in others),
        max(away),
        sum(away) / len(away),
    )


def chance(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that evidence stands for, by weights of which the last is the constant.

    >>> round(chance((1, 0), (2, 5, -2)), 2)
    0.5
    """
    *factors, constant = weights
    weighed = sum(one * factor for one, factor in zip(evidence, factors, strict=True))
    return 1 / (1 + math.exp(-weighed - constant))


def _bounded(difference: int) -> int:
    return min(max(difference, -2), 2)
