"""What stands for a stretch of one language in the others: its phrase, as the bank has it."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.model import Unit
from aligner.wording.query import Spans


def counterparts(unit: Unit, language: str, spans: Spans) -> Mapping[str, Spans]:
    """For each other language, the stretches of the phrases that the spans touch; in text order, none twice.

    >>> from aligner.bank import Bank
    >>> unit = Bank().load("a-66-359").unit("pledge.k")
    >>> found = counterparts(unit, "en", [(0, 9)])
    >>> {tag: [unit.text(tag)[start:end] for start, end in places] for tag, places in found.items()}
    {'zh': ['解决'], 'ru': ['урегулировать']}
    """
    found: dict[str, set[tuple[int, int]]] = {}
    for phrase in unit.phrases:
        own = phrase.stretches.get(language)
        place = own.span(unit.text(language)) if own else None
        if not place or not any(start < place[1] and place[0] < end for start, end in spans):
            continue
        for tag, stretch in phrase.stretches.items():
            if tag != language and (other := stretch.span(unit.text(tag))):
                found.setdefault(tag, set()).add(other)
    return {tag: sorted(found[tag]) for tag in unit.segments if tag in found}
