"""What an export writes: entries, each a clause or a phrase in the languages asked for, source first.

A document has no source and target; the order of ``languages`` is the direction the user picked for the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.errors import UsageError
from aligner.model import Document, LanguageVersion, Phrase, Segment, Status, TranslationState, Unit

TRUST = (Status.SUPERSEDED, Status.UNVERIFIED, Status.REVIEWED, Status.VERIFIED)
"""The statuses from the least to the most sure."""


class EntryGrain(StrEnum):
    """The size of an entry."""

    CLAUSE = "clause"
    PHRASE = "phrase"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause, or one phrase of a clause, in every language of the export.

    Attributes:
        id: the unit id, followed by ``/n`` for the n-th phrase of the unit.
        unit: the unit it is or belongs to.
        segments: language tag to text with label and status, in the order of the export; none is empty. A phrase
            has the status of its segment and no label.
        phrase: the phrase it is; None for a clause.
        has_status: whether anybody recorded how far the wording can be trusted.
    """

    id: str
    unit: Unit
    segments: Mapping[str, Segment]
    phrase: Phrase | None = None
    has_status: bool = True

    @property
    def is_confirmed(self) -> bool:
        """Whether nobody has to look at the wording again, by its status or, without one, by what a tool says of it."""
        if self.has_status:
            return self.status in (Status.VERIFIED, Status.REVIEWED)
        return TranslationState.FUZZY not in self.unit.states.values()

    @property
    def is_phrase(self) -> bool:
        """Whether it is a phrase."""
        return self.phrase is not None

    @property
    def status(self) -> Status:
        """The status of the entry as a pair of texts, which is no surer than the weaker of them."""
        return min((segment.status for segment in self.segments.values()), key=TRUST.index)

    @property
    def note(self) -> str:
        """The note of a clause; a phrase does not repeat it."""
        return "" if self.phrase else self.unit.note

    @property
    def occurrences(self) -> dict[str, int]:
        """Of a phrase, which occurrence of its words is meant, by language, where it is not the first."""
        stretches = self.phrase.stretches if self.phrase else {}
        return {
            tag: stretches[tag].occurrence
            for tag in self.segments
            if tag in stretches and stretches[tag].occurrence > 1
        }


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a document that an export writes.

    Attributes:
        document: the text.
        languages: tags in the order of the file, the source first.
        grain: clauses, phrases or both.
        with_gaps: whether entries that lack a language count as complete.
        has_status: whether anybody recorded how far the wording can be trusted, as in a bank and not in other files.
    """

    document: Document
    languages: tuple[str, ...]
    grain: EntryGrain = EntryGrain.CLAUSE
    with_gaps: bool = False
    has_status: bool = True

    @property
    def origin(self) -> str:
        """The file the text stands in: of a bank its units, else the file it was read from."""
        document = self.document
        return f"texts/{document.name}/{document.units_file}" if self.has_status else document.name

    @property
    def heading(self) -> str:
        """What the text is: its symbol, where it has one, and its title in the first language."""
        title = self.document.title.get(self.languages[0], self.document.name)
        return f"{self.document.symbol}: {title}" if self.document.symbol else title

    def entries(self) -> Iterator[Entry]:
        """All entries that have text in every language, in document order, a clause before its phrases.

        One that lacks a language is left out: clients insert a wrong or an empty translation for it.
        """
        return (entry for entry in self.all_entries() if self._is_complete(entry))

    def incomplete(self) -> tuple[Entry, ...]:
        """The entries that :meth:`entries` leaves out."""
        return tuple(entry for entry in self.all_entries() if not self._is_complete(entry))

    def all_entries(self) -> Iterator[Entry]:
        """All entries, those that lack a language among them."""
        for unit in self.document.units:
            if self.grain != EntryGrain.PHRASE:
                segments = {tag: unit.segments[tag] for tag in self.languages if unit.text(tag).strip()}
                yield Entry(unit.id, unit, segments, has_status=self.has_status)
            if self.grain != EntryGrain.CLAUSE:
                yield from (replace(phrase, has_status=self.has_status) for phrase in _phrases(unit, self.languages))

    def translations(self) -> Iterator[tuple[Entry, Segment, Segment | None]]:
        """The entries of a file with a direction, with source and target; None where gaps count and there is none."""
        source, target = self.pair("such a file")
        for entry in self.entries():
            if source in entry.segments:
                yield entry, entry.segments[source], entry.segments.get(target)

    def unverified(self) -> dict[str, LanguageVersion]:
        """The languages of the selection with a segment that is not verified; none where nobody records a status."""
        if not self.has_status:
            return {}
        return {tag: self.document.languages[tag] for tag in self.languages if self._has_unverified(tag)}

    def _has_unverified(self, tag: str) -> bool:
        segments = (unit.segments.get(tag) for unit in self.document.units)
        return any(segment is not None and segment.status != Status.VERIFIED for segment in segments)

    def status(self) -> Status:
        """The status of the language versions together, which is that of the weakest."""
        return min((self.document.languages[tag].status for tag in self.languages), key=TRUST.index)

    def pair(self, what: str) -> tuple[str, str]:
        """The two languages, source and target, of a file that has a direction.

        Args:
            what: the file, for the message.

        Raises:
            UsageError: there are not two.
        """
        if len(self.languages) != 2:
            raise UsageError(
                f"{what} has one source and one target, not {len(self.languages)} languages",
                hint="choose a direction, such as --pair en:ru",
            )
        return self.languages[0], self.languages[1]

    def _is_complete(self, entry: Entry) -> bool:
        return len(entry.segments) == len(self.languages) or (self.with_gaps and bool(entry.segments))


def _phrases(unit: Unit, languages: Sequence[str]) -> Iterator[Entry]:
    for number, phrase in enumerate(unit.phrases, start=1):
        segments = {
            tag: Segment(phrase.stretches[tag].text, status=unit.segments[tag].status)
            for tag in languages
            if tag in phrase.stretches and tag in unit.segments
        }
        yield Entry(f"{unit.id}/{number}", unit, segments, phrase)
