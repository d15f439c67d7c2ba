"""Links between every two languages, closed into beads of all languages."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from aligner.alignment.beads import Bead, Link, Pair
from aligner.alignment.kept import NOTHING, Kept, KeptBead, each_block

_Block = tuple[str, int]
_NEAR = 2
"""Other blocks that may stand between those of a bead, which then takes them in."""
_CYCLES = 10
"""Cycles in the order of the languages that are resolved one by one."""


def closed(
    sizes: Mapping[str, int], links: Mapping[Pair, Sequence[Link]], *, one_to_one: bool = False, kept: Kept = NOTHING
) -> tuple[Bead, ...]:
    """The smallest beads that no link leaves, in an order that is also that of each language.

    Args:
        sizes: language to its number of blocks, in the order of the languages.
        links: for every two languages, their links.
        one_to_one: whether no bead may join blocks of a language; then the first language decides where two beads cross.
        kept: what is certain; the links are those that :func:`respecting` gives.

    >>> one, two = Link((0,), (0,), 0.9), Link((0,), (0, 1), 0.8)
    >>> closed({"en": 1, "zh": 1, "ru": 2}, {("en", "zh"): (one,), ("en", "ru"): (two,)})[0].blocks
    {'en': (0,), 'zh': (0,), 'ru': (0, 1)}
    """
    forest = _Forest(each_block({language: range(size) for language, size in sizes.items()}))
    for (s, t), pair_links in links.items():
        for link in pair_links:
            forest.join([*((s, block) for block in link.first), *((t, block) for block in link.second)])
    for bead in kept.beads:
        forest.join(sorted(bead.members()))
    moved = [(s, link.first[0]) for (s, _), pair_links in links.items() for link in pair_links if link.is_moved]
    certain = set(itertools.chain(*kept.apart)).union(*(bead.members() for bead in kept.beads))
    order = _reading_order(forest, sizes, moved, certain, one_to_one=one_to_one)
    confidence: dict[_Block, float] = defaultdict(lambda: 1.0)
    moved_pairs: dict[_Block, list[Pair]] = defaultdict(list)
    for (s, t), pair_links in links.items():
        for link in pair_links:
            root = forest.root((s, link.first[0]) if link.first else (t, link.second[0]))
            confidence[root] = min(confidence[root], link.confidence)
            if link.is_moved:
                moved_pairs[root].append((s, t))
    members = forest.members()
    return tuple(Bead(_by_language(members[root]), confidence[root], _elsewhere(moved_pairs[root])) for root in order)


def respecting(kept: Kept, links: Mapping[Pair, Sequence[Link]]) -> dict[Pair, tuple[Link, ...]]:
    """The links, those undone that would bring into one bead what is kept apart; the less sure ones first."""
    if kept == NOTHING:
        return {pair: tuple(pair_links) for pair, pair_links in links.items()}
    forest = _Forest(itertools.chain.from_iterable(itertools.starmap(_blocks, links.items())))
    groups = _Groups(kept, forest)
    full = _full(links)
    undone: dict[Pair, set[tuple[int, ...]]] = defaultdict(set)
    for link, pair in sorted(full, key=lambda linked: -linked[0].confidence):
        if not groups.join(list(_blocks(pair, [link]))):
            undone[pair].add(link.first)
    return {pair: tuple(_undone(pair_links, undone[pair])) for pair, pair_links in links.items()}


def _full(links: Mapping[Pair, Sequence[Link]]) -> list[tuple[Link, Pair]]:
    """The links that have blocks of both languages, with their pairs."""
    full: list[tuple[Link, Pair]] = []
    for pair, pair_links in links.items():
        full += ((link, pair) for link in pair_links if link.first and link.second)
    return full


def _blocks(pair: Pair, links: Iterable[Link]) -> Iterator[_Block]:
    for link in links:
        for tag, blocks in zip(pair, (link.first, link.second), strict=True):
            yield from ((tag, block) for block in blocks)


class _Groups:
    """Blocks that are joined step by step, as far as what is kept allows."""

    def __init__(self, kept: Kept, forest: _Forest) -> None:
        self._forest = forest
        self._apart: dict[_Block, set[_Block]] = defaultdict(set)
        for one, other in kept.apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        for bead in kept.beads:
            forest.join(sorted(bead.members()))
        self._beads = {forest.root(min(bead.members())): bead for bead in kept.beads}
        self._members = forest.members()

    def join(self, blocks: Sequence[_Block]) -> bool:
        """Join blocks, with all they were joined with before; False, and nothing is joined, where that may not be."""
        roots = list(dict.fromkeys(map(self._forest.root, blocks)))
        members = list(itertools.chain.from_iterable(self._members[root] for root in roots))
        beads = [self._beads[root] for root in roots if root in self._beads]
        if len(beads) > 1 or (beads and not _has_room(beads[0], members)):
            return False
        if self._apart and not all(self._apart.get(block, set()).isdisjoint(members) for block in members):
            return False
        self._forest.join(roots)
        root = self._forest.root(roots[0])
        self._members[root] = members
        if beads:
            self._beads[root] = beads[0]
        return True


def _has_room(bead: KeptBead, members: Sequence[_Block]) -> bool:
    """Whether blocks can be with those of a certain bead, which has all blocks there are in the languages it names."""
    own = bead.members()
    return all(block in own or not (bead.is_complete or block[0] in bead.blocks) for block in members)


def without_merging(links: Mapping[Pair, Sequence[Link]]) -> dict[Pair, tuple[Link, ...]]:
    """Links of single blocks, the less sure ones undone that would bring two blocks of a language into one bead."""
    full = _full(links)
    blocks = {(s, link.first[0]) for link, (s, _) in full} | {(t, link.second[0]) for link, (_, t) in full}
    forest = _Forest(blocks)
    languages = {block: {block[0]} for block in blocks}
    undone: set[tuple[Pair, tuple[int, ...]]] = set()
    for link, (s, t) in sorted(full, key=lambda linked: -linked[0].confidence):
        root, other_root = forest.root((s, link.first[0])), forest.root((t, link.second[0]))
        if root == other_root:
            continue
        if languages[root].isdisjoint(languages[other_root]):
            forest.join([root, other_root])
            languages[root] |= languages[other_root]
        else:
            undone.add(((s, t), link.first))
    kept = {}
    for pair, pair_links in links.items():
        kept[pair] = tuple(_undone(pair_links, {first for undone_pair, first in undone if undone_pair == pair}))
    return kept


def _undone(links: Iterable[Link], undone: Collection[tuple[int, ...]]) -> Iterator[Link]:
    for link in links:
        if link.first in undone:
            yield from (Link((block,), (), 1 - link.confidence) for block in link.first)
            yield from (Link((), (block,), 1 - link.confidence) for block in link.second)
        else:
            yield link


def _elsewhere(moved_pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The fewest languages that explain all pairs in which a bead has moved; of two alike the later.

    >>> _elsewhere([("en", "ru"), ("en", "zh")]), _elsewhere([("en", "ru"), ("ru", "zh")]), _elsewhere([("en", "ru")])
    (('en',), ('ru',), ('ru',))
    """
    languages = []
    unexplained = list(moved_pairs)
    while unexplained:
        counts = Counter(tag for s, t in unexplained for tag in (t, s))
        language, _ = counts.most_common(1)[0]  # of equal counts the one met first, which is the later of a pair
        languages.append(language)
        unexplained = [pair for pair in unexplained if language not in pair]
    return tuple(languages)


