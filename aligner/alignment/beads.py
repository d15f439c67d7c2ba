"""What an alignment is: N-way beads, and the finer links between every two languages inside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another link that some of the same blocks could be in, and its probability."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """A bead of two languages: blocks that say the same.

    Attributes:
        first: numbers of the blocks in the pair's first language, from 0, consecutive; empty where it has none.
        second: the same for the second language.
        confidence: probability that the link is exactly right.
        evidence: what spoke for or against it, by name: see `NAMES` and `CUT_NAMES` in `aligner.alignment.evidence`.
        alternatives: of a link that is not sure, the most probable others that share a block with it, best first.
        is_moved: whether the blocks stand at another place in the second language, out of the order of the other links.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    confidence: float
    evidence: Mapping[str, float] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class MovedPassage:
    """Neighbouring blocks of two languages that say the same, but stand at another place in the second.

    Attributes:
        languages: the two.
        first: numbers of the blocks in the first language, from 0.
        second: the same for the second.
        confidence: the mean probability of the links.
    """

    languages: Pair
    first: tuple[int, ...]
    second: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Bead:
    """Blocks of any number of languages that belong together and cannot be divided further in all of them at once.

    Attributes:
        blocks: language to numbers of blocks, from 0; a language that has none is left out.
        confidence: probability that the bead is exactly right.
        moved: the languages whose blocks stand out of the order of the others.
    """

    blocks: Mapping[str, tuple[int, ...]]
    confidence: float
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A text aligned in all its languages.

    Attributes:
        languages: tags, in the order given.
        beads: N-way, in reading order; every block is in exactly one.
        links: for every two languages, in the order given, the links; every block of both is in exactly one. A link
            never leaves its bead, so any two languages agree with the third.
        confidence: probability that the texts are translations of each other; near 0 where they are not.
        evidence: for every two languages, the kinds of evidence that were used.
        moved: passages that stand at another place in one language, in the order of the first language that has them there.
    """

    languages: tuple[str, ...]
    beads: tuple[Bead, ...]
    links: Mapping[Pair, tuple[Link, ...]]
    confidence: float
    evidence: Mapping[Pair, tuple[str, ...]] = field(default_factory=dict)
    moved: tuple[MovedPassage, ...] = ()
