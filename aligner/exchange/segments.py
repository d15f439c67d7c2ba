"""The segments of an XLIFF 1.2 unit, and how far translation tools say that each is translated.

A unit is cut into segments by ``<mrk mtype="seg">`` in its ``seg-source`` and its target (XLIFF 1.2, section 2.8).
What a tool knows of a segment stands in attributes and elements of its own namespace: Trados Studio (``sdl:seg``),
memoQ (``mq:status``), Phrase (``m:confirmed``), Wordfast and Swordfish (``locked``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from aligner.exchange import markup
from aligner.model import TranslationState

_TRUE = frozenset(("true", "yes", "1", "locked"))
_NOT_BEGUN = frozenset(("new", "needs-translation"))
_TO_BE_DONE = _NOT_BEGUN | {"notstarted", "unspecified"}
_TO_BE_CONFIRMED = frozenset(
    [
        "needs-adaptation",
        "needs-l10n",
        "needs-review-adaptation",
        "needs-review-l10n",
        "needs-review-translation",
        "draft",
        "rejectedtranslation",
        "rejectedsignoff",
        "partiallyedited",
        "assembledfromfragments",
        "machinetranslated",
        "rejected",
        "pretranslated",
    ]
)


_APPROVED = frozenset(
    [
        "yes",
        "signed-off",
        "final",
        "approved",
        "approvedtranslation",
        "approvedsignoff",
        "proofread",
        "reviewer1confirmed",
        "reviewer2confirmed",
    ]
)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit, or one segment of it.

    Attributes:
        source: its element in the source; None where there is none.
        target: its element in the target.
        id: the number that the tool shows for it.
        suffix: what distinguishes its id from those of the other segments of the unit.
        is_numbered: whether the tool numbers segments throughout the file, so that the number is enough.
        is_locked: whether nobody may change it.
        written: the states that the file gives it, in lower case.
        is_half_done: whether some segments of it have no translation.
    """

    source: etree._Element | None
    target: etree._Element | None
    id: str
    suffix: str
    is_numbered: bool
    is_locked: bool
    written: frozenset[str]
    is_half_done: bool

    def state(self, source: str, target: str, *, status: str) -> TranslationState | None:
        """The state of the translation; None where the file says nothing that matters.

        Args:
            source: the words of the source.
            target: the words of the translation.
            status: the status that ``export`` wrote beside it, which marks what is not verified as needing review;
                empty in the files of others.
        """
        if self.is_locked:
            return TranslationState.LOCKED
        if not target.strip() or self.written & _NOT_BEGUN or (target == source and self.written & _TO_BE_DONE):
            return TranslationState.UNTRANSLATED
        if self.is_half_done:
            return TranslationState.PARTIAL
        if self.written & _APPROVED:
            return TranslationState.APPROVED
        if not status and self.written & (_TO_BE_DONE | _TO_BE_CONFIRMED):
            return TranslationState.FUZZY
        return None


def parts_of(unit: etree._Element, *, by_segment: bool) -> Iterator[UnitPart]:
    """The segments of a unit that is cut into them, else the unit."""
    source, target = markup.child(unit, "source"), markup.child(unit, "target")
    cut = _segments(markup.child(unit, "seg-source")) if by_segment else {}
    is_locked = _is_locked(unit)
    facts = {fact.get("id", ""): fact for fact in unit.iter("{*}seg") if markup.name(fact) == "seg"}
    confirmations = {number: fact.get("conf", "unspecified").lower() for number, fact in facts.items()}
    if not cut:
        states = _states(unit, target) | _of_segments(confirmations.values())
        is_half_done = _is_half_done(unit, target, confirmations)
        yield UnitPart(source, target, "", "", False, is_locked, states, is_half_done)
        return
    translations = _segments(target)
    for number, element in cut.items():
        fact = facts.get(number)
        is_segment_locked = fact is not None and fact.get("locked", "").lower() in _TRUE
        written = {confirmations[number]} if fact is not None else _states(unit, target)
        yield UnitPart(
            element,
            translations.get(number),
            number,
            "" if fact is not None or len(cut) == 1 else f".{number}",
            fact is not None,
            is_locked or is_segment_locked,
            frozenset(written),
            is_half_done=False,
        )


def _of_segments(confirmations: Iterable[str]) -> frozenset[str]:
    """The states of a unit by those of its segments: approved only where all of them are."""
    states = frozenset(confirmations)
    return states if states <= _APPROVED else states - _APPROVED


def _is_half_done(unit: etree._Element, target: etree._Element | None, confirmations: Mapping[str, str]) -> bool:
    """Whether some segments of a target, which has words, have none, or still those of the source."""
    sources = _segments(markup.child(unit, "seg-source"))
    for number, mark in _segments(target).items():
        words = markup.content(mark)
        is_begun = confirmations.get(number, "") not in _TO_BE_DONE
        if not words.strip() or (not is_begun and words == markup.content(sources.get(number))):
            return True
    return False


def _segments(element: etree._Element | None) -> dict[str, etree._Element]:
    if element is None:
        return {}
    marks = (mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg")
    return {mark.get("mid", str(number)): mark for number, mark in enumerate(marks, start=1)}


def _is_locked(unit: etree._Element) -> bool:
    """Whether a unit is locked, or marked as not to be translated, by itself or with the group it is in."""
    for element in (unit, *unit.iterancestors("{*}group", "{*}file")):
        if translate := element.get("translate"):
            return translate == "no" or _own(unit, "locked").lower() in _TRUE
    return _own(unit, "locked").lower() in _TRUE


def _states(unit: etree._Element, target: etree._Element | None) -> frozenset[str]:
    written = {_own(unit, "status").lower(), target.get("state", "") if target is not None else ""}
    written.add(unit.get("approved", "").lower())
    if _own(unit, "confirmed") == "0":
        written.add("draft")
    return frozenset(written)


def _own(unit: etree._Element, name: str) -> str:
    """The value of an attribute in the namespace of a tool; empty where there is none."""
    return next((str(value) for key, value in unit.items() if str(key).endswith(f"}}{name}")), "")
