"""The formats a text can be exported to, by the name the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.errors import UsageError
from aligner.exchange.entries import Selection


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: what follows ``--to``.
        description: what it is, in a few words.
        write: writes a selection to a path, or to standard output (``-``).
    """

    name: str
    description: str
    write: Callable[[Selection, str], None]


def _write_tmx(selection: Selection, destination: str) -> None:
    from aligner.exchange.tmx import write_tmx

    write_tmx(selection, destination)


def _write_po(selection: Selection, destination: str) -> None:
    from aligner.exchange.po import write_po

    write_po(selection, destination)


FORMATS: Mapping[str, Format] = {
    it.name: it
    for it in (
        Format("tmx", "translation memory, TMX 1.4", _write_tmx),
        Format("po", "gettext catalogue, one direction", _write_po),
    )
}


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format '{name}'", where="--to", hint=f"known: {', '.join(FORMATS)}")
    return FORMATS[name]
