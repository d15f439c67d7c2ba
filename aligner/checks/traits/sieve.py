"""Finds traits: all texts of a window are looked at as one array of characters.

No step costs more than a few nanoseconds a character. What begins or ends with a digit is looked for at digits only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters
from typing import TYPE_CHECKING

import numpy as np

from aligner.checks.traits.bits import (
    ADDRESSES,
    BRACKETS,
    CODES,
    CONFUSABLE,
    DATES,
    DIGITS,
    DOUBLED,
    EDGES,
    FOREIGN,
    LABELS,
    MANIFOLD,
    MARKUP,
    NEGATION,
    OBLIGES,
    ODD_SPACES,
    PERMITS,
    QUANTITIES,
    QUOTES,
    RECOMMENDS,
    REFERENCES,
    SIGNED,
    SPACING,
    SUBDIVISIONS,
    TIMES,
    UNPAIRED,
    UNUSUAL,
    WORDED,
    WRONG_WIDTH,
)
from aligner.checks.traits.rows import BEYOND, EDGE, LONGEST, MOST, PLANE, Rows, are, codes_of
from aligner.text import (
    codes,
    dates,
    designations,
    modality,
    negation,
    number_words,
    numbers,
    quantities,
    references,
    times,
)
from aligner.text.languages import language as known_language
from aligner.text.punctuation import PUNCTUATION
from aligner.text.rows import DIGIT, OUTSIDE, Row
from aligner.text.scripts import SCRIPTS

if TYPE_CHECKING:
    import numpy.typing as npt

    _Bits = npt.NDArray[np.uint32]
    _Traits = npt.NDArray[np.uint64]
    _Places = npt.NDArray[np.intp]

# What is asked of characters at certain places only: within, at the head, at the end.
_PLAIN_SPACE, _BLANK, _LABEL_MARK, _LABEL_DIGIT, _BOUND = 1 << 15, 1 << 16, 1 << 17, 1 << 18, 1 << 19
_LATIN, _CYRILLIC, _GREEK = 1 << 20, 1 << 21, 1 << 22
_LETTERS = _LATIN | _CYRILLIC | _GREEK
END_UNSURE, _END_LETTER = 1 << 23, 1 << 24
_MARKS = list(dict.fromkeys(PUNCTUATION.values()))
_END_MARKS = {char: _END_LETTER << (1 + _MARKS.index(mark)) for char, mark in PUNCTUATION.items()}
ENDS = END_UNSURE | _END_LETTER | sum(set(_END_MARKS.values()))
"""What a text ends with: one of these bits, :data:`END_UNSURE` where only a closer look tells."""
_OF_TEXT = _PLAIN_SPACE - 1
"""The bits of a character that are traits of its text, wherever it stands."""
_HEAD = 12
"""Characters at the head of a text in which a label ends."""

_USUAL = "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩ \u00a0.,;:!()[]/-–—'\"’“”«»…%$+*=#@_<>|№§°，。；：！？、（）《》“”‘’"
_COMPATIBILITY = "\u2e80-\u2fdf\uf900-\ufb06"
_OF_CHARACTER = {
    BRACKETS: "()[]{}（）［］【】〔〕",
    QUOTES: '<>“”„«»"＂「」『』',
    ADDRESSES | MARKUP: "@",
    MARKUP: codes.MARKS,
    ODD_SPACES: "\t\n\r\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2028\u2029\u205f\u3000",
    _PLAIN_SPACE: " ",
    _LABEL_MARK: ")）.、",
    _BOUND: ".,;:!?)»”\"'",
}
_PARTNERS = ("(（", ")）"), ("[［【〔", "]］】〕"), ("{", "}")
_CLASSES = {"Latn": (_LATIN, "A-Za-z"), "Cyrl": (_CYRILLIC, "\u0400-\u052f"), "Grek": (_GREEK, "\u0370-\u03ff")}
_FULL_WIDTH = "，。；：！？、（）【】《》「」"
_DOUBLED_CHINESE = np.array([ord(char) for char in "的了在和及与对于"], np.intp)
_HAN = "".join(map(chr, range(0x4E00, 0xA000)))
_SPACE = " \u00a0"
_LATIN_1 = "".join(map(chr, range(0xC0, 0x100)))
_LATE = "".join(map(chr, range(0x80, 0xC0))) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї"
"""What the second byte of a character becomes when it is read in a code page of one byte."""
_ANYWHERE: tuple[tuple[int, Row], ...] = (
    # Characters that were lost may have become letters of the text's own script.
    (UNUSUAL, ("锟", "斤", "拷")),
    (UNUSUAL, ("ÃÐÑ", _LATE)),
    (UNUSUAL, ("РС", _LATE, "РС", _LATE)),
    (UNUSUAL, ("ÄÅ", _LATE, ascii_letters)),
    (UNUSUAL, (_LATIN_1,) * 4),
    (SPACING, (_SPACE, _SPACE + ",.;:!?，。；：！？、")),
    *((ADDRESSES | MARKUP, row) for row in codes.ADDRESS_ROWS),
    *((MARKUP, row) for row in codes.ROWS),
)
_SUBDIVISIONS: tuple[Row, ...] = (
    (DIGIT, "(", ascii_letters, ")"),
    (DIGIT, _SPACE, "(", ascii_letters),
    (DIGIT, _SPACE, ascii_letters, ")"),
    (DIGIT, ascii_letters, ")"),
    (DIGIT, _SPACE + "-", "btqsбтк", "ieuиев"),
    (DIGIT, "btqsбтк", "ieuиев"),
    (DIGIT, "ABCDEFGHАВСЕН", OUTSIDE),
)
_MANY = 50_000
"""Characters that are looked at together."""


def of_texts(texts: Sequence[str], tag: str) -> _Traits:
    """The traits of texts of one language, none of them empty.

    >>> (of_texts(["They shall", "They shall not"], "en") & NEGATION != 0).tolist()
    [False, True]
    """
    # Arrays that fit a cache, and that the allocator keeps at hand, take two thirds of the time of larger ones.
    size = max(1, len(texts) // (1 + sum(map(len, texts)) // _MANY))
    parts = [_traits(texts[first : first + size], tag) for first in range(0, len(texts), size)]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def _traits(texts: Sequence[str], tag: str) -> _Traits:
    sieve = _sieve(tag)
    # One character that is none before each text, and some after the last.
    written = "\0" + "\0".join(texts) + "\0" * LONGEST
    points = np.frombuffer(written.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    chars = np.minimum(points, BEYOND).astype(np.intp)
    after = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1)
    before = np.concatenate(([0], after[:-1]))
    chars[before] = EDGE
    chars[after[-1] :] = EDGE
    bits = sieve.characters.take(chars)
    bits[_doubled(chars, bits, before, tag)] |= DOUBLED
    bits[_confusable(bits, sieve.strange)] |= CONFUSABLE
    bits[_unpaired(chars, bits, before)] |= UNPAIRED
    traits = (np.bitwise_or.reduceat(bits, before) & _OF_TEXT).astype(np.uint64)
    for rows in sieve.anywhere:
        traits |= rows.traits(np.bitwise_or.reduceat(rows.everywhere(chars), before))
    having = np.flatnonzero(traits & DIGITS)
    if len(having):
        digits = np.flatnonzero(bits & DIGITS != 0)
        firsts = np.searchsorted(digits, before[having])
        traits_at_digits = np.zeros(len(having), np.uint64)
        for lead, groups in sieve.at_digits:
            near = chars.take(digits[:, None] + np.arange(-lead, LONGEST - lead))
            for rows in groups:
                traits_at_digits |= rows.traits(np.bitwise_or.reduceat(rows.among(near), firsts))
        traits[having] |= traits_at_digits
    first, last = bits[before + 1], bits[after - 1]
    traits[(first | last) & _BLANK != 0] |= EDGES
    head = bits[np.minimum(before[:, None] + np.arange(1, 1 + _HEAD), after[:, None] - 1)]
    traits[(first & _LABEL_DIGIT) | (np.bitwise_or.reduce(head, axis=1) & _LABEL_MARK) != 0] |= LABELS
    traits |= last & ENDS
    return traits


def _doubled(chars: _Places, bits: _Bits, before: _Places, tag: str) -> _Places:
    """Where a word stands that the one before it may repeat, as far as its first letter, its last and its length tell."""
    if tag.startswith("zh"):
        again: _Places = np.flatnonzero(chars[1:] == chars[:-1]) + 1
        return again[np.isin(chars[again], _DOUBLED_CHINESE)]
    blank = bits & _BLANK != 0
    turns = np.flatnonzero(blank[1:] != blank[:-1]) + 1
    starts, ends = turns[::2], turns[1::2]  # the first character and the last are edges
    folded = _folded()
    first = folded.take(chars.take(starts))
    alike = np.flatnonzero(first[1:] == first[:-1])
    start, again = starts[alike], starts[alike + 1]
    end = np.minimum(again + ends[alike] - start, len(bits) - 1)
    likely = folded.take(chars.take(ends[alike] - 1)) == folded.take(chars.take(end - 1))
    likely &= bits.take(end) & _BOUND != 0
    start, again, end = start[likely], again[likely], end[likely]
    doubled: _Places = again[np.searchsorted(before, start) == np.searchsorted(before, end)]
    return doubled


def _confusable(bits: _Bits, strange: int) -> _Places:
    """Where a letter stands beside one of another script, or a Latin one by itself among others."""
    places: _Places = np.flatnonzero(bits & strange != 0)
    if not len(places):
        return places
    letter, before, after = bits[places], bits[places - 1], bits[places + 1]
    mixed = (before | after) & ~letter & _LETTERS != 0
    alone = (letter & _LATIN != 0) & (before & after & _PLAIN_SPACE != 0)
    follows = (letter & _CYRILLIC != 0) & (before & _PLAIN_SPACE != 0) & (bits[places - 2] & _LATIN != 0)
    confusable: _Places = places[mixed | alone | follows]
    return confusable


def _unpaired(chars: _Places, bits: _Bits, before: _Places) -> _Places:
    """Where a bracket stands that is neither opened and closed by the next one of its text, nor closes the one before."""
    places: _Places = np.flatnonzero(bits & BRACKETS != 0)
    kinds, texts = _brackets().take(chars[places]), np.searchsorted(before, places)
    pairs = np.flatnonzero((kinds[:-1] > 0) & (kinds[:-1] == -kinds[1:]) & (texts[:-1] == texts[1:]))
    loose = np.ones(len(places), bool)
    loose[pairs] = loose[pairs + 1] = False
    return places[loose]


@cache
def _brackets() -> npt.NDArray[np.int8]:
    """Characters to the kind of bracket they open, or, below zero, close."""
    kinds = np.zeros(EDGE + 1, np.int8)
    for kind, (opening, closing) in enumerate(_PARTNERS, start=1):
        kinds[codes_of(opening)], kinds[codes_of(closing)] = kind, -kind
    return kinds


@cache
def _folded() -> _Bits:
    """Characters to their small letter."""
    # Small İ is two characters, and which σ is small Σ depends on its place.
    small = PLANE.replace("İ", "i").replace("Σ", "σ").replace("ς", "σ").lower() + chr(BEYOND) + "\0"
    return np.frombuffer(small.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@dataclass(frozen=True, slots=True)
class _Sieve:
    """What characters show in one language.

    Attributes:
        characters: from a character to its bits.
        strange: which classes of letters are to be looked at closely.
        anywhere: rows that may begin at any character.
        at_digits: a number of places before a digit, and the rows that may begin there.
    """

    characters: _Bits
    strange: int
    anywhere: tuple[Rows, ...]
    at_digits: tuple[tuple[int, list[Rows]], ...]


@lru_cache(maxsize=64)
def _sieve(tag: str) -> _Sieve:
    profile = known_language(tag)
    characters = _plain_characters().copy()
    ranges = "".join(SCRIPTS[code] for code in profile.scripts) + profile.joiner
    is_of_language = np.zeros(EDGE + 1, bool)
    for run in re.finditer(f"[{ranges}]+", PLANE) if ranges else ():
        is_of_language[run.start() : run.end()] = True
    for run in re.finditer(f"[{_COMPATIBILITY}]+", PLANE):
        is_of_language[run.start() : run.end()] = False  # letters that look like others are to be seen
    characters |= np.where(is_of_language, np.uint32(0), _of_others())
    if profile.joiner:
        characters[codes_of(_FULL_WIDTH)] |= WRONG_WIDTH
    if negation.rows(tag) is None:
        characters |= NEGATION
    anywhere: list[tuple[int, Row]] = []
    after: list[tuple[int, Row]] = []
    before: list[tuple[int, Row]] = []
    for trait, row in _rows(tag, spaced=bool(profile.joiner)):
        if row[0] == DIGIT:
            after.append((trait, row))
        elif row[-1] == DIGIT or row[-1].isdecimal():
            before.append((trait, ("",) * (LONGEST - len(row)) + row))
        else:
            anywhere.append((trait, row))
    classes = [bit for script, (bit, _) in _CLASSES.items() if script in profile.scripts]
    strange = _LETTERS if len(classes) > 1 else _LETTERS - sum(classes)
    at_digits = ((0, _grouped(after)), (LONGEST - 1, _grouped(before)))
    return _Sieve(characters, strange, tuple(_grouped(anywhere)), at_digits)


def _grouped(rows: Sequence[tuple[int, Row]]) -> list[Rows]:
    return [Rows(rows[first : first + MOST]) for first in range(0, len(rows), MOST)]


def _rows(tag: str, *, spaced: bool) -> list[tuple[int, Row]]:
    """All rows that show something about a text of a language."""
    result = list(_ANYWHERE)
    if not spaced:
        result.append((WRONG_WIDTH, (_HAN, ",;:?!", _HAN)))
        result.append((ODD_SPACES, (_HAN + "，。；：、！？”）》", _SPACE, _HAN + _SPACE + "“（《")))
    for trait, rows in (
        (NEGATION, negation.rows(tag) or ()),
        (MANIFOLD, numbers.rows(tag)),
        (DATES, dates.rows(tag)),
        (TIMES, times.rows(tag)),
        (REFERENCES, references.ROWS),
        (CODES, designations.ROWS),
        (WORDED, number_words.rows(tag)),
        (SUBDIVISIONS, _SUBDIVISIONS),
        (SIGNED, ((OUTSIDE, "-−–", DIGIT),)),
        (QUANTITIES, quantities.rows(tag)),
        (OBLIGES, modality.obliging_rows(tag)),
        (PERMITS, modality.permitting_rows(tag)),
        (RECOMMENDS, modality.recommending_rows(tag)),
    ):
        result += ((trait, row) for row in rows)
    return result


@cache
def _plain_characters() -> _Bits:
    """What characters show in any language."""
    bits = np.zeros(EDGE + 1, np.uint32)
    for trait, chars in _OF_CHARACTER.items():
        bits[codes_of(chars)] |= trait
    for bit, ranges in _CLASSES.values():
        for run in re.finditer(f"[{ranges}]+", PLANE):
            bits[run.start() : run.end()] |= bit
    for run in re.finditer(f"[{_COMPATIBILITY}]+", PLANE):
        bits[run.start() : run.end()] |= CONFUSABLE
    for trait, is_so in ((_BLANK | _BOUND, str.isspace), (_LABEL_DIGIT, str.isdigit)):
        bits[:BEYOND][are(is_so)] |= trait
    ends = np.where(are(str.isalpha), _END_LETTER, END_UNSURE).astype(np.uint32)
    for char, end in _END_MARKS.items():
        ends[ord(char)] = end
    bits[:BEYOND] |= ends
    decimals = np.flatnonzero(are(str.isdecimal))
    bits[decimals[decimals > ord("9")]] |= MANIFOLD
    bits[ord("İ")] |= DOUBLED  # its small letter is two characters
    bits[BEYOND] = DIGITS | MANIFOLD | FOREIGN | UNUSUAL | _LABEL_DIGIT | END_UNSURE
    bits[EDGE] = _BLANK | _BOUND
    return bits


@cache
def _of_others() -> _Bits:
    """What characters show that are not letters of the language."""
    bits = np.full(EDGE + 1, UNUSUAL, np.uint32)
    bits[:BEYOND][are(str.isalpha)] |= FOREIGN
    bits[0x2E80:0x2FE0] |= FOREIGN
    bits[codes_of(_USUAL)] = 0
    bits[codes_of(ascii_letters)] = FOREIGN
    bits[:BEYOND][are(str.isdecimal)] |= DIGITS
    bits[EDGE] = 0
    return bits
