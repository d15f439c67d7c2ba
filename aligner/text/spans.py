"""Stretches of a text, and whether a place lies in one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class SpanSet:
    """Stretches of a text by start and end; a place is looked up in logarithmic time, however many there are.

    >>> spans = SpanSet([(4, 8), (0, 2), (6, 10)])
    >>> [spans.hold(place) for place in (1, 2, 9)]
    [True, False, True]
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if not self._ends or start > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)
            else:  # it overlaps the one before, or touches it
                self._ends[-1] = max(self._ends[-1], end)

    def hold(self, place: int) -> bool:
        """Whether a place lies in one of the stretches."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._ends[before]
