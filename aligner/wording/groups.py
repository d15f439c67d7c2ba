"""How often something occurs in each group of units: by text, document, body, year, role, status or any property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aligner.text.words import boundaries
from aligner.wording.passages import Passage
from aligner.wording.query import Query
from aligner.wording.search import Scope
from aligner.wording.tables import Cell, Table

NONE = "(none)"
"""The group of the units that lack the property."""


def group_table(passages: Iterable[Passage], query: Query, scope: Scope, by: str) -> Table:
    """The occurrences of a query by group and language, with how many that is per million words of the group.

    Groups without an occurrence are listed too, where their language has one elsewhere.

    Args:
        passages: the units.
        query: what is counted.
        scope: which units and languages.
        by: ``text``, ``unit``, ``role``, ``status``, ``year``, or the name of a property.
    """
    words: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    units: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        if not scope.covers(passage):
            continue
        for tag, segment in passage.unit.segments.items():
            if not scope.has(tag, segment.status):
                continue
            key = group_of(passage, tag, by), tag
            words[key] += sum(1 for _ in boundaries(segment.text))
            if count := len(query.spans(segment.text, tag)):
                hits[key] += count
                units[key] += 1
    languages = {tag for _, tag in hits}
    rows: list[tuple[Cell, ...]] = []
    # Years and dates come in their order, everything else as it is met.
    for key in sorted(words) if by in ("year", "date") else words:
        group, tag = key
        if tag in languages:
            per_million = round(1e6 * hits[key] / words[key], 1) if words[key] else 0.0
            rows.append((group, tag, hits[key], units[key], words[key], per_million))
    return Table((by, "language", "count", "units", "words", "per million"), rows)


def group_of(passage: Passage, language: str, by: str) -> str:
    """The group that a segment is in."""
    unit = passage.unit
    if by == "text":
        return passage.text
    if by == "unit":
        return unit.id
    if by == "role":
        return str(unit.role)
    if by == "status":
        return str(unit.segments[language].status) if passage.has_status else NONE
    if by == "year":
        return passage.properties.get("date", "")[:4] or NONE
    return passage.properties.get(by) or NONE
