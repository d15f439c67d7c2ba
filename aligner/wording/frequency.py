"""How often words and rows of words occur: frequency lists, n-grams, and the ratio of types to tokens."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.text.folding import fold
from aligner.text.words import Word, words
from aligner.wording.dispersion import deviation_of_proportions, juilland_d, parts

_PARTS = 10
_SEGMENT = 1000  # words of a stretch for the standardised ratio


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something occurs in texts of one language.

    Attributes:
        item: the word, its dictionary form, or a row of words.
        count: how often.
        per_million: that in a million words.
        units: in how many units.
        juilland_d: how evenly over ten parts of the texts: 1 is evenly (Juilland's D).
        deviation: how unevenly: 0 is evenly (Gries' DP, normalised).
    """

    item: str
    count: int
    per_million: float
    units: int
    juilland_d: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How rich the wording of one language is.

    Attributes:
        tokens: words.
        types: different words.
        ratio: types to tokens; it falls with the length of a text.
        standardised: the mean of that ratio over stretches of 1,000 words, which does not; 0 for a shorter text.
        once: words that occur once (hapax legomena).
    """

    tokens: int
    types: int
    ratio: float
    standardised: float
    once: int


def items_of(text: str, language: str, *, by_lemma: bool = False, size: int = 1) -> list[str]:
    """The words of a text as they are counted: folded forms or dictionary forms, or rows of some of them.

    A row does not reach over punctuation.

    Raises:
        MissingExtraError: dictionary forms need an extra that is not installed.

    >>> items_of("The rights of States, the States", "en", size=2)
    ['the rights', 'rights of', 'of states', 'the states']
    """
    rows: list[str] = []
    for run in runs(text, words(text, language)):
        names = [word.lemma if by_lemma else fold(word.text) for word in run]
        rows += (" ".join(names[at : at + size]) for at in range(len(names) - size + 1))
    return rows


def runs(text: str, text_words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of a text, in runs that no punctuation mark interrupts.

    >>> [[word.text for word in run] for run in runs("By law, all", words("By law, all", "en"))]
    [['By', 'law'], ['all']]
    """
    run: list[Word] = []
    for word in text_words:
        if run and text[run[-1].end : word.start].strip():
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def frequencies(items: Sequence[Sequence[str]], *, at_least: int = 1) -> list[Frequency]:
    """The frequency list of units: the most frequent items first, equal ones in the order they occur.

    Args:
        items: the items of each unit.
        at_least: how often an item has to occur to be listed.

    >>> frequencies([["a", "b"], ["a"]])[0].count
    2
    """
    counts = Counter(itertools.chain.from_iterable(items))
    units = Counter(itertools.chain.from_iterable(map(set, items)))
    divided = parts([len(unit) for unit in items], _PARTS)
    by_part = [_counts(items, part) for part in divided]
    sizes = [part.total() for part in by_part]
    total = counts.total()
    listed = []
    for item, count in counts.most_common():
        if count < at_least:
            break
        spread = [part[item] for part in by_part]
        d, deviation = juilland_d(spread, sizes), deviation_of_proportions(spread, sizes)
        listed.append(Frequency(item, count, round(1e6 * count / total, 1), units[item], d, deviation))
    return listed


def _counts(items: Sequence[Sequence[str]], part: range) -> Counter[str]:
    return Counter(itertools.chain.from_iterable(items[at] for at in part))


def vocabulary(items: Iterable[Sequence[str]]) -> Vocabulary:
    """Types and tokens of the units of a text.

    >>> vocabulary([["a", "b", "a"]])
    Vocabulary(tokens=3, types=2, ratio=0.6667, standardised=0.0, once=1)
    """
    tokens = list(itertools.chain.from_iterable(items))
    counts = Counter(tokens)
    stretches = [tokens[at : at + _SEGMENT] for at in range(0, len(tokens) - _SEGMENT + 1, _SEGMENT)]
    ratios = [len(set(stretch)) / _SEGMENT for stretch in stretches]
    standardised = sum(ratios) / len(ratios) if ratios else 0.0
    once = sum(count == 1 for count in counts.values())
    return Vocabulary(
        len(tokens), len(counts), round(len(counts) / (len(tokens) or 1), 4), round(standardised, 4), once
    )
