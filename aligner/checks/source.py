"""What is checked: a stream of units with what is known of the text they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aligner.model import Concept, Document, Status, Unit


@dataclass(frozen=True)
class Source:
    """A text under check, read once from front to end.

    Attributes:
        file: the file to name in findings, as the user gave it.
        units: the units, in the order of the file; may be a stream.
        languages: the languages every unit should have; empty where the file does not say, and the first units tell.
        concepts: the termbase.
        has_status: whether the segments carry a status of their own; foreign files do not.
        in_order: whether neighbours in the file are neighbours in the text, as in a document but not in every memory.
    """

    file: str
    units: Iterable[Unit]
    languages: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    has_status: bool = False
    in_order: bool = True


def from_document(document: Document) -> Source:
    """A text of the bank as something to check."""
    file = str(document.path / document.units_file) if document.path else document.name
    return Source(
        file=file,
        units=document.units,
        languages=tuple(document.languages),
        concepts=document.concepts,
        has_status=any(version.status in Status for version in document.languages.values()),
    )
