"""An aligned document: units, each with one segment per language, and what is known of every word's origin.

All classes are frozen; a changed text is a new value (:func:`dataclasses.replace`). Mappings keep the order of the
file. Where a value was read from a file, ``line`` says on which line (counted from 1; 0 when made in memory); lines
take no part in equality.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_GLIMPSE = 40
"""Characters of a wording that the short form of a unit shows."""
_SHOWN_UNITS = 50
"""Units that a notebook shows of a text; the rest is counted."""


def _no_mapping() -> Mapping[str, _Value]:
    return MappingProxyType({})


class Status(StrEnum):
    """How far the wording of a segment or a language version can be trusted."""

    VERIFIED = "verified"
    """Compared, character by character, with the source that the provenance names."""
    REVIEWED = "reviewed"
    """Read and accepted by a person who is named; not compared with an official source, so not official."""
    UNVERIFIED = "unverified"
    """Not compared with an official source; never to be called official."""
    SUPERSEDED = "superseded"
    """Replaced by a later official wording, kept for the record."""


class Role(StrEnum):
    """What a unit is in its document, in the words of United Nations editing."""

    TITLE = "title"
    ENACTING_BODY = "enacting-body"
    PREAMBULAR_PARAGRAPH = "preambular-paragraph"
    OPERATIVE_CLAUSE = "operative-clause"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CHAPEAU = "chapeau"
    ITEM = "item"
    NOTE = "note"
    SIGNATURE = "signature"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class InlineCode:
    """A code inside a segment of a file: bold begins here, a value is put in there.

    Attributes:
        offset: its place in the words of the segment, which hold no codes.
        name: what codes of other languages are known by as the same one; empty where the file gives no name.
        kind: ``open``, ``close`` or ``alone``.
    """

    offset: int
    name: str
    kind: str


class TranslationState(StrEnum):
    """How far a translation is from final, as the file of a translation tool says; a final one has no state."""

    UNTRANSLATED = "untranslated"
    """There is no translation yet."""
    FUZZY = "fuzzy"
    """There is one that a person has yet to confirm: fuzzy in PO, needs-review or unconfirmed in XLIFF."""
    PARTIAL = "partial"
    """Some of its segments have a translation and some have none."""
    APPROVED = "approved"
    """A person signed it off: approved, signed off, or no longer marked as fuzzy."""
    LOCKED = "locked"
    """Nobody may change it: locked by the tool, or marked as not to be translated."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The text of one unit in one language, without its label.

    Attributes:
        text: the wording, verbatim; empty where the unit has none in this language.
        label: the list label as printed, such as ``(a)`` or ``a)``; empty where there is none.
        status: how far the wording can be trusted.
        attestations: published quotations that bear on the wording; none of them makes it official.
        revisions: what the wording was before, newest last.
        reviewed: who reviewed the wording and when, such as ``Li Wei, 2026-11-28``; empty where nobody did.
        codes: the inline codes that the text had in its file, in order.
    """

    text: str
    label: str = ""
    status: Status = Status.UNVERIFIED
    attestations: tuple[Attestation, ...] = ()
    line: int = field(default=0, compare=False)
    reviewed: str = ""
    codes: tuple[InlineCode, ...] = field(default=(), compare=False)
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A verbatim part of a segment: the text, and which of its occurrences is meant (counted from 1)."""

    text: str
    occurrence: int = 1

    def span(self, within: str) -> tuple[int, int] | None:
        """Where the stretch stands in a text, as start and end offsets; None where it does not.

        >>> Stretch("security", occurrence=2).span("security of security")
        (12, 20)
        """
        start = -1
        for _ in range(self.occurrence):
            start = within.find(self.text, start + 1)
            if start < 0:
                return None
        return start, start + len(self.text)


class AttestationKind(StrEnum):
    """What a quotation is a quotation of."""

    DIRECT = "direct"
    """Words of this text, quoted in print."""
    REVISION = "revision"
    """The same clause, with the same words in a language that is verified, in a later version of the text."""
    SOURCE = "source"
    """The document that the clause copies, with the same words in a language that is verified."""
    TERM = "term"
    """A term as an official document has it."""


