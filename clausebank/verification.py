"""Comparing stored wording with an official file."""

from __future__ import annotations

from pathlib import Path

from aligner import sources, verification
from aligner.model import Document
from aligner.verification import UnitComparison
from clausebank.results import Results


def verify(document: Document, language: str, path: str | Path) -> Results[UnitComparison]:
    """Compare the stored wording of a language with an official file, unit by unit and character by character.

    Nothing is changed: a language becomes verified only by `clausebank verify --update`.

    Args:
        document: the text.
        language: the language of the file.
        path: the official file: PDF, docx, HTML or text.

    Raises:
        NotFoundError: the text does not have the language.
        InputError: the file cannot be read, or does not hold this text.

    >>> from clausebank import load
    >>> document = load("a-66-359")
    >>> comparison = verify(document, "en", document.path / document.languages["en"].file)
    >>> {row["standing"] for row in comparison.rows()}
    {'identical'}
    """
    comparison = verification.compare(document, language, sources.read(Path(path)))
    return Results(comparison.units, ("unit", "standing", "stored", "official"), _row)


def _row(unit: UnitComparison) -> tuple[object, ...]:
    return unit.unit, str(unit.standing), unit.stored.printed, unit.official.printed
