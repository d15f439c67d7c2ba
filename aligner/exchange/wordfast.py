"""Wordfast's glossary: the tab-delimited text of its memories, in UTF-16 with a byte order mark and Windows line ends."""

from __future__ import annotations

from aligner.exchange.entries import Selection
from aligner.exchange.glossary import write_lines


def write(selection: Selection, destination: str) -> None:
    """Write the glossary of a selection; see :mod:`aligner.exchange.glossary`."""
    write_lines(selection, destination, "utf-16", "\r\n")
