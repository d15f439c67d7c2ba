"""Words that say what a block of an official text is, by language; where they are silent, punctuation decides.

English words count in every language: names of organs and notes are often left in it.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.text.language import Formulas
from aligner.text.languages import language as known_language

FURNITURE = re.compile(
    r"^(?:\d{1,3}\s+|\d{1,3}/\d{1,3}\s+)?\d\d-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{1,3}(?:/\d{1,3})?)?$|^\d{1,4}$|^[-–—]\s?\d{1,4}\s?[-–—]$"
    r"|^[*_\-=—–·•\s]{1,80}$"
)
"""What the printed page adds: job numbers (11-49656), page numbers, rules."""


@cache
def enacting_body(language: str) -> re.Pattern[str]:
    """A block that names who adopts the text: "The General Assembly,", "The States Parties to the Convention,"."""
    organs = "|".join(formulas.organs for formulas in _formulas(language) if formulas.organs)
    return re.compile(rf"^[^.;；。؛]{{0,100}}?(?:{organs})[^.;；。؛]{{0,80}}[,，،]$")


@cache
def preambular(language: str) -> re.Pattern[str]:
    """A block that begins as preambular paragraphs begin."""
    formulas = _formulas(language)
    beginnings = [pattern for known in formulas for pattern in (known.preambular, known.recitals) if pattern]
    return re.compile(rf"^(?:{'|'.join(beginnings)})", re.IGNORECASE)


@cache
def recital(language: str) -> re.Pattern[str]:
    """A block that begins as a recital does: "Whereas recognition of the inherent dignity"."""
    beginnings = "|".join(formulas.recitals for formulas in _formulas(language) if formulas.recitals)
    return re.compile(rf"^(?:{beginnings})", re.IGNORECASE)


@cache
def signature(language: str) -> re.Pattern[str]:
    """A signature block: "(Signed) Li Baodong"."""
    signed = "|".join(formulas.signed for formulas in _formulas(language) if formulas.signed)
    return re.compile(rf"^\W{{0,3}}(?:{signed})\W{{1,3}}|^\(\*?\s?(?:{signed})", re.IGNORECASE)


@cache
def note(language: str) -> re.Pattern[str]:
    """A block that remarks on the text: an editor's note in brackets, a footnote."""
    notes = "|".join(formulas.note for formulas in _formulas(language) if formulas.note)
    return re.compile(
        rf"^(?:\[.{{1,300}}\]|［.{{1,300}}］|[*†‡]{{1,3}}\s?\S.*|[¹²³⁴-⁹]+\s?\S.*|(?:{notes})[:：.].*)$", re.DOTALL
    )


@cache
def conjunction(language: str) -> str:
    """A pattern of the words between the last two items of a list."""
    conjunctions = " ".join(known_language(tag).conjunctions for tag in dict.fromkeys(("en", language)))
    return "|".join(map(re.escape, conjunctions.split()))


def _formulas(language: str) -> list[Formulas]:
    tags = dict.fromkeys(("en", known_language(language).tag))
    return [formulas for tag in tags if (formulas := known_language(tag).formulas)]
