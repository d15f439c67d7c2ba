"""What people decided about an alignment, found in the text as it is now.

A decision holds where all the words that it names are there; the others are listed, with the reason.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.alignment.kept import Block, Kept, KeptBead, each_block
from aligner.model import BlockName, Decision, DecisionKind
from aligner.text.block_names import BlockFinder, named
from aligner.text.english import listed

GONE = "its words are gone"
CONTRADICTED = "a later decision contradicts it"
_SHOWN = 40
"""Characters of a block's words in a message."""


@dataclass(frozen=True, slots=True)
class HeldDecision:
    """A decision that holds, with the numbers of its blocks, from 0, by language."""

    decision: Decision
    blocks: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A decision that does not hold in a text.

    Attributes:
        decision: as it was made.
        reason: why.
        missing: language to the blocks whose words are gone.
    """

    decision: Decision
    reason: str
    missing: Mapping[str, tuple[BlockName, ...]]

    def __str__(self) -> str:
        """In a line: what was decided, and why it does not hold.

        >>> names = {"en": (BlockName("Peace."),), "fr": (BlockName("La paix."),)}
        >>> print(LostDecision(Decision(DecisionKind.LINKED, names), GONE, {"fr": names["fr"]}))
        linked: en "Peace." = fr "La paix."; its words are gone in fr
        """
        sides = []
        for tag, names in self.decision.blocks.items():
            sides.append(f"{tag} " + " + ".join(f'"{_shortened(name.words)}"' for name in names))
        where = f" in {listed(list(self.missing))}" if self.missing else ""
        return f"{self.decision.kind}: {' = '.join(sides)}; {self.reason}{where}"


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip('… ')}…"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The decisions that hold in a text, those that do not, and what an aligner has to keep of them."""

    held: tuple[HeldDecision, ...]
    lost: tuple[LostDecision, ...]
    kept: Kept


def resolve(decisions: Iterable[Decision], blocks: Mapping[str, Sequence[str]]) -> Resolution:
    """Find the blocks of decisions in a text; languages that the text does not have are passed over.

    Args:
        decisions: of two that contradict each other the later one holds.
        blocks: language to the blocks of the text, with or without their labels.

    >>> from aligner.text.block_names import named
    >>> names = {"en": named(["Peace.", "Law."], "en"), "fr": named(["La paix.", "Le droit."], "fr")}
    >>> linked = Decision(DecisionKind.LINKED, {tag: (of_tag[1],) for tag, of_tag in names.items()})
    >>> resolve([linked], {"en": ["New.", "Peace.", "Law."], "fr": ["Le droit."]}).held[0].blocks
    {'en': (2,), 'fr': (0,)}
    >>> resolve([linked], {"en": ["Peace."], "fr": ["Le droit."]}).lost[0].reason
    'its words are gone'
    """
    places = _Places(decisions := tuple(decisions), blocks)
    lost: list[LostDecision] = []
    held: list[HeldDecision] = []
    for decision in decisions:
        missing: dict[str, tuple[BlockName, ...]] = {}
        numbers: dict[str, tuple[int, ...]] = {}
        for tag, names in decision.blocks.items():
            if tag in blocks:
                missing[tag] = tuple(name for name in names if not places.of(tag, name))
                numbers[tag] = tuple(sorted(set().union(*(places.of(tag, name) for name in names))))
        if any(missing.values()):
            lost.append(LostDecision(decision, GONE, {tag: names for tag, names in missing.items() if names}))
        elif _says_something(decision.kind, numbers):
            held.append(HeldDecision(decision, numbers))
    combination = _Combination()
    holding = [decision for decision in reversed(held) if combination.takes(decision)]
    kept = set(map(id, holding))
    lost += [LostDecision(one.decision, CONTRADICTED, {}) for one in held if id(one) not in kept]
    return Resolution(tuple(reversed(holding)), tuple(lost), combination.kept())


