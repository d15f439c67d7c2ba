"""Which words keep company with a word: collocates within some words of it, or within its unit."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.text.folding import fold
from aligner.text.words import Word, function_words, words
from aligner.wording.association import association, log_dice
from aligner.wording.query import Query

WINDOW = 5


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that occurs near another.

    Attributes:
        word: it, in its dictionary form where that is asked for.
        together: how often it occurs near the other.
        count: how often it occurs at all.
        log_dice: how typical it is of the other: 14 at most.
        log_likelihood: how unlikely that would be by chance; 15.13 is significant at p < .0001.
    """

    word: str
    together: int
    count: int
    log_dice: float
    log_likelihood: float


def collocates(
    texts: Iterable[str],
    query: Query,
    language: str,
    *,
    window: int = WINDOW,
    by_lemma: bool = False,
    with_function_words: bool = False,
    at_least: int = 2,
) -> list[Collocate]:
    """The collocates of a query, the most typical first.

    Args:
        texts: all units, in one language.
        query: the word, or several.
        language: the language of the texts.
        window: words either side that count as near; 0 for the whole unit.
        by_lemma: whether to count dictionary forms (extra ``wording``).
        with_function_words: whether to list words such as "of".
        at_least: how often a word has to occur near it.

    >>> texts = ["human rights and freedoms", "human rights law", "the rights of States"]
    >>> [(near.word, near.together, near.count) for near in collocates(texts, Query("rights"), "en")]
    [('human', 2, 2)]
    """
    counts: Counter[str] = Counter()
    near: Counter[str] = Counter()
    nodes = 0
    for text in texts:
        unit = words(text, language)
        names = [word.lemma if by_lemma else fold(word.text) for word in unit]
        counts.update(names)
        starts = [word.start for word in unit]
        for start, end in query.spans(text, language):
            nodes += 1
            first, last = _covered(unit, starts, start, end)
            before = names[max(0, first - window) if window else 0 : first]
            behind = names[last : last + window if window else None]
            near.update(before + behind)
    total = counts.total()
    ignored = frozenset() if with_function_words else function_words(language)
    listed = [
        Collocate(
            word,
            together,
            counts[word],
            round(log_dice(together, nodes, counts[word]), 2),
            round(association(together, nodes, counts[word], total), 2),
        )
        for word, together in near.items()
        if together >= at_least and word not in ignored
    ]
    return sorted(listed, key=lambda collocate: (-collocate.log_dice, -collocate.together, collocate.word))


def _covered(unit: list[Word], starts: list[int], start: int, end: int) -> tuple[int, int]:
    """The numbers of the first word that a stretch touches, and of the one after its last."""
    first = bisect_left(starts, start)
    if first and unit[first - 1].end > start:
        first -= 1
    return first, bisect_left(starts, end)
