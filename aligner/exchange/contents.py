"""What a file of another tool holds: a neutral stream of units, and what the file knows of the text around them.

Every reader gives this, for ``check FILE`` and ``import FILE`` alike; :func:`contents_of` is the same view of a text
of the bank, so that a file can be compared with what it was made from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from aligner.errors import InputError
from aligner.exchange.entries import Selection
from aligner.model import Concept, LanguageVersion, Phrase, Role, Segment, Stretch, Unit, plain_unit

_Value = TypeVar("_Value")

DEFAULT_ROLE = Role.PARAGRAPH
"""The role of a unit whose file does not say one."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a file.

    Attributes:
        units: in the order of the file; may be a stream that can be gone through once.
        languages: tags of the languages, as far as the file names them before its units.
        symbol: the document symbol; empty where the file has none.
        title: language tag to title.
        date: the date of distribution.
        details: what else is known of the document.
        versions: provenance by language.
        concepts: the termbase.
        left_out: what stands in the file and has no place in a unit, with how often; filled while units are read.
        in_order: whether neighbours in the file are neighbours in the text, as in a document but not in every memory.
        form: what the file turned out to be, such as ``XLIFF 2.0``, where its name says less; empty elsewhere.
    """

    units: Iterable[Unit]
    languages: tuple[str, ...] = ()
    symbol: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    versions: Mapping[str, LanguageVersion] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter, compare=False)
    in_order: bool = field(default=True, compare=False)
    form: str = field(default="", compare=False)


def contents_of(selection: Selection) -> Contents:
    """The part of a text that a selection takes, with everything that is known of it."""
    document, tags = selection.document, selection.languages
    return Contents(
        units=tuple(_narrowed(unit, tags) for unit in document.units),
        languages=tags,
        symbol=document.symbol,
        title=_of(document.title, tags),
        date=document.date,
        details=dict(document.details),
        versions=_of(document.languages, tags),
        concepts=tuple(
            replace(concept, terms=_of(concept.terms, tags), superseded=_of(concept.superseded, tags))
            for concept in document.concepts
            if any(tag in concept.terms for tag in tags)
        ),
    )


def _narrowed(unit: Unit, tags: tuple[str, ...]) -> Unit:
    phrases = (Phrase(_of(phrase.stretches, tags), phrase.line) for phrase in unit.phrases)
    return replace(
        unit,
        segments={tag: it for tag, it in _of(unit.segments, tags).items() if it.text},
        phrases=tuple(phrase for phrase in phrases if phrase.stretches),
        unmatched={tag: words for tag, words in _of(unit.unmatched, tags).items() if words},
    )


def _of(mapping: Mapping[str, _Value], tags: tuple[str, ...]) -> dict[str, _Value]:
    return {tag: mapping[tag] for tag in tags if tag in mapping}


class Row(NamedTuple):
    """One entry as a file has it: a unit, or a phrase of the unit before it.

    Attributes:
        id: the entry's id; ``pledge.a/2`` is the second phrase of ``pledge.a``. Empty where the file gives none.
        segments: language tag to segment.
        occurrences: of a phrase, which occurrence is meant, where it is not the first.
        line: where it stands in the file.
    """

    id: str
    segments: Mapping[str, Segment]
    role: Role = DEFAULT_ROLE
    note: str = ""
    occurrences: Mapping[str, int] = MappingProxyType({})
    line: int = 0


_PHRASE_ID = re.compile(r"(.+)/[0-9]+\Z")


def units_of(rows: Iterable[Row]) -> Iterator[Unit]:
    """The units of a file of entries: a phrase goes into the unit it follows; an entry without id gets its number.

    >>> rows = [Row("a", {"en": Segment("To comply with the Charter")}), Row("a/1", {"en": Segment("the Charter")})]
    >>> [(unit.id, unit.phrases[0].stretches["en"].text) for unit in units_of(rows)]
    [('a', 'the Charter')]
    """
    unit: Unit | None = None
    phrases: list[Phrase] = []
    for number, row in enumerate(rows, start=1):
        part = _PHRASE_ID.match(row.id) if "/" in row.id else None
        if unit and part and part[1] == unit.id:
            phrases.append(_phrase(row))
            continue
        if unit:
            yield replace(unit, phrases=tuple(phrases)) if phrases else unit
        unit = plain_unit(row.id or str(number), row.role, row.segments, row.note, row.line)
        phrases = []
    if unit:
        yield replace(unit, phrases=tuple(phrases)) if phrases else unit


def _phrase(row: Row) -> Phrase:
    return Phrase(
        {tag: Stretch(it.text, row.occurrences.get(tag, 1)) for tag, it in row.segments.items()}, line=row.line
    )


CODE = "\0"
"""Stands for an inline code until :func:`without_codes` takes it out; no file can hold it."""
_SPACED_CODES = re.compile(rf"\A{CODE}+ +| {CODE}+(?=[ .,;:!?)，。；：！？、）]|\Z)")


def without_codes(text: str) -> str:
    r"""A text without the codes in it, nor the space that only stood beside a code.

    >>> without_codes("\0 You have \0 new mail in \0folder\0 \0.")
    'You have new mail in folder.'
    """
    return _SPACED_CODES.sub("", text).replace(CODE, "") if CODE in text else text


def one_line(text: str) -> str:
    r"""A text for a format that has one line for it: line breaks are spaces, and none stand around it.

    >>> one_line("Each State\n pledges: ")
    'Each State  pledges:'
    """
    return " ".join(text.splitlines()).strip()


def role_of(name: str, where: str) -> Role:
    """The role of that name; the default where it is empty.

    Raises:
        InputError: there is no such role.
    """
    if not name:
        return DEFAULT_ROLE
    if name not in set(Role):
        raise InputError(f"unknown role '{name}'", where=where, hint=f"known: {', '.join(Role)}")
    return Role(name)
