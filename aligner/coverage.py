"""What the phrases of a unit cover, and the words they leave over."""

from __future__ import annotations

import unicodedata

from aligner.model import Unit


def remainders(unit: Unit, language: str) -> tuple[str, ...]:
    """The words of a segment outside all phrases, in text order: what ``Unit.unmatched`` has to list.

    Each maximal stretch between phrases is one entry, without the punctuation and spaces at its ends; where nothing
    else stands between two phrases there is no entry. A phrase that is not in the segment covers nothing.

    >>> from aligner.model import Phrase, Role, Segment, Stretch
    >>> unit = Unit(
    ...     "a", Role.ITEM, {"en": Segment("To prevent, inter alia, the use of force;")},
    ...     phrases=(Phrase({"en": Stretch("To prevent")}), Phrase({"en": Stretch("the use")})),
    ... )
    >>> remainders(unit, "en")
    ('inter alia', 'of force')
    """
    text = unit.text(language)
    gaps, end = [], 0
    for start, stop in sorted(covered(unit, language)):
        gaps.append(text[end : max(start, end)])
        end = max(end, stop)
    gaps.append(text[end:])
    return tuple(words for gap in gaps if (words := _bare(gap)))


def covered(unit: Unit, language: str) -> tuple[tuple[int, int], ...]:
    """Where the phrases stand in a segment: start and end offsets, in the order of the phrases.

    Phrases without a stretch in this language, and stretches that are not in the segment, are left out.
    """
    text = unit.text(language)
    stretches = (phrase.stretches.get(language) for phrase in unit.phrases)
    spans = (stretch.span(text) for stretch in stretches if stretch)
    return tuple(span for span in spans if span)


def _bare(gap: str) -> str:
    """The gap without the punctuation and spaces at its ends."""
    inner = [position for position, char in enumerate(gap) if not _is_punctuation_or_space(char)]
    return gap[inner[0] : inner[-1] + 1] if inner else ""


def _is_punctuation_or_space(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "PZC"
