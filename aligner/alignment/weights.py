"""The weights of the evidence, learned by `benchmarks/alignment_weights.py` and kept in learned.json.

Close and free translations differ in every weight: where likeness is high throughout, a block of low likeness has no
counterpart; in a novel it may well have one. So two sets are learned together, for texts whose blocks are as like their
best counterparts as `CLOSE` and as `FREE` say; a text between the two gets what lies between the sets.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLOSE = 0.50
"""`Evidence.level` from which a translation is close."""
FREE = 0.35
"""`Evidence.level` from which down it is entirely free."""
STILL_FREE, UNRELATED = 0.27, 0.20
"""`Evidence.level` of the freest translations (novels have .29 or more), and of texts that are none (.17 or less)."""

_ByName = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much each piece of evidence counts.

    Attributes:
        match: by type of bead, the weights of `evidence.NAMES` and, of blocks, of `evidence.CUT_NAMES`.
        skip: the weights of `evidence.SKIP_NAMES` and, of blocks, of "cut after".
        skipped: the share of beads that are blocks of one given language without a counterpart, where they were learned.
    """

    match: Mapping[tuple[int, int], _ByName]
    skip: _ByName
    skipped: float

    def towards(self, other: Scale, share: float) -> Scale:
        """The scale that lies so far on the way to another."""
        match = {kind: _between(by_name, other.match[kind], share) for kind, by_name in self.match.items()}
        return Scale(match, _between(self.skip, other.skip, share), _mean(self.skipped, other.skipped, share))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts for the pieces of blocks, and then for the blocks."""

    pieces: Scale
    blocks: Scale


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights for close and for free translations."""

    close: Weights
    free: Weights

    @property
    def always_close(self) -> Learned:
        """The weights of close translations for every text."""
        return Learned(self.close, self.close)

    def at(self, level: float) -> Weights:
        """The weights for two texts whose blocks are as like their best counterparts as the level says."""
        share = freedom(level)
        return Weights(
            self.close.pieces.towards(self.free.pieces, share), self.close.blocks.towards(self.free.blocks, share)
        )


def freedom(level: float) -> float:
    """How free a translation is, 0 to 1, by how like its blocks are to their best counterparts.

    >>> freedom(0.6), freedom(0.3), freedom(0.1)
    (0.0, 1.0, 0.0)
    """
    share = min(max((CLOSE - level) / (CLOSE - FREE), 0.0), 1.0)
    return share * min(max((level - UNRELATED) / (STILL_FREE - UNRELATED), 0.0), 1.0)


@functools.cache
def load(name: str) -> Learned:
    """The weights for the vectors of an encoder, by its name; those of the default encoder for one of no own.

    ``none`` are the weights for texts whose meanings cannot be compared: likeness is that of shared tokens.

    >>> load("usem3").at(0.7) == load("usem3").close
    True
    """
    text = importlib.resources.files("aligner.alignment").joinpath("learned.json").read_text(encoding="utf-8")
    learned = json.loads(text)
    by_kind = learned.get(name, learned["usem3"])
    return Learned(_weights(by_kind["close"]), _weights(by_kind.get("free", by_kind["close"])))


def _weights(value: Mapping[str, Any]) -> Weights:
    return Weights(_scale(value["pieces"]), _scale(value["blocks"]))


def _scale(value: Mapping[str, Any]) -> Scale:
    match = {}
    for shape, by_name in value["match"].items():
        a, b = map(int, shape.split(":"))
        match[a, b] = match[b, a] = by_name
    return Scale(match, value["skip"], value["skipped"])


def _between(first: _ByName, second: _ByName, share: float) -> dict[str, float]:
    if first.keys() != second.keys():
        raise ValueError(f"weights of one set only: {sorted(first.keys() ^ second.keys())}")
    return {name: _mean(weight, second[name], share) for name, weight in first.items()}


def _mean(first: float, second: float, share: float) -> float:
    return (1 - share) * first + share * second
