from __future__ import annotations

from enum import StrEnum


class Grain(StrEnum):
    """How finely files are cut before they are aligned."""

    BLOCK = "block"
    """Paragraphs, as the file has them."""
    CLAUSE = "clause"
    """Legal clauses and list items."""
    SENTENCE = "sentence"
    GIVEN = "given"
    """Exactly as given: of plain text, each line."""
