"""Numbers written in digits: separators by locale, scales such as million and 亿, ranges that share a scale.

A value is a canonical decimal string (``24500000``, ``0.5``), so that values of different languages compare. Some
writings can be read in two ways (``1,234`` is 1234 in English and 1.234 in Russian, unless its author thought
otherwise): such a number has both readings, the one of its language first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from aligner.text.language import Figures, table
from aligner.text.languages import language as known_language
from aligner.text.rows import DIGIT, OUTSIDE, Row

_SPACE = " \u00a0\u2009\u202f"
# A digit comes first: the regular expression engine finds the next one far quicker than it tries a group everywhere.
# What follows looks ahead first, as most numbers have neither separators nor a scale.
_DIGITS = rf"""
    (\d(?:
      (?=\d?,\d\d,\d) \d?(?:,\d\d)+,\d{{3}}(?!\d)
    | (?=\d{{0,2}}[{_SPACE}'’,.٬]\d{{3}})
      (?: \d{{0,2}}(?:[{_SPACE}'’٬]\d{{3}})+(?!\d)
        | \d{{0,2}}(?:,\d{{3}})+(?!\d)
        | \d{{0,2}}(?:\.\d{{3}})+(?!\d)
      )
    | \d*
    ))
    (?:[.,٫](\d+)(?![\d]|[.,]\d))?
    """


_COMMAS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,3}){2,}(?!\d|[.,]\d)")
_YEAR_JOINS = "/-–"
_LONGEST_SCALED = 64
"""Digits of a number that a scale is multiplied with."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How numbers in digits are found and read in one language.

    Attributes:
        figures: what its module says.
        scales: the words for powers of ten, in lower case, to their values.
        eras: the names of eras to the year before their first.
        pattern: a number: its digits, those after the decimal sign, its scale, and the letter of a short one.
        range: what ends where the second number of a range follows.
    """

    figures: Figures
    scales: Mapping[str, int]
    eras: Mapping[str, int]
    pattern: re.Pattern[str]
    range: re.Pattern[str]


@cache
def _grammar(tag: str) -> _Grammar:
    facts = known_language(tag)
    figures = facts.figures or Figures()
    powers = {word: int(power) for word, power in table(figures.scales)}
    joins = "|".join(map(re.escape, ("-", "–", "—", *facts.conjunctions.split(), *facts.ranges.split())))
    return _Grammar(
        figures,
        {word: 10**power for word, power in powers.items()},
        {name: int(year) for name, year in table(figures.eras)},
        _pattern(figures, sorted(powers, key=len, reverse=True)),
        re.compile(rf"[{_SPACE}]?(?:{joins})[{_SPACE}]?\Z"),
    )


def _pattern(figures: Figures, words: Iterable[str]) -> re.Pattern[str]:
    before = f"[{figures.between}]?" if figures.between else ""
    scale = r"(\Z\A)"
    if words:
        firsts = "".join(sorted({word[0] for word in words}, reverse=True))  # a hyphen last
        before = f"[)]?{f'[{_SPACE}]?' if figures.spaced else ''}{before}"
        scale = rf"(?i:(?={before}[{firsts}]){before}({'|'.join(map(re.escape, words))})(?:{figures.scale_end}))"
    short = rf"([{figures.short}])(?![^\W_])" if figures.short else r"(\Z\A)"
    return re.compile(rf"{_DIGITS}(?:{scale}|{short})?", re.VERBOSE)


# Arabic, Persian, Devanagari, Bengali, Thai and full-width digits.
_ASCII_DIGITS = {
    zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for value in range(10)
}
_OTHER_DIGIT = re.compile(f"[{''.join(map(chr, _ASCII_DIGITS))}]")
_RUN = re.compile("[0-9]+")


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows every number of a text is a run of digits, with nothing else to it."""
    grammar = _grammar(known_language(language).tag)
    figures = grammar.figures
    rows: list[Row] = [(DIGIT, _SPACE + "'’.,٫٬", DIGIT), (DIGIT, _YEAR_JOINS, DIGIT, DIGIT)]
    if figures.short:
        rows.append((DIGIT, figures.short, OUTSIDE + "_"))
    if figures.decade:
        rows += [(DIGIT, "世"), (DIGIT, " ", "世")]
    if figures.year_offset:
        rows.append(("2๒", "456๔๕๖", DIGIT, DIGIT))  # a Buddhist year
    if grammar.eras:
        rows.append(("".join(era[-1] for era in grammar.eras), DIGIT))
    if words := [*grammar.scales, *figures.between]:
        rows += [(DIGIT, firsts, *tail) for tail, firsts in _firsts(words, 3).items()]
        for tail, firsts in _firsts(words, 2).items():
            rows += [(DIGIT, _SPACE, firsts, *tail), (DIGIT, ")", firsts, *tail)]
        rows.append((DIGIT, ")", _SPACE, _firsts(words, 1)[""]))
    return tuple(rows)


def _firsts(words: Iterable[str], length: int) -> dict[str, str]:
    """To what follows the first letter of a word, as far as a length, all such first letters."""
    firsts: dict[str, set[str]] = {}
    for word in words:
        firsts.setdefault(word[1:length], set()).add(word[0])
    return {tail: "".join(sorted(letters)) for tail, letters in firsts.items()}


class Number(NamedTuple):
    """A number in a text: where it stands, and its value in each way it can be read, the likeliest first."""

    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def value(self) -> str:
        """The likeliest value."""
        return self.readings[0]


def ascii_digits(text: str) -> str:
    """The text with the digits of other scripts, such as those of Arabic, as ASCII has them; none moves.

    >>> ascii_digits("٦٤/٢١١")
    '64/211'
    """
    return text.translate(_ASCII_DIGITS) if _OTHER_DIGIT.search(text) else text


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
    >>> numbers("令和3年", "ja")[0].readings, numbers("2564", "th")[0].readings
    (('3', '2021'), ('2564', '2021'))
    >>> [number.value for number in numbers("2至3亿人，1 500个，3亿5000万", "zh")]
    ['200000000', '300000000', '1500', '350000000']
    """
    grammar = _grammar(known_language(language).tag)
    figures = grammar.figures
    if text.count(",") > 1:
        text = _COMMAS.sub(_with_listed, text)
    decades = _decades(text, figures.decade) if figures.decade and "世" in text else {}
    has_calendar = bool(figures.year_offset or grammar.eras)
    mentions: list[Number] = []
    factors: list[int] = []
    for match in grammar.pattern.finditer(text):
        whole, fraction, scale, short = match.groups()
        (start, end), factor = match.span(), 1
        if scale:
            factor = grammar.scales[scale.casefold().replace("\u0307", "")]  # small İ is two characters
            if mentions and factors[-1] == 1 and grammar.range.match(text[mentions[-1].end : start]):
                mentions[-1] = _scaled(mentions[-1], factor)
        readings = _readings(whole, fraction, figures.decimal == ",", factor)
        if not fraction and has_calendar:
            readings += _common_year(readings[0], text[max(0, start - 2) : start], grammar)
        if not fraction and len(whole) == 2 and start and text[start - 1] in _YEAR_JOINS:
            readings += _second_year(whole, text[max(0, start - 6) : start])
        if decades:
            readings += decades.get(start, ())
        if short:
            end -= 1
            readings += _short(readings[0], short)
        if figures.myriads and mentions and factors[-1] >= 10**4 and _goes_on(text[mentions[-1].end : start], figures):
            larger = mentions[-1]
            if len(larger.value) <= 2 * _LONGEST_SCALED and Decimal(readings[0]) < factors[-1]:
                del mentions[-1], factors[-1]
                start, readings = larger.start, (_sum(larger, readings[0]), *larger.readings, *readings)
        mentions.append(Number(start, end, readings))
        factors.append(factor)
    return mentions


def _with_listed(match: re.Match[str]) -> str:
    """A list without spaces (25,50,100) with semicolons; a number with its commas: 1,500,000, or 1,00,000 in India."""
    first, *groups = match[0].split(",")
    in_thousands = all(len(group) == 3 for group in groups)
    *hundreds, last = groups
    in_lakhs = len(last) == 3 and len(first) < 3 and all(len(group) == 2 for group in hundreds) and ",0" in match[0]
    return match[0] if in_thousands or in_lakhs else match[0].replace(",", ";")


def _decades(text: str, pattern: str) -> dict[int, tuple[str, ...]]:
    """The first year of each decade of a century (1990 for 20世纪90年代), by the places of both numbers."""
    decades: dict[int, tuple[str, ...]] = {}
    for match in re.finditer(pattern, text):
        year = str(100 * (int(match[1]) - 1) + int(match[2]))
        decades[match.start(1)] = year, match[2]  # elsewhere it may be called the nineties alone
        decades[match.start(2)] = (year,)
    return decades


def _second_year(digits: str, before: str) -> tuple[str, ...]:
    """The year that two digits after another year mean: 2015 in 2014/15."""
    year = before[-5:-1]
    if len(year) != 4 or not year.isdecimal() or before[:-5].isdecimal():
        return ()
    full = ascii_digits(year[:2] + digits)
    return (full,) if "1800" <= ascii_digits(year) < full < "2100" else ()


def _common_year(value: str, before: str, grammar: _Grammar) -> tuple[str, ...]:
    """The common year of a year of another calendar: 2021 for the Thai year 2564, or for 令和3年."""
    if grammar.figures.year_offset:
        return (str(int(value) + grammar.figures.year_offset),) if "2400" <= value < "2700" and len(value) == 4 else ()
    era = grammar.eras.get(before)
    return (str(era + int(value)),) if era and len(value) < 3 else ()


def knows_scales(language: str) -> bool:
    """Whether the words for a thousand, a million and so on are known in a language.

    >>> knows_scales("pt-BR"), knows_scales("sw")
    (True, False)
    """
    figures = known_language(language).figures
    return bool(figures and figures.scales)


def without_scale(text: str, number: Number) -> str:
    """The value of the digits alone: what a language whose words for scales are not known seems to say.

    >>> text = "2.5 million"
    >>> without_scale(text, numbers(text, "en")[0])
    '2.5'
    """
    return numbers(text[number.start : number.end], "")[0].value


def _goes_on(between: str, figures: Figures) -> bool:
    """Whether what stands between two numbers makes them parts of one: 3亿5000万, 3억 5000만."""
    return not between or (between == " " and not figures.spaced)


def _sum(number: Number, value: str) -> str:
    return canonical(Decimal(number.value) + Decimal(value))


def runs(text: str) -> list[Number]:
    """The numbers of a text that has none of its :func:`rows`, found as quickly as they are plain.

    >>> [number.value for number in runs("Article 05, paragraph 6")]
    ['5', '6']
    """
    return [Number(*match.span(), (_digits(match[0]),)) for match in _RUN.finditer(text)]


def _times(value: str, factor: int) -> str:
    """A value multiplied; one of more digits than anything counted has stays as it is."""
    return canonical(Decimal(value) * factor) if len(value) <= _LONGEST_SCALED else value


def _short(value: str, suffix: str) -> tuple[str, ...]:
    """Second readings of ``125m``, ``5k`` and ``1980s``; the first, metres and so on, stays the likelier."""
    if suffix == "s":
        return (value[-2:],) if value.endswith("0") and len(value) == 4 else ()
    return (_times(value, 1000 if suffix == "k" else 10**6),)


def _scaled(number: Number, factor: int) -> Number:
    """The first number of a range that names its scale once: ``2 to 3 million``."""
    scaled = tuple(_times(reading, factor) for reading in number.readings)
    return Number(number.start, number.end, scaled + number.readings)


@lru_cache(maxsize=4096)
def _readings(whole: str, fraction: str | None, comma_decimal: bool, factor: int) -> tuple[str, ...]:
    """What digits, with or without separators, the digits after a decimal sign, and a scale can mean."""
    if factor != 1:
        return tuple(_times(value, factor) for value in _readings(whole, fraction, comma_decimal, 1))
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
    if not written.isascii():
        written = "".join(str(unicodedata.decimal(digit)) for digit in written)
    return written.lstrip("0") or "0"


def _decimal(whole: str, fraction: str) -> str:
    digits = f"1{fraction}" if fraction.isascii() else _digits(f"1{fraction}")  # the 1 keeps leading zeros
    digits = digits[1:].rstrip("0")
    return f"{_digits(whole)}.{digits}" if digits else _digits(whole)
