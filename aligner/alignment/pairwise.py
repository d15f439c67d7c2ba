"""Two languages of a text, aligned: beads of any shape in time that grows with the length of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.alignment import evidence, weights
from aligner.alignment.anchors import anchors
from aligner.alignment.band import Band
from aligner.alignment.beads import Link
from aligner.alignment.evidence import Side
from aligner.alignment.lattice import MATCHES, TYPES, best, lattice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

REACH = 5
"""Blocks on either side of the rough path that the search looks at."""


def link(first: Side, second: Side) -> tuple[Link, ...]:
    """The links of two languages, in order."""
    n, m = len(first.lengths), len(second.lengths)
    if not n or not m:
        return (*(Link((k,), (), 1.0) for k in range(n)), *(Link((), (k,), 1.0) for k in range(m)))
    path = anchors(first.spans.vectors(1)[0], second.spans.vectors(1)[0])
    band = Band.around(path, n, m, REACH)
    matches, skips, inserts = evidence.features(band, first, second)
    found = lattice(band, _scores(band, matches, skips, inserts))
    links = []
    for (i, i_end), (j, j_end) in best(found):
        kind = TYPES.index((i_end - i, j_end - j))
        node = int(band.offsets[i] + j - band.low[i])
        seen = (
            dict(zip(evidence.NAMES, matches[TYPES[kind]][:, node].tolist(), strict=True))
            if kind < len(MATCHES)
            else {}
        )
        links.append(Link(tuple(range(i, i_end)), tuple(range(j, j_end)), float(found.beads[kind, node]), seen))
    return tuple(links)


def _scores(
    band: Band,
    matches: dict[tuple[int, int], npt.NDArray[np.float32]],
    skips: npt.NDArray[np.float32],
    inserts: npt.NDArray[np.float32],
) -> npt.NDArray[np.float64]:
    """The log weight of the bead of each type at each node."""
    import numpy as np

    scores = np.empty((len(TYPES), band.size))
    for k, kind in enumerate(MATCHES):
        scores[k] = np.asarray(weights.MATCH[kind], np.float32) @ matches[kind]
    skip = np.asarray(weights.SKIP, np.float32)
    scores[-2] = (skip @ skips)[np.minimum(band.rows, skips.shape[1] - 1)]
    scores[-1] = (skip @ inserts)[np.minimum(band.columns, inserts.shape[1] - 1)]
    return scores
