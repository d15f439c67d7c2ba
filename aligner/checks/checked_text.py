"""What is checked: a stream of units with what is known of the text they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import InputError, NotFoundError
from aligner.exchange import formats
from aligner.model import Concept, Document, Status, Unit


@dataclass(frozen=True)
class CheckedText:
    """A text under check, read once from front to end.

    Attributes:
        file: the file to name in findings, as the user gave it.
        units: the units, in the order of the file; may be a stream.
        languages: the languages every unit should have; empty where the file does not say, and the first units tell.
        concepts: the termbase.
        has_status: whether the segments carry a status of their own; foreign files do not.
        in_order: whether neighbours in the file are neighbours in the text, as in a document but not in every memory.
        mendable: whether what is wrong can be mended where it stands.
    """

    file: str
    units: Iterable[Unit]
    languages: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    has_status: bool = False
    in_order: bool = True
    mendable: bool = True


def from_document(document: Document) -> CheckedText:
    """A text of the bank as something to check."""
    file = str(document.path / document.units_file) if document.path else document.name
    return CheckedText(
        file=file,
        units=document.units,
        languages=tuple(document.languages),
        concepts=document.concepts,
        has_status=any(version.status in Status for version in document.languages.values()),
    )


def text_named(name: str, bank: Bank) -> Document:
    """A text of the bank.

    Raises:
        NotFoundError: there is none of that name.
        InputError: nor of a file, as which the name is plainly meant.
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


def can_mend(file: str, format_name: str = "") -> bool:
    """Whether a file can be mended where it stands: a memory, as the only one that is read and written without loss.

    Args:
        file: its name, ``-`` for standard input.
        format_name: its format; empty to go by the name.
    """
    return file != "-" and (format_name or getattr(formats.format_of(file), "name", "")) == "tmx"
