"""What is typical of one text against another: the words that are much more, or much less, frequent in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.wording.association import log_likelihood, log_ratio

SIGNIFICANT = 6.63
"""The log-likelihood from which a difference is significant at p < .01."""


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word whose frequency differs between two texts.

    Attributes:
        word: it.
        count, reference: how often it occurs in each.
        log_likelihood: how unlikely the difference would be by chance.
        log_ratio: how large it is: 1 is twice as frequent, -1 half as frequent.
    """

    word: str
    count: int
    reference: int
    log_likelihood: float
    log_ratio: float


def key_words(items: Iterable[str], reference: Iterable[str], *, least: float = SIGNIFICANT) -> list[KeyWord]:
    """The key words of a text: those typical of it, then those it avoids, the least likely by chance first.

    Args:
        items: the words of the text.
        reference: those of the text that it is held against.
        least: the log-likelihood from which a word is listed.

    >>> [word.word for word in key_words(["peace"] * 20 + ["the"] * 80, ["war"] * 20 + ["the"] * 80)]
    ['peace', 'war']
    """
    counts, reference_counts = Counter(items), Counter(reference)
    sizes = counts.total() or 1, reference_counts.total() or 1
    listed = []
    for word in counts.keys() | reference_counts.keys():
        pair = counts[word], reference_counts[word]
        likelihood = log_likelihood(*pair, *sizes)
        if likelihood >= least:
            ratio = log_ratio(*pair, *sizes)
            listed.append(KeyWord(word, *pair, round(likelihood, 2), round(ratio, 2)))
    return sorted(listed, key=lambda key: (key.log_ratio < 0, -key.log_likelihood, key.word))
