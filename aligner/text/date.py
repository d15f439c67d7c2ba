"""A date in a text."""

from __future__ import annotations

from typing import NamedTuple


class Date(NamedTuple):
    """A date in a text: where it stands, and its parts, 0 where the text does not give one."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def value(self) -> str:
        """The date in the manner of ISO 8601, parts that are not given left out.

        >>> Date(0, 11, 0, 12, 15).value, Date(0, 8, 2014, 5, 0).value
        ('--12-15', '2014-05')
        """
        year = f"{self.year:04}" if self.year else "-"
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same day: the parts that both give are equal."""
        return (
            self.month == other.month
            and (not self.year or not other.year or self.year == other.year)
            and (not self.day or not other.day or self.day == other.day)
        )
