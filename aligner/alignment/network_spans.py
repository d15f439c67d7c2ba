"""Runs of blocks inside the Universal Sentence Encoder: all of them for little more than the blocks themselves.

Encoding each run from its text would cost k(k+1)/2 passes. In this network the features of a token depend on four
tokens either side and a text's vector is a small network over their sum, so the sum of a run is that of its blocks,
corrected at each junction: the four tokens before it and the four after it see each other instead of the marks of end
and start. The cosine to the vector of the text joined by spaces is 1, but for runs of three or more with a block of
fewer than eight tokens, where it is about .9998.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aligner.alignment.pieces import Cut
from aligner.encoder import Usem3

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from aligner.encoder import Vectors

    Positions = npt.NDArray[np.int64]

_TOKENS = 1536
"""Tokens of a micro-batch: the working set stays near 10 MB."""
_KEPT = 5_000
"""Blocks of a text whose vectors are kept for the next question; of longer ones they would take a gigabyte."""
_SHORT = 500
"""Blocks up to which texts share the passes above the sums: for a few rows at a time these cost ten times as much a row."""
_REACH = 4
"""Tokens either side that a token's features depend on: two convolutions of width five."""


class NetworkSpans:
    """The runs of blocks of one text in one language, embedded when asked for.

    Args:
        sums: per block, the projected sum of its tokens' features, shape (blocks, 512).
        joins: per block, what to add to that sum when the next block follows in the same run, shape (blocks, 512).
        lengths: tokens per block, with the marks of start and end.
        kept: vectors that are there already, as `vectors` gives them.
    """

    def __init__(
        self, network: Any, sums: Vectors, joins: Vectors, lengths: Positions, kept: Vectors | None = None
    ) -> None:
        self._network, self._sums, self._joins, self._lengths = network, sums, joins, lengths
        self._kept = kept

    def __len__(self) -> int:
        return len(self._lengths)

    def part(self, start: int, stop: int) -> NetworkSpans:
        """The runs of the blocks from start to stop."""
        if start == 0 and stop == len(self):
            return self
        part = slice(start, stop)
        return NetworkSpans(self._network, self._sums[part], self._joins[part], self._lengths[part])

    def joined(self, borders: Positions) -> NetworkSpans:
        """The runs of blocks that these are the pieces of: block k has the pieces from borders[k] to borders[k + 1]."""
        import numpy as np

        if len(borders) == len(self) + 1:
            return self
        starts, last = borders[:-1], borders[1:] - 1
        inner = self._joins.copy()
        inner[last] = 0
        sums = np.add.reduceat(self._sums + inner, starts, axis=0)
        lengths = np.add.reduceat(self._lengths - 2, starts) + 2
        return NetworkSpans(self._network, sums, self._joins[last], lengths)

    def vectors(self, longest: int) -> Vectors:
        """Vectors of the runs that begin at each block, shape (longest, blocks, 512), each of length 1.

        ``[k - 1, i]`` is the run of k blocks from block i; zero where the text ends before.
        """
        import numpy as np

        if self._kept is not None and len(self._kept) >= longest:
            return self._kept[:longest]
        result: Vectors = np.zeros((longest, *self._sums.shape), np.float32)
        sums, lengths = self._sums, self._lengths.astype(np.float32)
        for k in range(min(longest, len(self))):
            if k:
                runs = len(self) - k
                sums = sums[:runs] + self._joins[k - 1 : -1] + self._sums[k:]
                lengths = lengths[:runs] + (self._lengths[k:] - 2)
            result[k, : len(sums)] = _head(self._network, sums, lengths)
        if len(self) <= _KEPT:
            self._kept = result
        return result

    def split(self, sizes: Sequence[int], longest: int) -> list[NetworkSpans]:
        """The texts of so many blocks each that this one consists of, their vectors made all at once."""
        if len(sizes) == 1:
            return [self]
        vectors = self.vectors(longest)
        texts = []
        for size, stop in zip(sizes, itertools.accumulate(sizes), strict=True):
            part = slice(stop - size, stop)
            for k in range(1, longest):
                vectors[k, part][max(size - k, 0) :] = 0  # runs that would go on in the next text
            texts.append(
                NetworkSpans(self._network, self._sums[part], self._joins[part], self._lengths[part], vectors[:, part])
            )
        return texts


