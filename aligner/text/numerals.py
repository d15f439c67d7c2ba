"""Roman and Chinese numerals, read and written: XIV, 三十六, 二〇一五, 三分之二."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_VALUES = {letter: value for value, letter in _ROMAN if len(letter) == 1}

_HAN_DIGITS = "〇一二三四五六七八九"
HAN_DIGIT = f"[{_HAN_DIGITS}○零]"
"""A Chinese numeral below ten, as a part of a regular expression."""
# A longer run is several numbers: each 亿 would add eight digits to one.
_HAN = re.compile(r"[〇零○一二两三四五六七八九十百千万亿廿卅丗卌]{1,64}(?:点[〇零一二三四五六七八九]+)?")
_HAN_FRACTION = re.compile(
    r"(?P<below>[一二两三四五六七八九十百千万]{1,64})分之(?P<above>[〇零一二两三四五六七八九十百千万亿点]{1,64})"
)
_HAN_VALUES = {char: value for value, char in enumerate(_HAN_DIGITS)} | {"零": 0, "○": 0, "两": 2}
_HAN_TENS = str.maketrans({"廿": "二十", "卅": "三十", "丗": "三十", "卌": "四十"})
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_GROUPS = {"万": 10**4, "亿": 10**8}


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral in large or small letters.

    >>> roman_value("VII"), roman_value("xiv"), roman_value("MCMXCIV")
    (7, 14, 1994)
    """
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    return sum(-value if after > value else value for value, after in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """A number as a Roman numeral in small letters.

    >>> roman(14), roman(1994)
    ('xiv', 'mcmxciv')
    """
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def han_value(numeral: str) -> str:
    """The value of a Chinese numeral, positional or with units.

    >>> [han_value(numeral) for numeral in ("三十六", "二〇一五", "十", "一百零五", "两千万", "三点五", "一万二千")]
    ['36', '2015', '10', '105', '20000000', '3.5', '12000']
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        return f"{han_value(whole)}.{''.join(str(_HAN_VALUES[char]) for char in fraction)}"
    if len(whole) > 1 and all(char in _HAN_VALUES for char in whole):
        return "".join(str(_HAN_VALUES[char]) for char in whole).lstrip("0") or "0"
    total = group = digit = 0
    for char in whole.translate(_HAN_TENS):
        if char in _HAN_VALUES:
            digit = _HAN_VALUES[char]
        elif char in _HAN_UNITS:
            group, digit = group + (digit or 1) * _HAN_UNITS[char], 0
        else:
            group += digit
            total = (total + (group or 1)) * _HAN_GROUPS[char] if group or not total else total * _HAN_GROUPS[char]
            group = digit = 0
    return str(total + group + digit)


def han(number: int) -> str:
    """A number below 100 as a Chinese numeral; a larger one digit by digit.

    >>> han(4), han(10), han(12), han(35), han(2015)
    ('四', '十', '十二', '三十五', '二〇一五')
    """
    if number >= 100:
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return head + (_HAN_DIGITS[ones] if ones or not tens else "")


def han_numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and value of each Chinese numeral; a fraction has the value ``2/3``, a percentage that of its number.

    >>> [value for _, _, value in han_numerals("第五十一条，百分之五，三分之二")]
    ['5', '2/3', '51']
    """
    in_fractions: set[int] = set()
    for match in _HAN_FRACTION.finditer(text) if "分之" in text else ():
        above, below = han_value(match["above"]), han_value(match["below"])
        in_fractions.update(range(*match.span()))
        yield match.start(), match.end(), above if below == "100" else f"{above}/{below}"
    for match in _HAN.finditer(text):
        if match.start() not in in_fractions:
            yield match.start(), match.end(), han_value(match.group())
