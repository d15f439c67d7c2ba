"""Blocks of an official text -> its legal structure: what each block is, its label, how deep it is nested.

A resolution has a fixed build (United Nations Editorial Manual, "Resolutions and other formal decisions"): title,
enacting body, preambular paragraphs that end in a comma, operative paragraphs. A code, treaty or statute has
headings or articles, paragraphs, chapeaux that end in a colon, and items. The walk below knows both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import chain

from aligner.model import Role
from aligner.segmentation import vocabulary
from aligner.text import labels
from aligner.text.labels import Label, System
from aligner.text.punctuation import PUNCTUATION, PunctuationKind
from aligner.text.scripts import letters_worth

_HEADING_WORTH = 140  # letters; a Han character is worth three
_ROMAN = re.compile(r"[IVX]{2,}[.．]")  # one letter, as in "I. Petrov" or "V. Scope", may be an initial
_CLOSERS = '"”’»」』》)）]］*'


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a block: a unit of the text's structure, or a sentence of one.

    Attributes:
        role: what it is in its document.
        text: the wording without label and without space around it: ``blocks[block][start:end]``.
        label: the list label as printed; empty where there is none.
        ordinal: which item of its list it is, counted from 1; 0 without a label.
        depth: nesting of its label: 1 in the outermost list, 0 without a label.
        block: index of the block.
        start: offset in the block.
        end: offset after it.
    """

    role: Role
    text: str
    label: str = ""
    ordinal: int = 0
    depth: int = 0
    block: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class LabelledStretch:
    """A stretch of a block that stands for itself, with the readings of its label.

    ``text`` runs from ``start`` to ``end`` in the block and lacks the label; ``printed`` has it.
    """

    block: int
    start: int
    end: int
    text: str
    printed: str = ""
    readings: tuple[Label, ...] = ()

    def unlabelled(self) -> LabelledStretch:
        """The same where the label has turned out to be words: they go back into the text."""
        return replace(self, start=self.end - len(self.printed), text=self.printed, readings=())


class _Place(Enum):
    """Where in a document the walk is."""

    OPENING = 0
    PREAMBLE = 1
    OPERATIVE = 2
    BODY = 3


def stretch(block: int, text: str, start: int, end: int, language: str) -> LabelledStretch:
    """The stretch of a block between two offsets, its label split off."""
    readings = labels.find(text[start:end], language)
    begin = start + readings[0].end if readings else start
    if readings and readings[0].division:
        begin += len(text[begin:end]) - len(text[begin:end].lstrip(".:．：—– \t\u3000"))
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    stop = max(begin, start + len(text[start:end].rstrip()))
    printed = text[start + readings[0].start : stop] if readings else text[begin:stop]
    return LabelledStretch(block, begin, stop, text[begin:stop], printed, readings)


def is_furniture(text: str) -> bool:
    """Whether a block is part of the printed page and not of the text: a page number, a job number, a rule.

    >>> is_furniture("4 11-49656"), is_furniture("Annex")
    (True, False)
    """
    stripped = text.strip()
    return not stripped or vocabulary.FURNITURE.match(stripped) is not None


def parts(lines: Sequence[LabelledStretch], language: str) -> list[Part]:
    """What each stretch of a document is: its role, label and depth, in order."""
    lines = [
        replace(item, readings=readings) if readings or not item.readings else item.unlabelled()
        for item, readings in zip(lines, _plausible(lines), strict=True)
    ]
    chosen = _outlined(lines, language)
    roles = _roles(lines, chosen, language)
    return [
        Part(
            role,
            item.text,
            label.text if label and label.system is not System.BULLET else "",
            label.ordinal if label else 0,
            depth,
            item.block,
            item.start,
            item.end,
        )
        for item, (label, depth), role in zip(lines, chosen, roles, strict=True)
    ]


def _plausible(lines: Sequence[LabelledStretch]) -> list[tuple[Label, ...]]:
    """Readings without those that only look like labels: "M. Dupont" counts nothing where no L. or N. stands."""
    all_readings = chain.from_iterable(item.readings for item in lines)
    present = {(label.style, label.ordinal) for label in all_readings}

    def counts(label: Label) -> bool:
        sure = label.division or label.shape not in (".", "-") or label.system in (System.DECIMAL, System.CHINESE)
        sure = sure or _ROMAN.match(label.text) is not None
        near = (label.style, label.ordinal - 1) in present or (label.style, label.ordinal + 1) in present
        return bool((sure and label.shape != "-") or near)

    return [tuple(filter(counts, item.readings)) for item in lines]


def _outlined(lines: Sequence[LabelledStretch], language: str) -> list[tuple[Label | None, int]]:
    """One reading and a depth for each line; an unlabelled heading closes the lists before it."""
    chosen: list[tuple[Label | None, int]] = [(None, 0)] * len(lines)
    run: list[int] = []
    for place, item in enumerate([*lines, None]):
        if item is not None and item.readings:
            run.append(place)
        if run and (item is None or (not item.readings and _is_heading(item.text, language))):
            for at, (label, depth) in zip(run, labels.outline([lines[at].readings for at in run]), strict=True):
                chosen[at] = (label, depth + 1)
            run = []
    return chosen


