"""Which clauses of a new text stand in older ones already, the same or nearly, and how these were rendered.

What the United Nations do before a translation begins (eLUNa refers every paragraph to earlier documents): most of a
resolution repeats the one of the year before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aligner.model import Status
from aligner.text.english import counted
from aligner.wording.difference import Edit, edits
from aligner.wording.documents import DocumentSegment
from aligner.wording.lookup import Match, matches
from aligner.wording.texts import Texts

LEAST = 60
"""The lowest percentage at which a clause is said to stand in another text."""


@dataclass(frozen=True, slots=True)
class ReusedClause:
    """A clause of a new text.

    Attributes:
        clause: the clause.
        matches: the units of older texts that say the same or nearly, best first; none where the clause is new.
    """

    clause: DocumentSegment
    matches: tuple[Match, ...]

    @property
    def percent(self) -> int:
        """How like it is to the best of them; 0 where the clause is new."""
        return self.matches[0].percent if self.matches else 0

    @property
    def kind(self) -> str:
        """``same``, ``nearly`` or ``new``."""
        return ("same" if self.percent == 100 else "nearly") if self.matches else "new"


def reused(
    clauses: Iterable[DocumentSegment], texts: Texts, language: str, *, least: int = LEAST, most: int = 3
) -> Iterator[ReusedClause]:
    """The clauses of a new text, each with what stands in older ones.

    Args:
        clauses: the new text, in order.
        texts: the older texts.
        language: the language of the new text.
        least: the lowest percentage of a match.
        most: how many matches to give of a clause.

    >>> from aligner.bank import Bank
    >>> new = [DocumentSegment("1", "Adherence to the code is voluntary and open to all."), DocumentSegment("2", "New.")]
    >>> [(one.clause.name, one.kind, one.percent) for one in reused(new, Texts(["a-66-359"], Bank()), "en")]
    [('1', 'nearly', 90), ('2', 'new', 0)]
    """
    for clause in clauses:
        yield ReusedClause(clause, tuple(matches(clause.text, texts, language, least=least, most=most)))


def difference(clause: DocumentSegment, match: Match) -> list[Edit]:
    """What the new clause changes in the wording of an older one."""
    return edits(match.wording, clause.text)


def counterparts(match: Match) -> dict[str, tuple[str, str]]:
    """The other languages of a unit: tag to text and status.

    The status is empty where nobody recorded one, as in most memories; only ``verified`` wording is official.
    """
    unit, has_status = match.passage.unit, match.passage.has_status
    return {
        tag: (segment.text, str(segment.status) if has_status else "")
        for tag, segment in unit.segments.items()
        if tag != match.language and segment.text
    }


def is_official(status: str) -> bool:
    """Whether wording of a status may be called official.

    >>> is_official("verified"), is_official("unverified"), is_official("")
    (True, False, False)
    """
    return status == Status.VERIFIED


def in_words(clauses: Iterable[ReusedClause]) -> str:
    """How many clauses stand in older texts.

    >>> in_words([ReusedClause(DocumentSegment("1", "x"), ())])
    '1 clause: 0 the same as in an older text, 0 nearly, 1 new'
    """
    kinds = Counter(clause.kind for clause in clauses)
    return (
        f"{counted(kinds.total(), 'clause')}: {kinds['same']} the same as in an older text, "
        f"{kinds['nearly']} nearly, {kinds['new']} new"
    )
