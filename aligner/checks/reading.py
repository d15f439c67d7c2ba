"""A unit as the rules see it: its texts, and what is found in each of them, once for all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from aligner.checks.traits import (
    DATES,
    DIGITS,
    EVERY,
    GAPS,
    INLINE,
    LABELS,
    MANIFOLD,
    MARKUP,
    PHRASES,
    REFERENCES,
    TIMES,
    traits,
)
from aligner.model import Role, Segment, Unit
from aligner.text.codes import PERCENT_FIRST, Code, codes, has_numbered, prose
from aligner.text.date import Date
from aligner.text.dates import dates
from aligner.text.number_words import Spelled, spelled
from aligner.text.numbers import Number, numbers, runs
from aligner.text.references import Reference, symbols
from aligner.text.times import Time, times

_Value = TypeVar("_Value", bound=Hashable)
_Found = TypeVar("_Found")

CREDITS = "translator-credits"
"""In whose place GNOME shows the names and addresses of the translators."""
LABEL = re.compile(r"\s*[(（]?\d{1,3}(?:\.\d{1,3})*(?:[.．、)）](?!\d)|(?=[ \t\u3000]+[^\W\d]))")
"""A number that opens a segment and counts it."""
_PERCENT_FIRST = frozenset({"tr", "az", "eu"})
"""Languages that write the sign of per cent before the number."""
_FRACTION = re.compile(r"[1-9]/\d").fullmatch
"""What is a part of something sooner than a resolution: 2/3 of the deputies."""
_YEARS = re.compile(r"(?:19|20)\d\d/\d\d").fullmatch
_BASES = {"ja": ("進",), "zh": ("进", "進"), "ko": ("진",)}
"""What follows the base of a notation: 16進 is hexadecimal."""
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
        result: _Found = self._kept[find]
        return result

    def _of_text(self, find: Callable[[str, str], _Found], language: str) -> _Found:
        key = find, language
        if key not in self._kept:
            self._kept[key] = find(self.prose(language), language)
        result: _Found = self._kept[key]
        return result

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
        if traits & REFERENCES and "/" in self.prose(language):
            return self._of_text(_with_slashes, language)
        return self._of_text(numbers if traits & MANIFOLD else _runs, language)

    def plain_numbers(self, language: str) -> list[Number]:
        """The numbers in digits that are not in a label, date, time or reference: those have rules of their own."""
        all_numbers = self.numbers(language)
        if not all_numbers or CREDITS in self.texts.values():
            return []
        excluded = [(date.start, date.end) for date in self.dates(language)]
        excluded += [(time.start, time.end) for time in self.times(language)]
        excluded += [(symbol.start, symbol.end) for symbol in self.symbols(language)]
        label = LABEL.match(self.prose(language))
        if label and not (label.group()[-1].isdecimal() and self._counts_things(language, label.end())):
            excluded.append(label.span())
        # Both go from left to right, so that a text of any length is gone through once.
        plain = []
        excluded.sort()
        text, bases = self.prose(language), _BASES.get(language[:2], ())
        end, place = 0, 0
        for number in all_numbers:
            while place < len(excluded) and excluded[place][0] <= number.start:
                end, place = max(end, excluded[place][1]), place + 1
            if number.start >= end and text[number.end : number.end + 2].lstrip()[:1] not in bases:
                plain.append(number)
        return plain

    def _counts_things(self, language: str, end: int) -> bool:
        """Whether a bare number at the head says how many: "30 days", or "10 States" beside "11个国家"."""
        return self.prose(language)[end:].lstrip()[:1].islower() or self.once(_begin_with_numbers)

    def spelled(self, language: str) -> list[Spelled]:
        """The numbers of the text that are written in words."""
        return self._of_text(_spelled, language)

    def prose(self, language: str) -> str:
        """The text with its codes blanked out; as long as the text, so that places are the same."""
        if not self.traits & MARKUP:
            return self.texts[language]
        key = "prose", language
        if key not in self._kept:
            self._kept[key] = prose(self.texts[language], self.once(_flags) & {PERCENT_FIRST})
        blanked: str = self._kept[key]
        return blanked

    def codes(self, language: str) -> list[Code]:
        """The placeholders, tags and other codes of the text."""
        if not self.traits & MARKUP:
            return []
        key = "codes", language
        if key not in self._kept:
            self._kept[key] = codes(self.texts[language], self.once(_flags))
        result: list[Code] = self._kept[key]
        return result

    def values(self, language: str) -> frozenset[str]:
        """Every value that the text gives, in whatever form: digits, words, parts of a date, hours."""
        key = "values", language
        if key not in self._kept:
            self._kept[key] = frozenset(self._values(language))
        result: frozenset[str] = self._kept[key]
        return result

    def _values(self, language: str) -> Iterator[str]:
        for number in self.numbers(language):
            yield from number.readings
        for in_words in self.spelled(language):
            yield from in_words.readings
        for date in self.dates(language):
            yield from (str(part) for part in date[2:] if part)
        for time in self.times(language):
            yield from (str(time.hour), str(time.hour % 12), str(time.minute), f"{time.hour}{time.minute:02}")


def _flags(reading: Reading) -> frozenset[str]:
    """What is known of the unit's format: one text with %1 shows that %1s of another is no format of printf."""
    numbering = [language for language, text in reading.texts.items() if has_numbered(text)]
    if not numbering:
        return reading.unit.flags
    others = [text for language, text in reading.texts.items() if language not in numbering]
    if all(language[:2] in _PERCENT_FIRST for language in numbering) and any("%" in text for text in others):
        return reading.unit.flags | {PERCENT_FIRST}
    return reading.unit.flags | {"qt-format"}


