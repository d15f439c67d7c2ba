"""Counters of list labels: the ``a`` of ``(a)``, the ``iv`` of ``iv.``, the ``三`` of ``第三条``, each with its ordinal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from aligner.text.language import table
from aligner.text.languages import language as known_language
from aligner.text.languages import tags
from aligner.text.numerals import HAN_DIGIT, han_value, roman_value
from aligner.text.scripts import script


class System(StrEnum):
    """What a label counts with."""

    DECIMAL = "decimal"
    LOWER_LATIN = "lower-latin"
    UPPER_LATIN = "upper-latin"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"
    LOWER_CYRILLIC = "lower-cyrillic"
    UPPER_CYRILLIC = "upper-cyrillic"
    LOWER_GREEK = "lower-greek"
    UPPER_GREEK = "upper-greek"
    CHINESE = "chinese"
    STEMS = "stems"
    ABJAD = "abjad"
    HEBREW = "hebrew"
    HANGUL = "hangul"
    KANA = "kana"
    THAI = "thai"
    DEVANAGARI = "devanagari"
    BULLET = "bullet"


Reading = tuple[System, tuple[int, ...]]
"""A system and the numbers counted: one, or several in ``2.3.1``."""

DIGIT = r"[0-9٠-٩۰-۹०-९๐-๙０-９]"
CHINESE = "[一二三四五六七八九十百千〇零]"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = re.compile(r"(?=.)(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_CHINESE_FIRST = re.compile(rf"{HAN_DIGIT}|[十百千]")
_SYSTEMS = {
    "Latn": (System.LOWER_LATIN, System.UPPER_LATIN),
    "Cyrl": (System.LOWER_CYRILLIC, System.UPPER_CYRILLIC),
    "Grek": (System.LOWER_GREEK, System.UPPER_GREEK),
    "Hani": (System.STEMS, System.STEMS),
    "Arab": (System.ABJAD, System.ABJAD),
    "Hebr": (System.HEBREW, System.HEBREW),
    "Hang": (System.HANGUL, System.HANGUL),
    "Kana": (System.KANA, System.KANA),
    "Thai": (System.THAI, System.THAI),
    "Deva": (System.DEVANAGARI, System.DEVANAGARI),
}
"""The systems of an alphabet by its script, for small letters and for large ones."""


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters of a language beside digits, Latin letters, Roman and Chinese numerals.

    Attributes:
        letters: a letter of an alphabet, in lower case, to its readings.
        words: an ordinal word after ``Article`` to its number.
        pattern: a regular expression of a counter in brackets or before a mark.
    """

    letters: Mapping[str, tuple[Reading, ...]]
    words: Mapping[str, int]
    pattern: str


@cache
def counters(language: str = "") -> Counters:
    """The counters of a language; without one, those of all languages.

    >>> counters("fr").words
    {'premier': 1, 'première': 1}
    """
    languages = [known_language(tag) for tag in ([language] if language else tags())]
    letters: dict[str, tuple[Reading, ...]] = {}
    for order in ";".join(each.alphabet for each in languages).split(";"):
        for ordinal, letter in enumerate(order.split(), start=1):
            system = _SYSTEMS[script(letter)][0]
            if system is System.LOWER_LATIN and not language:
                continue  # letters as Turkish counts them are no reading of the Latin ones elsewhere
            letters[letter] = tuple(dict.fromkeys((*letters.get(letter, ()), (system, (ordinal,)))))
    ordinals = table("\n".join(each.label_ordinals for each in languages))
    words = {word: int(ordinal) for word, ordinal in ordinals}
    return Counters(letters, words, _pattern(letters))


def _pattern(letters: Iterable[str]) -> str:
    cased = sorted({*letters, *map(str.upper, letters)})
    single = "".join(letter for letter in cased if len(letter) == 1)
    alphabets = "".join(f"|{letter}" for letter in sorted(cased, key=len, reverse=True) if len(letter) > 1)
    alphabets += f"|[{single}]ـ?" if single else ""
    return (
        rf"{DIGIT}{{1,3}}(?:[.．]{DIGIT}{{1,3}}){{0,5}}(?:[ ](?:bis|ter|quater)\b)?"
        r"|[ivxlc]{1,8}|[IVXLC]{1,8}|(?:aa|bb|cc|dd|ee|ff|gg|hh)|[a-zA-Z]"
        rf"|{CHINESE}{{1,6}}{alphabets}"
    )


@lru_cache(maxsize=4096)
def readings(counter: str, language: str = "") -> tuple[Reading, ...]:
    """All readings of a counter, the most likely first; empty where it counts nothing.

    A letter is likelier a letter than a Roman number, except ``I`` and the numbers of several letters.

    >>> [(system.value, path) for system, path in readings("v", "en")]
    [('lower-latin', (22,)), ('lower-roman', (5,))]
    >>> readings("2.3")[0][1], readings("十二")[0][1], readings("٣")[0][1]
    ((2, 3), (12,), (3,))
    """
    counter = unicodedata.normalize("NFKC", counter).replace("ـ", "")
    base = counter.split()[0].lower().removesuffix("er") if counter[:1].isdecimal() else counter
    if base[:1].isdecimal():
        return ((System.DECIMAL, tuple(int(number) for number in base.split("."))),)
    if ordinal := counters(language).words.get(base.lower()):
        return ((System.DECIMAL, (ordinal,)),)
    if _CHINESE_FIRST.match(base):
        return ((System.CHINESE, (int(han_value(base)),)),)
    return tuple(_of_letters(base, language))


def _of_letters(counter: str, language: str) -> Iterator[Reading]:
    low, upper = counter.lower(), counter.isupper()
    is_roman = bool(_ROMAN.fullmatch(low))
    roman = (System.UPPER_ROMAN if upper else System.LOWER_ROMAN, (roman_value(low) if is_roman else 0,))
    roman_first = is_roman and (len(low) > 1 or counter == "I")
    if roman_first:
        yield roman
    plain = _latin(low, upper=upper)
    of_alphabet = [_large(reading) if upper else reading for reading in counters(language).letters.get(low, ())]
    # Turkish and Vietnamese have letters of their of_alphabet between the Latin ones.
    yield from dict.fromkeys([*of_alphabet, *plain] if language else [*plain, *of_alphabet])
    if is_roman and not roman_first:
        yield roman


def _latin(low: str, *, upper: bool) -> list[Reading]:
    """A letter as the English alphabet counts it, or a doubled one: aa comes after z."""
    if low[:1] not in _LATIN or low not in (low[:1], 2 * low[:1]):
        return []
    ordinal = len(_LATIN) * (len(low) - 1) + _LATIN.index(low[:1]) + 1
    return [(System.UPPER_LATIN if upper else System.LOWER_LATIN, (ordinal,))]


def _large(reading: Reading) -> Reading:
    system, path = reading
    return next(large for small, large in _SYSTEMS.values() if small is system), path
