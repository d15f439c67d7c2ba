"""Two languages of a text, aligned: beads of many shapes in time and memory that grow with the length of the text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.alignment import weights
from aligner.alignment.anchors import anchors, filled
from aligner.alignment.band import Band
from aligner.alignment.beads import Alternative, Link
from aligner.alignment.evidence import CUT_AFTER, CUT_NAMES, NAMES, Evidence
from aligner.alignment.kept import NO_LINKS, KeptLinks
from aligner.alignment.lattice import MATCHES, NEVER, ONE_TO_ONE, TYPES, Lattice, best, lattice, only
from aligner.alignment.layers import Layers, Side
from aligner.alignment.mask import Mask

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float32]
    Scores = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

REACH = 5
"""Blocks on either side of the rough path that the search looks at."""
SURE = 0.9
"""Links of a lower confidence get their alternatives."""
_ROUNDS = 2
"""Times that the share of blocks without a counterpart is estimated anew."""
_HELD = 30
"""Beads of the usual shares that are added to those of the text."""
_LIKELY = 0.02
"""Beads and borders that are less probable are not looked at again."""
_DOUBT = 1e-3
"""What is left of doubt where the pieces of two texts leave none."""
_WINDOW = 600
"""Blocks, about, that are searched at once; a longer text is cut where the rough path leaves no doubt."""
_LONGEST_WINDOW = 3_000
"""Blocks after which a text is cut all the same: one that says the same over and over leaves doubt everywhere."""
_STEADY = 6
"""Neighbouring steps of one block on both sides that leave no doubt."""


@dataclass(frozen=True)
class Window:
    """A stretch of two texts that is searched at once.

    Attributes:
        offset: the blocks before it in either text.
        lattice: the probability of every bead.
        level: how like its blocks are to their best counterparts: see `Evidence.level`.
        evidence: for each of `MATCHES`, the nodes at which such a bead is likely, in order, and the evidence for each.
    """

    offset: tuple[int, int]
    lattice: Lattice
    level: float
    evidence: Mapping[tuple[int, int], tuple[Integers, Floats]]


@dataclass(frozen=True)
class Pairing:
    """Two languages of a text: how probable each bead is, before the other languages are asked.

    Attributes:
        sizes: the number of blocks of either.
        windows: stretches, in order; empty where one of the languages has no blocks.
        kept: what is certain of them.
    """

    sizes: tuple[int, int]
    windows: tuple[Window, ...]
    kept: KeptLinks = NO_LINKS

    @property
    def level(self) -> float:
        """How like the blocks are to their best counterparts, on the mean of all windows."""
        return sum(window.level for window in self.windows) / max(len(self.windows), 1)

    def likely_borders(self) -> Iterator[tuple[int, int, float]]:
        """Borders of both texts that may stand for each other, and how probable that is."""
        yield 0, 0, 1.0
        inside_anchors = self.kept.inner_nodes()
        for window in self.windows:
            band = window.lattice.band
            through = window.lattice.beads.sum(axis=0).clip(max=1)
            through[-1] = 1  # no bead begins at the last node, and every alignment leads there
            for node in (through > _LIKELY).nonzero()[0][1:].tolist():
                border = int(band.rows[node]) + window.offset[0], int(band.columns[node]) + window.offset[1]
                if border not in inside_anchors:
                    yield *border, float(through[node])

    def links(self, agreed: Sequence[tuple[int, int]] = ()) -> tuple[Link, ...]:
        """The links, in order, each with its probability and evidence.

        Args:
            agreed: borders of both texts, rising, that no link may lead over.
        """
        if not self.windows:
            n, m = self.sizes
            return (*(Link((k,), (), 1.0) for k in range(n)), *(Link((), (k,), 1.0) for k in range(m)))
        return tuple(link for window in self.windows for link in _links(window, agreed))


def pairing(
    first: Layers,
    second: Layers,
    learned: weights.Learned,
    *,
    one_to_one: bool = False,
    kept: KeptLinks = NO_LINKS,
) -> Pairing:
    """All alignments of two languages, weighed as learned.

    Args:
        first: the first language.
        second: the second.
        learned: the weights of the evidence.
        one_to_one: whether no link may join blocks of a language.
        kept: what is certain; the blocks of certain links are left alone, for `KeptLinks.restored` to link.
    """
    import numpy as np

    n, m = len(first), len(second)
    if not n or not m:
        return Pairing((n, m), ())
    mask = None if kept == NO_LINKS else Mask.of(kept, n, m)
    path = rough(first.blocks, second.blocks, mask.corners if mask else ())
    windows = []
    for (i, i_end), (j, j_end) in _windows(path, n, m):
        inside = path[(path >= [i, j]).all(axis=1) & (path < [i_end, j_end]).all(axis=1)] - np.array([i, j])
        sides = first.part(i, i_end), second.part(j, j_end)
        part = mask.part((i, i_end), (j, j_end)) if mask else None
        windows.append(_window(*sides, inside, (i, j), learned, part, one_to_one=one_to_one))
    return Pairing((n, m), tuple(windows), kept)


def rough(first: Side, second: Side, corners: Sequence[tuple[int, int]] = ()) -> Integers:
    """A first path through two texts, shape (k, 2).

    Args:
        first: the first text.
        second: the second.
        corners: nodes, rising, that it leads through.
    """
    import numpy as np

    n, m = len(first), len(second)
    path: dict[tuple[int, int], None] = {}
    for (i, j), (i_end, j_end) in itertools.pairwise([(0, 0), *corners, (n, m)]):
        if corners:
            path[i, j] = None
        if i < i_end and j < j_end:
            one, other = (side.part(*stretch) for side, stretch in ((first, (i, i_end)), (second, (j, j_end))))
            between = filled(
                anchors(one.spans.vectors(1)[0], other.spans.vectors(1)[0]), i_end - i, j_end - j
            ) + np.array([i, j])
            path |= dict.fromkeys(map(tuple, between.tolist()))
    return np.array(list(path), np.int64).reshape(-1, 2)


def with_cuts(
    evidence: Evidence, first: Layers, second: Layers, learned: weights.Scale, mask: Mask | None = None
) -> Evidence:
    """The evidence for beads of blocks, with how surely the alignment of their pieces leads through each node."""
    import numpy as np

    one, other, band = first.pieces, second.pieces, evidence.band
    if len(one) > len(first) or len(other) > len(second):
        mask = mask.finer(first.borders, second.borders) if mask else None
        finer = Band.around(rough(one, other, mask.corners if mask else ()), len(one), len(other), REACH)
        of_pieces = _adapted(finer, score(Evidence(finer, one, other), learned), learned, mask)
    else:
        finer = band
        of_pieces = _adapted(finer, score(evidence, learned), learned, mask)
    through = np.append(of_pieces.beads.sum(axis=0), 0)
    through[finer.size - 1] = 1
    i, j = first.borders[band.rows], second.borders[band.columns]
    inside = (j >= finer.low[i]) & (j <= finer.high[i])
    node = np.where(inside, finer.offsets[i] + j - finer.low[i], finer.size)
    sure = np.append(through[node], 0).clip(_DOUBT, 1 - _DOUBT)
    return evidence.with_cuts(np.log(sure / (1 - sure)).astype(np.float32))


def score(evidence: Evidence, learned: weights.Scale) -> Scores:
    """The log weight of the bead of each of `TYPES` at each node, shape (types, nodes)."""
    import numpy as np

    band = evidence.band
    scores = np.empty((len(TYPES), band.size))
    for k, kind in enumerate(MATCHES):
        scores[k] = _weighed(evidence.match(kind), learned.match[kind])
    places = zip(evidence.skipped(), (band.rows, band.columns), TYPES[-2:], strict=True)
    for k, (by_block, place, kind) in enumerate(places, len(MATCHES)):
        own = {name: weight for name, weight in learned.skip.items() if name != CUT_AFTER}
        values = _weighed(by_block, own)
        scores[k] = values[np.minimum(place, len(values) - 1)]
        if evidence.cuts is not None:
            scores[k] += learned.skip[CUT_AFTER] * evidence.cuts[band.moved(*kind)]
    return scores


def _weighed(evidence: Mapping[str, Floats], learned: Mapping[str, float]) -> Floats:
    """The sum of the evidence, each piece times its weight."""
    import numpy as np

    if evidence.keys() != learned.keys():
        raise ValueError(f"evidence without weight, or weight without evidence: {evidence.keys() ^ learned.keys()}")
    total: Floats = np.array([learned[name] for name in evidence], np.float32) @ np.stack(list(evidence.values()))
    return total


def _window(
    first: Layers,
    second: Layers,
    path: Integers,
    offset: tuple[int, int],
    learned: weights.Learned,
    mask: Mask | None,
    *,
    one_to_one: bool,
) -> Window:
    import numpy as np

    band = Band.around(path, len(first), len(second), REACH)
    of_blocks = Evidence(band, first.blocks, second.blocks)
    fitting = learned.at(of_blocks.level)
    evidence = with_cuts(of_blocks, first, second, fitting.pieces, mask)
    scores = score(evidence, fitting.blocks)
    found = _adapted(band, only(ONE_TO_ONE, scores) if one_to_one else scores, fitting.blocks, mask)
    # Of the evidence only that for likely beads is kept: of a long text in many languages all of it would fill memory.
    likely = {}
    for beads, kind in zip(found.beads, MATCHES, strict=False):
        nodes = (beads > _LIKELY).nonzero()[0]
        if len(nodes):
            likely[kind] = nodes, np.stack([values[nodes] for values in evidence.match(kind).values()])
    return Window(offset, found, of_blocks.level, likely)


def _links(window: Window, agreed: Sequence[tuple[int, int]]) -> Iterator[Link]:
    beads, offset = window.lattice, window.offset
    band = beads.band
    through = [(i - offset[0], j - offset[1]) for i, j in agreed]
    n, m = len(band.low) - 1, int(band.high[-1])
    inside = [(i, j) for i, j in through if 0 <= i <= n and 0 <= j <= m]
    for place in best(beads, inside):
        kind, node = place.kind, band.node(place.i, place.j)
        sure = min(float(beads.probabilities[TYPES.index(kind), node]), 1.0)
        rivals = beads.overlapping(place) if sure < SURE else []
        values: list[float] = []
        if kind in window.evidence:
            nodes, rows = window.evidence[kind]
            values = rows[:, nodes == node].ravel().tolist()
        yield Link(
            *place.blocks(offset),
            sure,
            dict(zip((*NAMES, *CUT_NAMES)[1:], values[1:], strict=False)),
            tuple(Alternative(*rival.blocks(offset), probability) for rival, probability in rivals),
        )


def _adapted(band: Band, scores: Scores, learned: weights.Scale, mask: Mask | None = None) -> Lattice:
    """The probabilities of all beads, blocks left out being as frequent as this text itself says they are.

    The weights were learned where few are left out. Expectation maximisation (Dempster, Laird & Rubin, JRSS B 39, 1977)
    finds the share in either language of this text, held to the learned one as by `_HELD` more beads.
    """
    import numpy as np

    places = band.rows, band.columns
    certain: tuple[Flags | None, Flags | None] = mask.alone if mask else (None, None)
    if mask:
        scores = np.where(mask.forbidden(band), NEVER, scores)
    found = lattice(band, scores)
    for _ in range(_ROUNDS):
        runs = np.array([_runs(found.beads[side - 2], places[side], certain[side]) for side in (0, 1)])
        skipped = (runs + _HELD * learned.skipped) / (found.beads[:-2].sum() + runs.sum() + _HELD)
        change = np.log(skipped / learned.skipped) - np.log((1 - skipped.sum()) / (1 - 2 * learned.skipped))
        found = lattice(band, np.concatenate([scores[:-2], scores[-2:] + change[:, None]]))
    return found


def _runs(skipped: Scores, place: Integers, certain: Flags | None) -> float:
    """The expected number of runs of blocks without a counterpart: a section that is missing is one event, not many.

    Blocks that are certainly alone say nothing of the others.
    """
    import numpy as np

    sure = np.bincount(place, skipped)
    if certain is not None:
        sure[:-1][certain] = 0
    return float((sure * (1 - np.append(0, sure[:-1])).clip(0)).sum())


def _windows(path: Integers, n: int, m: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of both texts, as start and stop, that are searched one after the other."""
    i = j = 0
    steady = 0
    for before, (x, y) in itertools.pairwise(path):
        steady = steady + 1 if x - before[0] == y - before[1] == 1 else 0
        is_clear = steady >= _STEADY and x - i >= _WINDOW
        if (is_clear or max(x - i, y - j) >= _LONGEST_WINDOW) and min(n - x, m - y) > _WINDOW // 2:
            back = _STEADY // 2 if is_clear else 0
            cut = x - back, y - back
            yield (i, int(cut[0])), (j, int(cut[1]))
            i, j = int(cut[0]), int(cut[1])
    yield (i, n), (j, m)
