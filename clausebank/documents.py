"""Texts in and out: from the bank, from files of other tools, and into them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligner.bank import Bank, name_of
from aligner.errors import InputError, UsageError
from aligner.exchange import formats
from aligner.exchange.entries import Selection
from aligner.exchange.importing import new_document
from aligner.model import Document


def texts(bank: str | Path | None = None) -> tuple[str, ...]:
    """Names of the texts of a bank, sorted.

    Args:
        bank: the folder of the bank; None for the texts that come with the package.

    Raises:
        NotFoundError: there is no such folder.

    >>> texts()
    ('a-66-359',)
    """
    return _bank(bank).names()


def load(text: str, *, bank: str | Path | None = None) -> Document:
    """A text of a bank, by its name or its document symbol.

    Args:
        text: such as ``a-66-359`` or ``A/66/359``.
        bank: the folder of the bank; None for the texts that come with the package.

    Raises:
        NotFoundError: the bank has no such text.
        SchemaError: the files of the text do not say what a text needs.

    >>> document = load("A/66/359")
    >>> document.unit("purpose.2").text("en")
    'Adherence to the code is voluntary and open to all States.'
    >>> {tag: str(version.status) for tag, version in document.languages.items()}
    {'en': 'verified', 'zh': 'unverified', 'ru': 'unverified'}
    """
    return _bank(bank).load(text)


def read(path: str | Path, *, file_format: str = "") -> Document:
    """A file of another tool as a text: a memory, a catalogue, a table; any format that `clausebank formats` can read.

    Args:
        path: the file.
        file_format: its format, such as ``tmx``; empty to go by the name.

    Raises:
        InputError: there is no such file, or it is not what its name says.
        TmxError: it is a memory that cannot be read.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("there is no such file", where=str(path), hint="check the name")
    reader = formats.reader_of(path, file_format)
    return new_document(reader.read(path), name_of(path.stem) or "text", path.name).document


def export(
    document: Document,
    path: str | Path,
    *,
    file_format: str = "",
    languages: Sequence[str] = (),
) -> tuple[str, ...]:
    """Write a text to a file that other tools read.

    Args:
        document: the text.
        path: the file.
        file_format: such as ``tmx``; empty to go by the name.
        languages: those to write, the source first; empty for all.

    Returns:
        What the text has and the format does not carry, one entry per kind, such as ``3 notes``.

    Raises:
        UsageError: the name does not tell a format, or the text does not have a language.
        OutputError: the file cannot be written; what was there before is untouched.
    """
    chosen = formats.format_named(file_format) if file_format else formats.format_of(str(path))
    if chosen is None:
        raise UsageError(
            "the name of the file does not tell its format",
            where=str(path),
            hint=f"known: {', '.join(formats.FORMATS)}",
        )
    missing = [tag for tag in languages if tag not in document.languages]
    if missing:
        raise UsageError(
            f"the text has no {', '.join(missing)}", where=document.name, hint=f"it has {', '.join(document.languages)}"
        )
    selection = Selection(document, tuple(languages) or tuple(document.languages), chosen.default_grain(None))
    chosen.write(selection, str(path))
    return tuple(str(loss) for loss in chosen.losses(selection))


def _bank(folder: str | Path | None) -> Bank:
    return Bank(Path(folder) if folder is not None else None)
