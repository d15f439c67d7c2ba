"""Two versions of a text: which clause became which, although moved, merged, split or renumbered.

Clauses are matched by their words in all languages the versions share; ids and order only break ties. What is left
over is then looked for inside the clauses that are matched already (a merger or a split). Of the matched clauses,
those outside the longest run that keeps its order have moved.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.model import Document, Segment, Unit
from aligner.wording.difference import bag, likeness

_ALIKE = 0.45
"""Clauses with less in common than this are different clauses."""
_CONTAINED = 0.7
"""How much of a clause must be found in another for it to be part of it."""
_LEAST = 4
"""Words a clause needs to be looked for inside another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses of the old version and what they are in the new one; either side may be empty.

    Attributes:
        old, new: the clauses; more than one where clauses were merged or one was split.
        moved: whether it stands elsewhere among the clauses that stayed.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    moved: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What happened, in words; empty where nothing did.

        Of ``new``, ``gone``, ``merged``, ``split``, ``moved``, ``renumbered`` and ``changed``.
        """
        if not self.old or not self.new:
            return ("new",) if self.new else ("gone",)
        is_single = len(self.old) == len(self.new) == 1
        happened = {
            "merged": len(self.old) > 1,
            "split": len(self.old) == 1 < len(self.new),
            "moved": self.moved,
            "renumbered": is_single and _numbers(self.old[0]) != _numbers(self.new[0]),
            "changed": bool(self.changed),
        }
        return tuple(kind for kind, is_so in happened.items() if is_so)

    @property
    def changed(self) -> tuple[str, ...]:
        """The languages whose wording is another."""
        return tuple(tag for tag in self.languages if joined(self.old, tag) != joined(self.new, tag))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of either side, those of the new version first."""
        return tuple(dict.fromkeys(tag for unit in (*self.new, *self.old) for tag in unit.segments))


def _numbers(unit: Unit) -> tuple[str, ...]:
    return unit.id, *(segment.label for segment in unit.segments.values())


def joined(units: Sequence[Unit], language: str) -> str:
    """The wording of units in a language, one after the other."""
    return " ".join(text for unit in units if (text := unit.text(language)))


def limited(document: Document, languages: Sequence[str]) -> list[Unit]:
    """The units of a text in some of its languages only."""
    return [replace(unit, segments=_chosen(unit.segments, languages)) for unit in document.units]


def _chosen(segments: Mapping[str, Segment], languages: Sequence[str]) -> dict[str, Segment]:
    return {tag: segment for tag, segment in segments.items() if tag in languages}


