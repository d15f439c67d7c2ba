"""Translation memories: a text of the bank as TMX, and any memory as the contents of a file.

What real clients need of such a file is decided in :mod:`tmx`, and what a translation unit says of a clause in
:mod:`aligner.exchange.memory`. ``tuid`` is the document symbol and the entry's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tmx
from aligner.exchange import memory
from aligner.exchange.contents import Contents
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.neighbours import Contexts, contexts

_SEGTYPE = {EntryGrain.CLAUSE: "paragraph", EntryGrain.BOTH: "paragraph", EntryGrain.PHRASE: "phrase"}
"""TMX knows block, paragraph, sentence and phrase; a clause of a United Nations text is a paragraph."""


def write(selection: Selection, destination: str, program: str = "generic") -> None:
    """Write a selection to a file, or to standard output (``-``), as a program needs it (:data:`tmx.PROFILES`).

    Raises:
        TmxError: the file cannot be written, or a segment holds what XML cannot carry.
    """
    tmx.write(destination, units(selection, program), header=header(selection), profile=program)


def header(selection: Selection) -> tmx.Header:
    """The header: source language, grain, document, and which languages are not verified."""
    document = selection.document
    notes = [selection.heading]
    notes += [f"{tag} is {version.status}: {version.source}" for tag, version in selection.unverified().items()]
    return memory.header(
        selection.languages[0],
        _SEGTYPE[selection.grain],
        symbol=document.symbol,
        notes=notes,
        witnesses=document.witnesses,
    )


def units(selection: Selection, program: str = "generic") -> Iterator[tmx.TranslationUnit]:
    """The translation units, source variant first, with their neighbours as a program writes them."""
    symbol, in_context = selection.document.symbol, Contexts(selection, program)
    for entry, before, after in contexts(selection):
        unit = memory.translation_unit(
            entry.unit,
            f"{symbol}#{entry.id}" if symbol else entry.id,
            entry.segments,
            symbol=symbol,
            note=entry.note,
            occurrences=entry.occurrences,
            is_phrase=entry.is_phrase,
            has_phrases=selection.grain == EntryGrain.BOTH,
            has_status=entry.has_status,
        )
        yield in_context.of(unit, before, after)


def read(path: Path) -> Contents:
    """Read a memory; inline codes are left out of the words and counted.

    What breaks the standard and costs no words, such as a header without one of its attributes, is passed over and
    counted too: few memories are without it.

    Raises:
        TmxError: it is not TMX, or words of it cannot be read; from the units too.
        InputError: the language of a segment is unknown; from the units.
    """
    source = memory.Memory(path)
    return Contents(
        source.units(),
        source.languages,
        source.symbol,
        witnesses=source.witnesses,
        left_out=source.left_out,
        by_property=source.by_property,
        in_order=source.in_order,
    )
