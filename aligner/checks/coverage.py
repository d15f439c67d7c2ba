"""What of a file was compared and what was not: languages, columns, and translations that are not final."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from aligner.model import Segment, TranslationState, Unit
from aligner.text.english import counted
from tmx.languages import matches


@dataclass(slots=True)
class Coverage:
    """What was read of one file; filled while its units are checked.

    Attributes:
        file: the file, as the user named it.
        units: how many units were compared.
        states: how many units were left out because a translation is not final, by state.
        left_out: what else the file holds and nobody looked at, with how often.
        has_direction: whether the file has one source and its translations, so that a unit without one is untranslated.
    """

    file: str
    units: int = 0
    states: Counter[TranslationState] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    has_direction: bool = False
    _shapes: defaultdict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int), repr=False)
    """Languages of a unit to the number of units: few and quickly counted, however many units there are."""

    @property
    def languages(self) -> dict[str, int]:
        """Language tag to the number of compared units that have it."""
        counts: dict[str, int] = {}
        for tags, count in self._shapes.items():
            for tag in tags:
                counts[tag] = counts.get(tag, 0) + count
        return counts

    def units_to_compare(
        self, units: Iterable[Unit], tags: Collection[str], include: Collection[TranslationState], source: str
    ) -> Iterator[Unit]:
        """The units with the languages that are to be compared; counted as they pass.

        Args:
            units: all units of the file.
            tags: languages to compare, also in narrower tags (``en`` is ``en-GB`` too); empty for all.
            include: states in which a translation is compared although it is not final.
            source: the source language; empty where the file has none.
        """
        shapes = self._shapes
        for unit in units:
            if not unit.states and not tags:
                self.units += 1
                shapes[tuple(unit.segments)] += 1
                yield unit
                continue
            segments: Mapping[str, Segment] = self._final(unit, include) if unit.states else unit.segments
            if unit.states and not segments.keys() - {source}:
                continue
            if tags:
                segments = {tag: segment for tag, segment in segments.items() if is_one_of(tag, tags)}
            if segments:
                self.units += 1
                shapes[tuple(segments)] += 1
                yield replace(unit, segments=segments)

    def _final(self, unit: Unit, include: Collection[TranslationState]) -> dict[str, Segment]:
        segments = dict(unit.segments)
        for tag, state in unit.states.items():
            if state is TranslationState.APPROVED:
                continue
            if state not in include:
                self.states[state] += 1
                segments.pop(tag, None)
            elif tag not in segments:
                # An empty segment, so that the rules see that it is missing.
                segments[tag] = Segment("", line=unit.line)
        return segments

    def record(self) -> dict[str, object]:
        """The same as plain data, for JSON."""
        return {
            "file": self.file,
            "units": self.units,
            "languages": self.languages,
            "not_final": {str(state): count for state, count in self.states.items()},
            "not_read": {part: count for part, count in self.left_out.items() if count},
        }

    def __str__(self) -> str:
        """One line, such as ``12 units in fr, de; not read: column 'term'; 440 untranslated``."""
        languages = f" in {', '.join(self.languages)}" if self.languages else ""
        parts = [f"{counted(self.units, 'unit')}{languages}"]
        if self.states:
            parts.append(", ".join(f"{count} {state}" for state, count in self.states.items()))
        columns = [part.removeprefix("column ").strip("'") for part in self.left_out if part.startswith("column ")]
        if columns:
            parts.append(f"not read: {', '.join(columns)}")
        if obsolete := self.left_out["obsolete entries"]:
            parts.append(f"{obsolete} obsolete")
        return "; ".join(parts)

    @property
    def is_whole(self) -> bool:
        """Whether everything in the file was compared."""
        return not self.states and not any(
            part.startswith("column ") or part == "obsolete entries" for part, count in self.left_out.items() if count
        )


def is_one_of(tag: str, tags: Collection[str]) -> bool:
    """Whether a language tag is one of some tags, or a narrower one."""
    return any(matches(tag, wider) for wider in tags)
