"""What is searched: units with the name of the text they stand in, from the bank and from any TMX file."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import InputError, NotFoundError
from aligner.exchange import formats
from aligner.exchange.contents import apart
from aligner.exchange.memory import Memory
from aligner.model import Concept, Document, LanguageVersion, Status, Unit

ENDINGS = (".tmx", ".tmx.gz", ".tmx.zip")


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit of one text.

    Attributes:
        text: the name of the text, or the path of the file as the user gave it.
        unit: the unit.
        has_status: whether the status of its segments was recorded by someone; a foreign memory says nothing.
        number: its place in the text, from 1; 0 where that is not known.
        of_text: name to value of what is recorded of the whole text, such as ``date``.
    """

    text: str
    unit: Unit
    has_status: bool = True
    number: int = field(default=0, compare=False)
    of_text: Mapping[str, str] = field(default_factory=dict)

    @property
    def properties(self) -> Mapping[str, str]:
        """What is recorded of the unit and of its text, by name: ``document``, ``date``, ``body`` and others."""
        properties = {**self.of_text, **self.unit.properties}
        if body := body_of(properties.get("document", "")):
            properties.setdefault("body", body)
        return properties


_SYMBOL = re.compile(r"((?:[A-Z]+(?:\.[0-9]+)?/)+)[A-Z.]*[0-9]")


def body_of(symbol: str) -> str:
    """The body that a document symbol names, as its series has it; empty where it is not a symbol.

    >>> body_of("A/66/359"), body_of("A/HRC/RES/20/8"), body_of("A/C.1/65/L.37"), body_of("memory.tmx")
    ('A', 'A/HRC/RES', 'A/C.1', '')
    """
    match = _SYMBOL.match(symbol)
    return match[1].rstrip("/") if match else ""


def is_memory(name: str) -> bool:
    """Whether a name on the command line is that of a file, and not of a text of the bank.

    A name that ends as a TMX file does is one in any case; of the other formats that can be read, a file must be there.

    >>> is_memory("old/UN.TMX"), is_memory("a-66-359")
    (True, False)
    """
    if name.lower().endswith(ENDINGS):
        return True
    kind = formats.format_of(name)
    return kind is not None and kind.readable and Path(name).is_file()


def from_document(document: Document) -> Iterator[Passage]:
    """The units of a text of the bank."""
    of_text = {name: str(value) for name, value in document.details.items() if isinstance(value, str | int)}
    of_text["document"] = document.symbol
    if document.date:
        of_text["date"] = document.date.isoformat()
    for number, unit in enumerate(document.units, start=1):
        yield Passage(document.name, unit, number=number, of_text=of_text)


def from_memory(path: str) -> Iterator[Passage]:
    """The units of a memory or another file that can be read; of a TMX file as a stream, without what cannot be read.

    Raises:
        NotFoundError: there is no such file.
        ClausebankError: it is not what its name says.
    """
    if not Path(path).is_file():
        raise NotFoundError("there is no such file", where=path, hint="give the path of a TMX file")
    if not path.lower().endswith(ENDINGS):
        contents = formats.read(Path(path))
        has_status = bool(contents.symbol or contents.versions)
        for number, unit in enumerate(apart(contents.units), start=1):
            yield Passage(path, unit, has_status, number)
        return
    memory = Memory(Path(path), lenient=True)
    number = 0
    with contextlib.closing(memory):
        for unit, has_status in memory.recorded_units():
            for whole in apart([unit]) if unit.phrases or unit.further else (unit,):
                number += 1
                yield Passage(path, whole, has_status, number)


def document_of(path: str) -> Document:
    """A memory as a text: what its name is, where its wording comes from, and its units.

    Raises:
        NotFoundError: there is no such file.
        TmxInputError: it is not TMX at all.
        InputError: it has no unit.
    """
    passages = list(from_memory(path))
    contents = None if path.lower().endswith(ENDINGS) else formats.read(Path(path))
    ids = {passage.unit.id for passage in passages}
    concepts = tuple(_with_units(concept, ids) for concept in contents.concepts) if contents else ()
    if not passages and not concepts:
        raise InputError("holds no unit, so there is nothing to show", where=path)
    units = tuple(passage.unit for passage in passages)
    tags = dict.fromkeys(tag for unit in units for tag in unit.segments)
    for concept in concepts:
        tags.update(dict.fromkeys(concept.terms))
    name = Path(path).name
    versions = {}
    for tag in tags:
        statuses = {passage.unit.segments[tag].status for passage in passages if tag in passage.unit.segments}
        status = next(iter(statuses)) if len(statuses) == 1 else Status.UNVERIFIED
        versions[tag] = LanguageVersion(tag, status, f"The translation memory {name}.")
    return Document(name, name, dict.fromkeys(tags, name), versions, units, concepts=concepts)


def _with_units(concept: Concept, ids: Collection[str]) -> Concept:
    """A concept without the places that are not in its file."""
    return replace(concept, units=tuple(id_ for id_ in concept.units if id_ in ids))


def text_or_file(name: str, bank: Bank) -> Document:
    """A text of the bank by its name, or a memory or another file by its path.

    Raises:
        NotFoundError: there is no such text or file.
        ClausebankError: it cannot be read.
    """
    return document_of(name) if is_memory(name) else bank.load(name)


def unverified_in(document: Document, languages: Sequence[str]) -> list[str]:
    """The languages whose wording the bank records as not verified; a memory in a file records nothing."""
    return [tag for tag in languages if document.path and document.languages[tag].status != Status.VERIFIED]


def unverified(passage: Passage) -> list[str]:
    """The languages of a unit whose wording is recorded as not verified."""
    segments = passage.unit.segments.items()
    return [tag for tag, segment in segments if passage.has_status and segment.status != Status.VERIFIED]
