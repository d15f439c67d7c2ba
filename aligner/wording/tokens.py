"""Tokens: what texts are compared and indexed by. Folded words without accents; single characters of unspaced scripts.

:func:`tokens` cuts one text. :class:`TokenCounter` cuts thousands at once, with the same result, on arrays of code
points: a table gives each character its folded form and its kind, and a word is known by a polynomial hash, read off
the running sum of its characters (R. Karp and M. Rabin, "Efficient randomized pattern-matching algorithms", 1987). The
base of the hash is drawn anew in every process, so that no text can be made whose words are confused.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import regex

from aligner.text.folding import bare, fold
from aligner.text.words import UNSPACED

Numbers: TypeAlias = npt.NDArray[np.int64]
_Codes: TypeAlias = npt.NDArray[np.uint32]

_TOKEN = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}]]+", regex.V1)
_UNSPACED = regex.compile(rf"[{UNSPACED}]", regex.V1)
# The scripts without spaces, written out for the other engine: Thai and Lao, Burmese, Khmer, kana, ideographs.
_RUN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
_UNMARKED_TOKEN = re.compile(rf"[{_RUN}]|[^\W_{_RUN}]+")

_OTHER, _WORD, _ALONE = range(3)
_LIMIT = 0x110000
_UNKNOWN = 255
_SHORT_I = ("и\u0306", "й"), ("И\u0306", "Й")
"""A letter that folding keeps whole, decomposed and composed."""


def tokens(text: str) -> list[str]:
    """A text as the index knows it: folded words without accents, each character of an unspaced script alone.

    >>> tokens("The UN’s naïve 信息安全")
    ['the', 'un', 's', 'naive', '信', '息', '安', '全']
    """
    folded = bare(fold(text))
    # The faster engine does not take marks for letters.
    return _TOKEN.findall(folded) if _marks().search(folded) else _UNMARKED_TOKEN.findall(folded)


@cache
def _marks() -> re.Pattern[str]:
    """The combining marks, and everything beyond the basic plane."""
    characters = "".join(map(chr, (*range(0x300, 0xD800), *range(0xE000, 0x10000))))
    marks = (f"\\u{ord(mark):04x}" for mark in regex.findall(r"\p{M}", characters))
    return re.compile(f"[{''.join(marks)}\U00010000-\U0010ffff]")


class _Characters:
    """What each character is folded to, and whether that is part of a word; filled as characters are met."""

    def __init__(self) -> None:
        self._folded = np.zeros(_LIMIT, np.uint32)
        self._lengths = np.full(_LIMIT, _UNKNOWN, np.uint8)
        self._kinds = np.zeros(_LIMIT, np.uint8)
        self._expanded: dict[int, str] = {}

    def fold(self, codes: _Codes) -> tuple[_Codes, Numbers | None]:
        """Characters folded, and where each of them comes from; None where each comes from its own place."""
        lengths = self._lengths[codes]
        if (lengths == _UNKNOWN).any():
            for code in np.unique(codes[lengths == _UNKNOWN]).tolist():
                self._learn(code)
            lengths = self._lengths[codes]
        folded = self._folded[codes]
        if (lengths == 1).all():
            return folded, None
        origins = np.repeat(np.arange(len(codes)), lengths)
        expanded = folded[origins]
        # What becomes several characters is rare: their places are filled one by one.
        starts = np.cumsum(lengths) - lengths
        for place in np.flatnonzero(lengths > 1).tolist():
            for offset, character in enumerate(self._expanded[int(codes[place])]):
                expanded[starts[place] + offset] = ord(character)
        return expanded, origins

    def kinds(self, folded: _Codes) -> npt.NDArray[np.uint8]:
        """Whether folded characters are part of words, or words of their own."""
        return self._kinds[folded]

    def _learn(self, code: int) -> None:
        character = chr(code)
        folded = character if 0xD800 <= code < 0xE000 else bare(fold(character))
        self._lengths[code] = len(folded)
        if len(folded) == 1:
            self._folded[code] = ord(folded)
        else:
            self._expanded[code] = folded
        for each in folded:
            self._kinds[ord(each)] = _ALONE if _UNSPACED.match(each) else _WORD if _TOKEN.match(each) else _OTHER


class TokenCounter:
    """Numbers the distinct tokens of many texts.

    Attributes:
        terms: the distinct tokens, by number.

    >>> counter = TokenCounter()
    >>> numbers, places = counter.count(["The UN", "the naïve"], "en")
    >>> sorted((counter.terms[number], place) for number, place in zip(numbers.tolist(), places.tolist()))
    [('naive', 1), ('the', 0), ('the', 1), ('un', 0)]
    """

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._numbers: dict[int, int] = {}
        self._words: dict[str, set[str]] = {}
        self._known: dict[str, set[int]] = {}
        self._characters = _Characters()
        base = secrets.randbits(64) | 1
        self._bases = base, pow(base, -1, 1 << 64)
        self._powers = self._inverses = np.ones(1, np.uint64)

    def words(self, language: str) -> set[str]:
        """The words of a language in small letters, with their accents: what dictionaries know them by."""
        return self._words.get(language, set())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of all texts, in the order they came."""
        return tuple(self._words)

    def forget(self) -> None:
        """Begin to number anew; the words of the languages are kept."""
        self.terms, self._numbers, self._known = [], {}, {}

    def count(self, texts: Sequence[str], language: str) -> tuple[Numbers, Numbers]:
        """The distinct tokens of each text, as two arrays of equal length, sorted by hash: token, and place of its text.

        Args:
            texts: texts of one language.
            language: its tag.
        """
        written = "\n".join(text.replace("\n", " ") if "\n" in text else text for text in texts)
        if "\u0306" in written:
            for decomposed, letter in _SHORT_I:
                written = written.replace(decomposed, letter)
        codes = np.frombuffer(written.encode("utf-32-le", "surrogatepass"), np.uint32)
        folded, origins = self._characters.fold(codes)
        starts, ends = _borders(self._characters.kinds(folded))
        hashes = self._hashes(folded, starts, ends)
        breaks = np.flatnonzero(folded == 10)
        order = np.argsort(hashes, kind="stable")
        hashes, starts, ends = hashes[order], starts[order], ends[order]
        places = np.searchsorted(breaks, starts)
        # Of equal hashes in a row the first is new; of equal texts within them too.
        is_new_hash = np.empty(len(hashes), bool)
        is_new_hash[:1] = True
        np.not_equal(hashes[1:], hashes[:-1], out=is_new_hash[1:])
        is_new = is_new_hash.copy()
        is_new[1:] |= places[1:] != places[:-1]
        firsts = np.flatnonzero(is_new_hash)
        numbers = self._numbered(hashes[firsts].tolist(), folded, starts[firsts], ends[firsts])
        self._collect(language, numbers, written, (folded, origins), (starts, ends))
        repeated = np.repeat(np.array(numbers, np.int64), np.diff(np.append(firsts, len(hashes))))
        return repeated[is_new], places[is_new]

    def _hashes(self, folded: _Codes, starts: Numbers, ends: Numbers) -> npt.NDArray[np.uint64]:
        """The hash of each token: its part of the running sum, moved to the beginning of the text."""
        if len(self._powers) <= len(folded):
            size = 2 * len(folded) + 1
            powers = [np.full(size, base, np.uint64) for base in self._bases]
            for power in powers:
                power[0] = 1
                np.multiply.accumulate(power, out=power)
            self._powers, self._inverses = powers
        sums = np.zeros(len(folded) + 1, np.uint64)
        np.cumsum(folded * self._powers[: len(folded)], out=sums[1:])
        hashes: npt.NDArray[np.uint64] = (sums[ends] - sums[starts]) * self._inverses[starts]
        return hashes

    def _numbered(self, hashes: Iterable[int], folded: _Codes, starts: Numbers, ends: Numbers) -> list[int]:
        known, terms = self._numbers, self.terms
        numbers = []
        for place, hash_ in enumerate(hashes):
            number = known.get(hash_)
            if number is None:
                number = known[hash_] = len(terms)
                terms.append(_text(folded[starts[place] : ends[place]]))
            numbers.append(number)
        return numbers

    def _collect(
        self,
        language: str,
        numbers: list[int],
        written: str,
        characters: tuple[_Codes, Numbers | None],
        borders: tuple[Numbers, Numbers],
    ) -> None:
        """Note the words of a language that are new; those that folding changes beyond their case, as they are written."""
        words = self._words.setdefault(language, set())
        known = self._known.setdefault(language, set())
        new_numbers = set(numbers) - known
        words.update(term for number in new_numbers if (term := self.terms[number]).isalpha())
        known |= new_numbers
        (folded, origins), (starts, ends) = characters, borders
        lowered = written.lower()
        if lowered.isascii() or len(lowered) != len(written):
            return
        small = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), np.uint32)
        is_changed = folded != (small if origins is None else small[origins])
        # How many changed characters there are before each place: a token has some where its two ends differ.
        before = np.concatenate([[0], np.cumsum(is_changed)])
        for start, end in np.unique(np.stack([starts, ends])[:, before[ends] > before[starts]], axis=1).T.tolist():
            first, last = (start, end - 1) if origins is None else (int(origins[start]), int(origins[end - 1]))
            if (word := lowered[first : last + 1]).isalpha():
                words.add(word)


def _borders(kinds: npt.NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """Where tokens begin and end."""
    is_word = kinds == _WORD
    # A word begins where one is after none, and ends the other way round; characters of their own are added.
    padded = np.concatenate([[False], is_word, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    alone = np.flatnonzero(kinds == _ALONE)
    if not len(alone):
        return edges[0::2], edges[1::2]
    starts = np.concatenate([edges[0::2], alone])
    ends = np.concatenate([edges[1::2], alone + 1])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _text(codes: _Codes) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
