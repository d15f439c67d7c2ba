"""What a format can keep of a text, as data: the loss that an export announces, and that tests compare, is this.

A :class:`Feature` is one kind of fact. :func:`count` says how often a text has it, :func:`without` is the text with
the default in its place; reading a file back gives exactly the text without the features that its format lacks.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.exchange.contents import DEFAULT_ROLE, Contents, one_line
from aligner.model import Concept, Segment, Status, Unit


class Feature(StrEnum):
    """A kind of fact about a text."""

    TEXT = "text"
    IDS = "ids"
    GAPS = "gaps"
    ROLES = "roles"
    LABELS = "labels"
    STATUS = "status"
    ATTESTATIONS = "attestations"
    WITNESSES = "witnesses"
    REVISIONS = "revisions"
    NOTES = "notes"
    PHRASES = "phrases"
    UNMATCHED = "unmatched words"
    EXCEPTIONS = "exceptions"
    SPACING = "spacing"
    SYMBOL = "symbol"
    TITLE = "title"
    DETAILS = "details"
    PROVENANCE = "provenance"
    TERMS = "terms"
    TERM_NOTES = "notes of terms"
    TERM_PLACES = "places of terms"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A feature in words, and how to take it out of a unit, or of the whole."""

    meaning: str
    count: Callable[[Contents], int]
    remove: Callable[[Contents], Contents]


def count(contents: Contents, feature: Feature) -> int:
    """How often a text has a feature; its units must be a collection, not a stream."""
    return _KINDS[feature].count(contents)


def without(contents: Contents, lost: Collection[Feature]) -> Contents:
    """The text with defaults in place of the features it loses."""
    for feature, kind in _KINDS.items():
        if feature in lost:
            contents = kind.remove(contents)
    return contents


def meaning(feature: Feature) -> str:
    """What a feature is, in words.

    >>> meaning(Feature.EXCEPTIONS)
    'findings of `check` accepted with a reason'
    """
    return _KINDS[feature].meaning


def _units(contents: Contents) -> tuple[Unit, ...]:
    return tuple(contents.units)


def _in_units(count: Callable[[Unit], int]) -> Callable[[Contents], int]:
    return lambda contents: sum(map(count, contents.units))


def _each_unit(change: Callable[[Unit], Unit]) -> Callable[[Contents], Contents]:
    return lambda contents: replace(contents, units=tuple(map(change, contents.units)))


def _each_segment(change: Callable[[Segment], Segment]) -> Callable[[Contents], Contents]:
    return _each_unit(
        lambda unit: replace(unit, segments={tag: change(segment) for tag, segment in unit.segments.items()})
    )


def _segments(true: Callable[[Segment], object]) -> Callable[[Contents], int]:
    return _in_segments(lambda segment: bool(true(segment)))


def _in_segments(count: Callable[[Segment], int]) -> Callable[[Contents], int]:
    return _in_units(lambda unit: sum(map(count, unit.segments.values())))


def _numbered(contents: Contents) -> Contents:
    units = (replace(unit, id=str(number)) for number, unit in enumerate(contents.units, start=1))
    return replace(contents, units=tuple(units))


def _incomplete(things: Iterable[Mapping[str, object]], languages: tuple[str, ...]) -> int:
    return sum(not set(languages) <= thing.keys() for thing in things)


def _gaps(contents: Contents) -> int:
    units = _units(contents)
    in_units = _incomplete((unit.segments for unit in units), contents.languages)
    phrases = itertools.chain.from_iterable(unit.phrases for unit in units)
    return in_units + _incomplete((phrase.stretches for phrase in phrases), contents.languages)


def _without_gaps(contents: Contents) -> Contents:
    languages = set(contents.languages)
    complete = []
    for unit in contents.units:
        if languages <= set(unit.segments):
            phrases = tuple(phrase for phrase in unit.phrases if languages <= set(phrase.stretches))
            complete.append(replace(unit, phrases=phrases))
    return replace(contents, units=tuple(complete))


def _is_spaced(segment: Segment) -> bool:
    return one_line(segment.text) != segment.text


def _each_concept(change: Callable[[Concept], Concept]) -> Callable[[Contents], Contents]:
    return lambda contents: replace(contents, concepts=tuple(map(change, contents.concepts)))


