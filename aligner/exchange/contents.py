"""What a file of another tool holds: a neutral stream of units, and what the file knows of the text around them.

Every reader gives this, for ``check FILE`` and ``import FILE`` alike; :func:`contents_of` is the same view of a text
of the bank, so that a file can be compared with what it was made from.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from aligner.errors import InputError
from aligner.exchange.entries import Selection
from aligner.model import (
    Concept,
    InlineCode,
    LanguageVersion,
    Phrase,
    Role,
    Segment,
    Stretch,
    TranslationState,
    Unit,
    Witness,
    plain_unit,
)

_Value = TypeVar("_Value")

DEFAULT_ROLE = Role.PARAGRAPH
"""The role of a unit whose file does not say one."""


UNKNOWN_LANGUAGE = "und"
"""The tag of a language that nobody names (BCP 47, ISO 639-2)."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says of a file, and how finely to read it.

    Attributes:
        languages: the languages of the file, the source first: the columns of a table that are languages, the
            direction of a catalogue that does not say one. Empty to go by the file.
        by_segment: whether each segment that a translation tool cut a unit into is read as a unit.
        allow_unnamed: whether a translation whose language nobody names is read, as :data:`UNKNOWN_LANGUAGE`.
        on_bad_row: is given the error of a row that cannot be read, and the reader goes on; without it the error ends
            the reading.
    """

    languages: tuple[str, ...] = ()
    by_segment: bool = False
    allow_unnamed: bool = False
    on_bad_row: Callable[[InputError], None] | None = None

    def bad_row(self, error: InputError) -> None:
        """Pass over a row that cannot be read.

        Raises:
            InputError: nobody asked for the others.
        """
        if self.on_bad_row is None:
            raise error
        self.on_bad_row(error)


AS_WRITTEN = ReadOptions()
"""The options where the user says nothing."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a file.

    Attributes:
        units: in the order of the file; may be a stream that can be gone through once.
        languages: tags of the languages, as far as the file names them before its units.
        symbol: the document symbol; empty where the file has none.
        title: language tag to title.
        date: the date of distribution.
        details: what else is known of the document.
        versions: provenance by language.
        concepts: the termbase.
        witnesses: name to publication, for the attestations of the segments.
        left_out: what is in the file and has no place in a unit, with how often; filled while units are read.
        by_property: ids that come from a property of the unit, as the file has no identifier for it; filled likewise.
        in_order: whether neighbours in the file are neighbours in the text, as in a document but not in every memory.
        source: the language that the others were translated from, where the file has a direction.
        form: what the file turned out to be, such as ``XLIFF 2.0``, where its name says less; empty elsewhere.
    """

    units: Iterable[Unit]
    languages: tuple[str, ...] = ()
    symbol: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    versions: Mapping[str, LanguageVersion] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter, compare=False)
    by_property: set[str] = field(default_factory=set, compare=False)
    in_order: bool = field(default=True, compare=False)
    source: str = field(default="", compare=False)
    form: str = field(default="", compare=False)


def contents_of(selection: Selection) -> Contents:
    """The part of a text that a selection takes, with everything that is known of it."""
    document, tags = selection.document, selection.languages
    return Contents(
        units=tuple(unit for unit in (_narrowed(unit, tags) for unit in document.units) if unit.segments),
        languages=tags,
        symbol=document.symbol,
        title=_of(document.title, tags),
        date=document.date,
        details=dict(document.details),
        versions=_of(document.languages, tags),
        concepts=tuple(
            replace(concept, terms=_of(concept.terms, tags), superseded=_of(concept.superseded, tags))
            for concept in document.concepts
            if _of(concept.terms, tags)
        ),
        witnesses=dict(document.witnesses),
    )


def _narrowed(unit: Unit, tags: tuple[str, ...]) -> Unit:
    phrases = (Phrase(_of(phrase.stretches, tags), phrase.line) for phrase in unit.phrases)
    return replace(
        unit,
        segments={tag: segment for tag, segment in _of(unit.segments, tags).items() if segment.text.strip()},
        phrases=tuple(phrase for phrase in phrases if phrase.stretches),
        unmatched={tag: words for tag, words in _of(unit.unmatched, tags).items() if words},
    )


def _of(mapping: Mapping[str, _Value], tags: tuple[str, ...]) -> dict[str, _Value]:
    return {tag: mapping[tag] for tag in tags if tag in mapping}


class Row(NamedTuple):
    """One entry as a file has it: a clause, or a phrase of one.

    Attributes:
        id: the entry's id; ``pledge.a/2`` is the second phrase of ``pledge.a``. Empty where the file gives none.
        segments: language tag to segment.
        occurrences: of a phrase, which occurrence is meant, where it is not the first.
        line: where it is in the file.
        clause: the clause it says it is a phrase of; empty where only its id may tell.
        has_status: whether the file records how far its wording can be trusted.
        further: per language, other translations beside the one in ``segments``.
        unmatched: per language, the words outside all phrases.
        ignore: rule code to the reason why its findings are accepted.
        states: language tag to the state of its translation, where the file says one.
        comments: what the people who worked on the file remarked on it.
        flags: what a catalogue says of the texts, such as ``c-format``.
        properties: name to value of what a memory says of the entry beside its wording.
    """

    id: str
    segments: Mapping[str, Segment]
    role: Role = DEFAULT_ROLE
    note: str = ""
    occurrences: Mapping[str, int] = MappingProxyType({})
    line: int = 0
    clause: str = ""
    has_status: bool = False
    further: Mapping[str, Sequence[Segment]] = MappingProxyType({})
    unmatched: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ignore: Mapping[str, str] = MappingProxyType({})
    states: Mapping[str, TranslationState] = MappingProxyType({})
    flags: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    properties: Mapping[str, str] = MappingProxyType({})

    def translated(
        self, tag: str, state: TranslationState | None, line: int, codes: Mapping[str, tuple[InlineCode, ...]]
    ) -> Row:
        """The entry with what a translation tool knows of it.

        Args:
            tag: the language it is translated into.
            state: how far the translation is from final; None where it is final.
            line: the line of the translation.
            codes: language tag to inline codes.
        """
        segments = {
            language: replace(
                segment, line=line if language == tag else segment.line, codes=codes.get(language, segment.codes)
            )
            for language, segment in self.segments.items()
        }
        return self._replace(segments=segments, states={tag: state} if state else {})


_PHRASE_ID = re.compile(r"(.+)/([0-9]{1,9})\Z")


def phrase_of(id_: str) -> str:
    """The id of the clause that an entry is a phrase of, by its own id; empty where it is not one.

    >>> phrase_of("pledge.a/2"), phrase_of("pledge.a")
    ('pledge.a', '')
    """
    match = _PHRASE_ID.match(id_) if "/" in id_ else None
    return match[1] if match else ""


def units_of(rows: Iterable[Row]) -> Iterator[Unit]:
    """The units of a file of entries, in whatever order its rows stand; an entry without id gets its number.

    A phrase goes into its clause. Phrases whose clause is not in the file come last, in a unit without segments:
    :func:`whole_units` and :func:`apart` say what may become of them.

    >>> rows = [Row("a/1", {"en": Segment("the Charter")}), Row("a", {"en": Segment("To comply with the Charter")})]
    >>> [(unit.id, unit.phrases[0].stretches["en"].text) for unit in units_of(rows)]
    [('a', 'the Charter')]
    """
    return (unit for unit, _ in clauses_and_phrases(rows))


def clauses_and_phrases(rows: Iterable[Row]) -> Iterator[tuple[Unit, bool]]:
    """As :func:`units_of`, each with whether the file records the status of its wording; all rows are held."""
    numbered = list(enumerate(rows, start=1))
    ids = {row.id for _, row in numbered if not row.clause}
    phrases: dict[str, list[Row]] = {}
    clauses: list[tuple[int, Row]] = []
    for number, row in numbered:
        clause = row.clause or phrase_of(row.id)
        if clause and (row.clause or clause in ids):
            phrases.setdefault(clause, []).append(row)
        else:
            clauses.append((number, row))
    for number, row in clauses:
        yield _unit(row, number, phrases.pop(row.id, ())), row.has_status
    for clause, orphans in phrases.items():
        unit = plain_unit(clause, DEFAULT_ROLE, {}, "", orphans[0].line)
        comments = tuple(_comments_on(orphans))
        yield replace(unit, phrases=_phrases(orphans), comments=comments), orphans[0].has_status


def phrases_in_place(rows: Iterable[Row]) -> Iterator[tuple[Unit, bool]]:
    """As :func:`clauses_and_phrases` for a stream: a phrase follows its clause, or is an entry like any other."""
    clause: Row | None = None
    number, phrases = 0, list[Row]()
    for position, row in enumerate(rows, start=1):
        if clause and "/" in row.id and phrase_of(row.id) == clause.id:
            phrases.append(row)
            continue
        if clause:
            yield _unit(clause, number, phrases), clause.has_status
            if phrases:
                phrases = []
        clause, number = row, position
    if clause:
        yield _unit(clause, number, phrases), clause.has_status


def _unit(row: Row, number: int, phrases: Sequence[Row]) -> Unit:
    unit = plain_unit(row.id, row.role, row.segments, row.note, row.line, number)
    if row.states or row.flags or row.properties:
        unit = replace(unit, states=row.states, flags=row.flags, properties=row.properties)
    if not (phrases or row.further or row.unmatched or row.ignore or row.comments):
        return unit
    return replace(
        unit,
        phrases=_phrases(phrases),
        unmatched=row.unmatched,
        ignore=row.ignore,
        further={tag: tuple(segments) for tag, segments in row.further.items()},
        comments=(*row.comments, *_comments_on(phrases)),
    )


def _comments_on(phrases: Iterable[Row]) -> Iterator[str]:
    for row in phrases:
        for comment in row.comments:
            yield f"on the phrase {row.id}: {comment}"


UNFINISHED = frozenset((TranslationState.UNTRANSLATED, TranslationState.PARTIAL))
"""The states of a translation whose words are not a wording yet."""


def _phrases(rows: Iterable[Row]) -> tuple[Phrase, ...]:
    """The phrases of a clause by their numbers, and those without one as they stand in the file."""
    phrases = []
    for row in rows:
        stretches = {
            tag: Stretch(segment.text, row.occurrences.get(tag, 1))
            for tag, segment in row.segments.items()
            if row.states.get(tag) not in UNFINISHED
        }
        phrases.append(Phrase(stretches, line=row.line, number=_number(row.id)))
    return tuple(sorted(phrases, key=lambda phrase: phrase.number))


def _number(id_: str) -> int:
    match = _PHRASE_ID.match(id_)
    return int(match[2]) if match else 0


def whole_units(units: Iterable[Unit], where: str) -> Iterator[Unit]:
    """The units of a file that stands alone; one that holds phrases and no clause at all has a unit for each phrase.

    Raises:
        InputError: phrases whose clause is not in the file, beside clauses that are.
    """
    orphans: list[Unit] = []
    has_clauses = False
    for unit in units:
        if unit.segments or not unit.phrases:
            has_clauses = True
            yield unit
        else:
            orphans.append(unit)
    if orphans and has_clauses:
        raise without_clause(orphans, where)
    yield from apart(orphans)


def segments_of(units: Iterable[Unit]) -> Iterator[Segment]:
    """The segments of units in all their languages."""
    for unit in units:
        yield from unit.segments.values()


def each_translation(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units of a file, each followed by one more per further translation that it offers, which replaces the first.

    >>> unit = Unit("1", DEFAULT_ROLE, {"fr": Segment("Salut")}, further={"fr": (Segment("Bonjour"),)})
    >>> [(unit.id, unit.text("fr")) for unit in each_translation([unit])]
    [('1', 'Salut'), ('1 (fr 2)', 'Bonjour')]
    """
    for unit in units:
        yield unit
        for tag, segments in unit.further.items():
            for number, segment in enumerate(segments, start=2):
                id_, with_segment = f"{unit.id} ({tag} {number})", {**unit.segments, tag: segment}
                yield replace(unit, id=id_, segments=with_segment, phrases=(), unmatched={}, further={})


