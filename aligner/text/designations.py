"""Names made of letters and a number, which no language translates: HFC-23, U-235, UF6, C-160."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters

from aligner.text.rows import DIGIT, Row

# The capital comes first, before it is looked at what stands before it: so it is found quickly.
_CODE = re.compile(r"([A-ZА-Я](?<![A-Za-zА-я0-9/.&-].)[A-ZА-Я]{0,4}[a-z]?)[-‑–]?(\d{1,4})(?![\d/]|[.,]\d)")
_LETTERS = ascii_letters + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ROWS: tuple[Row, ...] = ((_LETTERS, DIGIT), (_LETTERS, "-‑–", DIGIT))
"""Without one of these rows a text has no such name."""
_LATIN = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")


@dataclass(frozen=True, slots=True)
class Designation:
    """A name in a text: where it stands, its letters (those that look Latin as Latin ones) and its number."""

    start: int
    end: int
    letters: str
    number: str


def designations(text: str) -> list[Designation]:
    """The names of letters and a number, in text order; a symbol of a document is none.

    >>> [(code.letters, code.number) for code in designations("HFC-23 and UF6 on C-160, see A/66/359")]
    [('HFC', '23'), ('UF', '6'), ('C', '160')]
    >>> designations("самолет С-160")[0].letters == "C"
    True
    """
    return [Designation(*match.span(), match[1].translate(_LATIN), match[2]) for match in _CODE.finditer(text)]
