"""Several memories in one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmx.duplicates import Key
from tmx.languages import same
from tmx.model import Header, TranslationUnit
from tmx.reader import Reader
from tmx.schema import HISTORY


def merged_header(headers: Sequence[Header]) -> Header:
    """The first header, with the properties and notes of all."""
    props = dict.fromkeys(itertools.chain.from_iterable(header.props for header in headers))
    notes = dict.fromkeys(itertools.chain.from_iterable(header.notes for header in headers))
    encodings = tuple(itertools.chain.from_iterable(header.encodings for header in headers))
    namespaces = {name: uri for header in headers for name, uri in header.namespaces.items()}
    return replace(headers[0], props=tuple(props), notes=tuple(notes), encodings=encodings, namespaces=namespaces)


def concatenated(readers: Iterable[Reader], header: Header) -> Iterator[TranslationUnit]:
    """The units of memories one after the other; where a source language is not the header's, the unit says so."""
    for reader in readers:
        source = reader.header.srclang
        if not source or same(source, header.srclang):
            yield from reader
        else:
            for unit in reader:
                yield replace(unit, attributes={"srclang": source, **unit.attributes})


def joined(units: Iterable[TranslationUnit], key: Key) -> Iterator[TranslationUnit]:
    """Units with one key made into one, so that pairs with one source become a memory in many languages.

    The first unit's identifier and attributes stay; a variant is added unless the unit has it already, with the dates
    and authors of the unit it comes from, where those of the first are others. Units are kept
    in a temporary file of about the size of the memory; some 16 MB of it are held in memory.

    >>> from tmx import Variant
    >>> from tmx.duplicates import key_of
    >>> english = Variant("en", "Treaty")
    >>> pairs = [TranslationUnit([english, Variant("fr", "Traité")]), TranslationUnit([english, Variant("ru", "Договор")])]
    >>> [unit.languages for unit in joined(pairs, key_of("source", Header(srclang="en")))]
    [('en', 'fr', 'ru')]
    """
    from tmx.store import store

    with store() as by_key:
        for unit in units:
            name = key(unit)
            first = by_key.first(name) if name is not None else None
            if first is None or name is None:
                by_key.add(name or "", unit)
            else:
                by_key.replace(name, _together(first, unit))
        yield from by_key


def _together(one: TranslationUnit, other: TranslationUnit) -> TranslationUnit:
    have = {(variant.language.lower(), variant.segment) for variant in one.variants}
    history = {name: value for name, value in other.attributes.items() if name in HISTORY}
    if history == {name: value for name, value in one.attributes.items() if name in HISTORY}:
        history = {}
    new = tuple(
        replace(variant, attributes={**history, **variant.attributes}) if history else variant
        for variant in other.variants
        if (variant.language.lower(), variant.segment) not in have
    )
    props = dict.fromkeys((*one.props, *other.props))
    notes = dict.fromkeys((*one.notes, *other.notes))
    return replace(one, variants=one.variants + new, props=tuple(props), notes=tuple(notes))
