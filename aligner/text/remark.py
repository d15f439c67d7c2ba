"""What `align` and `add` remark on a unit, in its note: every format that keeps notes keeps it, and `check` reads it again."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REMARK = re.compile(r"^alignment: confidence ([01]\.\d\d)(?:, moved in ([\w, -]+))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AlignmentRemark:
    """How a unit was aligned.

    Attributes:
        confidence: probability that its segments belong together.
        moved: the languages in which it stands at another place than in the others.

    >>> str(AlignmentRemark(0.97, ("ru",)))
    'alignment: confidence 0.97, moved in ru'
    """

    confidence: float
    moved: tuple[str, ...] = ()

    def __str__(self) -> str:
        """A line of a note."""
        moved = f", moved in {', '.join(self.moved)}" if self.moved else ""
        return f"alignment: confidence {self.confidence:.2f}{moved}"


def remark_in(note: str) -> AlignmentRemark | None:
    r"""The remark in a note, where it has one.

    >>> remark_in("see above\nalignment: confidence 0.97, moved in ru, zh")
    AlignmentRemark(confidence=0.97, moved=('ru', 'zh'))
    """
    match = _REMARK.search(note)
    return AlignmentRemark(float(match[1]), tuple((match[2] or "").replace(",", " ").split())) if match else None
