"""A unit as the rules see it: its texts, and what is found in each of them once for all rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

from aligner.mentions.dates import Date, dates
from aligner.mentions.numbers import Number, numbers
from aligner.mentions.references import Reference, symbols
from aligner.model import Unit

_Value = TypeVar("_Value", bound=Hashable)


class Reading:
    """One unit under check; what is found in a text is found once and kept as long as the unit.

    Attributes:
        unit: the unit itself.
        texts: language to text, for the languages of the setting in which the unit has words.
    """

    __slots__ = ("_dates", "_numbers", "_symbols", "_values", "_words", "texts", "unit")

    def __init__(self, unit: Unit, languages: tuple[str, ...]) -> None:
        self.unit = unit
        segments = unit.segments
        self.texts = {
            language: segments[language].text
            for language in languages
            if language in segments and segments[language].text
        }
        self._words: dict[str, list[str]] = {}
        self._dates: dict[str, list[Date]] = {}
        self._numbers: dict[str, list[Number]] = {}
        self._symbols: dict[str, list[Reference]] = {}
        self._values: dict[str, frozenset[str]] = {}

    def words(self, language: str) -> list[str]:
        """The text in lower case, cut at spaces; punctuation stays on its word."""
        if language not in self._words:
            self._words[language] = self.texts[language].lower().split()
        return self._words[language]

    def dates(self, language: str) -> list[Date]:
        """The dates of the text."""
        if language not in self._dates:
            self._dates[language] = dates(self.texts[language], language)
        return self._dates[language]

    def numbers(self, language: str) -> list[Number]:
        """The numbers of the text that are written in digits, those inside dates and references among them."""
        if language not in self._numbers:
            self._numbers[language] = numbers(self.texts[language], language)
        return self._numbers[language]

    def symbols(self, language: str) -> list[Reference]:
        """The document symbols and resolution numbers of the text."""
        if language not in self._symbols:
            self._symbols[language] = symbols(self.texts[language])
        return self._symbols[language]

    def values(self, language: str) -> frozenset[str]:
        """Every value that the text gives as a number, in any form."""
        if language not in self._values:
            self._values[language] = frozenset(it for number in self.numbers(language) for it in number.readings)
        return self._values[language]


def standing_alone(values: Mapping[str, _Value]) -> tuple[str, ...]:
    """The languages whose value is not that of most languages; all of them where most do not agree.

    >>> standing_alone({"en": 3, "zh": 3, "ru": 4})
    ('ru',)
    >>> standing_alone({"en": 3, "ru": 4})
    ('en', 'ru')
    >>> standing_alone({"en": 3, "ru": 3})
    ()
    """
    counts = Counter(values.values())
    if len(counts) <= 1:
        return ()
    value, count = counts.most_common(1)[0]
    if 2 * count > len(values):
        return tuple(language for language, other in values.items() if other != value)
    return tuple(values)


def spoken(languages: tuple[str, ...]) -> str:
    """Language tags in a sentence.

    >>> spoken(("en", "zh", "ru"))
    'en, zh and ru'
    """
    return " and ".join(filter(None, (", ".join(languages[:-1]), languages[-1])))
