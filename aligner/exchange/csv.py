"""Comma-separated values."""

from __future__ import annotations

from aligner.exchange.delimited import read, write_separated
from aligner.exchange.entries import Selection

__all__ = ["read", "write"]


def write(selection: Selection, destination: str) -> None:
    """Write a table separated by commas; see :mod:`aligner.exchange.delimited`."""
    write_separated(selection, destination, ",")