def _begin_with_numbers(reading: Reading) -> bool:
    """Whether all texts begin with a number."""
    return all(_NUMBER_FIRST.match(text) for text in reading.texts.values())


def readings(units: Sequence[Unit], languages: tuple[str, ...]) -> list[Reading]:
    """Units as the rules see them; all at once, since the traits of many texts are found as quickly as those of a few."""
    texts = {tag: [unit.text(tag) for unit in units] for tag in languages}
    window = traits(texts)
    result = []
    for place, (unit, bits) in enumerate(zip(units, window.of_units.tolist(), strict=True)):
        texts_of_unit = {tag: of_tag[place] for tag, of_tag in texts.items() if of_tag[place]}
        reading = Reading(unit, texts_of_unit)
        reading.traits = bits | _of_unit(unit, len(languages))
        result.append(reading)
    for tag, of_tag in window.of_texts.items():
        for reading, bits in zip(result, of_tag.tolist(), strict=True):
            if bits:
                reading.traits_of[tag] = bits
    return result


def unsieved(texts: Mapping[str, str]) -> Reading:
    """A unit of these texts that every rule looks at: for a few texts that costs less than to find their traits."""
    unit = Unit("", Role.PARAGRAPH, {tag: Segment(text) for tag, text in texts.items()})
    reading = Reading(unit, dict(texts))
    reading.traits = EVERY
    reading.traits_of = dict.fromkeys(texts, EVERY)
    return reading


def _of_unit(unit: Unit, languages: int) -> int:
    """The traits of a unit that do not depend on its texts."""
    bits = 0
    if len(unit.segments) != languages:
        bits |= GAPS
    if unit.phrases or unit.unmatched:
        bits |= PHRASES
    for segment in unit.segments.values():
        if segment.label:
            bits |= LABELS
        if segment.codes:
            bits |= INLINE
    return bits


def _with_slashes(text: str, language: str) -> list[Number]:
    """The numbers of a text, 2/3 as one, and the second year of 2014/15 as 2015 too."""
    result: list[Number] = []
    for number in numbers(text, language):
        before = result[-1] if result else None
        if not before or text[before.end : number.start] != "/":
            result.append(number)
        elif _FRACTION(text[before.start : number.end]) and text[number.end : number.end + 1] != "/":
            result[-1] = Number(before.start, number.end, (f"{before.value}/{number.value}",))
        elif _YEARS(text[before.start : number.end]):
            result.append(number._replace(readings=(f"{before.value[:2]}{number.value:0>2}", *number.readings)))
        else:
            result.append(number)
    return result


def _runs(text: str, language: str) -> list[Number]:  # noqa: ARG001 - as below
    return runs(text)


def _spelled(text: str, language: str) -> list[Spelled]:
    return list(spelled(text, language))


def _symbols(text: str, language: str) -> list[Reference]:  # noqa: ARG001 - one signature for all that is found in a text
    return [symbol for symbol in symbols(text) if not _FRACTION(symbol.value)]


def standing_alone(values: Mapping[str, _Value]) -> tuple[str, ...]:
    """The languages whose value is not that of most languages; all of them where most do not agree.

    >>> standing_alone({"en": 3, "zh": 3, "ru": 4})
    ('ru',)
    >>> standing_alone({"en": 3, "ru": 4})
    ('en', 'ru')
    >>> standing_alone({"en": 3, "ru": 3})
    ()
    """
    all_values = list(values.values())
    if len(set(all_values)) <= 1:
        return ()
    usual = max(all_values, key=all_values.count)
    if 2 * all_values.count(usual) > len(all_values):
        return tuple(language for language, value in values.items() if value != usual)
    return tuple(values)