def _head(network: Any, sums: Vectors, lengths: Vectors) -> Vectors:
    """The network above the sum: projection bias, length, two residual layers; normalised to length 1."""
    import numpy as np

    mean = sums + lengths[:, None] * network.cnn_b
    mean *= np.reciprocal(np.sqrt(lengths))[:, None]
    first = np.maximum(mean @ network.p1 + np.maximum(mean @ network.d0, 0) @ network.d1, 0)
    out: Vectors = np.tanh(first @ network.p3 + np.maximum(first @ network.d2, 0) @ network.d3)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return out


def embed(encoder: Usem3, texts: Sequence[Cut], longest: int) -> list[tuple[NetworkSpans, NetworkSpans]]:
    """The spans of each text, by blocks and by pieces; short texts share the network's passes.

    Args:
        encoder: the tokenizer and the network.
        texts: the blocks and pieces of each.
        longest: blocks, or pieces, of the longest runs that will be asked for.
    """
    import numpy as np

    tokens, network = encoder.tokenizer, encoder.network
    ids = [[tokens.bos_id(), *one, tokens.eos_id()] for text in texts for one in encoder.tokens(text.pieces)]
    lengths = np.fromiter(map(len, ids), np.int64, len(ids))
    sums = np.zeros((len(ids), network.cnn_W.shape[1]), np.float32)
    joins = np.zeros_like(sums)
    with network._threadpool(limits=1, user_api="blas"):  # noqa: SLF001 - as its own encode does
        for start, stop in _batches(lengths):
            # One piece more than is new, so that the junction before it is seen too; across texts it means nothing.
            before = max(start - 1, 0)
            some_sums, some_joins = _sum(network, ids[before:stop])
            sums[start:stop] = some_sums[start - before :]
            joins[before : stop - 1] = some_joins
    whole = NetworkSpans(network, sums, joins, lengths)
    result: list[tuple[NetworkSpans, NetworkSpans]] = []
    at = 0
    for group in _groups(texts):
        sizes = [len(text.pieces) for text in group]
        pieces = whole.part(at, at := at + sum(sizes))
        starts = itertools.accumulate(sizes, initial=0)
        borders = np.unique(np.concatenate([text.borders + start for text, start in zip(group, starts, strict=False)]))
        blocks = pieces.joined(borders)
        by_pieces = pieces.split(sizes, longest)
        by_blocks = by_pieces if blocks is pieces else blocks.split([len(text.blocks) for text in group], longest)
        result += zip(by_blocks, by_pieces, strict=True)
    return result


