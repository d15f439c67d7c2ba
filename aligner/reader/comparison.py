"""Two versions of a text as one page: what was taken out and put in, clause by clause, in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aligner.model import Document, Segment, Status, Unit
from aligner.reader.view import Cell, Column, Piece, ReaderPage, ReaderRow, Run, column_of, unique_anchors
from aligner.wording.difference import edits
from aligner.wording.versions import Pair, compare, joined, limited


def comparison(old: Document, new: Document, languages: Sequence[str]) -> ReaderPage:
    """A page that shows how one version became the other.

    Args:
        old: the older version.
        new: the newer one.
        languages: languages that both have, in the order of the columns.
    """
    pairs = compare(limited(old, languages), limited(new, languages))
    names = [_name(pair) for pair in pairs]
    kinds = Counter(kind for pair in pairs for kind in pair.kinds)
    same = sum(not pair.kinds for pair in pairs)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no difference"
    return ReaderPage(
        symbol=f"{old.symbol} → {new.symbol}",
        title=new.title.get(languages[0]) or next(iter(new.title.values()), new.name),
        date=new.date.isoformat() if new.date else "",
        columns=tuple(_column(old, new, tag) for tag in languages),
        rows=tuple(
            _row(pair, name, anchor, languages)
            for pair, name, anchor in zip(pairs, names, unique_anchors(names), strict=True)
        ),
        lead=(f"What became of {old.symbol} in {new.symbol}: {counts}, {same} the same.",),
        compared=True,
    )


def _name(pair: Pair) -> str:
    old, new = (" + ".join(map(_id, units)) for units in (pair.old, pair.new))
    return new if old == new else " → ".join(filter(None, (old, new)))


def _id(unit: Unit) -> str:
    return unit.id


def _column(old: Document, new: Document, tag: str) -> Column:
    column = column_of(new.languages[tag], [*old.units, *new.units])
    return replace(
        column, source=f"{new.symbol}: {new.languages[tag].source} {old.symbol}: {old.languages[tag].source}"
    )


def _row(pair: Pair, name: str, anchor: str, languages: Sequence[str]) -> ReaderRow:
    cells = tuple(_cell(pair, tag) for tag in languages)
    return ReaderRow(
        id=name,
        anchor=anchor,
        role=str((pair.new or pair.old)[0].role),
        cells=cells,
        length=max((len(joined(units, tag)) for units in (pair.old, pair.new) for tag in languages), default=0) or 1,
        change=pair.kinds[0] if pair.kinds else "",
        change_label=", ".join(pair.kinds),
    )


def _cell(pair: Pair, tag: str) -> Cell:
    segments = [unit.segments[tag] for unit in (*pair.old, *pair.new) if tag in unit.segments]
    runs = [Run(edit.text, change=edit.kind) for edit in edits(joined(pair.old, tag), joined(pair.new, tag))]
    if not runs:
        return Cell("missing")
    return Cell(_status(segments), _label(pair, tag), (Piece(None, tuple(runs)),))


def _status(segments: Sequence[Segment]) -> str:
    """The least that can be said of all: one wording that is not verified makes the comparison so."""
    unsure = [str(segment.status) for segment in segments if segment.status != Status.VERIFIED]
    return unsure[0] if unsure else str(Status.VERIFIED)


def _label(pair: Pair, tag: str) -> str:
    segment = (pair.new or pair.old)[0].segments.get(tag)
    return segment.label if segment else ""
