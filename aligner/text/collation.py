"""Words in the order a reader expects: é beside e, capitals beside small letters, Chinese by pinyin.

The order is that of the root of the Unicode Collation Algorithm (Unicode Technical Standard 10) in its three levels:
letters, then accents, then case; languages that sort single letters otherwise (ñ, å) are not told apart. Common Chinese
characters come in the order of GB 2312, which is that of their pinyin; rarer ones follow by radical.
"""

from __future__ import annotations

import unicodedata

import regex

from aligner.text.folding import ACCENTS, bare, fold

SortKey = tuple[tuple[tuple[int, bytes], ...], str, str]
_ACCENT = regex.compile(f"[{ACCENTS}]")


def sort_key(text: str) -> SortKey:
    """The key of a text for :func:`sorted`.

    >>> sorted(["zèle", "été", "Étude", "etc", "État", "fait"], key=sort_key)
    ['État', 'etc', 'été', 'Étude', 'fait', 'zèle']
    >>> sorted(["网络", "安全", "国家", "Ab"], key=sort_key)
    ['Ab', '安全', '国家', '网络']
    """
    folded = fold(text)
    letters = tuple(_letter(letter) for letter in bare(folded) if letter.isalnum() or letter.isspace())
    return letters, folded, text.swapcase()


def _letter(letter: str) -> tuple[int, bytes]:
    """A letter as its script's place and its own; characters of GB 2312's first level go before all others."""
    if not unicodedata.name(letter, "").startswith("CJK"):
        return 0, letter.encode("utf-32-be", "surrogatepass")
    try:
        return 1, letter.encode("gb2312")
    except UnicodeEncodeError:
        return 2, letter.encode("utf-32-be", "surrogatepass")
