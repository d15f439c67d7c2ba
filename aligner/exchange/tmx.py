"""Translation memories: the bridge from units of the bank to translation units of :mod:`tmx`.

What real clients need of such a file is decided in :mod:`tmx`; here it is decided what goes in: ``tuid`` is document
symbol and entry id, and every fact about the text is a property (``x-symbol``, ``x-unit``, ``x-role``, ``x-label``,
``x-status``), so that no memory made from an unverified text can be mistaken for an official one.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import tmx
from aligner.exchange.entries import Entry, Grain, Selection
from aligner.model import Segment

_SEGTYPE = {Grain.CLAUSE: "paragraph", Grain.BOTH: "paragraph", Grain.PHRASE: "phrase"}
"""TMX knows block, paragraph, sentence and phrase; a clause of a United Nations text is a paragraph."""


def write_tmx(selection: Selection, destination: str) -> None:
    """Write a selection to a file, or to standard output (``-``).

    Raises:
        TmxError: the file cannot be written, or a segment holds what XML cannot carry.
    """
    tmx.write(destination, units(selection), header=header(selection))


def header(selection: Selection) -> tmx.Header:
    """The header: source language, grain, document, and which languages are not verified."""
    document = selection.document
    title = document.title.get(selection.languages[0], document.name)
    notes = [f"{document.symbol}: {title}"]
    notes += [f"{tag} is {it.status}: {it.source}" for tag, it in selection.unverified().items()]
    return tmx.Header(
        srclang=selection.languages[0],
        segtype=_SEGTYPE[selection.grain],
        creationtool="clausebank",
        creationtoolversion=version("clausebank"),
        notes=tuple(tmx.Note(text) for text in notes),
        props=(tmx.Property("x-symbol", document.symbol),),
    )


def units(selection: Selection) -> Iterator[tmx.TranslationUnit]:
    """The translation units, source variant first."""
    symbol = selection.document.symbol
    for entry in selection.entries():
        yield tmx.TranslationUnit(
            tuid=f"{symbol}#{entry.id}",
            variants=tuple(_variant(tag, segment) for tag, segment in entry.segments.items()),
            props=tuple(_props(symbol, entry)),
            attributes={"segtype": "phrase"} if entry.is_phrase and selection.grain == Grain.BOTH else {},
        )


def _props(symbol: str, entry: Entry) -> Iterator[tmx.Property]:
    yield tmx.Property("x-symbol", symbol)
    yield tmx.Property("x-unit", entry.unit.id)
    yield tmx.Property("x-role", entry.unit.role)


def _variant(language: str, segment: Segment) -> tmx.Variant:
    props = [tmx.Property("x-status", segment.status)]
    if segment.label:
        props.append(tmx.Property("x-label", segment.label))
    return tmx.Variant(language, tmx.segment(segment.text), props=tuple(props))
