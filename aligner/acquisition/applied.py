"""Which decisions about its alignment a text follows already: the others were made since it was last composed."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.alignment.composition import segment
from aligner.alignment.decisions import HeldDecision, resolve
from aligner.alignment.kept import each_block
from aligner.alignment.texts import Text
from aligner.model import Decision, DecisionKind, Document, Unit
from aligner.text.block_names import without_label


def applied(document: Document, text: Text, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that the units of a text follow.

    Args:
        document: the text.
        text: its files, cut.
        decisions: about its alignment.
    """
    held = resolve(decisions, text.blocks).held
    return [one.decision for one in held if _is_followed(one, text, document.units)]


def _is_followed(held: HeldDecision, text: Text, units: Sequence[Unit]) -> bool:
    kind = held.decision.kind
    wordings = [(tag, text.parts[tag][block].text) for tag, block in each_block(held.blocks)]
    if kind is DecisionKind.APART:
        return not any(sum(words in unit.text(tag) for tag, words in wordings) > 1 for unit in units)
    if kind is DecisionKind.LEFT_OUT:
        return all(any(_has(unit, {tag: words}, is_complete=True) for unit in units) for tag, words in wordings)
    joined = {}
    for tag, blocks in held.blocks.items():
        pieces = [(text.parts[tag][block].label, text.parts[tag][block].text) for block in blocks]
        joined[tag] = segment(pieces, tag).text
    return any(_has(unit, joined, is_complete=kind is DecisionKind.CHECKED) for unit in units)


def _has(unit: Unit, wordings: dict[str, str], *, is_complete: bool) -> bool:
    """Whether a unit has these wordings, and, where it is to be complete, no others."""
    if is_complete and unit.segments.keys() != wordings.keys():
        return False
    # The label of a part that was cut off may still be in its words.
    return all(without_label(unit.text(tag), tag) == without_label(words, tag) for tag, words in wordings.items())
