"""One text in any number of languages, aligned jointly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import threadpoolctl

from aligner import encoder as encoders
from aligner.alignment import nway, pairwise, spans, weights
from aligner.alignment.beads import Alignment, Link, Pair
from aligner.alignment.pieces import cut
from aligner.alignment.surface import Surfaces, surfaces
from aligner.alignment.token_spans import token_versions
from aligner.alignment.version import Version, version
from aligner.encoder import Encoder

Text = Mapping[str, Sequence[str]]
ALWAYS = ("lengths", "labels", "numbers", "names", "punctuation")
"""Evidence that every pair of languages has."""
_TOGETHER = 5_000
"""Blocks of short texts that are embedded in one go."""


def align(text: Text, *, encoder: Encoder | str | None = encoders.DEFAULT) -> Alignment:
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


def align_many(texts: Iterable[Text], *, encoder: Encoder | str | None = encoders.DEFAULT) -> Iterator[Alignment]:
    """Align many texts, in order, a few at a time: short ones share the passes of the encoder."""
    model = encoders.load(encoder) if isinstance(encoder, str) else encoder
    for batch in _batches(texts):
        with threadpoolctl.threadpool_limits(1, user_api="blas"):
            found = _align_batch(batch, model)
        yield from found


def _align_batch(batch: Sequence[Text], encoder: Encoder | None) -> list[Alignment]:
    texts = [{tag: cut(blocks) for tag, blocks in text.items()} for text in batch]
    known = [[tag for tag in text if encoder and encoders.knows(encoder, tag)] for text in texts]
    wanted = [text[tag] for text, tags in zip(texts, known, strict=True) for tag in tags]
    embedded = iter(spans.embed(encoder, wanted) if encoder else ())
    aligned = []
    for text, tags in zip(texts, known, strict=True):
        seen = {tag: surfaces(it) for tag, it in text.items()}
        aligned.append(_aligned(seen, {tag: version(seen[tag], *next(embedded)) for tag in tags}, encoder))
    return aligned


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


def _aligned(seen: Mapping[str, Surfaces], versions: Mapping[str, Version], encoder: Encoder | None) -> Alignment:
    links: dict[Pair, tuple[Link, ...]] = {}
    used: dict[Pair, tuple[str, ...]] = {}
    for s, t in itertools.combinations(seen, 2):
        if encoder and s in versions and t in versions:
            links[s, t] = pairwise.link(versions[s], versions[t])
            used[s, t] = (f"vectors of {encoder.name}", *ALWAYS)
        else:
            links[s, t] = pairwise.link(*token_versions(seen[s], seen[t]), weights.BARE)
            used[s, t] = ALWAYS
    beads = nway.closed({tag: len(it.borders) - 1 for tag, it in seen.items()}, links)
    return Alignment(tuple(seen), beads, links, min(map(_trust, links.values()), default=0.0), used)


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
