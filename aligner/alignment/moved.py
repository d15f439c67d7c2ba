"""Passages that stand at another place in one language: found among the blocks that are left without a counterpart.

An alignment keeps the order of both texts, so a section that an editor moved is left over on both sides. Every two runs of
such blocks are aligned on their own; a passage has moved if the evidence for any links at all, against none, outweighs how
rarely that happens: the evidence is the sum over all alignments of the two runs, divided by the weight of the one
that links nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log

from aligner.alignment.band import Band
from aligner.alignment.beads import Link, MovedPassage, Pair
from aligner.alignment.evidence import Evidence
from aligner.alignment.lattice import MATCHES, ONE_TO_ONE, TYPES, best, lattice, only
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
_Run = tuple[int, int]


def with_moved(
    first: Side,
    second: Side,
    links: Sequence[Link],
    scale: Scale,
    *,
    one_to_one: bool = False,
    alone: tuple[Collection[int], Collection[int]] = ((), ()),
) -> tuple[Link, ...]:
    """The links, those of passages that have moved among them, in the order of the first text.

    Args:
        first: the blocks of the first text.
        second: those of the second.
        links: in order, every block of both in one of them.
        scale: the weights of the evidence without cuts.
        one_to_one: whether no link may join blocks of a text.
        alone: for either text, blocks that have certainly not moved.
    """
    allowed = ONE_TO_ONE if one_to_one else frozenset(TYPES)
    left = [block for link in links if not link.second for block in link.first if block not in alone[0]]
    left_there = [block for link in links if not link.first for block in link.second if block not in alone[1]]
    first_runs, second_runs = list(_runs(left)), list(_runs(left_there))
    threshold = _RARE + log(max(len(first_runs) * len(second_runs), 1))
    passages = []
    for first_run, second_run in itertools.product(first_runs, second_runs):
        # A single block is left alone: headings and formulas are often like another that is left over.
        if min(first_run[1] - first_run[0], second_run[1] - second_run[0]) > 1:
            gain, passage = _aligned(first, second, first_run, second_run, scale, allowed)
            if gain > threshold and _is_sure(passage):
                passages.append((gain, passage))
    moved: dict[int, Link] = {}
    moved_to: set[int] = set()
    for _, passage in sorted(passages, key=lambda gained: -gained[0]):
        if all(moved_to.isdisjoint(link.second) and moved.keys().isdisjoint(link.first) for link in passage):
            moved |= {block: link for link in passage for block in link.first}
            moved_to |= {block for link in passage for block in link.second}
    return _in_place(links, moved, moved_to)


def _runs(blocks: Sequence[int]) -> Iterator[_Run]:
    """Neighbouring blocks, as start and stop."""
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or blocks[at] != blocks[at - 1] + 1 or at - start == _LONGEST:
            yield blocks[start], blocks[at - 1] + 1
            start = at


def _aligned(
    first: Side, second: Side, run: _Run, other: _Run, scale: Scale, allowed: frozenset[tuple[int, int]]
) -> tuple[float, list[Link]]:
    """How much the evidence is for any links of two runs against none, as log odds, and the likely links."""
    band = Band.full(run[1] - run[0], other[1] - other[0])
    scores = only(allowed, score(Evidence(band, first.part(*run), second.part(*other)), scale))
    found = lattice(band, scores)
    # Links nothing: all blocks of the first run are skipped along the first column, then all of the other in the last row.
    rows = [band.node(i, 0) for i in range(run[1] - run[0])]
    columns = [band.node(run[1] - run[0], j) for j in range(other[1] - other[0])]
    gain = found.log_total - float(scores[-2, rows].sum() + scores[-1, columns].sum())
    links = []
    for place in best(found):
        sure = float(found.beads[TYPES.index(place.kind), band.node(place.i, place.j)])
        if place.kind in MATCHES and sure >= _LEAST_SURE:
            links.append(Link(*place.blocks((run[0], other[0])), min(sure, 1.0), is_moved=True))
    return gain, links


def _is_sure(passage: Sequence[Link]) -> bool:
    blocks = sum(len(link.first) + len(link.second) for link in passage)
    return blocks >= _LEAST_BLOCKS and sum(link.confidence for link in passage) >= _SURE * len(passage)


def _in_place(links: Sequence[Link], moved: dict[int, Link], taken: set[int]) -> tuple[Link, ...]:
    """The links with those of moved passages where their blocks stood alone in the first text."""
    result: list[Link] = []
    for link in links:
        if not link.second and link.first[0] in moved:
            if moved[link.first[0]].first[0] == link.first[0]:
                result.append(moved[link.first[0]])
        elif link.first or taken.isdisjoint(link.second):
            result.append(link)
    return tuple(result)


def passages(links: Mapping[Pair, Sequence[Link]]) -> tuple[MovedPassage, ...]:
    """The moved passages that links of all pairs name; one that has moved against two languages is named once."""
    named: set[tuple[str, int]] = set()
    result = []
    for (s, t), pair_links in links.items():
        for run in _passages(link for link in pair_links if link.is_moved):
            passage = _passage((s, t), run)
            blocks = {(s, block) for block in passage.first} | {(t, block) for block in passage.second}
            if named.isdisjoint(blocks):
                result.append(passage)
            named |= blocks
    return tuple(result)


def _passages(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Runs of links of which each follows the one before in both languages."""
    run: list[Link] = []
    for link in links:
        if run and (link.first[0] != run[-1].first[-1] + 1 or link.second[0] != run[-1].second[-1] + 1):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _passage(pair: Pair, links: Sequence[Link]) -> MovedPassage:
    first = tuple(block for link in links for block in link.first)
    second = tuple(block for link in links for block in link.second)
    return MovedPassage(pair, first, second, sum(link.confidence for link in links) / len(links))