class _Forest:
    """Blocks in disjoint sets, each named by its root."""

    def __init__(self, blocks: Iterable[_Block]) -> None:
        self._parent = {block: block for block in blocks}

    def root(self, block: _Block) -> _Block:
        while self._parent[block] != block:
            self._parent[block] = self._parent[self._parent[block]]
            block = self._parent[block]
        return block

    def join(self, blocks: Sequence[_Block]) -> None:
        root = self.root(blocks[0])
        for block in blocks[1:]:
            self._parent[self.root(block)] = root

    def members(self) -> dict[_Block, list[_Block]]:
        """The blocks of each set, in the order of the languages and of each text."""
        members: dict[_Block, list[_Block]] = defaultdict(list)
        for block in self._parent:
            members[self.root(block)].append(block)
        return members


def _by_language(blocks: Sequence[_Block]) -> dict[str, tuple[int, ...]]:
    by_language: dict[str, tuple[int, ...]] = {}
    for language, block in blocks:
        by_language[language] = (*by_language.get(language, ()), block)
    return by_language


def _reading_order(
    forest: _Forest, sizes: Mapping[str, int], moved: Sequence[_Block], certain: Collection[_Block], *, one_to_one: bool
) -> list[_Block]:
    """The roots of all sets, none before one that any language has earlier; two sets that interleave are joined first.

    A set with blocks that have moved stands where its first language has it; so do sets further apart that the languages
    have in different orders, and certain ones, which are joined with no other.
    """
    moved = list(moved)
    certain_roots = {forest.root(block) for block in certain}
    for attempt in itertools.count():
        moved_roots = {forest.root(block) for block in moved} | _scattered(forest)
        placed: set[_Block] = set()
        places: dict[_Block, list[float]] = defaultdict(list)
        follows: TopologicalSorter[_Block] = TopologicalSorter()
        for language, size in sizes.items():
            roots = {block: forest.root((language, block)) for block in range(size)}
            in_order = {block: root for block, root in roots.items() if root not in placed}
            in_order = _first_of_each(in_order, moved_roots)
            for block, root in in_order.items():
                places[root].append(block / size)
                follows.add(root)
            for root, following in itertools.pairwise(in_order.values()):
                if root != following:
                    follows.add(following, root)
            placed |= moved_roots.intersection(in_order.values())
        try:
            follows.prepare()
        except CycleError as error:
            cycle = set(error.args[1])
            may_join = certain_roots.isdisjoint(cycle)
            if may_join and ((len(cycle) == 2 and not one_to_one) or cycle <= moved_roots):
                forest.join(list(cycle))
            else:
                # Many cycles are a text in another order altogether: then the first language decides for all.
                moved += cycle if attempt < _CYCLES else list(forest.members())
        else:
            return _sorted(follows, {root: sum(shares) / len(shares) for root, shares in places.items()})
    raise AssertionError  # the loop ends: every attempt joins sets or gives one fewer a say


def _first_of_each(roots: Mapping[int, _Block], moved_roots: Collection[_Block]) -> dict[int, _Block]:
    """The roots of blocks, those of moved sets at their first block only."""
    kept: dict[int, _Block] = {}
    seen: set[_Block] = set()
    for block, root in roots.items():
        if root not in seen:
            kept[block] = root
        if root in moved_roots:
            seen.add(root)
    return kept


def _scattered(forest: _Forest) -> set[_Block]:
    """The roots of sets with blocks of one language far from each other: joined with all between they would be half a text."""
    roots = set()
    for root, blocks in forest.members().items():
        for numbers in _by_language(blocks).values():
            if numbers[-1] - numbers[0] >= len(numbers) + _NEAR:
                roots.add(root)
    return roots


def _sorted(follows: TopologicalSorter[_Block], place: Mapping[_Block, float]) -> list[_Block]:
    """All sets, of those that may come next the one that stands earliest in its texts, as a share of them."""
    order: list[_Block] = []
    ready: list[tuple[float, _Block]] = []
    while follows.is_active():
        for root in follows.get_ready():
            heapq.heappush(ready, (place[root], root))
        _, root = heapq.heappop(ready)
        order.append(root)
        follows.done(root)
    return order
