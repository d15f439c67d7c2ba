"""OmegaT's writable glossary (manual, chapter Glossaries): UTF-8, LF, put into the folder ``glossary``."""

from __future__ import annotations

from aligner.exchange.entries import Selection
from aligner.exchange.glossary import write_lines


def write(selection: Selection, destination: str) -> None:
    """Write the glossary of a selection; see :mod:`aligner.exchange.glossary`."""
    write_lines(selection, destination, "utf-8", "\n")
