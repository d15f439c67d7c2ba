"""Finding wording: every hit with its unit in all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aligner.errors import NotFoundError, UsageError
from aligner.model import Role, Status
from aligner.wording.passages import Passage, unverified
from aligner.wording.query import Query, QueryKind, Spans


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit in which something was found.

    Attributes:
        passage: the unit and its text.
        language: the language it was found in.
        spans: where, as start and end offsets in the segment of that language.
    """

    passage: Passage
    language: str
    spans: Spans


def hits_by_language(hits: Iterable[Hit]) -> Counter[str]:
    """How often something was found in each language, in the order the languages are met."""
    counts: Counter[str] = Counter()
    for hit in hits:
        counts[hit.language] += len(hit.spans)
    return counts


@dataclass(frozen=True, slots=True)
class SearchTally:
    """The first hits of a search, and figures of all of them.

    Attributes:
        shown: the first hits.
        segments: how many segments have hits.
        by_language: how often something was found in each language.
        units: how many units have hits.
        texts: the names of the texts that have some.
        unverified: the languages in which some unit with a hit is recorded as not verified.
    """

    shown: Sequence[Hit]
    segments: int
    by_language: Counter[str]
    units: int
    texts: frozenset[str]
    unverified: tuple[str, ...]


def tally(hits: Iterable[Hit], most: int = 0) -> SearchTally:
    """Count hits, and keep the first; those beyond are let go at once, so any number of them needs no memory.

    Args:
        hits: as :func:`search` gives them.
        most: how many to keep; 0 for all.
    """
    shown: list[Hit] = []
    by_language: Counter[str] = Counter()
    segments = units = 0
    texts: set[str] = set()
    unsure: dict[str, None] = {}
    last: Passage | None = None
    for hit in hits:
        segments += 1
        by_language[hit.language] += len(hit.spans)
        # The hits of a unit follow each other.
        if hit.passage is not last:
            last = hit.passage
            units += 1
            texts.add(last.text)
            unsure.update(dict.fromkeys(unverified(last)))
        if not most or len(shown) < most:
            shown.append(hit)
    return SearchTally(shown, segments, by_language, units, frozenset(texts), tuple(unsure))


