"""Traits of texts: what tells cheaply that a rule has nothing to say of a text, found in a thousand texts at once.

A trait is a bit. A text that lacks it has nothing of its kind for sure; one that has it may have something, which the
rule then looks for with care. So a rule names the traits without any of which it is silent (``Rule.needs``), and is
called for no other unit. All texts of a window are looked at as one array of characters, so that no step of this costs
more than a few nanoseconds a character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from aligner.languages import PUNCTUATION, SCRIPTS
from aligner.languages import language as known_language
from aligner.mentions import negation, numbers
from aligner.mentions.rows import DIGIT, OUTSIDE, Row

if TYPE_CHECKING:
    import numpy.typing as npt

    _Bits = npt.NDArray[np.uint32]

DIGITS = 1 << 0
"""A decimal digit."""
FOREIGN = 1 << 1
"""A letter of a script that is not the text's own, or a symbol beside such letters."""
UNUSUAL = 1 << 2
"""A character that is no letter of the text's script, no digit and no ordinary punctuation."""
SPACING = 1 << 3
"""A space before a space or a mark."""
ODD_SPACES = 1 << 4
"""A space that is not plain, or any in a language that writes without."""
EDGES = 1 << 5
"""A space at the beginning or the end."""
BRACKETS = 1 << 6
"""A bracket."""
QUOTES = 1 << 7
"""A quotation mark."""
REFERENCES = 1 << 8
"""A character that every document symbol and number of a resolution has."""
ADDRESSES = 1 << 9
"""The beginning of a web address, or what every mail address has."""
WRONG_WIDTH = 1 << 10
"""A half-width mark between Chinese characters, or a full-width one in a language that does not use them."""
MANIFOLD = 1 << 11
"""A number that may be more than a run of digits: separators, a scale, digits of another script."""
NEGATION = 1 << 12
"""The beginning of a word that plainly negates."""
DOUBLED = 1 << 13
"""Two words in a row of the same length, first and last letter, or the same small Chinese word twice."""
LABELS = 1 << 14
"""What may be the label of a list item at the head."""
ENDINGS = 1 << 15
"""Languages that end with different kinds of characters; of a unit."""
GAPS = 1 << 16
"""A language too few or too many; of a unit."""
SAME = 1 << 17
"""Two languages with the same text; of a unit."""
PHRASES = 1 << 18
"""Aligned phrases, or words listed as without counterpart; of a unit."""

# What is asked of characters at certain places only: within, at the head, at the end.
_BLANK, _LABEL_MARK, _LABEL_DIGIT, _BOUND = 1 << 19, 1 << 20, 1 << 21, 1 << 22
END_UNSURE, _END_LETTER = 1 << 23, 1 << 24
_MARKS = list(dict.fromkeys(PUNCTUATION.values()))
_END_MARKS = {char: _END_LETTER << (1 + _MARKS.index(mark)) for char, mark in PUNCTUATION.items()}
ENDS = END_UNSURE | _END_LETTER | sum(set(_END_MARKS.values()))
"""What a text ends with: one of these bits, :data:`END_UNSURE` where only a closer look tells."""
_PLACED = _BLANK | _LABEL_MARK | _LABEL_DIGIT | _BOUND | ENDS
_HEAD = 12
"""Characters at the head of a text in which a label ends."""

_PLANE = "".join(map(chr, range(0x10000)))
"""All characters of the first plane."""
_BEYOND = len(_PLANE)
"""The place in the tables of all characters beyond the first plane: any of them may be anything."""
_USUAL = frozenset(
    "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩ \u00a0.,;:!()[]/-–—'\"’“”«»…%$+*=#@_<>|№§°，。；：！？、（）《》“”‘’"
)
_COMPATIBILITY = "\u2e80-\u2fdf\uf900-\ufb06"
_OF_CHARACTER = {
    BRACKETS: "()[]{}（）［］【】〔〕",
    QUOTES: '<>“”„«»"＂「」『』',
    REFERENCES: "/(",
    ADDRESSES: "@",
    ODD_SPACES: "\t\n\r\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2028\u2029\u205f\u3000",
    _LABEL_MARK: ")）.、",
    _BOUND: ".,;:!?)»”\"'",
}
_FULL_WIDTH = "，。；：！？、（）【】《》「」"
_DOUBLED_CHINESE = np.array([ord(char) for char in "的了在和及与对于"], np.uint32)
_HAN = "".join(map(chr, range(0x4E00, 0xA000)))
_SPACE = " \u00a0"
_LATIN_1 = "".join(map(chr, range(0xC0, 0x100)))
_LATE = "".join(map(chr, range(0x80, 0xC0))) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї"
"""What the second byte of a character becomes when it is read in a code page of one byte."""
_ROWS: tuple[tuple[int, Row], ...] = (
    # Characters that were lost may have become letters of the text's own script.
    (UNUSUAL, ("锟", "斤", "拷")),
    (UNUSUAL, ("ÃÐÑ", _LATE)),
    (UNUSUAL, ("РС", _LATE, "РС", _LATE)),
    (UNUSUAL, (_LATIN_1,) * 4),
    (SPACING, (_SPACE, _SPACE + ",.;:!?，。；：！？、")),
    (ADDRESSES, (":", "/", "/")),
    (ADDRESSES, ("w", "w", "w", ".")),
)
_LONGEST, _MOST = 4, 16


