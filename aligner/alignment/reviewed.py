"""A table for review that came back, for files that are in no bank: each row is a decision that its cells belong together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from aligner.errors import InputError
from aligner.exchange.review import block_name, is_review
from aligner.model import BlockName, Decision, DecisionKind, Unit
from aligner.text.block_names import named


def rows_as_decisions(units: Sequence[Unit], where: str) -> tuple[Decision, ...]:
    """The rows of a table as decisions, in the order in which its hidden columns have the blocks.

    Args:
        units: the rows.
        where: the file, for messages.

    Raises:
        InputError: the table is not one for review, so that its ids are all there is.

    >>> from aligner.model import Role, Segment
    >>> names = {"block-en": "1 a", "block-fr": "1 a"}
    >>> segments = {"en": Segment("Peace."), "fr": Segment("La paix.")}
    >>> (decision,) = rows_as_decisions([Unit("a", Role.ITEM, segments, properties=names)], "x.xlsx")
    >>> str(decision.kind), decision.blocks["fr"][0].words
    ('checked', 'La paix.')
    """
    if not is_review(units):
        raise InputError("is not a table for review", where=where, hint="make one with align --for review -o x.xlsx")
    names: dict[str, dict[int, BlockName]] = {}
    for tag in dict.fromkeys(itertools.chain.from_iterable(unit.segments for unit in units)):
        # Sorted rows have other neighbours than the text; the hidden places bring them back.
        numbers = [number for number, unit in enumerate(units) if unit.text(tag)]
        numbers.sort(key=lambda number: block_name(units[number], tag)[0])
        words = [units[number].text(tag) for number in numbers]
        names[tag] = dict(zip(numbers, named(words, tag), strict=True))
    decisions = []
    for number in range(len(units)):
        blocks = {tag: (of_tag[number],) for tag, of_tag in names.items() if number in of_tag}
        if blocks:
            decisions.append(Decision(DecisionKind.CHECKED, blocks))
    return tuple(decisions)
