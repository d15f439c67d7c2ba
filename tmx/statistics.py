"""What is in a memory: languages, counts, lengths, tools and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tmx.inline import inlines
from tmx.model import TranslationUnit
from tmx.schema import DATES


@dataclass(slots=True)
class LanguageStatistics:
    """The variants of one language; lengths in characters, without codes."""

    variants: int = 0
    empty: int = 0
    characters: int = 0
    longest: int = 0

    def add(self, other: LanguageStatistics) -> None:
        """Count another part of the memory in."""
        self.variants += other.variants
        self.empty += other.empty
        self.characters += other.characters
        self.longest = max(self.longest, other.longest)


@dataclass(slots=True)
class Statistics:
    """Counts over the units of a memory.

    Attributes:
        units: how many there are.
        languages: by tag, as in the file.
        combinations: how many units have which languages.
        tools: creationtool of units and variants.
        props: types of properties of units and variants.
        codes: inline elements by name.
        first_date: the earliest date of a unit or variant; empty where there is none. Dates are as TMX writes them.
        last_date: the latest.
    """

    units: int = 0
    with_tuid: int = 0
    notes: int = 0
    languages: dict[str, LanguageStatistics] = field(default_factory=dict)
    combinations: Counter[tuple[str, ...]] = field(default_factory=Counter)
    tools: Counter[str] = field(default_factory=Counter)
    props: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    first_date: str = ""
    last_date: str = ""

    def count(self, unit: TranslationUnit) -> None:
        """Count a unit in."""
        self.units += 1
        self.with_tuid += unit.tuid is not None
        self.combinations[tuple(sorted(unit.languages))] += 1
        for variant in unit.variants:
            language = self.languages.get(variant.language)
            if language is None:
                language = self.languages[variant.language] = LanguageStatistics()
            length = len(variant.text)
            language.variants += 1
            language.empty += not variant.segment
            language.characters += length
            language.longest = max(language.longest, length)
            if len(variant.segment) > 1 or (variant.segment and not isinstance(variant.segment[0], str)):
                self.codes.update(inline.element or "unknown" for inline in inlines(variant.segment))
        for part in unit.parts:
            if part.attributes:
                self._count_attributes(part.attributes.get("creationtool"), [part.attributes.get(n) for n in DATES])
            if part.props:
                self.props.update(prop.type for prop in part.props)
            self.notes += len(part.notes)

    def _count_attributes(self, tool: str | None, dates: list[str | None]) -> None:
        if tool:
            self.tools[tool] += 1
        for date in filter(None, dates):
            self.first_date = min(self.first_date or date, date)
            self.last_date = max(self.last_date, date)

    def add(self, other: Statistics) -> None:
        """Count another part of the memory in."""
        self.units += other.units
        self.with_tuid += other.with_tuid
        self.notes += other.notes
        for tag, language in other.languages.items():
            self.languages.setdefault(tag, LanguageStatistics()).add(language)
        self.combinations.update(other.combinations)
        self.tools.update(other.tools)
        self.props.update(other.props)
        self.codes.update(other.codes)
        self.first_date = min(filter(None, (self.first_date, other.first_date)), default="")
        self.last_date = max(self.last_date, other.last_date)


def statistics(units: Iterable[TranslationUnit]) -> Statistics:
    """Count the units of a memory.

    >>> from tmx import TranslationUnit, Variant
    >>> counts = statistics([TranslationUnit([Variant("en", "Treaty"), Variant("fr", "Traité")])])
    >>> counts.units, counts.languages["en"].characters
    (1, 6)
    """
    counts = Statistics()
    for unit in units:
        counts.count(unit)
    return counts
