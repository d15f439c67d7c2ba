"""Document symbols, resolution numbers and articles: what one legal text says of another.

Symbols are the same in all languages (`United Nations document symbols
<https://research.un.org/en/docs/symbols>`_); articles have numbers in the numerals of each language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase, digits

from aligner.text.numbers import ascii_digits
from aligner.text.rows import DIGIT, Row
from aligner.text.spans import SpanSet

# The first character comes first, before it is looked at what stands before it: so it is found quickly.
_SYMBOL = re.compile(
    r"[A-ZАСЕ](?<![A-Za-zА-я0-9/.].)(?=[A-Za-zАСЕ0-9./()-]*\d)[A-Z]{0,7}(?:/[A-Z0-9][A-Za-z0-9]*(?:[.-](?![A-Z][a-z]{3})[A-Za-z0-9]+)*(?:\([IVX0-9A-Z]+\))?)+"
)
_RESOLUTION = re.compile(r"(\d(?<![A-Za-zА-я0-9/.,].)\d{0,2})/(\d{1,3})(?:[ \u00a0]?([A-Z])(?![\w.]))?(?![\d/])")
_DATED = re.compile(r"(\d(?<![\d.,/].)(?<!\d[ \u00a0].)\d{2,3})\s?\(((?:19|20)\d\d|[IVXL]{2,7})\)")
_YEARS = "12١٢۱۲१२１２IVXL"
ROWS: tuple[Row, ...] = (
    (ascii_uppercase + "АСЕ", "/", ascii_uppercase + digits),
    (DIGIT, "/", DIGIT),
    (DIGIT, "(", _YEARS),
    (DIGIT, "", "(", _YEARS),
)
"""Without one of these rows a text has no reference."""
_LATIN = str.maketrans("АСЕВТМНК", "ACEBTMHK")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a text: where it stands and, in one form for all languages, what to."""

    start: int
    end: int
    value: str


def symbols(text: str) -> list[Reference]:
    """Document symbols and numbers of resolutions, ``64/211`` and ``1540 (2004)``, in text order.

    >>> [reference.value for reference in symbols("第64/211号决议和A/66/359号文件")]
    ['64/211', 'A/66/359']
    >>> [reference.value for reference in symbols("القرار ٦٤/٢١١ والقرار ١٣٧٣ (٢٠٠١)")]
    ['64/211', '1373 (2001)']
    >>> [reference.value for reference in symbols("see A/RES/64/211, and/or 3.")]
    ['A/RES/64/211']
    """
    references = []
    text = ascii_digits(text)
    if "(" in text:
        references += [
            Reference(match.start(), match.end(), f"{match[1]} ({match[2]})") for match in _DATED.finditer(text)
        ]
    if "/" not in text:
        return references
    references += [
        Reference(match.start(), match.end(), match.group().translate(_LATIN)) for match in _SYMBOL.finditer(text)
    ]
    symbols = SpanSet((reference.start, reference.end) for reference in references)
    references += (
        Reference(match.start(), match.end(), f"{match[1]}/{match[2]}{match[3] or ''}")
        for match in _RESOLUTION.finditer(text)
        if not symbols.hold(match.start())
    )
    return sorted(references, key=lambda reference: reference.start)
