"""Adopting a file into the bank: the wording, the provenance, and the file itself beside them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import OutputError
from aligner.sources import Source
from aligner.sources.formats import FORMATS
from aligner.sources.provenance import provenance_of
from aligner.verification.adoption import Adoption, adopt
from aligner.verification.comparison import Comparison
from tmx import atomic

SOURCES = "sources"
"""Folder in a text's folder that keeps the files its wording comes from, so that anybody can check the checksums."""


def adopt_into(bank: Bank, comparison: Comparison) -> Adoption:
    """Adopt the wording of a file, keep the file in the text's ``sources/``, and write the text.

    Raises:
        InputError: the file must not be adopted (:func:`aligner.verification.adoption.adopt`).
        OutputError, TmxOutputError: the text cannot be written.
    """
    file_name = kept_name(comparison.document.name, comparison.language, comparison.source)
    adoption = adopt(comparison, origin(comparison.source), f"{SOURCES}/{file_name}")
    keep(comparison.source.path, bank.root / comparison.document.name / SOURCES / file_name)
    bank.save(adoption.document)
    return adoption


def kept_name(name: str, language: str, source: Source) -> str:
    """The name under which a text keeps a file: its own where that is plain, else one made of text and language.

    >>> source = Source(Path("in/A-66-359-zh.pdf"), "pdf", "", ())
    >>> kept_name("a-66-359", "zh", source)
    'A-66-359-zh.pdf'
    """
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}", source.path.name)
    return source.path.name if plain else f"{name}-{language}{FORMATS[source.format].extensions[0]}"


def keep(file: Path, place: Path) -> None:
    """Copy a file to its place, whole or not at all.

    Raises:
        OutputError, TmxOutputError: the place cannot be written.
    """
    if place.exists() and place.samefile(file):
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made a folder ({error.strerror})", where=str(place.parent)) from error
    with file.open("rb") as stream, atomic.binary(place) as out:
        shutil.copyfileobj(stream, out)


def origin(source: Source) -> str:
    """Where a file is from, in one or two sentences for the provenance."""
    fetched = provenance_of(source)
    job = f", job number {source.job_number}" if source.job_number else ""
    if fetched:
        return f"Fetched from {fetched.address} on {fetched.time:%Y-%m-%d} ({source.format}{job})."
    return f"The file {source.path.name} ({source.format}{job}), given to `verify` as the official document."
