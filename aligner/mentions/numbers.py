"""Numbers written in digits: separators by locale, scales such as million and 亿, ranges that share a scale.

A value is a canonical decimal string (``24500000``, ``0.5``), so that values of different languages compare. Some
writings can be read in two ways (``1,234`` is 1234 in English and 1.234 in Russian, unless its author thought
otherwise): such a number has both readings, the one of its language first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aligner.mentions.rows import DIGIT, OUTSIDE, Row

COMMA_DECIMAL = frozenset({"ru", "fr", "es", "de", "it", "pt", "uk", "be", "bg", "pl", "cs", "nl", "tr", "ar"})
"""Languages whose decimal sign is the comma."""

_SPACE = " \u00a0\u2009\u202f"
# A digit comes first: the regular expression engine finds the next one far quicker than it tries a group everywhere.
# What follows looks ahead first, as most numbers have neither separators nor a scale.
_DIGITS = rf"""
    (\d(?:
      (?=\d{{0,2}}[{_SPACE}'’,.]\d{{3}})
      (?: \d{{0,2}}(?:[{_SPACE}'’]\d{{3}})+(?!\d)
        | \d{{0,2}}(?:,\d{{3}})+(?!\d)
        | \d{{0,2}}(?:\.\d{{3}})+(?!\d)
      )
    | \d*
    ))
    (?:[.,٫](\d+)(?![\d]|[.,]\d))?
    """
_SCALES = {
    "en": {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12},
    "ru": {
        "тыс.": 3, "тыс": 3, "тысяч": 3, "тысячи": 3, "тысячам": 3, "тысячами": 3, "тысячах": 3, "тысяча": 3, "тысячу": 3,
        "млн.": 6, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "миллионам": 6, "миллионами": 6, "миллионах": 6,
        "-тысячн": 3, "-миллионн": 6, "-миллиардн": 9, "-тыс": 3, "-млн": 6,
        "млрд.": 9, "млрд": 9, "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "миллиардам": 9, "миллиардами": 9,
        "трлн.": 12, "трлн": 12, "триллион": 12, "триллиона": 12, "триллионов": 12,
    },
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    "es": {"mil millones": 9, "mil": 3, "millón": 6, "millones": 6, "billones": 12, "billón": 12},
    "ar": {"ألف": 3, "آلاف": 3, "مليون": 6, "ملايين": 6, "مليار": 9, "بليون": 9, "بلايين": 9},
    "zh": {"万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3},
}  # fmt: skip
_FACTORS = {word: 10**power for scales in _SCALES.values() for word, power in scales.items()}


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    """A number: its digits, those after the decimal sign, its scale, and the letter of a short one."""
    words = sorted(_SCALES.get(language, ()), key=len, reverse=True)
    before, end = ("[多余几]?", "(?![克米瓦赫兆卡])") if language == "zh" else ("", r"(?!\w)|(?<=н)(?=\w)")
    scale = r"(\Z\A)"
    if words:
        firsts = "".join(sorted({word[0] for word in words}, reverse=True))  # a hyphen last
        ahead = rf"(?=[)]?[{_SPACE}]?{before}[{firsts}])"
        scale = rf"(?i:{ahead}[)]?[{_SPACE}]?{before}({'|'.join(map(re.escape, words))})(?:{end}))"
    short = r"([mks])(?![^\W_])" if language == "en" else r"(\Z\A)"
    return re.compile(rf"{_DIGITS}(?:{scale}|{short})?", re.VERBOSE)


_RUN = re.compile("[0-9]+")
_RANGE = re.compile(rf"[{_SPACE}]?(?:-|–|—|to|and|or|до|и|или|至|到|和|或|à|et|ou|a|y|o|إلى|و)[{_SPACE}]?\Z")


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows every number of a text is a run of digits, with nothing else to it."""
    base = language[:2]
    found: list[Row] = [(DIGIT, _SPACE + "'’.,٫", DIGIT)]
    if base == "en":
        found.append((DIGIT, "mks", OUTSIDE + "_"))
    if words := [*_SCALES.get(base, ()), *("多余几" if base == "zh" else "")]:
        found += [(DIGIT, firsts, *rest) for rest, firsts in _firsts(words, 3).items()]
        for rest, firsts in _firsts(words, 2).items():
            found += [(DIGIT, _SPACE, firsts, *rest), (DIGIT, ")", firsts, *rest)]
        found.append((DIGIT, ")", _SPACE, _firsts(words, 1)[""]))
    return tuple(found)


def _firsts(words: Iterable[str], length: int) -> dict[str, str]:
    """To what follows the first letter of a word, as far as a length, all such first letters."""
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word[1:length], set()).add(word[0])
    return {rest: "".join(sorted(firsts)) for rest, firsts in found.items()}


class Number(NamedTuple):
    """A number in a text: where it stands, and its value in each way it can be read, the likeliest first."""

    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def value(self) -> str:
        """The likeliest value."""
        return self.readings[0]


def canonical(number: Decimal) -> str:
    """A decimal number as the one string for its value.

    >>> canonical(Decimal("1.50E+3")), canonical(Decimal("0.250"))
    ('1500', '0.25')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbers(text: str, language: str) -> list[Number]:
    """The numbers written in digits, in text order.

    >>> [number.value for number in numbers("24,042,875 dollars (23.7 per cent)", "en")]
    ['24042875', '23.7']
    >>> [number.value for number in numbers("2至3亿人，1 500个", "zh")]
    ['200000000', '300000000', '1500']
    """
    base = language[:2]
    comma_decimal = base in COMMA_DECIMAL
    found: list[Number] = []
    factors: list[int] = []
    for match in _pattern(base).finditer(text):
        whole, fraction, scale, short = match.groups()
        (start, end), factor = match.span(), 1
        if scale:
            factor = _FACTORS[scale.casefold().replace("\u0307", "")]  # small İ is two characters
            if found and factors[-1] == 1 and _RANGE.match(text[found[-1].end : start]):
                found[-1] = _scaled(found[-1], factor)
        readings = _readings(whole, fraction, comma_decimal, factor)
        if short:
            end -= 1
            readings += _short(readings[0], short)
        found.append(Number(start, end, readings))
        factors.append(factor)
    return found


def runs(text: str) -> list[Number]:
    """The numbers of a text that has none of its :func:`rows`, found as quickly as they are plain.

    >>> [number.value for number in runs("Article 05, paragraph 6")]
    ['5', '6']
    """
    return [Number(*match.span(), (_digits(match[0]),)) for match in _RUN.finditer(text)]


def _short(value: str, suffix: str) -> tuple[str, ...]:
    """Second readings of ``125m``, ``5k`` and ``1980s``; the first, metres and so on, stays the likelier."""
    if suffix == "s":
        return (value[-2:],) if value.endswith("0") and len(value) == 4 else ()
    return (canonical(Decimal(value) * (1000 if suffix == "k" else 10**6)),)


def _scaled(number: Number, factor: int) -> Number:
    """The first number of a range that names its scale once: ``2 to 3 million``."""
    scaled = tuple(canonical(Decimal(reading) * factor) for reading in number.readings)
    return Number(number.start, number.end, scaled + number.readings)


@lru_cache(maxsize=4096)
def _readings(whole: str, fraction: str | None, comma_decimal: bool, factor: int) -> tuple[str, ...]:
    """What digits, with or without separators, the digits after a decimal sign, and a scale can mean."""
    if factor != 1:
        return tuple(canonical(Decimal(it) * factor) for it in _readings(whole, fraction, comma_decimal, 1))
    if whole.isdecimal():
        return (_decimal(whole, fraction) if fraction else _digits(whole),)
    first, *groups = re.split(r"\D", whole)
    joined = _digits(first + "".join(groups))
    if fraction:
        return (_decimal(joined, fraction),)
    separator = whole[len(first)]
    if len(groups) > 1 or separator not in ",.":
        return (joined,)
    as_decimal = _decimal(first, groups[0])
    is_decimal = comma_decimal == (separator == ",")
    return (as_decimal, joined) if is_decimal else (joined, as_decimal)


def _digits(written: str) -> str:
    """Digits of any script without leading zeros."""
    return (written.lstrip("0") or "0") if written.isascii() else str(int(written))


def _decimal(whole: str, fraction: str) -> str:
    if not fraction.isascii():
        fraction = "".join(str(int(digit)) for digit in fraction)
    digits = fraction.rstrip("0")
    return f"{_digits(whole)}.{digits}" if digits else _digits(whole)
