"""The values of number words in a row, added up: two, hundred, thirty, six are 236."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple


class NumberPart(NamedTuple):
    """A number word: where it stands and what it adds to a number.

    Attributes:
        start: offset of the word.
        end: offset after it.
        value: its value.
        joined: whether a word such as *and* stands before it.
        multiplies: whether it multiplies a smaller value before it, as every hundred and thousand does.
    """

    start: int
    end: int
    value: Fraction
    joined: bool = False
    multiplies: bool = False


class Sum(NamedTuple):
    """A number that is complete: where it stands, its value, and of how many words it is made."""

    start: int
    end: int
    value: Fraction
    words: int


def sums(
    parts: Iterable[NumberPart], scores: frozenset[int] = frozenset(), *, units_first: bool = False
) -> Iterator[Sum]:
    """The numbers that number words in a row make, in order; a word that does not fit begins a new one.

    Args:
        parts: the words.
        scores: tens that eleven to nineteen may follow: 60 in *soixante et onze*.
        units_first: whether a unit stands before its ten: *einundzwanzig*.

    >>> values = [2, 100, 30, 6, 4]
    >>> [int(total.value) for total in sums(NumberPart(n, n, Fraction(v), multiplies=v == 100) for n, v in enumerate(values))]
    [236, 4]
    """
    number: _Addition | None = None
    for part in parts:
        if number is None or not number.takes(part):
            if number is not None:
                yield number.sum()
            number = _Addition(part, scores, units_first=units_first)
    if number is not None:
        yield number.sum()


class _Addition:
    """A number while it grows word by word.

    ``total`` holds the thousands that are complete, ``group`` what is below a thousand. A word fits where it is smaller
    than ``room``, which the word before leaves: 100 leaves room for anything below 100, 15 for nothing.
    """

    def __init__(self, first: NumberPart, scores: frozenset[int], *, units_first: bool) -> None:
        self.start, self.end, self.words = first.start, first.end, 1
        self.scores, self.units_first = scores, units_first
        self.total, self.group = Fraction(0), Fraction(0)
        self.scale = 0
        self.last, self.last_start = first.value, first.start
        if first.value >= 1000:
            self.total, self.scale = first.value, int(first.value)
        else:
            self.group = first.value
        self.room = self._room(first.value)

    def sum(self) -> Sum:
        """The number as it stands."""
        return Sum(self.start, self.end, self.total + self.group, self.words)

    def takes(self, part: NumberPart) -> bool:
        """Add a word, if it fits."""
        if not (self._takes_fraction(part) or self._multiplied(part) or self._takes_ten(part) or self._added(part)):
            return False
        self.end, self.last, self.last_start = part.end, part.value, part.start
        self.words += 1
        return True

    def _room(self, value: Fraction) -> int:
        if value.denominator != 1:
            return 0
        if int(value) in self.scores:
            return 20
        room = 1
        while value and value % (10 * room) == 0:
            room *= 10
        return room

    def _takes_fraction(self, part: NumberPart) -> bool:
        """Two thirds, but two and a half, and zweieinhalb in one word."""
        if part.value >= 1 or part.value.denominator == 1 or self.last.denominator != 1:
            return False
        if part.joined or part.start == self.last_start:
            self.group += part.value
        elif self.total or not 1 <= self.group < 20:
            return False
        else:
            self.group *= part.value
        self.room = 0
        return True

    def _multiplied(self, part: NumberPart) -> bool:
        value = int(part.value)
        if not part.multiplies or part.value.denominator != 1:
            return False
        if value >= 1000:
            return self._scaled(value)
        before = self.group % value if self.group > value else self.group
        if not before or (before.denominator == 1 and before >= 100) or self.last >= value:
            return False
        self.group += before * (value - 1)
        self.room = value
        return True

    def _scaled(self, value: int) -> bool:
        """Thousand, million ... after what they multiply, or after a larger scale."""
        if self.scale and value >= self.scale:
            if self.group or self.total >= value:
                return False
            self.total *= value  # mil millones
        else:
            self.total += (self.group or 1) * value
        self.group, self.scale, self.room = Fraction(0), value, value
        return True

    def _takes_ten(self, part: NumberPart) -> bool:
        """The ten after its unit, in languages that put the unit first."""
        unit, ten = self.last, part.value
        if not self.units_first or not 1 <= unit < 10 or unit.denominator != 1 or not 10 <= ten < 100 or ten % 10:
            return False
        if part.joined == (ten == 10):  # ثلاثة عشر is 13, ثلاثة وعشرون 23
            return False
        self.group += ten
        self.room = 1
        return True

    def _added(self, part: NumberPart) -> bool:
        if not 0 < part.value < self.room or part.value.denominator != 1:
            return False
        if part.value >= 1000:  # ألفان, two thousand in one word
            self.total += part.value
        else:
            self.group += part.value
        self.room = self._room(part.value)
        return True