def traits(texts: Sequence[str], tag: str) -> list[int]:
    """The traits of texts of one language, none of them empty.

    >>> [bool(found & NEGATION) for found in traits(["They shall", "They shall not"], "en")]
    [False, True]
    """
    if not texts:
        return []
    sieve = _sieve(tag)
    # One character that is none before each text, and some after the last.
    written = "\0" + "\0".join(texts) + "\0" * _LONGEST
    codes = np.frombuffer(written.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    after = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1)
    before = np.concatenate(([0], after[:-1]))
    edges = np.concatenate((before, np.arange(after[-1], len(codes))))
    bits = sieve.characters.take(codes, mode="clip")
    bits[edges] = _BLANK | _BOUND
    bits[_doubled(codes, bits, before, tag)] |= DOUBLED
    found = np.bitwise_or.reduceat(bits, before) & ~np.uint32(_PLACED)
    places = sieve.places.take(codes, mode="clip")
    places[edges] = sieve.edge
    rows = np.bitwise_or.reduceat(_in_a_row(places), before)
    for number, (trait, _) in enumerate(sieve.rows):
        found[rows >> np.uint64(number) & np.uint64(1) != 0] |= trait
    first, last = bits[before + 1], bits[after - 1]
    found[(first | last) & _BLANK != 0] |= EDGES
    head = bits[np.minimum(before[:, None] + np.arange(1, 1 + _HEAD), after[:, None] - 1)]
    found[(first & _LABEL_DIGIT) | (np.bitwise_or.reduce(head, axis=1) & _LABEL_MARK) != 0] |= LABELS
    found |= last & ENDS
    result: list[int] = found.tolist()
    return result