def _groups(texts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Neighbouring short texts together, in groups of about `_SHORT` pieces; each long one alone."""
    group: list[Cut] = []
    size = 0
    for text in texts:
        if group and size + len(text.pieces) > _SHORT:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text.pieces)
    if group:
        yield group


def _batches(lengths: Positions) -> list[tuple[int, int]]:
    """Runs of blocks of about `_TOKENS` tokens, as start and stop."""
    import numpy as np

    if not len(lengths):
        return []
    batch = (np.cumsum(lengths) - 1) // _TOKENS
    edges = [0, *(np.flatnonzero(np.diff(batch)) + 1).tolist(), len(lengths)]
    return list(itertools.pairwise(edges))


def _sum(network: Any, ids: list[list[int]]) -> tuple[Vectors, Vectors]:
    """For neighbouring blocks, the projected sums (blocks, 512) and their corrections at junctions (blocks - 1, 512)."""
    import numpy as np

    lengths = np.fromiter(map(len, ids), np.int64, len(ids))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    total = int(ends[-1])
    raw = _raw(network, np.concatenate([np.asarray(one, np.int64) for one in ids]))
    # The row at index `total` is zero, in every layer: what lies outside a block.
    inner = _zero_row(_inner(network, raw))
    index = np.arange(total)[:, None] + np.arange(-2, 3)
    inside = (index >= np.repeat(starts, lengths)[:, None]) & (index < np.repeat(ends, lengths)[:, None])
    windows = np.where(inside, index, total)
    first = _zero_row(_convolve(inner, windows, inner[:-1], weights=network.w1, biases=network.b1))
    second = _convolve(first, windows, first[:-1], weights=network.w2, biases=network.b2)
    features = _zero_row(_normalise(np.concatenate([raw, second], axis=1), network.ln_g, network.ln_b, network.eps))
    sums = np.add.reduceat(features[:-1], starts, axis=0) @ network.cnn_W
    if len(ids) == 1:
        return sums, sums[:0]

    # At each junction eight tokens from either side, the end and start marks between them left out.
    reach = np.arange(2 * _REACH)
    left, right = ends[:-1, None] - 1 - 2 * _REACH + reach, starts[1:, None] + 1 + reach
    near = np.concatenate(
        [np.where(left >= starts[:-1, None], left, total), np.where(right < ends[1:, None], right, total)], axis=1
    )
    joined = _joined(network, raw, inner, first, near)
    core = near[:, _REACH:-_REACH]
    change = joined - features[core].sum(axis=1) - features[ends[:-1] - 1] - features[starts[1:]]
    return sums, change @ network.cnn_W


def _joined(network: Any, raw: Vectors, inner: Vectors, first: Vectors, near: Positions) -> Vectors:
    """The summed features of the eight tokens round each junction, now that they see each other."""
    import numpy as np

    count, width, outside = len(near), near.shape[1], len(raw)
    # Only the four tokens next to the junction change in the first convolution; local rows are numbered junction by
    # junction, with the zero row last.
    local = np.arange(count * width).reshape(count, width)
    middle = local[:, 6:10]
    around = middle[..., None] + np.arange(-2, 3)
    values = _zero_row(inner[near.ravel()])
    changed = _convolve(values, around.reshape(-1, 5), values[middle.ravel()], weights=network.w1, biases=network.b1)
    layer = _zero_row(first[near.ravel()])
    layer[middle.ravel()] = changed * (near[:, 6:10].reshape(-1, 1) < outside)
    core = local[:, _REACH:-_REACH]
    second = _convolve(
        layer,
        (core[..., None] + np.arange(-2, 3)).reshape(-1, 5),
        layer[core.ravel()],
        weights=network.w2,
        biases=network.b2,
    )
    tokens = near[:, _REACH:-_REACH].ravel()
    features = np.concatenate([_zero_row(raw)[tokens], second], axis=1)
    features = _normalise(features, network.ln_g, network.ln_b, network.eps) * (tokens < outside)[:, None]
    summed: Vectors = features.reshape(count, 2 * _REACH, -1).sum(axis=1)
    return summed


def _raw(network: Any, ids: Positions) -> Vectors:
    """The embedding of each token, shape (tokens, 512)."""
    import numpy as np

    chunk = ids % len(network.scale)
    result: Vectors = network.table[ids].astype(np.float32)
    result *= network.scale[chunk, None]
    result += network.lo[chunk, None]
    return result


def _inner(network: Any, raw: Vectors) -> Vectors:
    """Each token projected for the three convolutions, shape (tokens, 3 x 256)."""
    return _normalise(raw @ network.proj_W + network.proj_b, network.ln_g_all, network.ln_b_all, network.eps)


def _convolve(
    values: Vectors, windows: Positions, residual: Vectors, *, weights: list[Vectors], biases: list[Vectors]
) -> Vectors:
    """One residual layer of the convolutions of width 2, 3 and 5 over five-token windows of row numbers."""
    import numpy as np

    size = weights[0].shape[1]
    result = np.empty((len(windows), 3 * size), np.float32)
    for k, (width, left) in enumerate(((2, 0), (3, 1), (5, 2))):
        part = slice(k * size, (k + 1) * size)
        rows = np.ascontiguousarray(values[:, part])[windows[:, 2 - left : 2 - left + width]]
        out = rows.reshape(len(windows), width * size) @ weights[k]
        out += biases[k]
        np.maximum(out, 0, out=out)
        out += residual[:, part]
        result[:, part] = out
    return result


def _normalise(values: Vectors, gain: Vectors, bias: Vectors, epsilon: float) -> Vectors:
    import numpy as np

    values -= values.mean(axis=1, keepdims=True)
    values *= np.reciprocal(np.sqrt(np.einsum("ij,ij->i", values, values) / values.shape[1] + epsilon))[:, None]
    values *= gain
    values += bias
    return values


def _zero_row(values: Vectors) -> Vectors:
    import numpy as np

    return np.concatenate([values, np.zeros((1, values.shape[1]), np.float32)])
