"""Passages that stand at another place in one language: found among the blocks that are left without a counterpart.

An alignment keeps the order of both texts, so a section that an editor moved is left over on both sides. Every two runs of
such blocks are aligned on their own; a passage has moved if the evidence for any links at all, against none, outweighs how
rarely that happens: the evidence is the sum over all alignments of the two runs, divided by the weight of the one
that links nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from aligner.alignment.band import Band
from aligner.alignment.beads import Link, MovedPassage, Pair
from aligner.alignment.evidence import Evidence
from aligner.alignment.lattice import MATCHES, TYPES, best, lattice, only
from aligner.alignment.layers import Side
from aligner.alignment.pairwise import score
from aligner.alignment.weights import Scale

_RARE = 10.0
"""Log odds against a given run of blocks having moved."""
_LEAST_BLOCKS = 4
"""Blocks of both texts that a moved passage has at least."""
_SURE = 0.9
"""The mean probability of the links of a moved passage, at least."""
_LEAST_SURE = 0.5
"""Links of a moved passage that are less probable are left out."""
_LONGEST = 100
"""Blocks of a run that are compared at once; of a longer one the first."""


@dataclass(frozen=True)
class PassageSearch:
    """Two languages of a text in which passages that have moved are looked for.

    Attributes:
        first: the blocks of the first language.
        second: those of the second.
        scale: the weights of the evidence without cuts.
        allowed: the types of bead that a link may be.
        alone: for either language, blocks that have certainly not moved.
    """

    first: Side
    second: Side
    scale: Scale
    allowed: frozenset[tuple[int, int]] = frozenset(TYPES)
    alone: tuple[Collection[int], Collection[int]] = ((), ())

    def passages(self, links: Sequence[Link]) -> Iterator[list[Link]]:
        """The passages among blocks without a counterpart, those with the most evidence first."""
        unlinked = itertools.chain.from_iterable(link.first for link in links if not link.second)
        unlinked_there = itertools.chain.from_iterable(link.second for link in links if not link.first)
        left = [block for block in unlinked if block not in self.alone[0]]
        left_there = [block for block in unlinked_there if block not in self.alone[1]]
        first_runs, second_runs = list(_runs(left)), list(_runs(left_there))
        threshold = _RARE + log(max(len(first_runs) * len(second_runs), 1))
        candidates = []
        for first_run, second_run in itertools.product(first_runs, second_runs):
            # A single block is left alone: headings and formulas are often like another that is left over.
            if min(len(first_run), len(second_run)) > 1 and _are_apart(links, first_run, second_run):
                gain, passage = self.aligned(first_run, second_run)
                blocks = sum(len(link.first) + len(link.second) for link in passage)
                if gain > threshold and blocks >= _LEAST_BLOCKS and _is_sure(passage):
                    candidates.append((gain, passage))
        first_taken: set[int] = set()
        second_taken: set[int] = set()
        for _, passage in sorted(candidates, key=lambda gained: -gained[0]):
            first, second = _blocks(passage)
            if first_taken.isdisjoint(first) and second_taken.isdisjoint(second):
                first_taken |= first
                second_taken |= second
                yield passage

    def aligned(self, first_run: range, second_run: range) -> tuple[float, list[Link]]:
        """How much the evidence is for any links of two runs against none, as log odds, and the likely links."""
        n, m = len(first_run), len(second_run)
        band = Band.full(n, m)
        sides = self.first.part(first_run.start, first_run.stop), self.second.part(second_run.start, second_run.stop)
        scores = only(self.allowed, score(Evidence(band, *sides), self.scale))
        aligned = lattice(band, scores)
        # To link nothing is to skip the first run along the first column, and then the second in the last row.
        rows, columns = [band.node(i, 0) for i in range(n)], [band.node(n, j) for j in range(m)]
        gain = aligned.log_total - float(scores[-2, rows].sum() + scores[-1, columns].sum())
        links = []
        for place in best(aligned):
            probability = float(aligned.beads[TYPES.index(place.kind), band.node(place.i, place.j)])
            if place.kind in MATCHES and probability >= _LEAST_SURE:
                blocks = place.blocks((first_run.start, second_run.start))
                links.append(Link(*blocks, min(probability, 1.0), is_moved=True))
        return gain, links


def with_moved(
    comparisons: Mapping[Pair, PassageSearch], links: Mapping[Pair, Sequence[Link]]
) -> dict[Pair, tuple[Link, ...]]:
    """The links of all pairs, those of passages that have moved among them.

    What has moved in one language has moved against each of the others; where one pair finds it and another does not,
    the one that finds it decides for both.

    Args:
        comparisons: the pairs that can be compared.
        links: for every two languages, their links, in order.
    """
    linked = {pair: tuple(pair_links) for pair, pair_links in links.items()}
    for pair, comparison in comparisons.items():
        for passage in comparison.passages(links[pair]):
            linked[pair] = _with_passage(linked[pair], passage)
    languages = dict.fromkeys(itertools.chain.from_iterable(links))
    passages_by_pair = {pair: list(_passages(pair_links)) for pair, pair_links in linked.items()}
    for (s, t), passage in ((pair, passage) for pair, passages in passages_by_pair.items() for passage in passages):
        first, second = _blocks(passage)
        for third in [tag for tag in languages if tag not in (s, t)]:
            # The third language has the passage where the first has it, or where the second has it.
            for same, same_blocks, other, other_blocks in ((s, first, t, second), (t, second, s, first)):
                third_blocks = _counterpart(linked, same, same_blocks, third)
                pair = (third, other) if (third, other) in linked else (other, third)
                if third_blocks and pair in comparisons:
                    sides = (third_blocks, other_blocks) if pair == (third, other) else (other_blocks, third_blocks)
                    linked[pair] = _completed(comparisons[pair], linked[pair], *sides)
    return linked


def _counterpart(links: Mapping[Pair, Sequence[Link]], tag: str, blocks: set[int], third: str) -> set[int]:
    """The blocks of a third language that surely stand for blocks of one, in their place; none where that is not known."""
    counterpart: set[int] = set()
    confidences = []
    for link in links.get((tag, third)) or links[third, tag]:
        own, theirs = (link.first, link.second) if (tag, third) in links else (link.second, link.first)
        if not blocks.isdisjoint(own) and theirs:
            if link.is_moved or not blocks.issuperset(own):
                return set()
            counterpart.update(theirs)
            confidences.append(link.confidence)
    return counterpart if confidences and sum(confidences) >= _SURE * len(confidences) else set()


def _completed(
    comparison: PassageSearch, links: tuple[Link, ...], first: set[int], second: set[int]
) -> tuple[Link, ...]:
    """The links of a pair with those of a passage that other pairs say it has."""
    touched = [link for link in links if not first.isdisjoint(link.first) or not second.isdisjoint(link.second)]
    is_linked = any(link.first and link.second for link in touched)
    if is_linked and all(first.issuperset(link.first) and second.issuperset(link.second) for link in touched):
        return links
    _, passage = comparison.aligned(range(min(first), max(first) + 1), range(min(second), max(second) + 1))
    return _with_passage(links, passage) if passage and _is_sure(passage) else links


def _with_passage(links: Sequence[Link], passage: Sequence[Link]) -> tuple[Link, ...]:
    """The links with those of a passage, whose blocks are taken out of those that they were in."""
    first, second = _blocks(passage)
    placed: list[tuple[int, Link]] = [(link.first[0], link) for link in passage]
    place = 0
    for link in links:
        place = link.first[0] if link.first else place
        if first.isdisjoint(link.first) and second.isdisjoint(link.second):
            placed.append((place, link))
            continue
        own = tuple(block for block in link.first if block not in first)
        theirs = tuple(block for block in link.second if block not in second)
        if own and theirs:
            placed.append((own[0], replace(link, first=own, second=theirs, evidence={}, alternatives=())))
        else:
            placed += [(block, Link((block,), (), link.confidence)) for block in own]
            placed += [(place, Link((), (block,), link.confidence)) for block in theirs]
    return tuple(link for _, link in sorted(placed, key=lambda at: at[0]))


def _blocks(passage: Sequence[Link]) -> tuple[set[int], set[int]]:
    """The blocks of a passage in either language."""
    first, second = set[int](), set[int]()
    for link in passage:
        first.update(link.first)
        second.update(link.second)
    return first, second


def _runs(blocks: Sequence[int]) -> Iterator[range]:
    """Runs of neighbouring blocks."""
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or blocks[at] != blocks[at - 1] + 1 or at - start == _LONGEST:
            yield range(blocks[start], blocks[at - 1] + 1)
            start = at


def _are_apart(links: Sequence[Link], first_run: range, second_run: range) -> bool:
    """Whether a link stands between two runs; where none does, they are at the same place and were not linked there."""
    full = [link for link in links if link.first and link.second]
    before_first = sum(link.first[0] < first_run.start for link in full)
    before_second = sum(link.second[0] < second_run.start for link in full)
    return before_first != before_second


def _is_sure(passage: Sequence[Link]) -> bool:
    return sum(link.confidence for link in passage) >= _SURE * len(passage)


def passages(links: Mapping[Pair, Sequence[Link]]) -> tuple[MovedPassage, ...]:
    """The moved passages that links of all pairs name; one that has moved against two languages is named once."""
    named: set[tuple[str, int]] = set()
    result = []
    for (s, t), pair_links in links.items():
        for run in _passages(pair_links):
            passage = _passage((s, t), run)
            blocks = {(s, block) for block in passage.first} | {(t, block) for block in passage.second}
            if named.isdisjoint(blocks):
                result.append(passage)
            named |= blocks
    return tuple(result)


def _passages(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Runs of moved links of which each follows the one before in both languages."""
    run: list[Link] = []
    for link in (link for link in links if link.is_moved):
        if run and (link.first[0] != run[-1].first[-1] + 1 or link.second[0] != run[-1].second[-1] + 1):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _passage(pair: Pair, links: Sequence[Link]) -> MovedPassage:
    first = tuple(itertools.chain.from_iterable(link.first for link in links))
    second = tuple(itertools.chain.from_iterable(link.second for link in links))
    return MovedPassage(pair, first, second, sum(link.confidence for link in links) / len(links))
