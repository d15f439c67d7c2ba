"""Chinese numerals: 三十六, 二〇一五, 三分之二, 百分之五."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMERAL = re.compile(r"[〇零○一二两三四五六七八九十百千万亿廿]+(?:点[〇零一二三四五六七八九]+)?")
_FRACTION = re.compile(
    r"(?P<below>[一二两三四五六七八九十百千万]+)分之(?P<above>[〇零一二两三四五六七八九十百千万亿点]+)"
)
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}


def value_of(numeral: str) -> str:
    """The value of a numeral, positional or with units.

    >>> [value_of(numeral) for numeral in ("三十六", "二〇一五", "十", "一百零五", "两千万", "三点五", "一万二千")]
    ['36', '2015', '10', '105', '20000000', '3.5', '12000']
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        return f"{value_of(whole)}.{''.join(str(_DIGITS[char]) for char in fraction)}"
    if len(whole) > 1 and all(char in _DIGITS for char in whole):
        return str(int("".join(str(_DIGITS[char]) for char in whole)))
    total = group = digit = 0
    for char in whole.replace("廿", "二十"):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            group, digit = group + (digit or 1) * _UNITS[char], 0
        else:
            group += digit
            total, group, digit = (
                (total + (group or 1)) * _GROUPS[char] if group or not total else total * _GROUPS[char],
                0,
                0,
            )
    return str(total + group + digit)


def numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and value of each numeral; a fraction has the value ``2/3``, a percentage that of its number.

    >>> [value for _, _, value in numerals("第五十一条，百分之五，三分之二")]
    ['5', '2/3', '51']
    """
    taken: set[int] = set()
    for match in _FRACTION.finditer(text) if "分之" in text else ():
        above, below = value_of(match["above"]), value_of(match["below"])
        taken.update(range(*match.span()))
        yield match.start(), match.end(), above if below == "100" else f"{above}/{below}"
    for match in NUMERAL.finditer(text):
        if match.start() not in taken:
            yield match.start(), match.end(), value_of(match.group())