class Verdict(StrEnum):
    """What a quotation says of the wording it was found for."""

    AGREES = "agrees"
    """The wording has the words of the quotation."""
    DIFFERS = "differs"
    """The wording has other words where the quotation is."""
    RELATED = "related"
    """It bears on the wording and decides nothing: a paraphrase, other forms of the words, another original."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A publication in which words of a text, or of what it copies, can be read.

    Attributes:
        title: what it is.
        date: when it was published, as far as is known: ``2011-09-14``, ``2015``.
        address: where it can be read.
        obtained: how its words were obtained for the bank.
    """

    title: str
    date: str = ""
    address: str = ""
    obtained: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """A quotation that supports the wording of a stretch, or contradicts it.

    Attributes:
        witness: name of the publication, a key of :attr:`Document.witnesses`.
        kind: what it quotes.
        quotation: as it was found.
        verdict: what it says of the wording.
        supports: the stretches of the segment that have the quoted words; they count as attested where it agrees.
        contradicts: the stretches for which the quotation has other words.
        normalized: the quotation in the script of the segment, where it was found in another.
        note: a remark of the editors.
    """

    witness: str
    kind: AttestationKind
    quotation: str
    verdict: Verdict
    supports: tuple[Stretch, ...] = ()
    contradicts: tuple[Stretch, ...] = ()
    normalized: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of a wording that is not official, with its reason.

    Attributes:
        date: when it was made.
        before: the wording until then.
        reason: why it was changed.
        witnesses: names of the publications that the change follows.
    """

    date: dt.date
    before: str
    reason: str
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """An aligned part of a unit: one stretch per language, in any order within the segments.

    ``number`` is the place among the phrases of its unit that a file gives it, counted from 1; 0 where none does.
    """

    stretches: Mapping[str, Stretch]
    line: int = field(default=0, compare=False)
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """The alignment unit: one legal clause, with a segment per language.

    Attributes:
        id: stable name within the document, such as ``pledge.a``.
        role: what the unit is in its document.
        segments: language tag to segment; a language may be missing.
        phrases: aligned parts, in the order of the first language.
        unmatched: per language, the words outside all phrases, in text order: those without a counterpart.
        ignore: rule code to the reason why its findings are accepted here.
        note: a remark of the editors of the bank; no part of the text.
        further: per language, other translations that a memory offers beside the one in ``segments``.
        states: language tag to the state of its translation, where the file of a translation tool says one.
        flags: what a catalogue says of the texts, such as ``c-format``.
        comments: what the people who worked on a file remarked; no part of a text of the bank.
        is_numbered: whether the id is only the unit's place in a file that gives it none.
        properties: name to value of what a memory says of the unit beside its wording: ``document``, ``date``
            (such as ``2011-09-14``), ``author``, and the properties of TMX by their names without ``x-``.
    """

    id: str
    role: Role
    segments: Mapping[str, Segment]
    phrases: tuple[Phrase, ...] = ()
    unmatched: Mapping[str, tuple[str, ...]] = field(default_factory=_no_mapping)
    ignore: Mapping[str, str] = field(default_factory=_no_mapping)
    note: str = ""
    line: int = field(default=0, compare=False)
    further: Mapping[str, tuple[Segment, ...]] = field(default_factory=_no_mapping)
    states: Mapping[str, TranslationState] = field(default_factory=_no_mapping, compare=False)
    flags: frozenset[str] = field(default=frozenset(), compare=False)
    comments: tuple[str, ...] = field(default=(), compare=False)
    is_numbered: bool = field(default=False, compare=False)
    properties: Mapping[str, str] = field(default_factory=_no_mapping, compare=False)

    def __repr__(self) -> str:
        """The id, the role and the beginning of each wording: a whole unit fills a screen.

        >>> Unit("1", Role.ITEM, {"en": Segment("Peace"), "fr": Segment("La paix")})
        <Unit 1, item: en 'Peace', fr 'La paix'>
        """
        wordings = ", ".join(f"{tag} {_shortened(segment.text)!r}" for tag, segment in self.segments.items())
        return f"<Unit {self.id}, {self.role}: {wordings}>"

    def _repr_html_(self) -> str:
        return _html_table((self,), {tag: str(segment.status) for tag, segment in self.segments.items()})

    def text(self, language: str) -> str:
        """The wording in a language; empty where the unit has none."""
        segment = self.segments.get(language)
        return segment.text if segment else ""

    def in_languages(self, tags: Mapping[str, str]) -> Unit:
        """The unit with other language tags: ``tags`` has the new one by the one it has.

        >>> Unit("1", Role.ITEM, {"zh-CN": Segment("和平")}).in_languages({"zh-CN": "zh"}).text("zh")
        '和平'
        """
        return replace(
            self,
            segments=_renamed(self.segments, tags),
            phrases=tuple(replace(phrase, stretches=_renamed(phrase.stretches, tags)) for phrase in self.phrases),
            unmatched=_renamed(self.unmatched, tags),
            further=_renamed(self.further, tags),
            states=_renamed(self.states, tags),
        )

    @property
    def ignored(self) -> frozenset[str]:
        """The rules whose findings are accepted here; an entry without a reason accepts nothing."""
        return frozenset(code for code, reason in self.ignore.items() if reason.strip())


def _renamed(mapping: Mapping[str, _Value], tags: Mapping[str, str]) -> Mapping[str, _Value]:
    return {tags.get(tag, tag): value for tag, value in mapping.items()}


@dataclass(frozen=True, slots=True)
class Emendation:
    """A departure from the source, recorded with its reason: ``found`` in the source, ``read`` in the bank."""

    unit: str
    found: str
    read: str
    reason: str


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """One language of a document and where its wording comes from.

    Attributes:
        language: BCP 47 tag, such as ``zh``.
        status: how far the wording can be trusted, where a segment does not say otherwise.
        source: the origin in words.
        file: the source file, relative to the text's folder; empty where none was at hand.
        sha256: checksum of that file, in lower-case hexadecimal; empty with ``file``.
        emendations: departures from the source.
    """

    language: str
    status: Status
    source: str
    file: str = ""
    sha256: str = ""
    emendations: tuple[Emendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the termbase: one concept, its terms per language, and the units it occurs in.

    The first term of a language is the preferred one; ``superseded`` lists terms that are to be found nowhere.
    """

    id: str
    terms: Mapping[str, tuple[str, ...]]
    definition: str = ""
    note: str = ""
    units: tuple[str, ...] = ()
    superseded: Mapping[str, tuple[str, ...]] = field(default_factory=_no_mapping)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BlockName:
    """A block of a text, named by its words, so that it is found again in a later version of its file.

    :func:`aligner.text.block_names.named` makes them.

    Attributes:
        words: the words without their label; of long ones the beginning, with the length and a checksum of all.
        near: checksums of the blocks before and after it, which say which is meant where several have equal words.
        place: which it was of the blocks with equal words, counted from 1.
        among: how many blocks had equal words.
    """

    words: str
    near: str = ""
    place: int = 1
    among: int = 1


