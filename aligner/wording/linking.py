"""Which word stands for which: words that keep company across languages, linked one to one within a phrase.

The method is competitive linking (I. D. Melamed, "Models of Translational Equivalence among Words", Computational
Linguistics 26(2), 2000): in each pair of stretches that are known to stand for each other, the strongest pair of
words is linked first and neither is linked again. Strength is the Dice coefficient of the stretches the two words
occur in; of equally strong pairs those that stand at like places win. A word left over beside a linked one joins it
where it keeps company with nothing else there (网络 + 安全 for "cybersecurity"). Function words are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from aligner.model import Unit
from aligner.wording.words import FUNCTION_WORDS, Word, words

WEAKEST = 0.34
"""A pair of words that goes together less often than this is not linked: what is not known is not said."""
_NEIGHBOUR = 0.25
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Words of one language (``own``) that stand for words of another (``other``), each in text order."""

    own: tuple[Word, ...]
    other: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Two stretches that stand for each other, as their words."""

    own: tuple[Word, ...]
    other: tuple[Word, ...]


def regions(unit: Unit, own: str, other: str) -> Iterator[Region]:
    """The phrases of a unit in two languages; the whole segments where it has no phrases.

    >>> from aligner.bank import Bank
    >>> [len(region.own) for region in regions(Bank().load("a-66-359").unit("pledge.k"), "en", "ru")]
    [1, 2, 3, 3, 1, 3]
    """
    texts = unit.text(own), unit.text(other)
    spans = [(0, len(texts[0]), 0, len(texts[1]))] if all(texts) else []
    if unit.phrases:
        pairs = ((phrase.stretches.get(own), phrase.stretches.get(other)) for phrase in unit.phrases)
        places = ((a.span(texts[0]), b.span(texts[1])) for a, b in pairs if a and b)
        spans = [(*a, *b) for a, b in places if a and b]
    if not spans:
        return
    there = words(texts[0], own), words(texts[1], other)
    for start, end, other_start, other_end in spans:
        yield Region(_within(there[0], start, end), _within(there[1], other_start, other_end))


def _within(there: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    inside = (word for word in there if start <= word.start and word.end <= end)
    return tuple(word for word in inside if word.lemma not in FUNCTION_WORDS)


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """Units without those that were read twice: the same text is not learned from twice."""
    found = {(unit.id, *(segment.text for segment in unit.segments.values())): unit for unit in units}
    return list(found.values())


class Linker:
    """Links words of two languages by the company they keep in a text.

    Args:
        units: the units to learn from.
        own, other: the two languages.
    """

    def __init__(self, units: Iterable[Unit], own: str, other: str) -> None:
        self.own, self.other = own, other
        self._single: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self._joint: Counter[tuple[str, str]] = Counter()
        for unit in units:
            for region in regions(unit, own, other):
                self._count(region)

    def _count(self, region: Region) -> None:
        lemmas = {word.lemma for word in region.own}, {word.lemma for word in region.other}
        for counter, found in zip(self._single, lemmas, strict=True):
            counter.update(found)
        self._joint.update(product(*lemmas))

    def strength(self, own: str, other: str) -> float:
        """The Dice coefficient of two lemmas: 1 where neither occurs without the other, 0 where they never meet."""
        total = self._single[0][own] + self._single[1][other]
        return 2 * self._joint[own, other] / total if total else 0.0

    def _evidence(self, own: str, other: str) -> float:
        """The strength of two lemmas, or of the words they are formed of (安全 in 安全性); 0 where they met only once."""
        kin = [(a, b) for a in (own, _base(own)) for b in (other, _base(other))]
        return max(self.strength(a, b) if self._joint[a, b] > 1 else 0.0 for a, b in kin)

    def links(self, unit: Unit) -> list[Link]:
        """The links between the words of a unit, in the order of its own language."""
        found = [link for region in regions(unit, self.own, self.other) for link in self._linked(region)]
        return sorted(found, key=lambda link: link.own[0].start)

    def content(self, unit: Unit, span: tuple[int, int]) -> list[Word]:
        """The words of its own language that a span touches, without those that stand for nothing alone."""
        there = words(unit.text(self.own), self.own)
        touched = (word for word in there if span[0] < word.end and word.start < span[1])
        return [word for word in touched if word.lemma not in FUNCTION_WORDS]

    def _linked(self, region: Region) -> Iterator[Link]:
        pairs = sorted(self._pairs(region), reverse=True)
        taken: Mapping[str, set[int]] = {"own": set(), "other": set()}
        chosen: list[tuple[int, list[int]]] = []
        for _, _, own, other in pairs:
            if own in taken["own"] or other in taken["other"]:
                continue
            taken["own"].add(own)
            taken["other"].add(other)
            chosen.append((own, [other]))
        for own, others in chosen:
            self._join(region, own, others, taken["other"])
            yield Link((region.own[own],), tuple(region.other[k] for k in sorted(others)))

    def _pairs(self, region: Region) -> Iterator[tuple[float, float, int, int]]:
        for (i, a), (j, b) in product(enumerate(region.own), enumerate(region.other)):
            # One meeting proves nothing in a stretch of several words.
            alone = len(region.own) == len(region.other) == 1
            strength = 1.0 if alone else self._evidence(a.lemma, b.lemma)
            if strength >= WEAKEST:
                apart = abs((i + 0.5) / len(region.own) - (j + 0.5) / len(region.other))
                yield round(strength, 2), -apart, i, j

    def _join(self, region: Region, own: int, others: list[int], taken: set[int]) -> None:
        """Let unlinked neighbours of a linked word join it."""
        lemma = region.own[own].lemma
        for step in (1, -1):
            at = (max if step > 0 else min)(others) + step
            while 0 <= at < len(region.other) and at not in taken and self._belongs(lemma, region, at):
                others.append(at)
                taken.add(at)
                at += step

    def _belongs(self, lemma: str, region: Region, at: int) -> bool:
        word = region.other[at]
        if len(word.text) < _LEAST_LETTERS or self.strength(lemma, word.lemma) < _NEIGHBOUR:
            return False
        return all(self.strength(it.lemma, word.lemma) <= self.strength(lemma, word.lemma) for it in region.own)


def _base(lemma: str) -> str:
    """A Chinese word without the suffix that makes a quality or a process of it.

    >>> _base("安全性"), _base("security")
    ('安全', 'security')
    """
    return lemma[:-1] if len(lemma) > 2 and lemma[-1] in "性化" else lemma


def renderings(links: Sequence[Link], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Word, ...]]:
    """For each span, the words of the other language that are linked to a word in it; none where there is no link."""
    for start, end in spans:
        touching = (link for link in links if any(start < word.end and word.start < end for word in link.own))
        found = {word.start: word for link in touching for word in link.other}
        if found:
            yield tuple(found[at] for at in sorted(found))
