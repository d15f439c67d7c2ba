"""Finding wording: every hit with its unit in all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.errors import UsageError
from aligner.model import Role
from aligner.wording.passages import Passage
from aligner.wording.query import Query, Spans


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


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units and segments are looked at: no language means all, no role and no id means any."""

    languages: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    ids: tuple[str, ...] = ()

    def covers(self, passage: Passage) -> bool:
        """Whether a unit is looked at."""
        unit = passage.unit
        by_id = not self.ids or any(unit.id == it or unit.id.startswith(f"{it}.") for it in self.ids)
        return by_id and (not self.roles or unit.role in self.roles)

    def has(self, language: str) -> bool:
        """Whether a language is looked at; ``zh`` covers ``zh-CN`` too."""
        wanted = [it.lower() for it in self.languages]
        return not wanted or any(language.lower() == it or language.lower().startswith(it + "-") for it in wanted)


def scope_of(languages: Iterable[str], where: Sequence[str]) -> Scope:
    """A scope from the options of a command.

    Args:
        languages: language tags.
        where: conditions such as ``role=item`` or ``unit=pledge``.

    Raises:
        UsageError: a condition is none.

    >>> scope_of(["en"], ["role=item", "unit=pledge"])
    Scope(languages=('en',), roles=(<Role.ITEM: 'item'>,), ids=('pledge',))
    """
    roles, ids = [], []
    for condition in where:
        key, _, value = condition.partition("=")
        if key == "role" and value in list(Role):
            roles.append(Role(value))
        elif key == "role":
            raise UsageError(f"unknown role '{value}'", where="--where", hint=f"known: {', '.join(Role)}")
        elif key == "unit" and value:
            ids.append(value)
        else:
            raise UsageError(f"'{condition}' is no condition", where="--where", hint="write role=item or unit=pledge")
    return Scope(tuple(languages), tuple(roles), tuple(ids))


def search(found_in: Iterable[Passage], query: Query, scope: Scope | None = None) -> Iterator[Hit]:
    """Every unit and language in which the query is found, in the order of the texts.

    >>> from aligner.bank import Bank
    >>> from aligner.wording.passages import from_document
    >>> hits = list(search(from_document(Bank().load("a-66-359")), Query("supply chain")))
    >>> [(hit.passage.unit.id, hit.language, hit.spans) for hit in hits]
    [('pledge.d', 'en', [(27, 39)])]
    """
    scope = scope or Scope()
    for passage in found_in:
        if not scope.covers(passage):
            continue
        for language, segment in passage.unit.segments.items():
            if scope.has(language) and (spans := query.spans(segment.text, language)):
                yield Hit(passage, language, spans)
