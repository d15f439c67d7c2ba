"""Adopting a file into the bank: the wording, the provenance, and the file itself beside them."""

from __future__ import annotations

import re

from aligner.bank import HeldText
from aligner.sources import Source
from aligner.sources.formats import FORMATS
from aligner.sources.provenance import provenance_of
from aligner.verification.adoption import Adoption, adopt
from aligner.verification.comparison import Comparison

SOURCES = "sources"
"""Folder in a text's folder that keeps the files its wording comes from, so that anybody can check the checksums."""


def adopt_into(held: HeldText, comparison: Comparison) -> Adoption:
    """Adopt the wording of a file, keep the file in the text's ``sources/``, and write the text, all at once.

    Args:
        held: the text that was compared, held since.
        comparison: its comparison with the file.

    Raises:
        InputError: the file must not be adopted (:func:`aligner.verification.adoption.adopt`).
        OutputError: the text cannot be written.
    """
    source = comparison.source
    place = f"{SOURCES}/{kept_name(comparison.document.name, comparison.language, source)}"
    adoption = adopt(comparison, origin(source), place)
    held.save(adoption.document, {place: source.path})
    return adoption


def kept_name(name: str, language: str, source: Source) -> str:
    """The name under which a text keeps a file: its own where that is plain, else one made of text and language.

    >>> from pathlib import Path
    >>> source = Source(Path("in/A-66-359-zh.pdf"), "pdf", "", ())
    >>> kept_name("a-66-359", "zh", source)
    'A-66-359-zh.pdf'
    """
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}", source.path.name)
    return source.path.name if plain else f"{name}-{language}{FORMATS[source.format].extensions[0]}"


def origin(source: Source) -> str:
    """Where a file is from, in one or two sentences for the provenance."""
    fetched = provenance_of(source)
    job = f", job number {source.job_number}" if source.job_number else ""
    if fetched:
        return f"Fetched from {fetched.address} on {fetched.time:%Y-%m-%d} ({source.format}{job})."
    return f"The file {source.path.name} ({source.format}{job}), given to `verify` as the official document."