class DecisionKind(StrEnum):
    """What a person decided about the alignment of some blocks."""

    LINKED = "linked"
    """They belong together: in the languages named, these and no others. Languages that are not named are left open."""
    CHECKED = "checked"
    """They belong together and are complete: languages that are not named have nothing here."""
    MOVED = "moved"
    """They belong together, though they stand at another place in one of the languages."""
    LEFT_OUT = "left-out"
    """Each of them has no counterpart in any language."""
    APART = "apart"
    """No two of them belong together."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision about the alignment of a text; an aligner takes it as certain.

    Attributes:
        kind: what was decided.
        blocks: language to the blocks it is about, in the order of the text.
        by: who decided.
        when: when, such as ``2026-11-28``.
        reason: why.
    """

    kind: DecisionKind
    blocks: Mapping[str, tuple[BlockName, ...]]
    by: str = ""
    when: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the bank in all its languages.

    Attributes:
        name: the folder's name and the name on the command line, such as ``a-66-359``.
        symbol: the document symbol, such as ``A/66/359``.
        title: language tag to title.
        date: the date of distribution.
        languages: tag to language version, in the order of the file.
        units: in document order; ids are unique.
        concepts: the termbase.
        details: what else document.yaml records (agenda item, session, annex note ...), as written there.
        path: the folder it was read from; None when made in memory.
        units_file: name of the file that holds the units.
        witnesses: name to publication, for the attestations of the segments.
        decisions: what people decided about its alignment.
    """

    name: str
    symbol: str
    title: Mapping[str, str]
    languages: Mapping[str, LanguageVersion]
    units: tuple[Unit, ...]
    date: dt.date | None = None
    concepts: tuple[Concept, ...] = ()
    details: Mapping[str, object] = field(default_factory=_no_mapping)
    path: Path | None = field(default=None, compare=False)
    units_file: str = "units.yaml"
    witnesses: Mapping[str, Witness] = field(default_factory=_no_mapping)
    decisions: tuple[Decision, ...] = ()

    def __repr__(self) -> str:
        """The name, the languages with their status, and how many units.

        >>> Document("code", "", {}, {"en": LanguageVersion("en", Status.UNVERIFIED, "")}, ())
        <Document code: en unverified; units: 0>
        """
        languages = ", ".join(f"{tag} {version.status}" for tag, version in self.languages.items())
        return f"<Document {self.name}: {languages}; units: {len(self.units)}>"

    def _repr_html_(self) -> str:
        table = _html_table(self.units, {tag: str(version.status) for tag, version in self.languages.items()})
        return f"<p>{escape(self.title.get('en', '') or self.symbol or self.name)}</p>{table}"

    def in_languages(self, tags: Mapping[str, str]) -> Document:
        """The text with other language tags: ``tags`` has the new one by the one it has."""
        versions = _renamed(self.languages, tags)
        return replace(
            self,
            title=_renamed(self.title, tags),
            languages={tag: replace(version, language=tag) for tag, version in versions.items()},
            units=tuple(unit.in_languages(tags) for unit in self.units),
            concepts=tuple(
                replace(it, terms=_renamed(it.terms, tags), superseded=_renamed(it.superseded, tags))
                for it in self.concepts
            ),
            decisions=tuple(replace(it, blocks=_renamed(it.blocks, tags)) for it in self.decisions),
        )

    def unit(self, id: str) -> Unit:  # noqa: A002 - the field's own name
        """The unit of that id.

        Raises:
            KeyError: there is none.
        """
        for unit in self.units:
            if unit.id == id:
                return unit
        raise KeyError(id)


def _shortened(text: str) -> str:
    return text if len(text) <= _GLIMPSE else f"{text[: _GLIMPSE - 1]}…"


def _html_table(units: Sequence[Unit], statuses: Mapping[str, str]) -> str:
    """Units as a notebook shows them; every wording is escaped, and every language says how far it can be trusted."""
    heads = "".join(f"<th>{escape(tag)} ({status})</th>" for tag, status in statuses.items())
    rows = ""
    for unit in units[:_SHOWN_UNITS]:
        cells = "".join(f'<td dir="auto" lang="{escape(tag)}">{escape(unit.text(tag))}</td>' for tag in statuses)
        rows += f"<tr><th>{escape(unit.id)}</th>{cells}</tr>"
    hidden = len(units) - _SHOWN_UNITS
    more = f"<p>and {hidden} more</p>" if hidden > 0 else ""
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"


# Files are read into millions of these. What is written into a draft, which has the same slots and is not frozen, and
# then given its class takes a fifth of the time of the constructors.
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_FLAGS: frozenset[str] = frozenset()


class _SegmentDraft:
    __slots__ = Segment.__slots__


class _UnitDraft:
    __slots__ = Unit.__slots__


def plain_segment(text: str, line: int) -> Segment:
    """A segment of which nothing is known but its words."""
    draft: Any = _SegmentDraft()
    draft.text = text
    draft.label = ""
    draft.status = Status.UNVERIFIED
    draft.attestations = ()
    draft.line = line
    draft.codes = draft.revisions = ()
    draft.reviewed = ""
    draft.__class__ = Segment
    segment: Segment = draft
    return segment


def plain_unit(id_: str, role: Role, segments: Mapping[str, Segment], note: str, line: int, number: int = 0) -> Unit:
    """A unit without phrases and without findings that are accepted; its number is its id where it has no other."""
    draft: Any = _UnitDraft()
    draft.id = id_ or str(number)
    draft.is_numbered = not id_
    draft.comments = ()
    draft.role = role
    draft.segments = segments
    draft.phrases = ()
    draft.unmatched = draft.ignore = draft.further = draft.states = draft.properties = _NOTHING
    draft.note = note
    draft.line = line
    draft.flags = _NO_FLAGS
    draft.__class__ = Unit
    unit: Unit = draft
    return unit
