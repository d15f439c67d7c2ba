"""Where the units of a text stand among the blocks of a file: the best chain of likenesses in document order.

Both are the same language, so likeness is that of the words themselves (of the characters in Chinese): indel
similarity. All pairs of unit and block that are alike at all are candidates, and so are two or three neighbours on
one side where one is not enough; the chain that explains most is found in order of blocks, as in a weighted longest
increasing subsequence (M. L. Fredman, On computing the length of longest increasing subsequences, 1975), by a
Fenwick tree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.attestation.folding import folded
from aligner.text.scripts import is_unspaced

_ALIKE = 0.4
"""Two clauses of one text about one thing reach .3 of their words; the same clause in two versions .5 and more."""
_PARTLY = 0.35
"""A third of a clause reaches .5 of the whole, less what was reworded."""
_SOME = 0.2
"""Enough for a clause that stands where it should."""
_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """Units ``units`` stand in blocks ``blocks`` (both half-open ranges of positions); at least one is single."""

    units: tuple[int, int]
    blocks: tuple[int, int]


def locate(units: Sequence[str], blocks: Sequence[str]) -> list[Placement]:
    """Where the units are, in document order; units and blocks that match nothing are in no match.

    >>> locate(["The Assembly,", "Recalling its resolution,"], ["Letter", "The Assembly,", "1. Recalling its resolutions,"])
    [Placement(units=(0, 1), blocks=(1, 2)), Placement(units=(1, 2), blocks=(2, 3))]
    """
    code = _Code()
    ours, theirs = [code.of(text) for text in units], [code.of(text) for text in blocks]
    matches = _best_chain(_candidates(ours, theirs), len(units), len(blocks))
    return sorted([*matches, *_gaps_filled(ours, theirs, matches)], key=lambda match: match.units)


class _Code:
    """Texts as strings in which one character stands for one word, so that likeness is counted in words."""

    def __init__(self) -> None:
        self._chars: dict[str, str] = {}

    def of(self, text: str) -> str:
        return "".join(self._char(token) for token in _tokens(folded(text).lower()))

    def _char(self, token: str) -> str:
        code = 0x100 + len(self._chars)
        return self._chars.setdefault(token, chr(code if code < 0xD800 else code + 0x800))


def _tokens(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+|[^\w\s]", text):
        if any(is_unspaced(char) for char in word):
            yield from word
        else:
            yield word


def _candidates(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[float, Placement]]:
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not ours or not theirs:
        return
    alike = cdist(ours, theirs, scorer=Indel.normalized_similarity, score_cutoff=_PARTLY, dtype=np.float32, workers=1)
    wider: set[Placement] = set()
    for unit, block in zip(*(places.tolist() for places in np.nonzero(alike)), strict=True):
        likeness = float(alike[unit, block])
        if likeness >= _ALIKE:
            yield _weighed(Placement((unit, unit + 1), (block, block + 1)), ours, theirs, likeness)
        if likeness < 0.95:
            wider.update(_wider(unit, block, ours, theirs))
    for match in wider:
        together = Indel.normalized_similarity(*_strings(match, ours, theirs), score_cutoff=_ALIKE)
        if together > _ALIKE:
            yield _weighed(match, ours, theirs, together)


def _strings(match: Placement, ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str]:
    return "".join(ours[slice(*match.units)]), "".join(theirs[slice(*match.blocks)])


def _weighed(match: Placement, ours: Sequence[str], theirs: Sequence[str], likeness: float) -> tuple[float, Placement]:
    """What a match explains: the more words, and the more alike, the better."""
    return (likeness - _ALIKE + 0.01) * sum(map(len, _strings(match, ours, theirs))), match


def _wider(unit: int, block: int, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Placement]:
    """A unit with its block's neighbours too, if it is the longer of the two; a block with those of its unit."""
    shorter = len(ours[unit]) < len(theirs[block])
    place, count = (unit, len(ours)) if shorter else (block, len(theirs))
    for size in range(2, _NEIGHBOURS + 1):
        for start in range(max(0, place - size + 1), min(place, count - size) + 1):
            run = (start, start + size)
            yield Placement(run, (block, block + 1)) if shorter else Placement((unit, unit + 1), run)


def _best_chain(candidates: Iterator[tuple[float, Placement]], units: int, blocks: int) -> list[Placement]:
    """The candidates of the greatest total weight that follow one another on both sides."""
    starting: defaultdict[int, list[tuple[float, Placement]]] = defaultdict(list)
    for weight, match in candidates:
        starting[match.units[0]].append((weight, match))
    ending: defaultdict[int, list[_Link]] = defaultdict(list)
    tree: list[_Link | None] = [None] * (blocks + 1)
    for unit in range(units + 1):
        for link in ending[unit]:
            _insert(tree, link)
        for weight, match in starting[unit]:
            before = _best_until(tree, match.blocks[0])
            ending[match.units[1]].append(_Link(weight + (before.weight if before else 0.0), match, before))
    chain: list[Placement] = []
    last = _best_until(tree, blocks)
    while last:
        chain.append(last.match)
        last = last.before
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class _Link:
    weight: float
    match: Placement
    before: _Link | None


def _insert(tree: list[_Link | None], link: _Link) -> None:
    place = link.match.blocks[1]
    while place < len(tree):
        best = tree[place]
        if best is None or best.weight < link.weight:
            tree[place] = link
        place += place & -place


def _best_until(tree: Sequence[_Link | None], place: int) -> _Link | None:
    best: _Link | None = None
    while place > 0:
        link = tree[place]
        if link and (best is None or link.weight > best.weight):
            best = link
        place -= place & -place
    return best


def _gaps_filled(ours: Sequence[str], theirs: Sequence[str], matches: Sequence[Placement]) -> Iterator[Placement]:
    """Between two matches as many units as blocks are left: they are the same, reworded, if at all alike."""
    from rapidfuzz.distance import Indel

    for before, after in pairwise(matches):
        units = range(before.units[1], after.units[0])
        blocks = range(before.blocks[1], after.blocks[0])
        if len(units) == len(blocks):
            for unit, block in zip(units, blocks, strict=True):
                if Indel.normalized_similarity(ours[unit], theirs[block]) >= _SOME:
                    yield Placement((unit, unit + 1), (block, block + 1))