def _roles(lines: Sequence[LabelledStretch], chosen: Sequence[tuple[Label | None, int]], language: str) -> list[Role]:
    roles: list[Role] = []
    place = _Place.OPENING
    titled = False
    for at, (item, (label, depth)) in enumerate(zip(lines, chosen, strict=True)):
        next_depth = chosen[at + 1][1] if at + 1 < len(lines) else 0
        role = _role(item.text, label, depth, next_depth, place, language)
        if role is Role.ENACTING_BODY and not titled:
            _name_title(roles, chosen, last=True)
            titled = True
        place = _moved(place, role, item.text, language, opens_list=next_depth > depth)
        roles.append(role)
    if not titled:
        _name_title(roles, chosen, last=False)
    return roles


def _role(  # noqa: PLR0911 - one rule a line
    text: str, label: Label | None, depth: int, next_depth: int, place: _Place, language: str
) -> Role:
    if vocabulary.signature(language).match(text):
        return Role.SIGNATURE
    if label is None and vocabulary.note(language).match(text):
        return Role.NOTE
    if label is None and place is _Place.OPENING and _is_recital(text, language):
        return Role.PREAMBULAR_PARAGRAPH
    if label is None and place is not _Place.PREAMBLE and vocabulary.enacting_body(language).match(text):
        return Role.ENACTING_BODY
    if place is _Place.PREAMBLE and not _is_heading(text, language):
        comma = _ending(text, language) is PunctuationKind.COMMA
        return (
            Role.PREAMBULAR_PARAGRAPH if comma or vocabulary.preambular(language).match(text) else Role.OPERATIVE_CLAUSE
        )
    if label:
        return _labelled(text, label, depth, next_depth, place, language)
    if _is_heading(text, language):
        return Role.HEADING
    if _ending(text, language) is PunctuationKind.COLON and next_depth:
        return Role.CHAPEAU
    return Role.OPERATIVE_CLAUSE if place is _Place.OPERATIVE else Role.PARAGRAPH


def _labelled(text: str, label: Label, depth: int, next_depth: int, place: _Place, language: str) -> Role:
    if label.division:
        return Role.HEADING if not text or _is_heading(text, language) else Role.PARAGRAPH
    if label.shape in ("()", ")", "○") or label.system is System.BULLET:
        return Role.ITEM
    if place is _Place.OPERATIVE and depth == 1:
        return Role.OPERATIVE_CLAUSE
    if _is_heading(text, language):
        return Role.HEADING
    ending = _ending(text, language)
    if ending in (PunctuationKind.SEMICOLON, PunctuationKind.COMMA, None):
        return Role.ITEM
    return Role.CHAPEAU if ending is PunctuationKind.COLON and next_depth > depth else Role.PARAGRAPH


def _moved(place: _Place, role: Role, text: str, language: str, *, opens_list: bool) -> _Place:
    """Where the walk is after a block."""
    if role in (Role.ENACTING_BODY, Role.PREAMBULAR_PARAGRAPH):
        return _Place.PREAMBLE
    if role is Role.HEADING and place is not _Place.OPENING:
        return _Place.BODY
    if place is _Place.PREAMBLE and role is Role.OPERATIVE_CLAUSE:
        # "Adopts the code as follows:" hands over to another text; "Decides: 1." does not.
        return _Place.BODY if _ending(text, language) is PunctuationKind.COLON and not opens_list else _Place.OPERATIVE
    return place


def _name_title(roles: list[Role], chosen: Sequence[tuple[Label | None, int]], *, last: bool) -> None:
    """Make the first heading without a label, or the last so far, the title."""
    headings = [at for at, role in enumerate(roles) if role is Role.HEADING and chosen[at][0] is None]
    if headings:
        roles[headings[-1] if last else headings[0]] = Role.TITLE


@cache
def _last_conjunction(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[,，،;；؛])\s*(?:{vocabulary.conjunction(language)})$")


def _ending(text: str, language: str) -> PunctuationKind | None:
    """What the last punctuation mark of a text is; None where it ends without one."""
    bare = _last_conjunction(language).sub("", text.rstrip()).rstrip(_CLOSERS)
    return PUNCTUATION.get(bare[-1:])


def _is_recital(text: str, language: str) -> bool:
    """Whether a text begins as a recital and runs on into the next; "Whereas cats sleep, dogs bark." does not."""
    runs_on = _ending(text, language) in (PunctuationKind.COMMA, PunctuationKind.SEMICOLON)
    return runs_on and vocabulary.recital(language).match(text) is not None


def _is_heading(text: str, language: str) -> bool:
    """Whether a text is short, begins like a name and ends without punctuation."""
    if not text or len(text) > 2 * _HEADING_WORTH or text[0].islower():
        return False
    return _ending(text, language) is None and letters_worth(text) <= _HEADING_WORTH
