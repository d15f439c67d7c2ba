"""Rows: a few characters side by side without which a text has nothing of a kind, each of them one of a string.

They are what a kind of mention has at least, in large or small letters, and so plain that they can be looked for in many
texts at once (:mod:`aligner.checks`): ``("n", "o", "t" + OUTSIDE)`` is *not*, and *no* at the end of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Row: TypeAlias = "tuple[str, ...]"
"""Up to four characters, each one of those of its string."""

OUTSIDE = "\0"
"""Among the characters of a place: whatever is not part of a word, such as a space or the edge of the text."""
DIGIT = "\1"
"""Among the characters of a place: a digit of any script."""
SPACES = " \u00a0\u202f"
"""The spaces that stand inside dates and times."""


def any_of(rows: Iterable[Row]) -> re.Pattern[str]:
    """A regular expression that finds a place where one of some rows begins; none of them has :data:`OUTSIDE`.

    >>> bool(any_of([(DIGIT, "ap", "m")]).search("at 3PM"))
    True
    """
    return re.compile("|".join("".join(map(_any_char, row)) for row in rows), re.IGNORECASE)


def _any_char(chars: str) -> str:
    return rf"[\d{re.escape(chars.replace(DIGIT, ''))}]" if DIGIT in chars else f"[{re.escape(chars)}]"
