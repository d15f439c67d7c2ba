"""From the contents of a file to a new text of the bank, honest about what is known of it and what was left behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aligner.bank.reading import UNIT_ID
from aligner.errors import InputError
from aligner.exchange.contents import Contents, without_clause
from aligner.model import Concept, Document, LanguageVersion, Role, Status, Unit


@dataclass(frozen=True, slots=True)
class ImportChange:
    """One thing that an import does to a text that was there.

    Attributes:
        unit: the unit's id, or the concept's.
        what: what was changed: a language tag for its wording, or ``label ru``, ``status zh``, ``role``, ``note`` ...
        before: as it was; empty for something new.
        after: as it is now.
    """

    unit: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Import:
    """A text as a file makes it.

    Attributes:
        document: the text.
        changes: what is different from the text that was there; empty for a new one.
        remarks: what could not be carried over, a line each.
    """

    document: Document
    changes: tuple[ImportChange, ...]
    remarks: tuple[str, ...]


def new_document(contents: Contents, name: str, source: str) -> Import:
    """A new text.

    A wording is verified only where the file says so; a language whose origin the file does not give has the file.

    Args:
        contents: what the file holds; its units are read here.
        name: the text's name in the bank.
        source: the file and its format in words, for the provenance.

    Raises:
        InputError: an id stands twice, or the file holds nothing.
        ClausebankError: from the file.
    """
    remarks: list[str] = []
    units = read_units(contents, source, remarks)
    concepts = _concepts(contents, units, source, remarks)
    tags = languages(contents, units)
    if not units and not concepts:
        raise InputError("holds no units and no terms", where=source)
    versions = {tag: _version(tag, contents, units, source, remarks) for tag in tags}
    document = Document(
        name=name,
        symbol=contents.symbol or name,
        title=_title(contents, units) or {tags[0]: name},
        languages=versions,
        units=units,
        date=contents.date,
        concepts=concepts,
        details=contents.details,
    )
    return Import(document, (), (*remarks, *left_out(contents)))


def read_units(contents: Contents, source: str, remarks: list[str]) -> tuple[Unit, ...]:
    """All units of a file, with ids that the bank can have; what is empty is left out.

    Raises:
        InputError: an id stands twice, or phrases are without their clause.
    """
    units: list[Unit] = []
    orphans: list[Unit] = []
    seen: dict[str, int] = {}
    renamed = empty = 0
    for number, unit in enumerate(contents.units, start=1):
        if unit.phrases and not unit.segments:
            orphans.append(unit)
            continue
        if not unit.segments:
            empty += 1
            continue
        id_ = _id(unit.id, number)
        renamed += id_ != unit.id
        if id_ in seen:
            raise InputError(
                f"the id '{unit.id}' stands twice, on lines {seen[id_]} and {unit.line}"
                if unit.line
                else f"'{id_}' stands twice",
                where=source,
                hint="give every entry an id of its own",
            )
        seen[id_] = unit.line
        units.append(replace(unit, id=id_))
    if orphans:
        raise without_clause(orphans, source)
    if empty:
        remarks.append(f"{empty} units without any text")
    if renamed:
        remarks.append(f"{renamed} ids as they stand: an id has letters, digits, '.', '-' and '_'")
    return tuple(units)


def _id(written: str, number: int) -> str:
    """The id of a unit, as near to what a file has as the bank allows.

    >>> [_id(written, 7) for written in ("pledge.a", "Article 2 (b)", "§")]
    ['pledge.a', 'Article-2-b', '7']
    """
    return written if UNIT_ID.match(written) else re.sub(r"[^A-Za-z0-9._-]+", "-", written).strip("-._") or str(number)


def languages(contents: Contents, units: Iterable[Unit]) -> tuple[str, ...]:
    """The languages of a file, in its own order."""
    found = dict.fromkeys(contents.languages)
    for unit in units:
        found |= dict.fromkeys(unit.segments)
    found |= dict.fromkeys(tag for concept in contents.concepts for tag in concept.terms)
    return tuple(found)


def left_out(contents: Contents) -> tuple[str, ...]:
    """What the reader of the file had no place for, a line each."""
    return tuple(f"{count} {what}" for what, count in (+contents.left_out).items())


def _concepts(contents: Contents, units: Iterable[Unit], source: str, remarks: list[str]) -> tuple[Concept, ...]:
    known = {unit.id for unit in units}
    for id_, count in Counter(concept.id for concept in contents.concepts).items():
        if count > 1:
            raise InputError(
                f"the concept '{id_}' stands {count} times", where=source, hint="give each an id of its own"
            )
    lost = sum(unit not in known for concept in contents.concepts for unit in concept.units)
    if lost:
        remarks.append(f"{lost} places of terms in units that the text does not have")
    return tuple(
        replace(concept, units=tuple(unit for unit in concept.units if unit in known)) for concept in contents.concepts
    )


def _title(contents: Contents, units: Iterable[Unit]) -> Mapping[str, str]:
    found = next((unit for unit in units if unit.role == Role.TITLE), None)
    return contents.title or ({tag: segment.text for tag, segment in found.segments.items()} if found else {})


def _version(tag: str, contents: Contents, units: Iterable[Unit], source: str, remarks: list[str]) -> LanguageVersion:
    segments = [unit.segments[tag] for unit in units if tag in unit.segments]
    version = contents.versions.get(tag)
    if version is None:
        version = LanguageVersion(
            tag,
            Status.UNVERIFIED,
            f"Imported from {source}, which does not say where the wording comes from.",
        )
    if version.file:
        remarks.append(f"the source file of {tag}, {version.file}: a file of this format cannot hold it")
        version = replace(version, file="", sha256="")
    names = {name for segment in segments for name in segment.attested} - set(version.attestations)
    described = dict.fromkeys(sorted(names), f"Named in {source}; not described there.")
    return replace(version, attestations={**version.attestations, **described})
