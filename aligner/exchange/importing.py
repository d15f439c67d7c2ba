"""From the contents of a file to a new text of the bank, honest about what is known of it and what was left behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.bank.reading import UNIT_ID
from aligner.errors import InputError
from aligner.exchange.contents import UNFINISHED, Contents, segments_of, without_clause
from aligner.model import Concept, Document, LanguageVersion, Role, Status, Unit, Witness
from aligner.text.english import counted


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
        remarks: what could not be carried over, one line each.
    """

    document: Document
    changes: tuple[ImportChange, ...]
    remarks: tuple[str, ...]


def new_document(contents: Contents, name: str, source: str, *, tags: Mapping[str, str] | None = None) -> Import:
    """A new text.

    A wording is verified only where the file says so; a language whose origin the file does not give has the file.

    Args:
        contents: what the file holds; its units are read here.
        name: the text's name in the bank.
        source: the file and its format in words, for the provenance.
        tags: languages of the file to those that the text is to have.

    Raises:
        InputError: an id occurs twice, or the file holds nothing.
        ClausebankError: from the file.
    """
    remarks: list[str] = []
    if tags:
        languages_of_file = (tags.get(tag, tag) for tag in contents.languages)
        units_of_file = (unit.in_languages(tags) for unit in contents.units)
        contents = replace(contents, languages=tuple(languages_of_file), units=units_of_file)
    units = read_units(contents, source, remarks)
    concepts = _concepts(contents, units, source, remarks)
    own_tags = languages(contents, units)
    if not units and not concepts:
        raise InputError("holds no units and no terms", where=source)
    versions = {tag: _version(tag, contents, source, remarks) for tag in own_tags}
    document = Document(
        name=name,
        symbol=contents.symbol or name,
        title=_title(contents, units) or {own_tags[0]: name},
        languages=versions,
        units=units,
        date=contents.date,
        concepts=concepts,
        details=contents.details,
        witnesses=all_witnesses(contents.witnesses, units, source),
    )
    return Import(document, (), (*remarks, *left_out(contents)))


def read_units(contents: Contents, source: str, remarks: list[str]) -> tuple[Unit, ...]:
    """All units of a file, with ids that the bank can have; what is empty or not translated yet is left out.

    Raises:
        InputError: an id occurs twice, or phrases are without their clause.
    """
    units: list[Unit] = []
    orphans: list[Unit] = []
    lines: dict[str, int] = {}
    renamed = empty = 0
    for number, file_unit in enumerate(contents.units, start=1):
        if file_unit.phrases and not file_unit.segments:
            orphans.append(file_unit)
            continue
        unit = _as_text(file_unit, remarks)
        if not unit.segments:
            empty += 1
            continue
        id_ = bank_id(unit.id, number)
        renamed += id_ != unit.id
        if id_ in lines:
            places = f", on lines {lines[id_]} and {unit.line}" if unit.line else ""
            raise InputError(
                f"the id '{unit.id}' occurs twice{places}", where=source, hint="give every entry an id of its own"
            )
        lines[id_] = unit.line
        units.append(replace(unit, id=id_))
    if orphans:
        raise without_clause(orphans, source)
    if empty:
        remarks.append(f"{counted(empty, 'unit')} without any text")
    if renamed:
        remarks.append(f"{counted(renamed, 'id')} as written: an id has letters, digits, '.', '-' and '_'")
    return tuple(units)


def _as_text(unit: Unit, remarks: list[str]) -> Unit:
    """A unit as a text can hold it: finished wordings only, one a language, and the comments in its note."""
    remarks += further_translations(unit)
    if unit.comments:
        unit = replace(unit, note="\n".join(filter(None, (unit.note, *unit.comments))))
    unfinished = {tag: state for tag, state in unit.states.items() if state in UNFINISHED and unit.text(tag)}
    for tag, state in unfinished.items():
        remarks.append(f"{unit.id} {tag}, which is {state} by the file's own account: {unit.text(tag)}")
    segments = {tag: segment for tag, segment in unit.segments.items() if tag not in unfinished}
    return replace(unit, segments=segments, further={}) if unfinished or unit.further else unit


def further_translations(unit: Unit) -> Iterator[str]:
    """The translations that a unit of a file has beside the first of each language, one per line."""
    for tag, segments in unit.further.items():
        for segment in segments:
            yield f"another translation of {unit.id} {tag}: {segment.text}"


def bank_id(written: str, number: int) -> str:
    """The id of a unit, as near to what a file has as the bank allows; its number where nothing is left.

    >>> [bank_id(written, 7) for written in ("pledge.a", "Article 2 (b)", "§")]
    ['pledge.a', 'Article-2-b', '7']
    """
    return written if UNIT_ID.match(written) else re.sub(r"[^A-Za-z0-9._-]+", "-", written).strip("-._") or str(number)


def few(names: Sequence[str]) -> str:
    """The first of some names in brackets, as the end of a message.

    >>> few(["a", "b"]), few(list("abcdefg"))
    (' (a, b)', ' (a, b, c, d, e and 2 more)')
    """
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return f" ({', '.join(names[:5])}{more})" if names else ""


def languages(contents: Contents, units: Iterable[Unit]) -> tuple[str, ...]:
    """The languages of a file, in its own order."""
    tags = dict.fromkeys(contents.languages)
    for unit in units:
        tags |= dict.fromkeys(unit.segments)
        for phrase in unit.phrases:
            tags |= dict.fromkeys(phrase.stretches)
    for concept in contents.concepts:
        tags |= dict.fromkeys(concept.terms)
    return tuple(tags)


def left_out(contents: Contents) -> tuple[str, ...]:
    """What the reader of the file had no place for, one per line; what columns of others hold is listed as comments."""
    items = (+contents.left_out).items()
    return tuple(f"{count} {description}" for description, count in items if not description.startswith("column "))


def _concepts(contents: Contents, units: Iterable[Unit], source: str, remarks: list[str]) -> tuple[Concept, ...]:
    unit_ids = {unit.id for unit in units}
    for id_, count in Counter(concept.id for concept in contents.concepts).items():
        if count > 1:
            raise InputError(
                f"the concept '{id_}' occurs {count} times", where=source, hint="give each an id of its own"
            )
    concepts, lost = [], 0
    for concept in contents.concepts:
        places = tuple(place for place in concept.units if place in unit_ids)
        lost += len(concept.units) - len(places)
        concepts.append(replace(concept, units=places))
    if lost:
        remarks.append(f"{counted(lost, 'place')} of terms in units that the text does not have")
    return tuple(concepts)


def _title(contents: Contents, units: Iterable[Unit]) -> Mapping[str, str]:
    title_unit = next((unit for unit in units if unit.role == Role.TITLE), None)
    return contents.title or ({tag: segment.text for tag, segment in title_unit.segments.items()} if title_unit else {})


def _version(tag: str, contents: Contents, source: str, remarks: list[str]) -> LanguageVersion:
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
    return version


def all_witnesses(described: Mapping[str, Witness], units: Iterable[Unit], source: str) -> dict[str, Witness]:
    """The publications that units quote; one that a file does not describe has a title that says so."""
    names: set[str] = set()
    for segment in segments_of(units):
        names |= {attestation.witness for attestation in segment.attestations}
    unknown = {name: Witness(f"named in {source}, which does not describe it") for name in sorted(names)}
    return {**unknown, **described}
