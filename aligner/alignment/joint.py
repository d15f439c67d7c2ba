"""One text in any number of languages, aligned jointly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import threadpoolctl

from aligner import encoder as encoders
from aligner.alignment import consensus, nway, spans, weights
from aligner.alignment.beads import Alignment, Link, Pair
from aligner.alignment.layers import Layers, layers
from aligner.alignment.pairwise import Pairing, pairing
from aligner.alignment.pieces import cut
from aligner.alignment.surface import Surfaces, surfaces
from aligner.alignment.token_spans import token_layers
from aligner.encoder import Encoder

BlocksByLanguage = Mapping[str, Sequence[str]]
ALWAYS = ("lengths", "labels", "numbers", "names", "punctuation")
"""Evidence that every pair of languages has."""
_TOGETHER = 5_000
"""Blocks of short texts that are embedded in one go."""


def align(text: BlocksByLanguage, *, encoder: Encoder | str | None = encoders.DEFAULT) -> Alignment:
    """Align a text in two or more languages.

    Args:
        text: language tag to the blocks of that language, in order.
        encoder: what gives the vectors of the blocks, or its name for `aligner.encoder.load`. Without one (None), and
            for a language that it does not know, lengths, labels, numbers, names and punctuation decide alone.

    Returns:
        N-way beads and the finer links between every two languages, each with its probability and evidence.

    >>> found = align({"en": ["Peace.", "Law."], "ru": ["Мир.", "Право."], "fr": ["La paix. Le droit."]})
    >>> [dict(bead.blocks) for bead in found.beads]
    [{'en': (0, 1), 'ru': (0, 1), 'fr': (0,)}]
    >>> [(link.first, link.second) for link in found.links["en", "ru"]]
    [((0,), (0,)), ((1,), (1,))]
    """
    return next(align_many([text], encoder=encoder))


def align_many(
    texts: Iterable[BlocksByLanguage], *, encoder: Encoder | str | None = encoders.DEFAULT
) -> Iterator[Alignment]:
    """Align many texts, in order, a few at a time: short ones share the passes of the encoder."""
    model = encoders.load(encoder) if isinstance(encoder, str) else encoder
    for batch in _batches(texts):
        with threadpoolctl.threadpool_limits(1, user_api="blas"):
            found = _align_batch(batch, model)
        yield from found


def _align_batch(batch: Sequence[BlocksByLanguage], encoder: Encoder | None) -> list[Alignment]:
    texts = [{tag: cut(blocks) for tag, blocks in text.items()} for text in batch]
    known_tags = [[tag for tag in text if encoder and encoders.knows(encoder, tag)] for text in texts]
    wanted = [text[tag] for text, tags in zip(texts, known_tags, strict=True) for tag in tags]
    embedded = iter(spans.embed(encoder, wanted) if encoder else ())
    aligned = []
    for text, tags in zip(texts, known_tags, strict=True):
        shown = {tag: surfaces(pieces) for tag, pieces in text.items()}
        aligned.append(_aligned(shown, {tag: layers(shown[tag], *next(embedded)) for tag in tags}, encoder))
    return aligned


def _batches(texts: Iterable[BlocksByLanguage]) -> Iterator[list[BlocksByLanguage]]:
    batch: list[BlocksByLanguage] = []
    blocks = 0
    for text in texts:
        batch.append(text)
        blocks += sum(map(len, text.values()))
        if blocks >= _TOGETHER:
            yield batch
            batch, blocks = [], 0
    if batch:
        yield batch


def _aligned(
    surfaces_by_language: Mapping[str, Surfaces], embedded: Mapping[str, Layers], encoder: Encoder | None
) -> Alignment:
    pairings: dict[Pair, Pairing] = {}
    evidence: dict[Pair, tuple[str, ...]] = {}
    for s, t in itertools.combinations(surfaces_by_language, 2):
        if encoder and s in embedded and t in embedded:
            pairings[s, t] = pairing(embedded[s], embedded[t])
            evidence[s, t] = (f"vectors of {encoder.name}", *ALWAYS)
        else:
            pairings[s, t] = pairing(*token_layers(surfaces_by_language[s], surfaces_by_language[t]), weights.BARE)
            evidence[s, t] = ALWAYS
    sizes = {tag: len(surfaces.borders) - 1 for tag, surfaces in surfaces_by_language.items()}
    links = _links(sizes, pairings)
    confidence = min(map(_trust, links.values()), default=0.0)
    return Alignment(tuple(sizes), nway.closed(sizes, links), links, confidence, evidence)


def _links(sizes: Mapping[str, int], pairings: Mapping[Pair, Pairing]) -> dict[Pair, tuple[Link, ...]]:
    """The links of every two languages; of three languages or more, those that respect what all agree on."""
    if len(sizes) < 3:
        return {pair: found.links() for pair, found in pairings.items()}
    cuts = consensus.agreed(sizes, {pair: found.likely_borders() for pair, found in pairings.items()})
    links = {}
    for (s, t), found in pairings.items():
        links[s, t] = found.links([(cut[s], cut[t]) for cut in cuts if s in cut and t in cut])
    return links


def _trust(links: Sequence[Link]) -> float:
    """How sure, on average, a block is of the link it is in, where it has a counterpart; less where hardly any has.

    Of texts that are no translations of each other few blocks are linked, now and then surely (a date, a name). So the
    value is at most twice the share of the blocks that surely have a counterpart, in the language where that is more: a
    text of which a part alone is translated keeps its own.
    """
    linked = [link for link in links if link.first and link.second]
    if not linked:
        return 0.0
    sizes = sum(len(link.first) for link in links), sum(len(link.second) for link in links)
    sure = (
        sum(len(link.first) * link.confidence for link in linked),
        sum(len(link.second) * link.confidence for link in linked),
    )
    blocks = sum(len(link.first) + len(link.second) for link in linked)
    return min(sum(sure) / blocks, 2 * max(some / size for some, size in zip(sure, sizes, strict=True)))
