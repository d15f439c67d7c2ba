"""Findings that a file itself accepts: ``clausebank: ignore[NUM001] reason`` in a comment or note of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from aligner.model import Unit

MARK = "clausebank:"
_IGNORE = re.compile(rf"{MARK}\s*ignore\[([A-Z0-9, ]{{1,200}})\][ \t]*(.*)")


def ignores_in(note: str) -> dict[str, str]:
    r"""The rules that a note accepts findings of, each with the reason; a reason ends with its line.

    >>> ignores_in("see above\nclausebank: ignore[NUM001, DAT001] the original counts so")
    {'NUM001': 'the original counts so', 'DAT001': 'the original counts so'}
    """
    reasons: dict[str, str] = {}
    for match in _IGNORE.finditer(note):
        for code in match[1].split(","):
            if code.strip():
                reasons[code.strip()] = match[2].strip()
    return reasons


def ignore_note(codes: Iterable[str], reason: str) -> str:
    """The note that accepts findings of some rules.

    >>> ignore_note(["NUM001", "DAT001"], "the original counts so")
    'clausebank: ignore[DAT001, NUM001] the original counts so'
    """
    return f"{MARK} ignore[{', '.join(sorted(codes))}] {reason}"


def with_ignores(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units, with what their notes and comments accept among what they ignore."""
    for unit in units:
        if not unit.note and not unit.comments:
            yield unit
            continue
        ignores = ignores_in("\n".join((unit.note, *unit.comments)))
        yield replace(unit, ignore={**ignores, **unit.ignore}) if ignores else unit
