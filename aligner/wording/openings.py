"""The formulas that clauses open with (Recalling, 忆及, ссылаясь на), side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Role, Unit
from aligner.text.languages import language as known_language
from aligner.text.words import boundaries

OPENING_ROLES = (Role.PREAMBULAR_PARAGRAPH, Role.OPERATIVE_CLAUSE, Role.CHAPEAU, Role.ITEM)
_LONGEST = 5

# Words that belong to the formula when they follow its first word: "Noting with concern", "принимая во внимание".
_GO_ON: Mapping[str, str] = {
    "en": "that with in into to of upon on its also the fully further deeply strongly once again account mind concern "
    "appreciation satisfaction regret consideration endeavour",
    "ru": "на о об в во к с со что внимание сведению также вновь глубоко удовлетворением",
    "zh": "到 及 着 地 了 并 又 有必要",
    "fr": "que avec en de du à sur compte considération préoccupation satisfaction",
    "es": "que con en de a sobre cuenta presente preocupación satisfacción",
}
_LEADS: Mapping[str, str] = {
    "en": "to also fully not",
    "ru": "с не полностью стремиться",
    "zh": "又 还 并 充分 深切 努力 不 赞赏 满意",
}
"""Words that do not make an opening alone: the next one belongs to it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening in all languages, and the units that begin so, in text order."""

    formula: Mapping[str, str]
    units: tuple[str, ...]


def openings(units: Iterable[Unit], languages: Sequence[str], roles: Sequence[Role] = OPENING_ROLES) -> list[Opening]:
    """The openings of units, equal ones together, in text order.

    >>> from aligner.bank import Bank
    >>> found = openings(Bank().load("a-66-359").units, ["en", "zh", "ru"])
    >>> dict(found[0].formula)
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
    tag = known_language(language).tag
    leads, go_on = _LEADS.get(tag, "").split(), _GO_ON.get(tag, "").split()
    end, taken = 0, 0
    wants_more = True
    for start, stop in boundaries(text):
        word = text[start:stop].casefold()
        broken = any(not (character.isspace() or character == "-") for character in text[end:start]) and taken
        if broken or taken == _LONGEST or not (wants_more or word in go_on):
            break
        end, taken = stop, taken + 1
        wants_more = word in leads
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