def renamed(
    decisions: Iterable[Decision], resolution: Resolution, blocks: Mapping[str, Sequence[str]]
) -> tuple[Decision, ...]:
    """Decisions with the names that their blocks have now, as their neighbours may be others than they were.

    Args:
        decisions: in order.
        resolution: which of them hold.
        blocks: the text in which they hold.
    """
    names = {tag: named(of_language, tag) for tag, of_language in blocks.items()}
    renamed_decisions: dict[int, Decision] = {}
    for held in resolution.held:
        now = dict(held.decision.blocks)
        for tag, numbers in held.blocks.items():
            # Where the words of one name are several blocks now, the name is that of all of them together.
            if len(numbers) == len(now[tag]):
                now[tag] = tuple(names[tag][number] for number in numbers)
        renamed_decisions[id(held.decision)] = replace(held.decision, blocks=now)
    return tuple(renamed_decisions.get(id(decision), decision) for decision in decisions)


def _says_something(kind: DecisionKind, numbers: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether anything is left of a decision in the languages of a text."""
    least = 1 if kind in (DecisionKind.LEFT_OUT, DecisionKind.CHECKED) else 2
    return sum(map(len, numbers.values())) >= least


class _Places:
    """Where the blocks are that decisions name."""

    def __init__(self, decisions: Iterable[Decision], blocks: Mapping[str, Sequence[str]]) -> None:
        finders = {tag: BlockFinder(of_language, tag) for tag, of_language in blocks.items()}
        self._numbers: dict[tuple[str, BlockName], tuple[int, ...]] = {}
        namesakes: dict[Block, set[tuple[int, int]]] = defaultdict(set)
        for decision in decisions:
            for tag, name in ((tag, name) for tag, names in decision.blocks.items() for name in names):
                if tag in finders and (tag, name) not in self._numbers:
                    self._numbers[tag, name] = finders[tag].find(name)
                    for number in self._numbers[tag, name]:
                        namesakes[tag, number].add((name.among, name.place))
        self._namesakes = namesakes

    def of(self, tag: str, name: BlockName) -> tuple[int, ...]:
        """The numbers of the blocks of a name; empty where the words are gone.

        Of equal blocks one may be gone, and the names of several fit the one that is left: then it is nobody's.
        """
        numbers = self._numbers[tag, name]
        for number in numbers:
            if sum(among == name.among for among, _ in self._namesakes[tag, number]) > 1:
                return ()
        return numbers


class _Combination:
    """Decisions put together, the last one first; one that contradicts those before it is not taken."""

    def __init__(self) -> None:
        self._beads: dict[Block, KeptBead] = {}
        self._apart: set[tuple[Block, Block]] = set()

    def takes(self, held: HeldDecision) -> bool:
        """Take in a decision, unless it contradicts those that were taken in before."""
        if held.decision.kind is DecisionKind.APART:
            pairs = set(itertools.combinations(each_block(held.blocks), 2))
            if any(self._are_together(*pair) for pair in pairs):
                return False
            self._apart |= pairs
            return True
        joined = [self._joined(bead) for bead in _beads(held)]
        if None in joined:
            return False
        for bead in joined:
            if bead:
                self._beads.update(dict.fromkeys(bead.members(), bead))
        return True

    def _are_together(self, block: Block, other: Block) -> bool:
        return block in self._beads and other in self._beads[block].members()

    def _joined(self, bead: KeptBead) -> KeptBead | None:
        """A bead with all it has blocks in common with; None where they contradict each other."""
        joined: KeptBead | None = bead
        for block in bead.members():
            if joined and block in self._beads:
                joined = joined.joined(self._beads[block])
        if joined and any(block in joined.members() and other in joined.members() for block, other in self._apart):
            return None
        return joined

    def kept(self) -> Kept:
        """What an aligner has to keep, in the order of the text."""
        beads = {id(bead): bead for bead in self._beads.values()}
        ordered = sorted(beads.values(), key=lambda bead: min(numbers[0] for numbers in bead.blocks.values()))
        return Kept(tuple(ordered), frozenset(self._apart))


def _beads(held: HeldDecision) -> list[KeptBead]:
    kind = held.decision.kind
    if kind is DecisionKind.LEFT_OUT:
        return [KeptBead({tag: (number,)}, is_complete=True) for tag, number in each_block(held.blocks)]
    return [KeptBead(held.blocks, kind is DecisionKind.CHECKED, kind is DecisionKind.MOVED)]
