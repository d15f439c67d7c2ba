"""Several memories in one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmx.duplicates import Duplicates, Key, SameKey, key_of, source_of
from tmx.languages import same
from tmx.model import Header, TranslationUnit
from tmx.ranking import Keep
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


class Preferences:
    """Which translation into a language is kept of each source text, where several units have one.

    Sixteen bytes of memory are taken per translation; source texts are remembered as digests, beyond 100,000 of them on disk.

    Args:
        units: all units, gone through once.
        header: names the source language, where a unit does not.
        keep: which translation is kept.
        normalise: whether source texts are compared as :func:`tmx.duplicates.normalised` has them.

    >>> from tmx import Variant
    >>> def unit(french: str, date: str) -> TranslationUnit:
    ...     return TranslationUnit([Variant("en", "Law"), Variant("fr", french)], attributes={"changedate": date})
    >>> units = [unit("Loi", "20240101T000000Z"), unit("Droit", "20230101T000000Z")]
    >>> preferences = Preferences(units, Header(srclang="en"), Keep.NEWEST)
    >>> [after and after.text("fr") for _, after in preferences.applied(units)]
    ['Loi', None]
    """

    def __init__(
        self, units: Iterable[TranslationUnit], header: Header, keep: Keep, *, normalise: bool = False
    ) -> None:
        from tmx.seen import seen

        self._header = header
        source_key = key_of("source", header, normalise=normalise)

        def key(pair: TranslationUnit) -> str:
            return f"{source_key(pair)}\n{pair.variants[-1].language.lower()}"

        with seen() as keys:
            self._duplicates = Duplicates(self._pairs(units), SameKey(key, keys), keep)

    def applied(self, units: Iterable[TranslationUnit]) -> Iterator[tuple[TranslationUnit, TranslationUnit | None]]:
        """The same units once more, each with what is left of it: None where that is nothing but the source."""
        number = 0
        for unit in units:
            dropped = []
            for place in self._targets(unit):
                if self._duplicates.kept(number) != number:
                    dropped.append(place)
                number += 1
            if not dropped:
                yield unit, unit
                continue
            variants = tuple(variant for place, variant in enumerate(unit.variants) if place not in dropped)
            yield unit, replace(unit, variants=variants) if len(variants) > 1 else None

    def _pairs(self, units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        """A unit of the source and one translation, for each translation."""
        for unit in units:
            source = source_of(unit, self._header)
            for place in self._targets(unit):
                if source is not None:
                    yield replace(unit, variants=(source, unit.variants[place]))

    def _targets(self, unit: TranslationUnit) -> list[int]:
        source = source_of(unit, self._header)
        if source is None:
            return []
        return [place for place, variant in enumerate(unit.variants) if variant is not source]
