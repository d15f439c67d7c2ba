"""The number words of a language, ready to be looked up: alone, in phrases, and as parts of compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from aligner.text import cldr
from aligner.text.language import NumberWords, table
from aligner.text.languages import language as known_language

_LONGEST_COMPOUND = 64
# Vowel signs and other marks belong to the letter before them.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_WORD_WITH_APOSTROPHE = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}]|'(?=[^\W\d_]))*")
_MULTIPLIERS = frozenset(10**power for power in (2, *range(3, 16)))


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a number word means.

    Attributes:
        value: its value; of a decade, ten.
        multiplies: whether it multiplies a smaller value before it.
        counts_units: whether it is so many units of something, as a decade is ten years.
        joined: whether it has the word for *and* in it, as وعشرون has.
    """

    value: Fraction
    multiplies: bool = False
    counts_units: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of one language, in lower case and folded.

    Attributes:
        words: a word to what it means.
        phrases: the first word of a phrase to the phrases and what they mean, longest first.
        parts: what compounds are made of, to what it means; empty where they are not written together.
        joins: words that may stand between the parts of a number.
        prefixes: what may be written together with the word after it, to whether that says *and*.
        folds: characters to those they are read as.
        word: what a word is: an apostrophe is part of one where number words have it (п'ять), and else is not (d'un).
        first_parts: beginnings of other words.
        compound: finds words that begin with one of them; None where there are none.
        inside: finds number words inside text without spaces; None elsewhere.
        scores: tens that eleven to nineteen may follow.
        units_first: whether a unit stands before its ten.
    """

    words: Mapping[str, NumberWord]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], NumberWord], ...]]
    parts: Mapping[str, NumberWord]
    joins: frozenset[str]
    prefixes: Mapping[str, bool]
    folds: Mapping[int, str]
    word: re.Pattern[str]
    first_parts: Mapping[str, NumberWord]
    compound: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    scores: frozenset[int]
    units_first: bool
    _seen: dict[str, tuple[NumberWord, ...]] = field(default_factory=dict)

    def may_begin(self, word: str) -> bool:
        """Whether a word may be a number word, or the first of a phrase."""
        return bool(word in self.words or word in self.phrases or self.parts or self.prefixes)

    def read(self, word: str) -> tuple[NumberWord, ...]:
        """What a word means, in the parts of a compound; empty where it is not a number.

        >>> [int(part.value) for part in lexicon("de").read("einundzwanzigste")]
        [1, 20]
        """
        if meaning := self.words.get(word):
            return (meaning,)
        if word not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[word] = self._compound(word) or self._prefixed(word)
        return self._seen[word]

    def phrases_from(self, word: str) -> Iterator[tuple[tuple[str, ...], NumberWord]]:
        """The phrases that may begin with a word, longest first, and what they mean."""
        yield from self.phrases.get(word, ())
        for prefix, says_and in self.prefixes.items():
            if word.startswith(prefix):
                for phrase, meaning in self.phrases.get(word[len(prefix) :], ()):
                    yield phrase, NumberWord(meaning.value, meaning.multiplies, meaning.counts_units, says_and)

    def _prefixed(self, word: str) -> tuple[NumberWord, ...]:
        for prefix, says_and in self.prefixes.items():
            if word.startswith(prefix) and (meaning := self.words.get(word[len(prefix) :])):
                return (NumberWord(meaning.value, meaning.multiplies, meaning.counts_units, says_and),)
        return ()

    def _compound(self, word: str) -> tuple[NumberWord, ...]:
        """The parts of a compound; each place of the word is looked at once, whatever the word is."""
        if not self.parts or len(word) > _LONGEST_COMPOUND:
            return ()
        ways: dict[int, tuple[NumberWord, ...]] = {0: ()}
        for place in range(len(word)):
            if (before := ways.get(place)) is None:
                continue
            self._go_on(ways, word, place, before, joined=False)
            for join in self.joins if before else ():
                if word.startswith(join, place):
                    self._go_on(ways, word, place + len(join), before, joined=True)
        parts = ways.get(len(word), ())
        return parts if len(parts) > 1 else ()

    def _go_on(
        self,
        ways: dict[int, tuple[NumberWord, ...]],
        word: str,
        start: int,
        before: tuple[NumberWord, ...],
        *,
        joined: bool,
    ) -> None:
        """Note the places of a word that one more part leads to; of two ways to one place, the one of fewer parts."""
        for end in range(start + 1, len(word) + 1):
            part = self.parts.get(word[start:end])
            if part and (end not in ways or len(ways[end]) > len(before) + 1):
                ways[end] = (*before, NumberWord(part.value, part.multiplies, part.counts_units, joined))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The number words of a language; None where they are not known."""
    words = known_language(language).number_words or cldr.number_words(language)
    return _lexicon(words) if words and words.values else None


def _lexicon(number_words: NumberWords) -> Lexicon:
    folds = _pairs(number_words.folds)
    meanings = _meanings(number_words.values, number_words.endings, folds)
    words = {word: meaning for word, meaning in meanings.items() if " " not in word}
    parts = {}
    if number_words.compounds:
        whole = {word: meaning for word, meaning in words.items() if not meaning.counts_units}
        parts = whole | _meanings(number_words.parts, number_words.endings, folds)
    first_parts = _meanings(number_words.first_parts, "", folds)
    says_and = [*number_words.prefixes.split()[:1]]
    return Lexicon(
        words=words,
        phrases=_phrases(meanings),
        parts=parts,
        joins=frozenset(number_words.joins.split()),
        prefixes={prefix: prefix[:1] in says_and for prefix in number_words.prefixes.split()},
        folds=folds,
        word=_WORD_WITH_APOSTROPHE if any("'" in word for word in words) else _WORD,
        first_parts=first_parts,
        compound=re.compile(rf"(?<![^\W\d_])(?:{'|'.join(first_parts)})[^\W\d_]+") if first_parts else None,
        inside=_inside(meanings) if number_words.inside else None,
        scores=frozenset(map(int, number_words.scores.split())),
        units_first=number_words.units_first,
    )


def _pairs(written: str) -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in written.split()}


def _meanings(values: str, endings: str, folds: Mapping[int, str]) -> dict[str, NumberWord]:
    """Word to meaning; a form that is written outweighs one that is made by an ending."""
    inflected: dict[str, NumberWord] = {}
    written: dict[str, NumberWord] = {}
    for word, value in table(values):
        meaning = _meaning(value)
        folded = word.translate(folds)
        if word.endswith("~"):
            inflected.update((folded[:-1] + ending, meaning) for ending in endings.split())
        else:
            written[folded] = meaning
    return inflected | written


def _meaning(value: str) -> NumberWord:
    """What a value of a table says: ``10``, ``×10``, ``*10``, ``1/3``."""
    number = Fraction(value.lstrip("×*"))
    return NumberWord(number, value[0] == "*" or number in _MULTIPLIERS, value[0] == "×")


def _phrases(meanings: Mapping[str, NumberWord]) -> dict[str, tuple[tuple[tuple[str, ...], NumberWord], ...]]:
    phrases: dict[str, list[tuple[tuple[str, ...], NumberWord]]] = {}
    for phrase, meaning in meanings.items():
        first, *following = phrase.split()
        if following:
            phrases.setdefault(first, []).append(((first, *following), meaning))
    return {
        first: tuple(sorted(from_first, key=lambda phrase: -len(phrase[0]))) for first, from_first in phrases.items()
    }


def _inside(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