def compare(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """Match the clauses of two versions: in the order of the new one, what is gone after what stood before it.

    >>> from aligner.model import Role, Segment
    >>> def unit(id, text):
    ...     return Unit(id, Role.ITEM, {"en": Segment(text)})
    >>> before = [unit("a", "To comply with the Charter"), unit("b", "To settle any dispute by peaceful means")]
    >>> after = [unit("a", "To settle disputes by peaceful means"), unit("b", "To comply with the Charter")]
    >>> [(pair.old[0].id, pair.new[0].id, pair.kinds) for pair in compare(before, after)]
    [('b', 'a', ('moved', 'renumbered', 'changed')), ('a', 'b', ('renumbered',))]
    """
    bags = [_bags(old, new), _bags(new, old)]
    matched = _matched(bags[0], bags[1], old, new)
    olds: dict[int, list[int]] = {k: [j] for j, k in matched.items()}
    news: dict[int, list[int]] = {j: [k] for j, k in matched.items()}
    for j in [j for j in range(len(old)) if j not in matched]:
        if (whole := _container(bags[0][j], bags[1], {k: bags[0][olds[k][0]] for k in olds}, near=j)) is not None:
            olds[whole] = sorted([*olds[whole], j])
    for k in [k for k in range(len(new)) if k not in olds]:
        if (whole := _container(bags[1][k], bags[0], {j: bags[1][news[j][0]] for j in news}, near=k)) is not None:
            news[whole] = sorted([*news[whole], k])
    return list(_ordered(old, new, matched, olds, news))


_Bag = Counter[tuple[str, str]]


def _bags(units: Sequence[Unit], others: Sequence[Unit]) -> list[_Bag]:
    """The words of each unit with their language, for the languages both versions have."""
    shared = {tag for unit in units for tag in unit.segments} & {tag for unit in others for tag in unit.segments}
    return [_bag(unit, sorted(shared)) for unit in units]


def _bag(unit: Unit, languages: Sequence[str]) -> _Bag:
    words: _Bag = Counter()
    for tag in languages:
        words.update({(tag, word): count for word, count in bag(unit.text(tag)).items()})
    return words


def _matched(a: Sequence[_Bag], b: Sequence[_Bag], old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Old to new, one to one, the likest first."""
    scored = []
    for j, k in _candidates(a, b):
        alike = likeness(a[j], b[k])  # type: ignore[arg-type] # a bag of pairs is compared as one of words is
        if alike >= _ALIKE:
            apart = abs(j / max(1, len(a)) - k / max(1, len(b)))
            scored.append((round(alike, 3), old[j].id == new[k].id, -apart, -j, -k))
    matched: dict[int, int] = {}
    matched_new: set[int] = set()
    for *_, j, k in sorted(scored, reverse=True):
        if -j not in matched and -k not in matched_new:
            matched[-j] = -k
            matched_new.add(-k)
    return matched


def _candidates(a: Sequence[_Bag], b: Sequence[_Bag]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word that is not everywhere; all pairs of short texts."""
    if len(a) * len(b) <= 40_000:
        yield from ((j, k) for j in range(len(a)) for k in range(len(b)))
        return
    places: dict[tuple[str, str], list[int]] = {}
    for k, words in enumerate(b):
        for word in words:
            places.setdefault(word, []).append(k)
    for j, words in enumerate(a):
        shared: Counter[int] = Counter()
        for word in words:
            holders = places.get(word, ())
            if len(holders) <= max(20, len(b) // 50):
                shared.update(holders)
        yield from ((j, k) for k, _ in shared.most_common(12))


def _container(part: _Bag, wholes: Sequence[_Bag], others: Mapping[int, _Bag], near: int) -> int | None:
    """The whole that holds a part beside what is known to be in it: the one with most of it, then the nearest."""
    if part.total() < _LEAST:
        return None
    scored = [((part & (wholes[k] - held)).total() / part.total(), -abs(k - near), k) for k, held in others.items()]
    best = max(scored, default=(0.0, 0, 0))
    return best[2] if best[0] >= _CONTAINED else None


def _ordered(
    old: Sequence[Unit],
    new: Sequence[Unit],
    matched: Mapping[int, int],
    olds: Mapping[int, list[int]],
    news: Mapping[int, list[int]],
) -> Iterator[Pair]:
    by_new = {k: j for j, k in matched.items()}
    in_order = set(_longest_run([by_new[k] for k in sorted(by_new)]))
    parts = set(itertools.chain.from_iterable(news.values())) - by_new.keys()
    placed = set(itertools.chain.from_iterable(olds.values()))
    gone = [j for j in range(len(old)) if j not in placed]
    for k, unit in enumerate(new):
        if k in by_new:
            j = by_new[k]
            # What is gone comes before the first clause that stood behind it and kept its place.
            while gone and gone[0] < j and j in in_order:
                yield Pair((old[gone.pop(0)],), ())
            merged, split = tuple(old[part] for part in olds[k]), tuple(new[part] for part in news[j])
            yield Pair(merged, split, moved=j not in in_order)
        elif k not in parts:
            yield Pair((), (unit,))
    yield from (Pair((old[j],), ()) for j in gone)


def _longest_run(values: Iterable[int]) -> list[int]:
    """The longest subsequence that rises (Schensted 1961).

    >>> _longest_run([3, 0, 1, 4, 2])
    [0, 1, 2]
    """
    ends: list[int] = []
    chains: list[list[int]] = []
    for value in values:
        at = bisect_left(ends, value)
        chain = [*(chains[at - 1] if at else []), value]
        if at == len(ends):
            ends.append(value)
            chains.append(chain)
        else:
            ends[at], chains[at] = value, chain
    return chains[-1] if chains else []
