"""Rows: a few characters side by side without which a text has nothing of a kind, each of them one of a string.

They are what a kind of mention has at least, in large or small letters, so plain that they can be looked for in many
texts at once (:mod:`aligner.checks.traits`): ``("n", "o", "t" + OUTSIDE)`` is *not*, and *no* at the end of a text.
"""

from __future__ import annotations

from typing import TypeAlias

Row: TypeAlias = "tuple[str, ...]"
"""Up to four characters, each one of those of its string."""

OUTSIDE = "\0"
"""Among the characters of a place: whatever is no part of a word, such as a space or the edge of the text."""
DIGIT = "\1"
"""Among the characters of a place: a digit of any script."""
