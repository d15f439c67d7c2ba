"""Terms from the files translators keep them in: TBX, tables with a column per language, glossaries of OmegaT.

In a table a cell may hold several terms, any of which will do, separated by ``|`` or ``;``; terms that are not to be
used are in a column ``forbidden-ru``. A glossary of OmegaT has no first row with languages: source term, target term and a
comment, separated by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aligner.errors import InputError
from aligner.exchange import formats, locales, plain
from aligner.model import Concept
from tmx.cells import rows

FORBIDDEN = "forbidden-"
_BETWEEN_TERMS = re.compile(r"\s*[|;]\s*")
_PAIR = re.compile(r"(?:\A|[._-])([a-z]{2,3})[-_]([a-z]{2,3})(?=[._]|\Z)")


def read(path: Path, languages: Sequence[str] = ()) -> tuple[Concept, ...]:
    """The concepts of a file.

    Args:
        path: the file.
        languages: source and target of a glossary whose file does not say them.

    Raises:
        InputError: it cannot be read, or does not say its languages.
        MissingExtraError: a library for it is not installed.
    """
    format_ = formats.format_of(path.name)
    name = format_.name if format_ else ""
    if name in {"tbx", "tbx2"}:
        return formats.read(path).concepts
    if format_ and name in {"xlsx", "ods"}:
        return _from_table([texts for _, texts in format_.module_of().rows(path)], path)
    text = plain.read_text(path)
    separator = "\t" if "\t" in text or name == "tsv" else max(",;", key=text.partition("\n")[0].count)
    table = [cells for _, cells in rows(text.splitlines(keepends=True), separator) if any(cells)]
    if not table:
        return ()
    if sum(_tag(cell) != "" for cell in table[0]) > 1:
        return _from_table(table, path)
    return _from_glossary(table, path, languages)


def _tag(column: str) -> str:
    """The language that a column has terms of; empty for another column."""
    return locales.tag_of(column.strip()) if locales.is_column(column.strip().replace("_", "-")) else ""


def _from_table(table: Sequence[Sequence[str]], path: Path) -> tuple[Concept, ...]:
    head = [column.strip() for column in table[0]] if table else []
    tags = {place: tag for place, column in enumerate(head) if (tag := _tag(column))}
    forbidden = {
        place: column[len(FORBIDDEN) :] for place, column in enumerate(head) if column.lower().startswith(FORBIDDEN)
    }
    if not tags:
        raise InputError("has no column of a language", where=str(path), hint="name the columns, such as: en,ru")
    notes = [place for place, column in enumerate(head) if column.lower() in {"note", "definition", "comment"}]
    concepts = []
    for number, cells in enumerate(table[1:], start=1):
        terms, superseded = _terms(cells, tags), _terms(cells, forbidden)
        if terms or superseded:
            note = " ".join(cells[place] for place in notes if place < len(cells))
            concepts.append(Concept(_id(terms or superseded, number), terms, note=note, superseded=superseded))
    return tuple(_unique(concepts))


def _terms(cells: Sequence[str], tags: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    by_language: dict[str, tuple[str, ...]] = {}
    for place, tag in tags.items():
        terms = tuple(filter(None, _BETWEEN_TERMS.split(cells[place].strip()))) if place < len(cells) else ()
        if terms:
            by_language[tag] = terms
    return by_language


def _from_glossary(table: Sequence[Sequence[str]], path: Path, languages: Sequence[str]) -> tuple[Concept, ...]:
    match = _PAIR.search(path.stem.lower())
    if len(languages) != 2 and match:
        languages = match.groups()
    if len(languages) != 2:
        raise InputError(
            "does not say its languages", where=str(path), hint="give them with --languages en,ru, source first"
        )
    source, target = languages
    targets: dict[str, tuple[str, ...]] = {}
    for cells in table:
        if len(cells) > 1 and not cells[0].startswith("#") and cells[0].strip() and cells[1].strip():
            term = cells[0].strip()
            # A source term on several lines may be rendered by any of its targets.
            targets[term] = tuple(dict.fromkeys((*targets.get(term, ()), cells[1].strip())))
    return tuple(Concept(term, {source: (term,), target: terms}) for term, terms in targets.items())


def _id(terms: Mapping[str, Sequence[str]], number: int) -> str:
    return next(iter(terms.values()))[0] if terms else str(number)


def _unique(concepts: Sequence[Concept]) -> list[Concept]:
    """The concepts with ids of their own: rules know a concept by its id."""
    counts: dict[str, int] = {}
    unique = []
    for concept in concepts:
        counts[concept.id] = counts.get(concept.id, 0) + 1
        nth = counts[concept.id]
        unique.append(replace(concept, id=f"{concept.id} ({nth})") if nth > 1 else concept)
    return unique