def _in_a_row(places: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Where each row of characters begins: its first place fits here, the second fits what comes next, and so on."""
    size = len(places) - _LONGEST + 1
    found = places[:size].copy()
    for place in range(1, _LONGEST):
        found &= places[place : size + place] >> np.uint64(_MOST * place)
    return found


def _doubled(codes: _Bits, bits: _Bits, before: npt.NDArray[np.intp], tag: str) -> npt.NDArray[np.intp]:
    """Where a word stands that the one before it may repeat, as far as its first letter, its last and its length tell."""
    if tag.startswith("zh"):
        again: npt.NDArray[np.intp] = np.flatnonzero(codes[1:] == codes[:-1]) + 1
        return again[np.isin(codes[again], _DOUBLED_CHINESE)]
    blank = bits & _BLANK != 0
    turns = np.flatnonzero(blank[1:] != blank[:-1]) + 1
    starts, ends = turns[::2], turns[1::2]  # the first character and the last are edges
    folded = _folded()
    first = folded.take(codes[starts], mode="clip")
    alike = np.flatnonzero(first[1:] == first[:-1])
    again = starts[alike + 1]
    end = np.minimum(again + (ends - starts)[alike], len(bits) - 1)
    last = folded.take(codes[ends[alike] - 1], mode="clip") == folded.take(codes[end - 1], mode="clip")
    of_one_text = np.searchsorted(before, starts[alike]) == np.searchsorted(before, end)
    doubled: npt.NDArray[np.intp] = again[last & of_one_text & (bits[end] & _BOUND != 0)]
    return doubled


@cache
def _folded() -> _Bits:
    """Characters to their small letter."""
    # Small İ is two characters, and which σ is small Σ depends on its place.
    small = _PLANE.replace("İ", "i").replace("Σ", "σ").replace("ς", "σ").lower() + chr(_BEYOND)
    return np.frombuffer(small.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@dataclass(frozen=True, slots=True)
class _Sieve:
    """What characters tell in one language.

    Attributes:
        characters: from a character to its bits.
        rows: traits that are rows of characters.
        places: from a character to the rows and places in them that it fits: first places in the lowest bits.
        edge: the same for the edge of a text.
    """

    characters: _Bits
    rows: tuple[tuple[int, Row], ...]
    places: npt.NDArray[np.uint64]
    edge: np.uint64


@lru_cache(maxsize=64)
def _sieve(tag: str) -> _Sieve:
    known = known_language(tag)
    characters = _plain_characters().copy()
    ranges = "".join(SCRIPTS[code] for code in known.scripts) + known.joiner
    own = np.zeros(_BEYOND + 1, bool)
    for run in re.finditer(f"[{ranges}]+", _PLANE) if ranges else ():
        own[run.start() : run.end()] = True
    for run in re.finditer(f"[{_COMPATIBILITY}]+", _PLANE):
        own[run.start() : run.end()] = False  # letters that look like others are to be seen
    characters |= np.where(own, np.uint32(0), _of_others())
    rows = [*_ROWS, *((MANIFOLD, row) for row in numbers.rows(tag))]
    rows += ((NEGATION, row) for row in negation.ROWS.get(tag[:2], ()))
    if known.joiner == "":
        rows.append((WRONG_WIDTH, (_HAN, ",;:?!", _HAN)))
        rows.append((ODD_SPACES, (_HAN + "，。；：、！？”）》", _SPACE, _HAN + _SPACE + "“（《")))
    else:
        characters[[ord(char) for char in _FULL_WIDTH]] |= WRONG_WIDTH
    if tag[:2] in negation.languages() and tag[:2] not in negation.ROWS:
        characters |= NEGATION
    places, edge = np.zeros(_BEYOND + 1, np.uint64), 0
    for number, (_, row) in enumerate(rows):
        for place, wanted in enumerate(row + ("",) * (_LONGEST - len(row))):
            bit = 1 << (number + _MOST * place)
            fits = _fitting(wanted)
            places[fits] |= np.uint64(bit)
            edge |= bit if not wanted or OUTSIDE in wanted else 0
    return _Sieve(characters, tuple(rows), places, np.uint64(edge))


@cache
def _plain_characters() -> _Bits:
    """What characters tell in any language."""
    bits = np.zeros(_BEYOND + 1, np.uint32)
    for trait, chars in _OF_CHARACTER.items():
        bits[[ord(char) for char in chars]] |= trait
    for trait, is_so in ((_BLANK | _BOUND, str.isspace), (_LABEL_DIGIT, str.isdigit)):
        bits[:_BEYOND][_are(is_so)] |= trait
    ends = np.where(_are(str.isalpha), _END_LETTER, END_UNSURE).astype(np.uint32)
    for char, end in _END_MARKS.items():
        ends[ord(char)] = end
    bits[:_BEYOND] |= ends
    decimals = np.flatnonzero(_are(str.isdecimal))
    bits[decimals[decimals > ord("9")]] |= MANIFOLD
    bits[ord("İ")] |= DOUBLED  # its small letter is two characters
    bits[_BEYOND] = DIGITS | MANIFOLD | FOREIGN | UNUSUAL | _LABEL_DIGIT | END_UNSURE
    return bits


@cache
def _of_others() -> _Bits:
    """What characters tell that are no letters of the language."""
    bits = np.full(_BEYOND + 1, UNUSUAL, np.uint32)
    bits[:_BEYOND][_are(str.isalpha)] |= FOREIGN
    bits[0x2E80:0x2FE0] |= FOREIGN
    bits[[ord(char) for char in _USUAL]] = 0
    bits[:_BEYOND][_are(str.isdecimal)] |= DIGITS
    return bits


@cache
def _are(is_so: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """Of which characters something is so."""
    return np.fromiter(map(is_so, _PLANE), bool, _BEYOND)


def _fitting(wanted: str) -> npt.NDArray[np.intp]:
    """The characters, large or small, that fit a place in a row; all of them where nothing is wanted."""
    if not wanted:
        return np.arange(_BEYOND + 1)
    fits = np.frombuffer((wanted + wanted.upper()).encode("utf-32-le"), dtype="<u4").astype(np.intp)
    if OUTSIDE in wanted:
        fits = np.concatenate((fits, _outside()))
    if DIGIT in wanted:
        fits = np.concatenate((fits, np.flatnonzero(_are(str.isdecimal)), [_BEYOND]))
    return fits


@cache
def _outside() -> npt.NDArray[np.intp]:
    """The characters between which words stand; İ is among them, as a part of its small letter is."""
    outside = np.append(~_are(str.isalnum), True)
    outside[ord("_")], outside[ord("İ")] = False, True
    return np.flatnonzero(outside)
