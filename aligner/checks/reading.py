"""A unit as the rules see it: its texts, and what is found in each of them once for all rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from aligner.languages import SCRIPTS
from aligner.languages import language as known_language
from aligner.mentions.dates import Date, dates
from aligner.mentions.numbers import Number, numbers
from aligner.mentions.references import Reference, symbols
from aligner.mentions.spelled import spelled
from aligner.mentions.times import Time, times
from aligner.model import Unit

_Value = TypeVar("_Value", bound=Hashable)
_Found = TypeVar("_Found")

LABEL = re.compile(r"\s*[(（]?\d{1,3}(?:\.\d{1,3})*(?:[.．、)）](?!\d)|(?=[ \t\u3000]+[^\W\d]))")
"""A number that opens a segment and counts it."""


DIGITS, FOREIGN, UNUSUAL, SPACING = "any digit", "any foreign letter", "any unusual character", "any odd spacing"
"""Kinds of what is in :attr:`Reading.traits`: digits; letters of a script that is not the text's own (and symbols beside
them); characters that are no letters, digits or ordinary punctuation; a space before a space or a mark."""
_DECIMALS = frozenset("0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩")
_USUAL = _DECIMALS | frozenset(" \u00a0.,;:!()[]/-–—'\"’“”«»…%$+*=#@_<>|№§°，。；：！？、（）《》“”‘’")
_COMPATIBILITY = "\u2e80-\u2fdf\uf900-\ufb06"
_SPACING = re.compile("[ \u00a0][ \u00a0,.;:!?，。；：！？、]")
_CODE_PAGES = {"Latn": "cp1252", "Cyrl": "cp1251", "Arab": "cp1256", "Grek": "cp1253", "Hebr": "cp1255"}
"""Codes of one byte for the letters of a script and usual punctuation."""


@lru_cache(maxsize=64)
def _sieve(tag: str) -> Callable[[str], set[str]]:
    """Finds the characters of a text that are neither letters of its language's scripts nor the space between words.

    Most texts can be written in the code page of their script, and bytes are sifted far quicker than characters.
    """
    known = known_language(tag)
    ranges = "".join(SCRIPTS[code] for code in known.scripts) + known.joiner
    # Compatibility forms are letters that look like others: they are to be seen.
    others = re.compile(f"[^{ranges}]|[{_COMPATIBILITY}]" if ranges else "(?s:.)").findall
    code_page = _CODE_PAGES.get(known.scripts[0] if len(known.scripts) == 1 else "")
    if not code_page:
        return lambda text: set(others(text))
    letters = bytes(byte for byte in range(256) if not others(bytes([byte]).decode(code_page, "replace")))

    def sift(text: str) -> set[str]:
        try:
            encoded = text.encode(code_page)
        except UnicodeEncodeError:
            return set(others(text))
        return set(encoded.translate(None, letters).decode(code_page))

    return sift


def _traits(text: str, tag: str) -> set[str]:
    """The characters of a text that may mean something to a rule, and what kinds there are."""
    found = _sieve(tag)(text)
    kinds = []
    if not found.isdisjoint(_DECIMALS):
        kinds.append(DIGITS)
    if unusual := found - _USUAL:
        kinds.append(UNUSUAL)
        if any(map(str.isdecimal, unusual)):
            kinds.append(DIGITS)
        if any(char.isalpha() or "\u2e80" <= char <= "\u2fdf" for char in unusual):
            kinds.append(FOREIGN)
    if _SPACING.search(text):
        kinds.append(SPACING)
    found.update(kinds)
    return found


class Reading:
    """One unit under check; what is found in a text is found once and kept as long as the unit.

    Attributes:
        unit: the unit itself.
        texts: language to text, for the languages of the setting in which the unit has words.
        traits_of: per language the characters that are no letters of its own script, and names of kinds of what the text
            has (:data:`DIGITS`, :data:`FOREIGN`, :data:`UNUSUAL`, :data:`SPACING`): what tells cheaply that a rule has
            nothing to do.
        traits: those of all languages together.
    """

    __slots__ = ("_kept", "texts", "traits", "traits_of", "unit")

    def __init__(self, unit: Unit, languages: tuple[str, ...]) -> None:
        self.unit = unit
        segments = unit.segments
        self.texts = {
            language: segments[language].text
            for language in languages
            if language in segments and segments[language].text
        }
        self._kept: dict[object, Any] = {}
        self.traits_of = {language: _traits(text, language) for language, text in self.texts.items()}
        self.traits: set[str] = set().union(*self.traits_of.values())

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
        if DIGITS not in self.traits_of[language] and not language.startswith("zh"):
            return []
        return self._of_text(dates, language)

    def times(self, language: str) -> list[Time]:
        """The times of the day in the text."""
        if DIGITS not in self.traits_of[language]:
            return []
        return self._of_text(times, language)

    def symbols(self, language: str) -> list[Reference]:
        """The document symbols and resolution numbers of the text."""
        if DIGITS not in self.traits_of[language]:
            return []
        return self._of_text(_symbols, language)

    def numbers(self, language: str) -> list[Number]:
        """The numbers of the text that are written in digits, those inside dates and references among them."""
        if DIGITS not in self.traits_of[language]:
            return []
        return self._of_text(numbers, language)

    def plain_numbers(self, language: str) -> list[Number]:
        """The numbers in digits that are no part of a label, date, time or reference: those have rules of their own."""
        found = self.numbers(language)
        if not found:
            return found
        taken = [(it.start, it.end) for it in self.dates(language)]
        taken += [(it.start, it.end) for it in self.times(language)]
        taken += [(it.start, it.end) for it in self.symbols(language)]
        if label := LABEL.match(self.texts[language]):
            taken.append(label.span())
        return [
            number for number in self.numbers(language) if not any(start <= number.start < end for start, end in taken)
        ]

    def values(self, language: str) -> frozenset[str]:
        """Every value that the text gives, in whatever form: digits, words, parts of a date, hours."""
        return self._of_text(_values, language)


def _symbols(text: str, language: str) -> list[Reference]:  # noqa: ARG001 - one signature for all that is found in a text
    return symbols(text)


def _values(text: str, language: str) -> frozenset[str]:
    values = {value for number in numbers(text, language) for value in number.readings}
    values.update(value for number in spelled(text, language) for value in number.readings)
    values.update(str(date.month) for date in dates(text, language))
    for time in times(text, language):
        values |= {str(time.hour), str(time.hour % 12), str(time.minute), f"{time.hour}{time.minute:02}"}
    return frozenset(values)


def standing_alone(values: Mapping[str, _Value]) -> tuple[str, ...]:
    """The languages whose value is not that of most languages; all of them where most do not agree.

    >>> standing_alone({"en": 3, "zh": 3, "ru": 4})
    ('ru',)
    >>> standing_alone({"en": 3, "ru": 4})
    ('en', 'ru')
    >>> standing_alone({"en": 3, "ru": 3})
    ()
    """
    if len(set(values.values())) <= 1:
        return ()
    counts = Counter(values.values())
    value, count = counts.most_common(1)[0]
    if 2 * count > len(values):
        return tuple(language for language, other in values.items() if other != value)
    return tuple(values)


def spoken(names: tuple[str, ...]) -> str:
    """Names in a sentence.

    >>> spoken(("en", "zh", "ru"))
    'en, zh and ru'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