def apart(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units of a file, with every further translation, and every phrase that lacks its clause, as a unit."""
    for unit in units:
        if unit.segments or not unit.phrases:
            yield from each_translation((unit,)) if unit.further else (unit,)
            continue
        for position, phrase in enumerate(unit.phrases, start=1):
            segments = {tag: Segment(stretch.text, line=phrase.line) for tag, stretch in phrase.stretches.items()}
            yield Unit(f"{unit.id}/{phrase.number or position}", unit.role, segments, line=phrase.line)


def without_clause(orphans: Iterable[Unit], where: str) -> InputError:
    """The error of phrases that belong to no clause, with the list of them."""
    ids: list[str] = []
    for unit in orphans:
        ids += [f"{unit.id}/{phrase.number or at}" for at, phrase in enumerate(unit.phrases, start=1)]
    return InputError(
        f"phrases without their clause: {', '.join(ids)}",
        where=where,
        hint="put the row of the clause back, or import into the text that has it with --update",
    )


CODE = "\0"
"""Stands for an inline code until :func:`without_codes` takes it out; no file can hold it."""
_SPACED_CODES = re.compile(rf"\A{CODE}+ +| {CODE}+(?=[ .,;:!?)，。；：！？、）]|\Z)")


def without_codes(text: str) -> str:
    r"""A text without the codes in it, nor the space that only stood beside a code.

    >>> without_codes("\0 You have \0 new mail in \0folder\0 \0.")
    'You have new mail in folder.'
    """
    return _SPACED_CODES.sub("", text).replace(CODE, "") if CODE in text else text


def dropped_beside_codes(text: str) -> frozenset[int]:
    """The places of a text that :func:`without_codes` leaves out beside codes."""
    return frozenset(itertools.chain.from_iterable(range(*match.span()) for match in _SPACED_CODES.finditer(text)))


def code_offsets(text: str) -> list[int]:
    r"""Where each code of a text is in the words that :func:`without_codes` leaves of it.

    >>> code_offsets("\0 You have \0 new mail in \0folder\0 \0.")
    [0, 8, 21, 27, 27]
    """
    dropped = dropped_beside_codes(text)
    offsets, length = [], 0
    for place, character in enumerate(text):
        if character == CODE:
            offsets.append(length)
        elif place not in dropped:
            length += 1
    return offsets


def one_line(text: str) -> str:
    r"""A text for a format that has one line for it: line breaks are spaces, and none stand around it.

    >>> one_line("Each State\n pledges: ")
    'Each State  pledges:'
    """
    return " ".join(text.splitlines()).strip()


def role_of(name: str, where: str) -> Role:
    """The role of that name; the default where it is empty.

    Raises:
        InputError: there is no such role.
    """
    if not name:
        return DEFAULT_ROLE
    if name not in set(Role):
        raise InputError(f"unknown role '{name}'", where=where, hint=f"known: {', '.join(Role)}")
    return Role(name)
