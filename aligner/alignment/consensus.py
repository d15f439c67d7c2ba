"""Where a text is cut in all its languages at once: what every two languages say of it, made one.

A border is a place between two blocks, numbered by the blocks before it; a cut is one border in each of several languages
that stand for each other. Every two languages give each pair of their borders a probability. The consensus is a chain
of cuts, rising in every language, for which the probabilities less 1/2, added up over all pairs of languages, are as
much as can be found: each pair votes on each cut as strongly as it is sure. It is built as multiple alignments of
proteins are: language after language, the best supported first, and then each is taken out once more and put in again
(Barton & Sternberg, "A Strategy for the Rapid Multiple Alignment of Protein Sequences", JMB 198, 1987).

Work grows with the number of pairs of languages.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from aligner.alignment.beads import Pair

Cut = Mapping[str, int]
"""Language to its border; a language that is not cut here is left out."""
LikelyBorders = Iterable[tuple[int, int, float]]
"""A border of one language, one of another, and the probability that both texts are cut there."""
_ROUNDS = 2
"""Times that each language is taken out and put in again."""


class BorderVotes:
    """How probable it is that borders of two languages stand for each other, for all pairs of languages."""

    def __init__(self, likely: Mapping[Pair, LikelyBorders]) -> None:
        self._likely: dict[Pair, dict[int, list[tuple[int, float]]]] = {}
        for (s, t), borders in likely.items():
            forward: dict[int, list[tuple[int, float]]] = defaultdict(list)
            backward: dict[int, list[tuple[int, float]]] = defaultdict(list)
            for i, j, probability in borders:
                forward[i].append((j, probability))
                backward[j].append((i, probability))
            self._likely[s, t], self._likely[t, s] = dict(forward), dict(backward)

    def weights(self, cut: Cut, language: str) -> list[tuple[int, float]]:
        """The borders of another language that a cut wins by, in order, and how much: probability less 1/2, summed."""
        total: dict[int, float] = defaultdict(float)
        for other, border in cut.items():
            for candidate, probability in self._likely[other, language].get(border, ()):
                total[candidate] += probability
        least = len(cut) / 2
        return [(border, votes - least) for border, votes in sorted(total.items()) if votes > least]

    def certainty(self, one: str, other: str) -> float:
        """The number of borders of one language that have a sure counterpart in the other."""
        return sum(max(probability for _, probability in found) for found in self._likely[one, other].values())


def agreed(sizes: Mapping[str, int], likely: Mapping[Pair, LikelyBorders]) -> list[Cut]:
    """The cuts that the languages agree on, in order, each in two languages or more.

    Args:
        sizes: language to its number of blocks.
        likely: for every two languages, their borders that may stand for each other.

    >>> both = [(0, 0, 1.0), (1, 1, 0.9), (2, 2, 1.0)]
    >>> doubtful = [(0, 0, 1.0), (1, 1, 0.3), (2, 2, 1.0)]
    >>> likely = {("en", "ru"): both, ("en", "zh"): both, ("ru", "zh"): doubtful}
    >>> agreed({"en": 2, "ru": 2, "zh": 2}, likely)[1]
    {'en': 1, 'ru': 1, 'zh': 1}
    """
    votes = BorderVotes(likely)
    first, second = max(itertools.combinations(sizes, 2), key=lambda pair: votes.certainty(*pair))
    cuts: list[Cut] = [{first: border} for border in range(sizes[first] + 1)]
    cuts = _with_language(cuts, second, sizes[second], votes)
    order = [first, second]
    while len(order) < len(sizes):
        missing = [language for language in sizes if language not in order]
        # A language joins when it is surest of those that are in already.
        language = max(missing, key=lambda one: sum(votes.certainty(other, one) for other in order))
        cuts = _with_language(cuts, language, sizes[language], votes)
        order.append(language)
    for language in order * _ROUNDS if len(order) > 2 else ():
        cuts = _with_language(_without_language(cuts, language), language, sizes[language], votes)
    return [{tag: cut[tag] for tag in sizes if tag in cut} for cut in cuts if len(cut) > 1]


def _with_language(cuts: Sequence[Cut], language: str, size: int, votes: BorderVotes) -> list[Cut]:
    """The cuts with the borders of one more language; where it has blocks that the others lack, a cut is doubled."""
    inner = cuts[1:-1]
    points = [(k, border, weight) for k, cut in enumerate(inner) for border, weight in votes.weights(cut, language)]
    chosen: dict[int, list[int]] = defaultdict(list)
    for k, border in heaviest_chain(points):
        chosen[k].append(border)
    extended: list[Cut] = [{**cuts[0], language: 0}]
    for k, cut in enumerate(inner):
        extended += [{**cut, language: border} for border in chosen[k]] or [cut]
    return [*extended, {**cuts[-1], language: size}]


def _without_language(cuts: Sequence[Cut], language: str) -> list[Cut]:
    """The cuts of the other languages; those that differed in this language alone become one."""
    reduced: list[Cut] = []
    for cut in cuts:
        others = {tag: border for tag, border in cut.items() if tag != language}
        if others and (not reduced or others != reduced[-1]):
            reduced.append(others)
    return reduced


def heaviest_chain(points: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of points (x, y, weight), sorted, those of a chain with neither x nor y falling that weighs most.

    >>> heaviest_chain([(0, 0, 1.0), (1, 5, 1.5), (2, 1, 1.0), (3, 2, 1.0)])
    [(0, 0), (2, 1), (3, 2)]
    """
    # For each y at which it becomes better to end there: the weight of the best chain, and its last point.
    ends, weights, last = [-1], [0.0], [-1]
    places: list[tuple[int, int]] = []
    before: list[int] = []
    for number, (x, y, weight) in enumerate(points):
        at = bisect_right(ends, y) - 1
        places.append((x, y))
        before.append(last[at])
        total = weights[at] + weight
        start = at if ends[at] == y else at + 1
        stop = at + 1
        while stop < len(ends) and weights[stop] <= total:
            stop += 1  # a longer reach that weighs no more is never chosen again
        ends[start:stop], weights[start:stop], last[start:stop] = [y], [total], [number]
    chain = []
    number = last[-1]
    while number >= 0:
        chain.append(places[number])
        number = before[number]
    return chain[::-1]
