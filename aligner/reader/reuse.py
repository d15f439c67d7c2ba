"""A new text as a page: what of it stands in older texts, with the differences, and how it was rendered there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.reader.view import Cell, Column, Piece, ReaderPage, ReaderRow, Run, column, unique_anchors
from aligner.wording.reuse import ReusedClause, counterparts, difference, in_words

_UNRECORDED = "unverified"
"""The status of wording of which nobody recorded one: it is never taken for official."""


def page_of_reuse(name: str, clauses: Sequence[ReusedClause], language: str) -> ReaderPage:
    """The clauses of a new text beside the best match of each.

    Args:
        name: of the new text.
        clauses: its clauses, in order.
        language: its language: the first column, in which the differences are marked.
    """
    best = [clause.matches[0] for clause in clauses if clause.matches]
    tags = list(dict.fromkeys(tag for match in best for tag in counterparts(match)))
    anchors = unique_anchors(clause.clause.name for clause in clauses)
    return ReaderPage(
        symbol=name,
        title=f"What of {name} stands in older texts",
        date="",
        columns=(_own_column(name, language), *(_column(tag, clauses) for tag in tags)),
        rows=tuple(_row(clause, anchor, tags) for clause, anchor in zip(clauses, anchors, strict=True)),
        lead=(
            in_words(clauses),
            "In the first column: taken out of the older wording, and put in. In the others: what the older text has.",
        ),
        compared=True,
    )


def _own_column(name: str, language: str) -> Column:
    return replace(column(language, f"The new text {name}.", {_UNRECORDED: 1}), badge="new text")


def _column(tag: str, clauses: Sequence[ReusedClause]) -> Column:
    statuses: dict[str, int] = {}
    for clause in clauses:
        if clause.matches and tag in (offered := counterparts(clause.matches[0])):
            status = offered[tag][1] or _UNRECORDED
            statuses[status] = statuses.get(status, 0) + 1
    texts = dict.fromkeys(clause.matches[0].passage.text for clause in clauses if clause.matches)
    return column(tag, f"From {', '.join(texts)}.", statuses)


def _row(clause: ReusedClause, anchor: str, tags: Sequence[str]) -> ReaderRow:
    name, text = clause.clause.name, clause.clause.text
    if not clause.matches:
        own = Cell(_UNRECORDED, pieces=(Piece(None, (Run(text),)),))
        gaps = (Cell("missing", absence="new: no older text has it"),) * len(tags)
        return ReaderRow(name, anchor, "paragraph", (own, *gaps), len(text) or 1, change="new", change_label="new")
    match = clause.matches[0]
    runs = tuple(Run(edit.text, change=edit.kind) for edit in difference(clause.clause, match))
    offered = counterparts(match)
    cells = [Cell(_UNRECORDED, pieces=(Piece(None, runs),))]
    cells += [_cell(*offered[tag]) if tag in offered else Cell("missing") for tag in tags]
    label = f"{match.percent} %, {match.passage.unit.id} of {match.passage.text}"
    change = "" if match.percent == 100 else "changed"
    return ReaderRow(
        f"{name} ({label})" if not change else name,
        anchor,
        str(match.passage.unit.role),
        tuple(cells),
        len(text) or 1,
        change=change,
        change_label=label,
    )


def _cell(text: str, status: str) -> Cell:
    return Cell(status or _UNRECORDED, pieces=(Piece(None, (Run(text),)),))
