"""What is checked: a stream of units with what is known of the text they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import InputError, NotFoundError
from aligner.model import Concept, Document, Status, Unit, Witness


@dataclass(frozen=True)
class CheckedText:
    """A text under check, read once from front to end.

    Attributes:
        file: the file to name in findings, as the user gave it.
        units: the units, in the order of the file; may be a stream.
        languages: the languages of the units; empty where the file does not say, and the first units show it.
        concepts: the termbase.
        has_status: whether the segments carry a status of their own; foreign files do not.
        in_order: whether neighbours in the file are neighbours in the text, as in a document but not in every memory.
        is_partial: whether a unit may lack languages, as in a memory made from many texts.
        source: the language the others were translated from, where the file has a direction; it is never changed here.
        is_fixable: whether ``--fix`` can change the file.
        files: language to the file its segments are in, where each language has a file of its own.
        witnesses: the publications that the units quote, by name.
    """

    file: str
    units: Iterable[Unit]
    languages: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    has_status: bool = False
    in_order: bool = True
    is_partial: bool = False
    source: str = ""
    is_fixable: bool = True
    files: Mapping[str, str] = field(default_factory=dict)
    witnesses: Mapping[str, Witness] = field(default_factory=dict)

    def file_of(self, languages: Sequence[str]) -> str:
        """The file to name for a finding in some languages."""
        return self.files.get(languages[0], self.file) if len(languages) == 1 else self.file


def from_document(document: Document) -> CheckedText:
    """A text of the bank as something to check."""
    file = str(document.path / document.units_file) if document.path else document.name
    return CheckedText(
        file=file,
        units=document.units,
        languages=tuple(document.languages),
        concepts=document.concepts,
        witnesses=document.witnesses,
        has_status=any(version.status in Status for version in document.languages.values()),
    )


def text_named(name: str, bank: Bank) -> Document:
    """A text of the bank.

    Raises:
        NotFoundError: there is none of that name.
        InputError: there is no file of that name either, and the name is plainly that of a file.
    """
    path = Path(name)
    try:
        return bank.load(name)
    except NotFoundError as error:
        if path.is_dir():
            raise InputError("is a folder, and not that of a text", where=name, hint="name a file in it") from error
        if path.suffix or len(path.parts) > 1:
            raise InputError("there is no such file", where=name, hint="check the name") from error
        raise
