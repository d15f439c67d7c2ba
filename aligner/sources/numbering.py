"""Numbers that a list makes by itself: ``c)``, ``iv.``, ``(三)``; how Word and browsers count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aligner.text.numerals import han, roman

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # the letters that number a list; ё, й, ъ, ы, ь do not


def alphabetic(number: int, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Word's way: after z comes aa, then bb.

    >>> alphabetic(3), alphabetic(28)
    ('c', 'bb')
    """
    rounds, place = divmod(number - 1, len(letters))
    return letters[place] * min(rounds + 1, 20)


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
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "japaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "ideographDigital": han,
    "none": lambda _: "",
}
"""Number formats of WordprocessingML (ECMA-376 part 1, 17.18.59) that official documents use."""
