"""One text in any number of languages, aligned jointly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import threadpoolctl

from aligner import encoder as encoders
from aligner.alignment import nway, pairwise, spans
from aligner.alignment.beads import Alignment, Link
from aligner.alignment.evidence import Side
from aligner.alignment.surface import surface
from aligner.encoder import Encoder

Text = Mapping[str, Sequence[str]]
_TOGETHER = 5_000
"""Blocks of short texts that are embedded in one go."""


def align(text: Text, *, encoder: Encoder | None = None) -> Alignment:
    """Align a text in two or more languages.

    Args:
        text: language tag to the blocks of that language, in order.
        encoder: what gives the vectors of the blocks; by default `aligner.encoder.load()`.

    Returns:
        N-way beads and the finer links between every two languages, each with its probability and evidence.

    >>> found = align({"en": ["Peace.", "Law."], "ru": ["Мир.", "Право."], "fr": ["La paix. Le droit."]})
    >>> [dict(bead.blocks) for bead in found.beads]
    [{'en': (0, 1), 'ru': (0, 1), 'fr': (0,)}]
    >>> [(link.first, link.second) for link in found.links["en", "ru"]]
    [((0,), (0,)), ((1,), (1,))]
    """
    return next(align_many([text], encoder=encoder))


def align_many(texts: Iterable[Text], *, encoder: Encoder | None = None) -> Iterator[Alignment]:
    """Align many texts, in order, a few at a time: short ones share the passes of the encoder."""
    encoder = encoder or encoders.load()
    for batch in _batches(texts):
        with threadpoolctl.threadpool_limits(1, user_api="blas"):
            found = _align_batch(batch, encoder)
        yield from found


def _align_batch(batch: Sequence[Text], encoder: Encoder) -> list[Alignment]:
    embedded = iter(spans.embed(encoder, [blocks for text in batch for blocks in text.values()]))
    return [
        _aligned({language: Side(next(embedded), surface(blocks)) for language, blocks in text.items()})
        for text in batch
    ]


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    batch: list[Text] = []
    blocks = 0
    for text in texts:
        batch.append(text)
        blocks += sum(map(len, text.values()))
        if blocks >= _TOGETHER:
            yield batch
            batch, blocks = [], 0
    if batch:
        yield batch


def _aligned(sides: Mapping[str, Side]) -> Alignment:
    links = {(s, t): pairwise.link(sides[s], sides[t]) for s, t in itertools.combinations(sides, 2)}
    beads = nway.closed({language: len(side) for language, side in sides.items()}, links)
    return Alignment(tuple(sides), beads, links, min(map(_trust, links.values()), default=0.0))


def _trust(links: Sequence[Link]) -> float:
    """How sure, on average, a block is of the link it is in, where it has a counterpart.

    Of texts that are no translations of each other it is about .1, since every other link would do as well.
    """
    blocks = [len(link.first) + len(link.second) for link in links if link.first and link.second]
    sure = (link.confidence for link in links if link.first and link.second)
    return sum(n * confidence for n, confidence in zip(blocks, sure, strict=True)) / sum(blocks) if blocks else 0.0