@dataclass(frozen=True, slots=True)
class ParallelCondition:
    """What another language of the same unit must hold, or must not.

    Attributes:
        language: its tag; ``zh`` covers ``zh-CN`` too.
        query: what is looked for there.
        is_wanted: whether it must be found; a unit without the language meets neither condition.
    """

    language: str
    query: Query
    is_wanted: bool = True

    def holds(self, passage: Passage) -> bool:
        """Whether a unit meets the condition."""
        texts = [(tag, segment.text) for tag, segment in passage.unit.segments.items() if narrows(tag, self.language)]
        return bool(texts) and any(self.query.spans(text, tag) for tag, text in texts) == self.is_wanted


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units and segments are looked at: no language means all, no condition of a kind means any."""

    languages: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    ids: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    texts: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parallel: tuple[ParallelCondition, ...] = ()

    def covers(self, passage: Passage) -> bool:
        """Whether a unit is looked at."""
        unit = passage.unit
        return (
            (not self.ids or any(unit.id == name or unit.id.startswith(f"{name}.") for name in self.ids))
            and (not self.roles or unit.role in self.roles)
            and (not self.texts or any(name in passage.text for name in self.texts))
            and (not self.properties or self._has_properties(passage.properties))
            and all(condition.holds(passage) for condition in self.parallel)
        )

    def _has_properties(self, properties: Mapping[str, str]) -> bool:
        """Whether every property that is asked for has one of the values that are asked for."""
        for name, values in self.properties.items():
            value = properties.get(name, "")
            if not any(is_in_range(value, asked) for asked in values):
                return False
        return True

    def has(self, language: str, status: Status = Status.UNVERIFIED) -> bool:
        """Whether a segment is looked at, by its language and status; ``zh`` covers ``zh-CN`` too."""
        if self.statuses and status not in self.statuses:
            return False
        return not self.languages or any(narrows(language, tag) for tag in self.languages)


def narrows(tag: str, asked: str) -> bool:
    """Whether a language tag is the one that is asked for, or a narrower one.

    >>> narrows("zh-CN", "ZH"), narrows("zh", "zh-CN")
    (True, False)
    """
    return tag.lower() == asked.lower() or tag.lower().startswith(asked.lower() + "-")


KEYS = ("role", "unit", "status", "text")
"""What every unit has; any other name in a condition is that of a property, such as ``date``."""


def is_in_range(value: str, asked: str) -> bool:
    """Whether a value is the one that is asked for, within it as a day is within a year, or between two.

    >>> is_in_range("2011-09-14", "2011"), is_in_range("2011-09-14", "2009..2011-08"), is_in_range("GA", "ga")
    (True, False, True)
    """
    if not value:
        return False
    first, sign, last = asked.partition("..")
    if sign:
        # A year or a month as the upper end is meant with all its days.
        return first <= value and (not last or value <= last or value.startswith(f"{last}-"))
    return value.casefold() == asked.casefold() or value.startswith(f"{asked}-")


def scope_of(
    languages: Iterable[str],
    where: Sequence[str],
    parallel: Iterable[ParallelCondition] = (),
) -> Scope:
    """A scope from the options of a command.

    Args:
        languages: language tags.
        where: conditions such as ``role=item``, ``unit=pledge``, ``status=verified``, ``text=a-66``, or of any property
            of the texts: ``date=2009..2011``.
        parallel: conditions on the other languages of a unit.

    Raises:
        UsageError: a condition is not known.

    >>> scope = scope_of(["en"], ["role=item", "unit=pledge"])
    >>> scope.languages, scope.roles, scope.ids
    (('en',), (<Role.ITEM: 'item'>,), ('pledge',))
    """
    values: dict[str, list[str]] = {key: [] for key in KEYS}
    for condition in where:
        key, sign, value = condition.partition("=")
        if not sign or not value:
            raise UsageError(
                f"'{condition}' is not a condition", where="--where", hint="write role=item or unit=pledge"
            )
        values.setdefault(key.lower(), []).append(value)
    for key, values_known in (("role", list(Role)), ("status", list(Status))):
        for value in values[key]:
            if value not in values_known:
                raise UsageError(f"unknown {key} '{value}'", where="--where", hint=f"known: {', '.join(values_known)}")
    return Scope(
        tuple(languages),
        tuple(map(Role, values["role"])),
        tuple(values["unit"]),
        tuple(map(Status, values["status"])),
        tuple(values["text"]),
        {name: tuple(of_name) for name, of_name in values.items() if name not in KEYS},
        tuple(parallel),
    )


def require_properties(scope: Scope, passages: Iterable[Passage], where: str) -> None:
    """Make sure that some unit has each property that a scope asks for.

    Args:
        scope: what is asked for.
        passages: the units.
        where: the texts in words.

    Raises:
        NotFoundError: no unit has one of them.
    """
    missing = set(scope.properties)
    existing: dict[str, None] = {}
    for passage in passages if missing else ():
        existing.update(dict.fromkeys(passage.properties))
        missing -= existing.keys()
        if not missing:
            return
    if missing:
        raise NotFoundError(
            f"no unit of {where} has a property '{min(missing)}'",
            where="--where",
            hint=f"there is: {', '.join((*KEYS, *existing))}",
        )


def parallel_condition(option: str, kind: QueryKind, *, is_wanted: bool) -> ParallelCondition:
    """A condition on another language from an option such as ``zh=应``.

    Raises:
        UsageError: it is not a language and a query.

    >>> condition = parallel_condition("zh=应", QueryKind.WORDS, is_wanted=True)
    >>> condition.language, condition.query.text
    ('zh', '应')
    """
    language, sign, query = option.partition("=")
    if not sign or not language.strip() or not query.strip():
        name = "--with" if is_wanted else "--without"
        raise UsageError(f"'{option}' is not a language and a query", where=name, hint="write zh=应")
    return ParallelCondition(language.strip(), Query(query, kind), is_wanted)


def search(passages: Iterable[Passage], query: Query, scope: Scope | None = None) -> Iterator[Hit]:
    """Every unit and language in which the query is found, in the order of the texts.

    >>> from aligner.bank import Bank
    >>> from aligner.wording.passages import from_document
    >>> hits = list(search(from_document(Bank().load("a-66-359")), Query("supply chain")))
    >>> [(hit.passage.unit.id, hit.language, hit.spans) for hit in hits]
    [('pledge.d', 'en', [(27, 39)])]
    """
    scope = scope or Scope()
    for passage in passages:
        segments = passage.unit.segments.items()
        hits = [
            Hit(passage, tag, spans)
            for tag, segment in segments
            if scope.has(tag, segment.status) and (spans := query.spans(segment.text, tag))
        ]
        # Conditions on other languages are asked last: they cost more than the query that has to be found anyway.
        if hits and scope.covers(passage):
            yield from hits
