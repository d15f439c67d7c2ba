"""Keys and values of an entry, checked as they are read: every problem names its file, line and unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from aligner.bank.located import Located
from aligner.errors import ClausebankError, SchemaError
from aligner.model import AttestationKind, Role, Status, Verdict

_Value = TypeVar("_Value")


def required(owner: Located, entries: Mapping[str, Located], key: str) -> Located:
    """The value under a key.

    Raises:
        SchemaError: there is none.
    """
    if key not in entries:
        raise owner.fail(f"'{key}' is missing", f"add '{key}: ...'")
    return entries[key]


def refuse_unknown(entries: Mapping[str, Located], allowed: Iterable[str]) -> None:
    """Stop at a key that is not among those that are allowed.

    Raises:
        SchemaError: there is one.
    """
    allowed = tuple(allowed)
    for key, value in entries.items():
        if key not in allowed:
            raise value.fail(f"unknown key '{key}'", f"known here: {', '.join(allowed)}")


def collected(items: Iterable[Located], build: Callable[[Located], _Value]) -> tuple[_Value, ...]:
    """Build every item before complaining, so that one run shows everything that is wrong.

    Raises:
        SchemaError: with the problems of all items.
    """
    built: list[_Value] = []
    problems: list[ClausebankError] = []
    for item in items:
        try:
            built.append(build(item))
        except SchemaError as error:
            problems.extend(error.problems)
    if problems:
        raise SchemaError(problems)
    return tuple(built)


def by_language(owner: Located, languages: Iterable[str]) -> dict[str, Located]:
    """Language tags to values.

    Raises:
        SchemaError: a key is no language of the text.
    """
    entries = owner.mapping()
    refuse_unknown(entries, languages)
    return entries


def date_of(value: Located) -> dt.date:
    """A date.

    Raises:
        SchemaError: it is not written as one.
    """
    try:
        return dt.date.fromisoformat(value.text())
    except ValueError:
        raise value.fail(f"'{value.text()}' is not a date", "write it as 2011-09-14") from None


def choice_of(value: Located, kind: type[Role | Status | AttestationKind | Verdict]) -> str:
    """A value out of those that a kind has.

    Raises:
        SchemaError: it is another.
    """
    written = value.text()
    if written not in list(kind):
        noun = "kind" if kind is AttestationKind else kind.__name__.lower()
        raise value.fail(f"unknown {noun} '{written}'", f"known: {', '.join(kind)}")
    return written
