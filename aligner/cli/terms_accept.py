"""`clausebank terms --accept`: candidates that a person marked in a table become concepts of the termbase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aligner.cli import terminal
from aligner.cli.options import own_bank
from aligner.errors import UsageError
from aligner.exchange.formats import reader_of
from aligner.exchange.importing import Import, ImportChange
from aligner.model import Concept, Document, Unit
from aligner.text.english import counted
from aligner.wording.terms import usage

_MARK = "accept: "
"""How a reader of tables gives what is in the column ``accept``."""
_SEPARATOR = "|"


def accept_terms(text: str, table: Path, bank: Path | None) -> None:
    """Write the rows of a table that are marked to the termbase of a text."""
    home = own_bank(bank)
    with home.holding(home.load(text).name) as held:
        rows = [unit for unit in reader_of(table, "").read(table).units if unit.segments]
        result = with_terms(held.document or home.load(text), rows, str(table))
        held.save(result.document)
    for change in result.changes:
        print(f"{terminal.safe(change.unit)}  {terminal.safe(change.after)}")
    for remark in result.remarks:
        terminal.note(f"  - {remark}")
    terminal.note(f"{text}: {counted(len(result.changes), 'concept')} written, {len(result.document.concepts)} in all")


def with_terms(document: Document, rows: Sequence[Unit], where: str) -> Import:
    """A text with the terms of the marked rows; what occurs in no unit is listed, and not taken over.

    Raises:
        UsageError: no row is marked, or one has a language that the text does not have.
    """
    accepted = [row for row in rows if any(comment.startswith(_MARK) for comment in row.comments)]
    if not accepted:
        raise UsageError(
            "no row is accepted", where=where, hint="put an x into the column accept of those that are terms"
        )
    concepts = {concept.id: concept for concept in document.concepts}
    changes, remarks = [], []
    for row in accepted:
        terms = {}
        for tag, segment in row.segments.items():
            terms[tag] = tuple(filter(None, (term.strip() for term in segment.text.split(_SEPARATOR))))
        if foreign := [tag for tag in terms if tag not in document.languages]:
            raise UsageError(f"the text has no language '{foreign[0]}'", where=where, hint="export its own languages")
        concept = _concept(terms, document, concepts)
        shown = "; ".join(f"{tag}: {', '.join(of_tag)}" for tag, of_tag in terms.items())
        if not concept.units:
            remarks.append(f"in no unit together, so not written: {shown}")
        elif concept != concepts.get(concept.id):
            concepts[concept.id] = concept
            changes.append(ImportChange(concept.id, "concept", "", shown))
    return Import(replace(document, concepts=tuple(concepts.values())), tuple(changes), tuple(remarks))


def _concept(terms: Mapping[str, tuple[str, ...]], document: Document, concepts: Mapping[str, Concept]) -> Concept:
    """A concept of terms, with the units that have one of them in every language; one that has the first term grows."""
    first, (preferred, *_) = next(iter(terms.items()))
    for concept in concepts.values():
        if preferred in concept.terms.get(first, ()):
            more = {tag: tuple(dict.fromkeys((*concept.terms.get(tag, ()), *of_tag))) for tag, of_tag in terms.items()}
            return replace(concept, terms={**concept.terms, **more})
    everywhere = tuple(unit.id for unit in document.units)
    concept = Concept(_free_id(preferred, concepts), terms, units=everywhere)
    in_units = [{id_ for term in usage(concept, document, tag) for id_ in term.units} for tag in terms]
    return replace(concept, units=tuple(id_ for id_ in everywhere if all(id_ in units for units in in_units)))


def _free_id(term: str, concepts: Mapping[str, Concept]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-") or "term"
    id_, number = stem, 1
    while id_ in concepts:
        number += 1
        id_ = f"{stem}-{number}"
    return id_
