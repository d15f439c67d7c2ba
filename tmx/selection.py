"""Choosing units, and variants of units."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tmx.languages import ALL_LANGUAGES, matches
from tmx.model import Header, TranslationUnit


def in_languages(
    units: Iterable[TranslationUnit],
    languages: Sequence[str],
    left_out: Callable[[TranslationUnit], None] | None = None,
) -> Iterator[TranslationUnit]:
    """The units that have all of some languages, with these variants alone and in this order.

    A tag without a region is met by one with a region: ``en`` by ``en-US``.

    Args:
        units: the units.
        languages: their tags.
        left_out: receives each unit that lacks one of them.

    >>> from tmx import Variant
    >>> unit = TranslationUnit([Variant("fr", "Traité"), Variant("en", "Treaty"), Variant("ru", "Договор")])
    >>> [unit.languages for unit in in_languages([unit], ["en", "fr"])]
    [('en', 'fr')]
    >>> list(in_languages([unit], ["en", "zh"]))
    []
    """
    for unit in units:
        chosen = [[v for v in unit.variants if matches(v.language, language)] for language in languages]
        if all(chosen):
            yield replace(unit, variants=tuple(itertools.chain.from_iterable(chosen)))
        elif left_out:
            left_out(unit)


def renamed(
    units: Iterable[TranslationUnit], header: Header, tags: Mapping[str, str]
) -> tuple[Iterator[TranslationUnit], Header]:
    """Units and their header with other language tags.

    Args:
        units: the units.
        header: their header.
        tags: the new tag by the one that is there, whatever its case.

    >>> from tmx import Variant
    >>> units, header = renamed([TranslationUnit([Variant("zh_CN", "和平")])], Header(srclang="en"), {"zh_CN": "zh"})
    >>> [unit.languages for unit in units]
    [('zh',)]
    """
    new = {old.lower(): tag for old, tag in tags.items()}

    def of_unit(unit: TranslationUnit) -> TranslationUnit:
        variants = (
            replace(variant, language=new.get(variant.language.lower(), variant.language)) for variant in unit.variants
        )
        source = unit.attributes.get("srclang", "")
        attributes = {**unit.attributes, "srclang": new[source.lower()]} if source.lower() in new else unit.attributes
        return replace(unit, variants=tuple(variants), attributes=attributes)

    return map(of_unit, units), replace(header, srclang=new.get(header.srclang.lower(), header.srclang))


def header_for(header: Header, source: str, units: Sequence[TranslationUnit] = ()) -> Header:
    """A header that names a source language, in the very letters of the units where they are at hand."""
    tags = (v.language for unit in units for v in unit.variants if matches(v.language, source))
    return replace(header, srclang=next(tags, source))


class TextPattern(Protocol):
    """Something that looks for a pattern in a text, such as a compiled regular expression."""

    def search(self, text: str, /) -> object | None:
        """A match; None where there is none."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a unit must be like; whatever is None or empty does not count.

    Attributes:
        languages: languages it has.
        pattern: a regular expression found in the text (without codes) of a variant.
        pattern_language: the language ``pattern`` is looked for in; empty for all.
        prop: type of a property of the unit or a variant.
        value: the value of that property.
        since: earliest date of the last change (or else of creation), as TMX writes dates.
        until: first date that is too late.
    """

    languages: tuple[str, ...] = ()
    pattern: TextPattern | None = None
    pattern_language: str = ""
    prop: str = ""
    value: str | None = None
    since: str = ""
    until: str = ""

    def __call__(self, unit: TranslationUnit) -> bool:
        """Whether a unit is like that."""
        return (
            all(any(matches(tag, language) for tag in unit.languages) for language in self.languages)
            and (self.pattern is None or self._has_text(unit, self.pattern))
            and (not self.prop or self._has_prop(unit))
            and (not (self.since or self.until) or self._is_dated(unit))
        )

    def _has_text(self, unit: TranslationUnit, pattern: TextPattern) -> bool:
        language = self.pattern_language
        return any(
            pattern.search(variant.text)
            for variant in unit.variants
            if not language or matches(variant.language, language)
        )

    def _has_prop(self, unit: TranslationUnit) -> bool:
        props = (prop for part in unit.parts for prop in part.props)
        return any(prop.type == self.prop and self.value in (None, prop.text) for prop in props)

    def _is_dated(self, unit: TranslationUnit) -> bool:
        date = last_change(unit)
        return bool(date) and self.since <= date and (not self.until or date < self.until)


def last_change(unit: TranslationUnit) -> str:
    """The latest date of change, or else of creation, of a unit or its variants; empty where there is none."""
    parts = unit.parts
    changed = [part.attributes["changedate"] for part in parts if "changedate" in part.attributes]
    created = [part.attributes["creationdate"] for part in parts if "creationdate" in part.attributes]
    return max(changed or created, default="")


def select(
    units: Iterable[TranslationUnit], condition: Callable[[TranslationUnit], bool], *, invert: bool = False
) -> Iterator[TranslationUnit]:
    """The units that meet a condition; with ``invert`` the others."""
    return (unit for unit in units if condition(unit) is not invert)


def one_source(header: Header) -> str:
    """The source language of a header; empty when it names none or all."""
    return "" if header.srclang == ALL_LANGUAGES else header.srclang
