"""The table for reviewing an alignment: a row for each unit, beside each language a hidden column that names its blocks.

Whoever reviews it moves cells, joins and splits them, and sorts rows; what a cell holds is known by its words, and where
several blocks have equal words, by the name in the hidden column. Ids, statuses and notes are left out: a review
changes what belongs together, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aligner.exchange import table
from aligner.exchange.entries import Selection
from aligner.exchange.table import BLOCK, PROBABILITY, EntryTable
from aligner.model import Unit
from aligner.text.remark import remark_in


def review_table(selection: Selection) -> EntryTable:
    """The table of a selection, its cells with their labels, as people read them."""
    tags = selection.languages
    columns = ["id", PROBABILITY]
    for tag in tags:
        columns += [tag, table.block_column(tag)]
    places: Counter[str] = Counter()
    rows = []
    for unit in selection.document.units:
        remark = remark_in(unit.note)
        cells = [unit.id, str(remark).removeprefix("alignment: confidence ") if remark else ""]
        for tag in tags:
            segment = unit.segments.get(tag)
            words = f"{segment.label} {segment.text}".strip() if segment else ""
            places[tag] += bool(words)
            cells += [words, f"{places[tag]} {unit.id}" if words else ""]
        rows.append(tuple(cells))
    return EntryTable(tuple(columns), tuple(rows))


def block_name(unit: Unit, tag: str) -> tuple[int, str]:
    """What the hidden column beside a cell says: the place of the block in its language, and the unit it was in.

    >>> from aligner.model import Role
    >>> block_name(Unit("5", Role.ITEM, {}, properties={"block-en": "12 art.2"}), "en")
    (12, 'art.2')
    """
    place, _, origin = unit.properties.get(table.block_column(tag), "").partition(" ")
    return (int(place) if place.isdecimal() else 0), origin


def is_review(units: Iterable[Unit]) -> bool:
    """Whether units come from a table for review."""
    return any(name.startswith(f"{BLOCK}-") for unit in units for name in unit.properties)


def without_block_columns(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table without its hidden columns, which mean nothing elsewhere.

    >>> list(without_block_columns([(1, ["id", "en", "block-en"]), (2, ["a", "Peace.", "1 a"])]))
    [(1, ['id', 'en']), (2, ['a', 'Peace.'])]
    """
    hidden: set[int] = set()
    for number, row in rows:
        hidden = hidden or {at for at, cell in enumerate(row) if cell.startswith(f"{BLOCK}-")}
        yield number, [cell for at, cell in enumerate(row) if at not in hidden]
