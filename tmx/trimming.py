"""Variants that are no translations: empty, left as they were, codes alone, of another length or in another language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from tmx.duplicates import source_of
from tmx.model import Header, TranslationUnit, Variant


class Fault(StrEnum):
    """Why a variant is taken out."""

    EMPTY = "empty"
    """It has neither words nor codes."""
    CODES = "codes"
    """It has codes and no words."""
    SAME = "same"
    """It has the words of the source, with letters among them."""
    RATIO = "ratio"
    """It is many times as long as the source, or as short."""
    LANGUAGE = "language"
    """Its words are in another language."""


_SHORT = 10
"""Characters up to which the lengths of two texts say nothing."""


@dataclass(frozen=True, slots=True)
class Trimmer:
    """Takes variants with faults out of units, and units out of which too little is left.

    Attributes:
        header: names the source language, where a unit does not; where nothing does, the first variant is the source.
        faults: what is taken out.
        most: how many times as long as the source a variant may be, or the source as the variant.
        is_in_other_language: whether a text is surely not in the language that is named.
    """

    header: Header
    faults: Collection[Fault]
    most: float = 4.0
    is_in_other_language: Callable[[str, str], bool] = lambda _text, _language: False

    def faults_of(self, unit: TranslationUnit) -> dict[int, Fault]:
        """The faults of the variants, by their places.

        >>> trimmer = Trimmer(Header(srclang="en"), list(Fault))
        >>> trimmer.faults_of(TranslationUnit([Variant("en", "Peace"), Variant("fr", ""), Variant("ru", "Peace")]))
        {1: <Fault.EMPTY: 'empty'>, 2: <Fault.SAME: 'same'>}
        """
        source = source_of(unit, self.header) or unit.variants[0]
        faults = {}
        for place, variant in enumerate(unit.variants):
            fault = next((fault for fault in self.faults if self._has(fault, variant, source)), None)
            if fault:
                faults[place] = fault
        return faults

    def trimmed(self, unit: TranslationUnit, faults: Collection[int]) -> TranslationUnit | None:
        """The unit without the variants at some places; None where fewer than two variants would be left."""
        variants = tuple(variant for place, variant in enumerate(unit.variants) if place not in faults)
        return replace(unit, variants=variants) if len(variants) > 1 else None

    def _has(self, fault: Fault, variant: Variant, source: Variant) -> bool:
        text = variant.text.strip()
        if fault is Fault.EMPTY:
            return not text and all(isinstance(part, str) for part in variant.segment)
        if fault is Fault.CODES:
            return not text and any(not isinstance(part, str) for part in variant.segment)
        if fault is Fault.LANGUAGE:
            return self.is_in_other_language(text, variant.language)
        if variant is source or not text:
            return False
        original = source.text.strip()
        if fault is Fault.SAME:
            return text == original and any(map(str.isalpha, text))
        longer, shorter = max(len(text), len(original)), min(len(text), len(original))
        return longer > _SHORT and longer > self.most * shorter > 0
