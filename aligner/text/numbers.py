"""Numbers written in digits: separators by locale, scales such as million and 亿, ranges that share a scale.

A value is a canonical decimal string (``24500000``, ``0.5``), so that values of different languages compare. Some
writings can be read in two ways (``1,234`` is 1234 in English and 1.234 in Russian, unless its author thought
otherwise): such a number has both readings, the one of its language first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aligner.text.rows import DIGIT, OUTSIDE, Row

_COMMA_TAGS = (
    "ar az be bg bs ca cs da de el es et eu fi fr gl hr hu id is it ka kk lt "
    "lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk vi"
)
COMMA_DECIMAL = frozenset(_COMMA_TAGS.split())
"""Languages whose decimal sign is the comma."""

_SPACE = " \u00a0\u2009\u202f"
# A digit comes first: the regular expression engine finds the next one far quicker than it tries a group everywhere.
# What follows looks ahead first, as most numbers have neither separators nor a scale.
_DIGITS = rf"""
    (\d(?:
      (?=\d{{0,2}}[{_SPACE}'’,.٬]\d{{3}})
      (?: \d{{0,2}}(?:[{_SPACE}'’٬]\d{{3}})+(?!\d)
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
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12},
    "es": {"mil millones": 9, "mil": 3, "millón": 6, "millones": 6, "billones": 12, "billón": 12},
    "ar": {"ألف": 3, "آلاف": 3, "مليون": 6, "ملايين": 6, "مليار": 9, "بليون": 9, "بلايين": 9},
    "zh": {
        "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3,
        "萬億": 12, "千億": 11, "百億": 10, "十億": 9, "億": 8, "千萬": 7, "百萬": 6, "十萬": 5, "萬": 4,
    },
    "ja": {"兆": 12, "千億": 11, "百億": 10, "十億": 9, "億": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3},
    # 조 is an article as well (제12조): it is a scale before money only.
    "ko": {
        "조 원": 12, "조원": 12, "조 달러": 12, "조달러": 12, "천억": 11, "백억": 10, "십억": 9, "억": 8, "천만": 7,
        "백만": 6, "십만": 5, "만": 4, "천": 3,
    },
    "de": {
        "tausend": 3, "tsd.": 3, "tsd": 3, "million": 6, "millionen": 6, "mio.": 6, "mio": 6, "milliarde": 9,
        "milliarden": 9, "mrd.": 9, "mrd": 9, "billion": 12, "billionen": 12,
    },
    "it": {"mila": 3, "mille": 3, "milione": 6, "milioni": 6, "mln": 6, "miliardo": 9, "miliardi": 9, "mld": 9},
    "pt": {
        "mil": 3, "milhão": 6, "milhões": 6, "mil milhões": 9, "bilhão": 9, "bilhões": 9, "bilião": 12, "biliões": 12,
        "trilhão": 12, "trilhões": 12,
    },
    "nl": {"duizend": 3, "miljoen": 6, "mln.": 6, "mln": 6, "miljard": 9, "mrd.": 9, "mrd": 9, "biljoen": 12},
    "pl": {
        "tys.": 3, "tys": 3, "tysiące": 3, "tysięcy": 3, "mln": 6, "milion": 6, "miliony": 6, "milionów": 6, "mld": 9,
        "miliard": 9, "miliardy": 9, "miliardów": 9, "bln": 12, "bilion": 12, "biliony": 12, "bilionów": 12,
    },
    "uk": {
        "тис.": 3, "тис": 3, "тисяч": 3, "тисячі": 3, "млн.": 6, "млн": 6, "мільйон": 6, "мільйона": 6, "мільйони": 6,
        "мільйонів": 6, "млрд.": 9, "млрд": 9, "мільярд": 9, "мільярда": 9, "мільярди": 9, "мільярдів": 9,
    },
    "tr": {"bin": 3, "milyon": 6, "milyar": 9, "trilyon": 12},
    "vi": {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "th": {"พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6, "พันล้าน": 9, "ล้านล้าน": 12},
    "he": {"אלף": 3, "אלפים": 3, "מיליון": 6, "מיליוני": 6, "מיליארד": 9},
    "hi": {"हज़ार": 3, "हजार": 3, "लाख": 5, "मिलियन": 6, "करोड़": 7, "अरब": 9, "बिलियन": 9},
}  # fmt: skip
_FACTORS = {language: {word: 10**power for word, power in scales.items()} for language, scales in _SCALES.items()}
_MYRIADS = frozenset({"zh", "ja", "ko"})
"""Languages that count in ten thousands, and write a number in several parts: 3亿5000万."""


_BETWEEN = {"zh": "多余几", "ja": "数余"}
"""Characters that may stand between digits and scale."""
_ENDS = {
    "zh": "(?![克米瓦赫兆卡])",
    "ja": "",  # counters and particles follow without a space
    "ko": "",
    "th": "",
    "hi": "(?![\u0900-\u0963])",  # signs of vowels are no part of \\w
}


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    """A number: its digits, those after the decimal sign, its scale, and the letter of a short one."""
    words = sorted(_SCALES.get(language, ()), key=len, reverse=True)
    before = f"[{_BETWEEN[language]}]?" if language in _BETWEEN else ""
    end = _ENDS.get(language, r"(?!\w)|(?<=н)(?=\w)")
    scale = r"(\Z\A)"
    if words:
        firsts = "".join(sorted({word[0] for word in words}, reverse=True))  # a hyphen last
        before = f"[)]?{'' if language in {'ja', 'ko'} else f'[{_SPACE}]?'}{before}"
        scale = rf"(?i:(?={before}[{firsts}]){before}({'|'.join(map(re.escape, words))})(?:{end}))"
    short = r"([mks])(?![^\W_])" if language == "en" else r"(\Z\A)"
    return re.compile(rf"{_DIGITS}(?:{scale}|{short})?", re.VERBOSE)


# Arabic, Persian, Devanagari, Bengali, Thai and full-width digits.
_ASCII_DIGITS = {
    zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for value in range(10)
}
_OTHER_DIGIT = re.compile(f"[{''.join(map(chr, _ASCII_DIGITS))}]")
_RUN = re.compile("[0-9]+")
_RANGE = re.compile(rf"[{_SPACE}]?(?:-|–|—|to|and|or|до|и|или|至|到|和|或|à|et|ou|a|y|o|إلى|و)[{_SPACE}]?\Z")


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows every number of a text is a run of digits, with nothing else to it."""
    base = language[:2]
    found: list[Row] = [(DIGIT, _SPACE + "'’.,٫٬", DIGIT)]
    if base == "en":
        found.append((DIGIT, "mks", OUTSIDE + "_"))
    if base == "th":
        found.append(("2๒", "456๔๕๖", DIGIT, DIGIT))  # a year
    elif base == "ja":
        found.append(("".join(era[-1] for era in _ERAS), DIGIT))
    if words := [*_SCALES.get(base, ()), *_BETWEEN.get(base, "")]:
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
    base = language[:2]
    comma_decimal = base in COMMA_DECIMAL
    found: list[Number] = []
    factors: list[int] = []
    for match in _pattern(base).finditer(text):
        whole, fraction, scale, short = match.groups()
        (start, end), factor = match.span(), 1
        if scale:
            factor = _FACTORS[base][scale.casefold().replace("\u0307", "")]  # small İ is two characters
            if found and factors[-1] == 1 and _RANGE.match(text[found[-1].end : start]):
                found[-1] = _scaled(found[-1], factor)
        readings = _readings(whole, fraction, comma_decimal, factor)
        if base in _CALENDARS and not fraction:
            readings += _CALENDARS[base](text, start, readings[0])
        if short:
            end -= 1
            readings += _short(readings[0], short)
        if base in _MYRIADS and found and factors[-1] >= 10**4 and _goes_on(text[found[-1].end : start], base):
            larger = found[-1]
            if Decimal(readings[0]) < factors[-1]:
                del found[-1], factors[-1]
                start, readings = larger.start, (_sum(larger, readings[0]), *larger.readings, *readings)
        found.append(Number(start, end, readings))
        factors.append(factor)
    return found


def _buddhist(_text: str, _start: int, value: str) -> tuple[str, ...]:
    """The common year of a Thai year: 2564 is 2021."""
    return (str(int(value) - 543),) if "2400" <= value < "2700" and len(value) == 4 else ()


def _japanese(text: str, start: int, value: str) -> tuple[str, ...]:
    """The common year of a year of an emperor: 令和3年 is 2021."""
    era = _ERAS.get(text[max(0, start - 2) : start])
    return (str(era + int(value)),) if era and len(value) < 3 else ()


_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""Reigns of Japan, with the year before their first."""
_CALENDARS: Mapping[str, Callable[[str, int, str], tuple[str, ...]]] = {"th": _buddhist, "ja": _japanese}


def knows_scales(language: str) -> bool:
    """Whether the words for a thousand, a million and so on are known in a language.

    >>> knows_scales("pt-BR"), knows_scales("sw")
    (True, False)
    """
    return language[:2] in _SCALES


def without_scale(text: str, number: Number) -> str:
    """The value of the digits alone: what a language whose words for scales are not known seems to say.

    >>> text = "2.5 million"
    >>> without_scale(text, numbers(text, "en")[0])
    '2.5'
    """
    return numbers(text[number.start : number.end], "")[0].value


def _goes_on(between: str, language: str) -> bool:
    """Whether what stands between two numbers makes them parts of one: 3亿5000万, 3억 5000만."""
    return not between or (between == " " and language == "ko")


def _sum(number: Number, value: str) -> str:
    return canonical(Decimal(number.value) + Decimal(value))


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
