"""Regular expressions that users write: one engine for all of them, bounded in size and in time.

An expression that looks harmless may try more ways than there is time for (``(a+)+$``), or take gigabytes before it is
first tried (``a{999999999}``). The engine is :mod:`regex`, which can be stopped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.errors import UsageError

if TYPE_CHECKING:
    import regex

LONGEST = 2_000
"""Characters of an expression."""
MOST_REPEATS = 10_000
"""How often the counted repetitions of an expression may repeat, one inside the other."""
SECONDS = 1.0
"""How long one search of one text may take."""

_COUNTED = re.compile(r"\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}")
_DEEPEST = 50


class Expression:
    """A regular expression of a user.

    Args:
        written: the expression, in the syntax of Python's ``re``.
        where: the option or configuration that it is from, for messages.

    Raises:
        UsageError: it is not a regular expression, or too large to be tried.

    >>> Expression("[Ss]hall", "--regex").search("States shall comply").span()
    (7, 12)
    """

    def __init__(self, written: str, where: str) -> None:
        self.written, self._where = written, where
        self._refuse_large()
        _ = self._pattern

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in a text.

        Raises:
            UsageError: it takes too long.
        """
        try:
            return self._pattern.search(text, timeout=SECONDS)
        except TimeoutError as error:
            raise self._too_slow() from error

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """All matches in a text.

        Raises:
            UsageError: they take too long.
        """
        try:
            yield from self._pattern.finditer(text, timeout=SECONDS)
        except TimeoutError as error:
            raise self._too_slow() from error

    def sub(self, replacement: str, text: str) -> str:
        r"""A text with other words for all matches; ``\1`` in them is the first group.

        Raises:
            UsageError: it takes too long, or the replacement names a group that is not there.

        >>> Expression(r"(\d+) %", "--regex").sub(r"\1%", "5 % and 6 %")
        '5% and 6%'
        """
        import regex

        try:
            return self._pattern.sub(replacement, text, timeout=SECONDS)
        except TimeoutError as error:
            raise self._too_slow() from error
        except (regex.error, IndexError) as error:
            hint = r"write \1 for the first group, \\ for a backslash"
            raise UsageError(f"'{replacement}' cannot be put in: {error}", where="--with", hint=hint) from error

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        import regex  # most runs have no expression to compile

        try:
            return regex.compile(self.written)
        except (regex.error, OverflowError, MemoryError, RecursionError, ValueError, IndexError) as error:
            reason = str(error) or type(error).__name__
            raise UsageError(
                f"'{self._shown}' is not a regular expression: {reason}",
                where=self._where,
                hint="see docs.python.org/3/library/re.html",
            ) from error

    @property
    def _shown(self) -> str:
        return self.written if len(self.written) <= 60 else f"{self.written[:60]}…"

    def _refuse_large(self) -> None:
        repeats = 1
        for match in _COUNTED.finditer(self.written):
            numbers = [int(number) if len(number) < 6 else MOST_REPEATS + 1 for number in match.groups() if number]
            repeats *= max(1, *numbers) if numbers else 1
        what = ""
        if len(self.written) > LONGEST:
            what = f"has more than {LONGEST:,} characters"
        elif repeats > MOST_REPEATS:
            what = f"repeats more than {MOST_REPEATS:,} times"
        elif _depth(self.written) > _DEEPEST:
            what = f"has groups more than {_DEEPEST} deep"
        if what:
            raise UsageError(f"'{self._shown}' {what}", where=self._where, hint="write a smaller expression")

    def _too_slow(self) -> UsageError:
        return UsageError(
            f"'{self._shown}' takes too long on one text", where=self._where, hint="do not repeat what repeats: (a+)+"
        )


def _depth(written: str) -> int:
    deepest = depth = 0
    for character in written:
        depth += (character == "(") - (character == ")" and depth > 0)
        deepest = max(deepest, depth)
    return deepest
