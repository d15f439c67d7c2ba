"""Differences that are typography and not wording, each by name: a report says which it folded, and folds no other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from aligner.text.scripts import is_unspaced


class Fold(StrEnum):
    """A kind of difference that no reader would call another wording."""

    QUOTES = "quotation marks"
    """Curly, low, straight or angle quotation marks and apostrophes."""
    SPACES = "spaces"
    """Which kind of space and how many; in Chinese also whether there is one."""
    WIDTH = "full width"
    """Full-width and half-width forms of the same character."""
    HYPHENS = "hyphens"
    """Kinds of hyphen, and soft hyphens, which show only at line ends. Dashes are wording."""
    COMPOSITION = "composition"
    """One character, or a letter and its accent: the same text to Unicode (canonical equivalence)."""


ALL = tuple(Fold)
_DOUBLE, _SINGLE = "“”„‟«»″＂〝〞", "‘’‚‛ʼ′＇`´"
_QUOTES = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": None})
_WIDTHS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def folded(text: str, folds: Collection[Fold] = ALL) -> str:
    r"""The text without differences of these kinds.

    >>> folded("«Код», т.\u00a0е."), folded("（a） 第 64 号")
    ('"Код", т. е.', '(a)第64号')
    """
    if Fold.COMPOSITION in folds:
        text = unicodedata.normalize("NFC", text)
    if Fold.HYPHENS in folds:
        text = text.translate(_HYPHENS)
    if Fold.SPACES in folds:
        text = _unspaced(_SPACE.sub(" ", text))
    if Fold.QUOTES in folds:
        text = text.translate(_QUOTES)
    if Fold.WIDTH in folds:
        text = text.translate(_WIDTHS)
    return text.strip() if Fold.SPACES in folds else text


def _unspaced(text: str) -> str:
    """Without the spaces beside Chinese writing, where they mean nothing."""
    parts = text.split(" ")
    result = parts[0]
    for part in parts[1:]:
        beside = (result and is_unspaced(result[-1])) or (part and is_unspaced(part[0]))
        result += part if beside else f" {part}"
    return result


def folds_between(one: str, other: str) -> tuple[Fold, ...] | None:
    """The kinds of difference between two texts; None where their wording differs, empty where they are equal.

    >>> folds_between("States’ rights", "States' rights"), folds_between("shall", "should")
    ((<Fold.QUOTES: 'quotation marks'>,), None)
    """
    if one == other:
        return ()
    if folded(one) != folded(other):
        return None
    needed = tuple(fold for fold in ALL if not _are_equal_without(fold, one, other))
    return needed or tuple(fold for fold in ALL if folded(one, [fold]) != one or folded(other, [fold]) != other)


def _are_equal_without(fold: Fold, one: str, other: str) -> bool:
    """Whether two texts come out equal when everything is folded but one kind of difference."""
    others = [kind for kind in ALL if kind != fold]
    return folded(one, others) == folded(other, others)


def folded_in_place(text: str) -> tuple[str, list[int]]:
    """The text without typography and without spaces, and for each of its characters the place it comes from.

    >>> folded_in_place("（a） x")
    ('(a)x', [0, 1, 2, 4])
    """
    characters, places = [], []
    for place, character in enumerate(text):
        plain = character.translate(_HYPHENS).translate(_QUOTES).translate(_WIDTHS)
        if plain and not _SPACE.fullmatch(plain):
            characters.append(plain)
            places.append(place)
    return "".join(characters), places
