"""Counters of list labels: the ``a`` of ``(a)``, the ``iv`` of ``iv.``, the ``三`` of ``第三条``, each with its ordinal."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from aligner.text.languages import LANGUAGES


class System(StrEnum):
    """What a label counts with."""

    DECIMAL = "decimal"
    LOWER_LATIN = "lower-latin"
    UPPER_LATIN = "upper-latin"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"
    LOWER_CYRILLIC = "lower-cyrillic"
    UPPER_CYRILLIC = "upper-cyrillic"
    CHINESE = "chinese"
    STEMS = "stems"
    ABJAD = "abjad"
    BULLET = "bullet"


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = LANGUAGES["ru"].alphabet
_STEMS = LANGUAGES["zh"].alphabet
_ABJAD = LANGUAGES["ar"].alphabet
_WORDS = {
    **dict.fromkeys(("premier", "première", "primero", "primera"), 1),
    **{
        word: ordinal
        for ordinal, word in enumerate(
            [
                "الأولى",
                "الثانية",
                "الثالثة",
                "الرابعة",
                "الخامسة",
                "السادسة",
                "السابعة",
                "الثامنة",
                "التاسعة",
                "العاشرة",
            ],
            1,
        )
    },
}

DIGIT = r"[0-9٠-٩۰-۹０-９]"
CHINESE = "[一二三四五六七八九十百千〇零]"
PATTERN = (
    rf"{DIGIT}{{1,3}}(?:[.．]{DIGIT}{{1,3}}){{0,5}}(?:[ ](?:bis|ter|quater)\b)?"
    r"|[ivxlc]{1,8}|[IVXLC]{1,8}|(?:aa|bb|cc|dd|ee|ff|gg|hh)|[a-zA-Zа-яА-Я]"
    rf"|{CHINESE}{{1,6}}|[{_STEMS}]|هـ|[{_ABJAD}ا]ـ?"
)
"""Regular expression of a counter in brackets or before a mark."""
WORDS = "|".join(_WORDS)
"""Regular expression of the ordinal words that stand for a counter after ``Article``, ``المادة`` ..."""

_ROMAN = re.compile(r"(?=.)(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CHINESE_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}

Reading = tuple[System, tuple[int, ...]]
"""A system and the numbers counted: one, or several in ``2.3.1``."""


@lru_cache(maxsize=4096)
def readings(counter: str) -> tuple[Reading, ...]:
    """All readings of a counter, the most likely first; empty where it counts nothing.

    A letter is likelier a letter than a Roman number, save ``I`` and the numbers of several letters.

    >>> [(system.value, path) for system, path in readings("v")]
    [('lower-latin', (22,)), ('lower-roman', (5,))]
    >>> readings("2.3")[0][1], readings("十二")[0][1], readings("٣")[0][1]
    ((2, 3), (12,), (3,))
    """
    counter = unicodedata.normalize("NFKC", counter).replace("ـ", "")
    base = counter.split()[0].lower().removesuffix("er") if counter[:1].isdecimal() else counter
    if base[:1].isdecimal():
        return ((System.DECIMAL, tuple(int(number) for number in base.split("."))),)
    if base.lower() in _WORDS:
        return ((System.DECIMAL, (_WORDS[base.lower()],)),)
    if base[:1] in _CHINESE_VALUES or base[:1] in _CHINESE_UNITS:
        return ((System.CHINESE, (chinese(base),)),)
    return tuple((system, (ordinal,)) for system, ordinal in _letters(base) if ordinal)


def _letters(counter: str) -> list[tuple[System, int]]:
    low, upper = counter.lower(), counter.isupper()
    single = low[:1]
    found: list[tuple[System, int]] = []
    if low == single * len(low):  # a, or aa after z
        rounds = 26 * (len(low) - 1)
        if single in _LATIN and len(low) <= 2:
            found.append((System.UPPER_LATIN if upper else System.LOWER_LATIN, rounds + _LATIN.index(single) + 1))
        if len(low) == 1:
            found.append((System.UPPER_CYRILLIC if upper else System.LOWER_CYRILLIC, _CYRILLIC.find(single) + 1))
            found.append((System.STEMS, _STEMS.find(single) + 1))
            found.append((System.ABJAD, _ABJAD.find({"ا": "أ"}.get(single, single)) + 1))
    if _ROMAN.fullmatch(low):
        roman_first = len(low) > 1 or counter == "I"
        found.insert(
            0 if roman_first else len(found), (System.UPPER_ROMAN if upper else System.LOWER_ROMAN, roman(low))
        )
    return found


def roman(counter: str) -> int:
    """The value of a Roman number.

    >>> roman("xiv")
    14
    """
    values = [_ROMAN_VALUES[letter] for letter in counter.lower()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def chinese(counter: str) -> int:
    """The value of a Chinese number below ten thousand, positional (二〇一) or with units (二十一).

    >>> chinese("二〇一"), chinese("二十一"), chinese("十"), chinese("一百零三")
    (201, 21, 10, 103)
    """
    if not any(unit in counter for unit in _CHINESE_UNITS):
        return int("".join(str(_CHINESE_VALUES[character]) for character in counter))
    total = digit = 0
    for character in counter:
        if character in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[character]
            digit = 0
        else:
            digit = _CHINESE_VALUES[character]
    return total + digit
