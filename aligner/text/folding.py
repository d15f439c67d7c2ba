"""Texts folded for search: what is written differently and means the same becomes equal, and keeps its place.

Equal are upper and lower case, compatibility forms (full width, ligatures, presentation forms; Unicode NFKD), composed
and decomposed letters, hyphens of every kind, apostrophes of every kind, ё and е, decimal digits of every script,
Arabic letters with and without hamza, vowel signs and tatweel, Hebrew with and without points. Latin and Greek accents
are kept as combining marks behind their letter, so that a search may ask for them or not. What is invisible (soft
hyphens, joiners, direction marks) is left out. Simplified and traditional characters are equal on request.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from functools import cache

import regex

from aligner.errors import MissingExtraError

ACCENTS = "\u0300-\u036f"
"""Combining marks that stay behind their letters, as the inside of a character class."""

_ALIKE = {
    **dict.fromkeys("‐‑‒–−﹘﹣－־֊", "-"),
    **dict.fromkeys("’‘‛ʼʻʹˈ′´`＇׳ꞌ", "'"),
    **dict.fromkeys("״″", '"'),
    "й": "й",  # a letter of its own, and so frequent that it is kept whole
    "Й": "й",
    "ё": "е",
    "Ё": "е",
    "ٱ": "ا",
    "ک": "ك",
    "ی": "ي",
    "ـ": "",  # tatweel
}
# Signs of Arabic and Hebrew that are written or not, the hamza on a letter among them.
_OPTIONAL = regex.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05c7]")
_MARK = regex.compile(r"\p{M}")
_DECOMPOSED = "и\u0306"
_ACCENT = regex.compile(f"[{ACCENTS}]+")


class _Table(dict[int, str]):
    """Code point to its folded form, filled as characters are met."""

    def __init__(self, simplified: Callable[[str], str]) -> None:
        super().__init__()
        self._simplified = simplified

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, character: str) -> str:
        if character in _ALIKE:
            return _ALIKE[character]
        if "\uff01" <= character <= "\uff65" and not character.isalnum():
            return character  # the punctuation of Chinese, which is no variant of another
        if unicodedata.category(character) == "Cf":
            return ""
        if (digit := unicodedata.decimal(character, None)) is not None:
            return str(digit)
        decomposed = unicodedata.normalize("NFKD", self._simplified(character)).casefold()
        again = "".join(_ALIKE.get(piece, piece) for piece in unicodedata.normalize("NFKD", decomposed))
        return _OPTIONAL.sub("", again)


@cache
def _table(*, variants: bool) -> _Table:
    if not variants:
        return _Table(lambda character: character)
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise MissingExtraError("find simplified characters by traditional ones (opencc)", "wording") from error
    return _Table(OpenCC("t2s").convert)


_BLOCKS = ((0x80, 0x780), (0x900, 0xE80), (0x2000, 0x2070), (0x3000, 0x3100), (0xFF00, 0xFFF0))
"""The blocks of Unicode whose characters are tried one by one: Latin to Arabic, India and Thailand, punctuation, kana."""
_ELSEWHERE = r"\u0780-\u08ff\u0e80-\u1fff\u2070-\u2fff\u3100-\u33ff\ua000-\ufeff\ufff0-\uffff\U00010000-\U0010ffff"
"""All others, apart from ideographs, which folding leaves alone."""


@cache
def _special() -> re.Pattern[str]:
    """The characters that folding may change beyond their case."""
    table = _table(variants=False)
    codes = itertools.chain.from_iterable(range(*block) for block in _BLOCKS)
    changed = "".join(f"\\u{code:04x}" for code in codes if table[code] != chr(code))
    return re.compile(f"[{changed}{_ELSEWHERE}]")


class FoldedText:
    """A text folded, which knows where each part of it comes from.

    Args:
        origin: the text.
        variants: whether traditional Chinese characters become simplified ones (extra ``wording``).

    Attributes:
        text: the folded text.

    >>> folded = FoldedText("Ещё о ﬁnance; لمّا")
    >>> folded.text
    'еще о finance; لما'
    >>> folded.origin(15, 18), FoldedText("co‑op").text
    ((14, 18), 'co-op')
    """

    def __init__(self, origin: str, *, variants: bool = False) -> None:
        self._origin = origin
        self._table = _table(variants=variants)
        self._starts: list[int] | None = None
        self.text = origin.lower()
        # Most texts have nothing special in them, and lower case is all there is to it.
        self._is_plain = origin.isascii() or (
            not variants and len(self.text) == len(origin) and not _special().search(self.text)
        )
        if not self._is_plain:
            self.text = origin.translate(self._table)

    @property
    def is_plain(self) -> bool:
        """Whether folding changed nothing but the case, so that the places are the same."""
        return self._is_plain

    @classmethod
    def as_folded(cls, text: str) -> FoldedText:
        """A text that is folded already."""
        folded = cls("")
        folded._origin = folded.text = text
        folded._is_plain = True
        return folded

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text is in the text itself, with the marks on its last letter."""
        text = self._origin
        if self._is_plain:
            return start, end
        if self._starts is None:
            self._starts = []
            for place, character in enumerate(text):
                self._starts += [place] * len(self._table[ord(character)])
        first, last = self._starts[start], self._starts[end - 1] + 1
        while last < len(text) and _MARK.match(text[last]):
            last += 1
        return first, last


def fold(text: str, *, variants: bool = False) -> str:
    """The folded form of a text, accents and all.

    >>> fold("Secretary‐General’s ＵＮ")
    "secretary-general's un"
    """
    return FoldedText(text, variants=variants).text


def has_accents(folded: str) -> bool:
    """Whether a folded text has a combining accent."""
    return not folded.isascii() and bool(_ACCENT.search(folded))


def bare(folded: str) -> str:
    """A folded text without its accents: what an index is asked for.

    >>> bare(fold("naïve"))
    'naive'
    """
    return folded if folded.isascii() else _ACCENT.sub("", folded.replace(_DECOMPOSED, "й"))
