"""The formulas that clauses open with (Recalling, 忆及, ссылаясь на), side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Role, Unit
from aligner.text.languages import language as known_language
from aligner.text.words import boundaries

OPENING_ROLES = (Role.PREAMBULAR_PARAGRAPH, Role.OPERATIVE_CLAUSE, Role.CHAPEAU, Role.ITEM)
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening in all languages, and the units that begin so, in text order."""

    formula: Mapping[str, str]
    units: tuple[str, ...]


def openings(units: Iterable[Unit], languages: Sequence[str], roles: Sequence[Role] = OPENING_ROLES) -> list[Opening]:
    """The openings of units, equal ones together, in text order.

    >>> from aligner.bank import Bank
    >>> listed = openings(Bank().load("a-66-359").units, ["en", "zh", "ru"])
    >>> dict(listed[0].formula)
    {'en': 'Recalling', 'zh': '忆及', 'ru': 'ссылаясь на'}
    """
    grouped: dict[tuple[str, ...], list[str]] = {}
    for unit in units:
        if unit.role in roles:
            formula = tuple(opening(unit.text(tag), tag) for tag in languages)
            grouped.setdefault(formula, []).append(unit.id)
    return [Opening(dict(zip(languages, formula, strict=True)), tuple(ids)) for formula, ids in grouped.items()]


def opening(text: str, language: str) -> str:
    """The formula a text begins with: its first word, and those that make a formula of it.

    >>> opening("Noting with concern the threats,", "en"), opening("To settle any dispute", "en")
    ('Noting with concern', 'To settle')
    """
    formulas = known_language(language).formulas
    leads, goes_on = (formulas.opening_leads.split(), formulas.opening_goes_on.split()) if formulas else ([], [])
    end, count = 0, 0
    needs_next = True
    for start, stop in boundaries(text):
        word = text[start:stop].casefold()
        is_apart = count and not all(character.isspace() or character == "-" for character in text[end:start])
        if is_apart or count == _LONGEST or not (needs_next or word in goes_on):
            break
        end, count = stop, count + 1
        needs_next = word in leads
    formula = text[:end]
    return _without_tail(formula) if language.startswith("en") else formula


def _without_tail(formula: str) -> str:
    """An article or a possessive at the end belongs to what follows.

    >>> _without_tail("Recalling its"), _without_tail("Noting that the")
    ('Recalling', 'Noting that')
    """
    while formula.rsplit(" ", 1)[-1] in ("its", "the", "of") and " " in formula:
        formula = formula.rsplit(" ", 1)[0]
    return formula