_KINDS: Mapping[Feature, _Kind] = {
    Feature.TEXT: _Kind(
        "clauses", lambda contents: len(_units(contents)), lambda contents: replace(contents, units=())
    ),
    Feature.GAPS: _Kind("clauses and phrases that lack a language", _gaps, _without_gaps),
    Feature.IDS: _Kind("ids of units; they are numbered", lambda contents: len(_units(contents)), _numbered),
    Feature.ROLES: _Kind(
        "roles of units",
        _in_units(lambda unit: unit.role != DEFAULT_ROLE),
        _each_unit(lambda unit: replace(unit, role=DEFAULT_ROLE)),
    ),
    Feature.LABELS: _Kind(
        "list labels",
        _segments(lambda segment: segment.label),
        _each_segment(lambda segment: replace(segment, label="")),
    ),
    Feature.STATUS: _Kind(
        "marks of how far a wording can be trusted",
        _segments(lambda segment: segment.status != Status.UNVERIFIED),
        _each_segment(lambda segment: replace(segment, status=Status.UNVERIFIED)),
    ),
    Feature.ATTESTATIONS: _Kind(
        "published quotations that bear on the wording",
        _in_segments(lambda segment: len(segment.attestations)),
        _each_segment(lambda segment: replace(segment, attestations=())),
    ),
    Feature.WITNESSES: _Kind(
        "publications that are quoted",
        lambda contents: len(contents.witnesses),
        lambda contents: replace(contents, witnesses={}),
    ),
    Feature.REVISIONS: _Kind(
        "earlier wordings",
        _in_segments(lambda segment: len(segment.revisions)),
        _each_segment(lambda segment: replace(segment, revisions=())),
    ),
    Feature.NOTES: _Kind(
        "notes", _in_units(lambda unit: bool(unit.note)), _each_unit(lambda unit: replace(unit, note=""))
    ),
    Feature.PHRASES: _Kind(
        "aligned phrases", _in_units(lambda unit: len(unit.phrases)), _each_unit(lambda unit: replace(unit, phrases=()))
    ),
    Feature.UNMATCHED: _Kind(
        "words without counterpart",
        _in_units(lambda unit: sum(map(len, unit.unmatched.values()))),
        _each_unit(lambda unit: replace(unit, unmatched={})),
    ),
    Feature.EXCEPTIONS: _Kind(
        "findings of `check` accepted with a reason",
        _in_units(lambda unit: len(unit.ignore)),
        _each_unit(lambda unit: replace(unit, ignore={})),
    ),
    Feature.SPACING: _Kind(
        "texts with line breaks or outer spaces; they become spaces, or nothing",
        _segments(_is_spaced),
        _each_segment(lambda segment: replace(segment, text=one_line(segment.text))),
    ),
    Feature.SYMBOL: _Kind(
        "document symbol", lambda contents: int(bool(contents.symbol)), lambda contents: replace(contents, symbol="")
    ),
    Feature.TITLE: _Kind("titles", lambda contents: len(contents.title), lambda contents: replace(contents, title={})),
    Feature.DETAILS: _Kind(
        "date and details of the document",
        lambda contents: bool(contents.date) + len(contents.details),
        lambda contents: replace(contents, date=None, details={}),
    ),
    Feature.PROVENANCE: _Kind(
        "language versions with their provenance",
        lambda contents: len(contents.versions),
        lambda contents: replace(contents, versions={}),
    ),
    Feature.TERMS: _Kind(
        "concepts of the termbase",
        lambda contents: len(contents.concepts),
        lambda contents: replace(contents, concepts=()),
    ),
    Feature.TERM_NOTES: _Kind(
        "ids, notes and superseded terms of concepts",
        lambda contents: sum(1 + bool(concept.note) + len(concept.superseded) for concept in contents.concepts),
        _each_concept(lambda concept: replace(concept, id="", note="", superseded={})),
    ),
    Feature.TERM_PLACES: _Kind(
        "places where a term occurs",
        lambda contents: sum(len(concept.units) for concept in contents.concepts),
        _each_concept(lambda concept: replace(concept, units=())),
    ),
}
