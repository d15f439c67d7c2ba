"""Numbers that a list makes by itself: ``c)``, ``iv.``, ``(三)``; how Word and browsers count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # the letters that number a list; ё, й, ъ, ы, ь do not
_CHINESE = "〇一二三四五六七八九"


def roman(number: int) -> str:
    """A Roman numeral in small letters.

    >>> roman(1994)
    'mcmxciv'
    """
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def alphabetic(number: int, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Word's way: after z comes aa, then bb.

    >>> alphabetic(3), alphabetic(28)
    ('c', 'bb')
    """
    rounds, place = divmod(number - 1, len(letters))
    return letters[place] * min(rounds + 1, 20)


def chinese(number: int) -> str:
    """A Chinese numeral below 100 in words, digit by digit above.

    >>> chinese(4), chinese(10), chinese(12), chinese(20), chinese(35)
    ('四', '十', '十二', '二十', '三十五')
    """
    tens, ones = divmod(number, 10)
    if number >= 100:
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones or not tens else "")


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "lowerLetter": alphabetic,
    "upperLetter": lambda number: alphabetic(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "russianLower": lambda number: alphabetic(number, _RUSSIAN),
    "russianUpper": lambda number: alphabetic(number, _RUSSIAN).upper(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese,
    "none": lambda _: "",
}
"""Number formats of WordprocessingML (ECMA-376 part 1, 17.18.59) that official documents use."""
