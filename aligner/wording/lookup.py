"""Looking up a sentence: the units of memories whose wording is most like it, as CAT tools offer them to a translator.

The percentage is one minus the edit distance over the number of tokens of the longer side (Levenshtein, "Binary codes
capable of correcting deletions, insertions, and reversals", 1966), which is how OmegaT scores its matches. Tokens are
folded words, and single characters where a script writes no spaces. All numbers count as one token, since a CAT tool
puts the right one in by itself. 100 is kept for equal wording: a match that differs in a number, a mark or a capital
letter only has 99.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein

from aligner.wording.passages import Passage
from aligner.wording.search import narrows
from aligner.wording.texts import Texts
from aligner.wording.tokens import tokens

NUMBER = "0"
"""The token that stands for every number."""
LEAST = 70
"""The lowest percentage of a match where nobody says another."""
ALMOST = 99
"""The percentage of a match that differs from the sentence in numbers, marks or capital letters only."""

_Wording: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that is like the sentence that was looked up.

    Attributes:
        passage: the unit and its text.
        language: the language of the sentence, as the unit has it: ``zh-CN`` where ``zh`` was asked for.
        percent: how like they are, from 0 to 100, by tokens.
        by_characters: the same by characters; orders matches of equal percentage.
    """

    passage: Passage
    language: str
    percent: int
    by_characters: int

    @property
    def wording(self) -> str:
        """The unit's wording in the language of the sentence."""
        return self.passage.unit.text(self.language)


def matches(sentence: str, texts: Texts, language: str, *, least: int = LEAST, most: int = 5) -> list[Match]:
    """The units most like a sentence, best first; of units that say the same in every language, the first.

    Args:
        sentence: what to look up.
        texts: where to look.
        language: the language of the sentence; ``zh`` covers ``zh-CN`` too.
        least: the lowest percentage of a match.
        most: how many matches to give.

    >>> from aligner.bank import Bank
    >>> found = matches("Adherence to the code is open to all States.", Texts(["a-66-359"], Bank()), "en")
    >>> [(match.passage.unit.id, match.percent) for match in found]
    [('purpose.2', 81)]
    """
    return list(itertools.islice(_distinct(ranked(sentence, texts, language, least=least, most=most)), most))


def ranked(sentence: str, texts: Texts, language: str, *, least: int, most: int | None = None) -> list[Match]:
    """The units that are as like a sentence as is asked for, best first.

    Args:
        sentence: what to look up; of one that has numbers only, equal wording is given.
        texts: where to look.
        language: the language of the sentence.
        least: the lowest percentage of a match.
        most: how many different units are wanted: no worse ones than those are given, but all that are as good. All
            where None.
    """
    written = tokens(sentence)
    compared = comparable(sentence)
    if all(token == NUMBER for token in compared):
        least = 100
    found: list[Match] = []
    best = _Best(most)
    for part in texts.alike(written, least):
        for highest, passage in part:
            if best.is_better_than(highest):
                break  # no unit that comes can be better than those
            for match in _matches_in(passage, sentence, compared, language):
                if match.percent >= least:
                    found.append(match)
                    best.add(match)
    return sorted(found, key=lambda match: (-match.percent, -match.by_characters))


class _Best:
    """The percentages of the best different units so far."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._percents: dict[_Wording, int] = {}

    def add(self, match: Match) -> None:
        if self._most is not None:
            wording = _wording(match)
            self._percents[wording] = max(match.percent, self._percents.get(wording, 0))

    def is_better_than(self, percent: int) -> bool:
        """Whether as many as are wanted have a higher percentage."""
        if self._most is None:
            return False
        return sum(own > percent for own in self._percents.values()) >= self._most


def plain(text: str) -> str:
    """A text whose spaces do not matter."""
    return " ".join(text.split())


def comparable(text: str) -> list[str]:
    """The tokens of a text as they are compared.

    >>> comparable("Resolution 64/211, paragraph 3")
    ['resolution', '0', '0', 'paragraph', '0']
    """
    return [NUMBER if token.isdecimal() else token for token in tokens(text)]


def percentage(sentence: Sequence[str], wording: Sequence[str]) -> int:
    """How like two lists of tokens are, from 0 to 100, rounded down.

    >>> percentage("to settle any dispute".split(), "to settle a dispute".split())
    75
    """
    return math.floor(100 * Levenshtein.normalized_similarity(sentence, wording))


def _matches_in(passage: Passage, sentence: str, compared: Sequence[str], language: str) -> Iterator[Match]:
    for tag, segment in passage.unit.segments.items():
        if not narrows(tag, language):
            continue
        if plain(segment.text) == plain(sentence):
            yield Match(passage, tag, 100, 100)
            continue
        percent = min(ALMOST, percentage(compared, comparable(segment.text)))
        yield Match(passage, tag, percent, math.floor(100 * Levenshtein.normalized_similarity(sentence, segment.text)))


def _distinct(ranked: Iterable[Match]) -> Iterator[Match]:
    """The matches without those whose unit has the same wording in all languages as one before."""
    wordings: set[_Wording] = set()
    for match in ranked:
        wording = _wording(match)
        if wording not in wordings:
            wordings.add(wording)
            yield match


def _wording(match: Match) -> _Wording:
    return tuple((tag, segment.text) for tag, segment in match.passage.unit.segments.items())
