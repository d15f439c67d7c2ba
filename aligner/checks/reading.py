"""A unit as the rules see it: its texts, and what is found in each of them once for all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from aligner.checks.digits import alike
from aligner.checks.sieve import END_UNSURE, ENDS, traits
from aligner.checks.traits import (
    DATES,
    DIGITS,
    ENDINGS,
    GAPS,
    LABELS,
    MANIFOLD,
    NUMBERS,
    PHRASES,
    REFERENCES,
    SAME,
    TIMES,
)
from aligner.model import Unit
from aligner.text.dates import MONTH_MARKS, Date, dates, without_months
from aligner.text.number_words import spelled
from aligner.text.numbers import Number, numbers, runs
from aligner.text.references import Reference, symbols
from aligner.text.times import Time, times

if TYPE_CHECKING:
    import numpy.typing as npt

_Value = TypeVar("_Value", bound=Hashable)
_Found = TypeVar("_Found")

LABEL = re.compile(r"\s*[(（]?\d{1,3}(?:\.\d{1,3})*(?:[.．、)）](?!\d)|(?=[ \t\u3000]+[^\W\d]))")
"""A number that opens a segment and counts it."""
_PLACE = re.compile(r"%\d+\$")
"""What says, in a message of a program, which value is put there: ``%2$s``."""
_NUMBER_FIRST = re.compile(r"\s*\d")


class Reading:
    """One unit under check; what is found in a text is found once and kept as long as the unit.

    Attributes:
        unit: the unit itself.
        texts: language to text, for the languages of the setting in which the unit has words.
        traits_of: per language the traits of the text.
        traits: those of all languages together, and those of the unit.
    """

    __slots__ = ("_kept", "texts", "traits", "traits_of", "unit")

    def __init__(self, unit: Unit, texts: dict[str, str]) -> None:
        self.unit = unit
        self.texts = texts
        self._kept: dict[object, Any] = {}
        self.traits_of: dict[str, int] = {}
        self.traits = 0

    def once(self, find: Callable[[Reading], _Found]) -> _Found:
        """What a function finds in this unit; it is called once, however many rules ask."""
        if find not in self._kept:
            self._kept[find] = find(self)
        found: _Found = self._kept[find]
        return found

    def _of_text(self, find: Callable[[str, str], _Found], language: str) -> _Found:
        key = find, language
        if key not in self._kept:
            self._kept[key] = find(self.texts[language], language)
        found: _Found = self._kept[key]
        return found

    def dates(self, language: str) -> list[Date]:
        """The dates of the text."""
        if not self.traits_of[language] & DATES:
            return []
        return self._of_text(dates, language)

    def times(self, language: str) -> list[Time]:
        """The times of the day in the text."""
        if not self.traits_of[language] & TIMES:
            return []
        return self._of_text(times, language)

    def symbols(self, language: str) -> list[Reference]:
        """The document symbols and resolution numbers of the text."""
        if not self.traits_of[language] & REFERENCES:
            return []
        return self._of_text(_symbols, language)

    def numbers(self, language: str) -> list[Number]:
        """The numbers of the text that are written in digits, those inside dates and references among them."""
        traits = self.traits_of[language]
        if not traits & DIGITS:
            return []
        return self._of_text(numbers if traits & MANIFOLD else _runs, language)

    def plain_numbers(self, language: str) -> list[Number]:
        """The numbers in digits that are no part of a label, date, time or reference: those have rules of their own."""
        found = self.numbers(language)
        if not found:
            return found
        taken = [(it.start, it.end) for it in self.dates(language)]
        taken += [(it.start, it.end) for it in self.times(language)]
        taken += [(it.start, it.end) for it in self.symbols(language)]
        label = LABEL.match(self.texts[language])
        # A bare number counts the segment only where it has none elsewhere: "10 States" and "11个国家" are numbers.
        if label and not (label.group()[-1].isdecimal() and self.once(_begin_with_numbers)):
            taken.append(label.span())
        if "%" in self.texts[language]:
            taken += [it.span() for it in _PLACE.finditer(self.texts[language])]
        # Both go from left to right, so that a text of any length is gone through once.
        plain = []
        taken.sort()
        end, place = 0, 0
        for number in found:
            while place < len(taken) and taken[place][0] <= number.start:
                end, place = max(end, taken[place][1]), place + 1
            if number.start >= end:
                plain.append(number)
        return plain

    def values(self, language: str) -> frozenset[str]:
        """Every value that the text gives, in whatever form: digits, words, parts of a date, hours."""
        key = "values", language
        if key not in self._kept:
            self._kept[key] = frozenset(self._values(language))
        found: frozenset[str] = self._kept[key]
        return found

    def _values(self, language: str) -> Iterator[str]:
        for number in self.numbers(language):
            yield from number.readings
        for number in spelled(self.texts[language], language):
            yield from number.readings
        for date in self.dates(language):
            yield from (str(part) for part in date[2:] if part)
        for time in self.times(language):
            yield from (str(time.hour), str(time.hour % 12), str(time.minute), f"{time.hour}{time.minute:02}")


def _begin_with_numbers(reading: Reading) -> bool:
    """Whether all texts begin with a number."""
    return all(_NUMBER_FIRST.match(text) for text in reading.texts.values())


def readings(units: Sequence[Unit], languages: tuple[str, ...]) -> list[Reading]:
    """Units as the rules see them; all at once, since the traits of many texts are found as quickly as those of a few."""
    found = [Reading(unit, {}) for unit in units]
    of_texts = np.zeros(len(found), np.uint64)
    for tag in languages:
        _read(found, tag, of_texts)
    ends = of_texts & ENDS
    differ = (ends & (ends - 1) != 0) | (ends & END_UNSURE != 0)
    of_texts = of_texts & ~np.uint64(ENDS) | np.where(differ, np.uint64(ENDINGS), np.uint64(0))
    of_texts[of_texts & DIGITS != 0] |= NUMBERS
    plain = np.flatnonzero(of_texts & (NUMBERS | MANIFOLD) == NUMBERS)
    numbering = [tag for tag in languages if tag[:2] in MONTH_MARKS]
    same = alike([_compared(found[place], numbering) for place in plain.tolist()])
    of_texts[plain[same]] &= ~np.uint64(NUMBERS)
    for reading, those in zip(found, of_texts.tolist(), strict=True):
        reading.traits = those | _of_unit(reading, len(languages))
    return found


def _read(found: Sequence[Reading], tag: str, of_texts: npt.NDArray[np.uint64]) -> None:
    """Take in the texts of a language, and add their traits to those of the texts of each unit."""
    places: list[int] = []
    texts: list[str] = []
    for place, reading in enumerate(found):
        if (segment := reading.unit.segments.get(tag)) and (text := segment.text):
            places.append(place)
            texts.append(text)
            reading.texts[tag] = text
            if segment.label:
                of_texts[place] |= LABELS
    having = traits(texts, tag)
    of_texts[np.array(places, np.intp)] |= having
    for place, those in zip(places, having.tolist(), strict=True):
        found[place].traits_of[tag] = those


def _of_unit(reading: Reading, languages: int) -> int:
    """The traits that only the unit as a whole has."""
    unit, texts, found = reading.unit, reading.texts, 0
    if len(texts) != languages or len(unit.segments) != languages:
        found |= GAPS
    if len(set(texts.values())) != len(texts):
        found |= SAME
    if unit.phrases or unit.unmatched:
        found |= PHRASES
    return found


def _compared(reading: Reading, numbering: Sequence[str]) -> Collection[str]:
    """The texts, without what is a number in one language and a word in the others: it is part of a date."""
    texts = reading.texts
    for tag in numbering:
        if reading.traits_of.get(tag, 0) & DATES:
            texts = texts | {tag: without_months(texts[tag], tag)}
    return texts.values()


def _runs(text: str, language: str) -> list[Number]:  # noqa: ARG001 - as below
    return runs(text)


def _symbols(text: str, language: str) -> list[Reference]:  # noqa: ARG001 - one signature for all that is found in a text
    return symbols(text)


def standing_alone(values: Mapping[str, _Value]) -> tuple[str, ...]:
    """The languages whose value is not that of most languages; all of them where most do not agree.

    >>> standing_alone({"en": 3, "zh": 3, "ru": 4})
    ('ru',)
    >>> standing_alone({"en": 3, "ru": 4})
    ('en', 'ru')
    >>> standing_alone({"en": 3, "ru": 3})
    ()
    """
    those = list(values.values())
    if len(set(those)) <= 1:
        return ()
    value = max(those, key=those.count)
    if 2 * those.count(value) > len(those):
        return tuple(language for language, other in values.items() if other != value)
    return tuple(values)


def spoken(names: tuple[str, ...]) -> str:
    """Names in a sentence.

    >>> spoken(("en", "zh", "ru"))
    'en, zh and ru'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
