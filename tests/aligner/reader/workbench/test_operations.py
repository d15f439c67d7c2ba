"""Operations on the grid: what each does to the rows, and that none of them loses, doubles or reorders a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import UsageError
from aligner.reader.workbench.grid import Grid, GridBlock, GridRow, RowChange
from aligner.reader.workbench.journal import History, JournalStep
from aligner.reader.workbench.operations import OPERATIONS, regroup

TAGS = ("en", "ru")


def grid(*rows: Sequence[str]) -> Grid:
    """Rows of two cells each; blocks of a cell are separated by a bar, and an empty cell is a gap."""
    numbers = dict.fromkeys(TAGS, 0)
    lines = []
    for k, cells in enumerate(rows):
        row: dict[str, tuple[GridBlock, ...]] = {}
        for tag, cell in zip(TAGS, cells, strict=True):
            blocks = []
            for text in filter(None, cell.split("|")):
                blocks.append(GridBlock(numbers[tag], text, origin=f"u{k}"))
                numbers[tag] += 1
            if blocks:
                row[tag] = tuple(blocks)
        lines.append(GridRow(f"u{k}", row))
    return Grid(TAGS, tuple(lines))


def shown(of: Grid) -> list[tuple[str, ...]]:
    return [tuple("|".join(block.text for block in row.cell(tag)) for tag in TAGS) for row in of.rows]


THREE = (("a", "A"), ("b", "B"), ("c", "C"))


@pytest.mark.parametrize(
    ("rows", "name", "arguments", "after"),
    [
        (THREE, "join", {"row": 0}, [("a|b", "A|B"), ("c", "C")]),
        (THREE, "join", {"row": 0, "language": "ru"}, [("a", "A|B"), ("b", ""), ("c", "C")]),
        ((("a", "A"), ("", "B"), ("c", "C")), "join", {"row": 0, "language": "ru"}, [("a", "A|B"), ("c", "C")]),
        ((("a b", "A"), ("c", "C")), "split", {"block": 0, "offset": 1}, [("a", "A"), ("b", ""), ("c", "C")]),
        ((("a b", "A"), ("", "B")), "split", {"block": 0, "offset": 2}, [("a", "A"), ("b", "B")]),
        ((("a|b", "A"), ("c", "B")), "split", {"block": 1, "offset": 0}, [("a", "A"), ("b", ""), ("c", "B")]),
        (
            (("a b", "A"), ("c", "B"), ("", "C"), ("d", "D")),
            "split",
            {"block": 0, "offset": 1, "push": True},
            [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")],
        ),
        (
            (("a b", "A"), ("c", "B")),
            "split",
            {"block": 0, "offset": 1, "push": True},
            [("a", "A"), ("b", "B"), ("c", "")],
        ),
        (THREE, "move_up", {"row": 1}, [("a|b", "A"), ("", "B"), ("c", "C")]),
        ((("", "A"), ("b|c", "B")), "move_up", {"row": 1}, [("b", "A"), ("c", "B")]),
        ((("a", "A"), ("b", "")), "move_up", {"row": 1}, [("a|b", "A")]),
        (THREE, "move_down", {"row": 1}, [("a", "A"), ("", "B"), ("b|c", "C")]),
        (THREE, "move_down", {"row": 2}, [("a", "A"), ("b", "B"), ("", "C"), ("c", "")]),
        ((("a|b", "A"), ("c", "B")), "move_down", {"row": 0}, [("a", "A"), ("b|c", "B")]),
        (THREE, "leave_gap", {"row": 1}, [("a", "A"), ("", "B"), ("b", "C"), ("c", "")]),
        (
            (("a", "A"), ("b", "B"), ("", "C"), ("d", "D")),
            "leave_gap",
            {"row": 0},
            [("", "A"), ("a", "B"), ("b", "C"), ("d", "D")],
        ),
        (
            (("a", "A"), ("", "B"), ("c", "C")),
            "shift_down",
            {"row": 0},
            [("", "A"), ("a", "B"), ("", "C"), ("c", "")],
        ),
        ((("", "A"), ("b", "B"), ("c", "C")), "shift_up", {"row": 0}, [("b", "A"), ("c", "B"), ("", "C")]),
        ((("a", "A"), ("b", "B"), ("c", "")), "shift_up", {"row": 0}, [("a|b", "A"), ("c", "B")]),
        (THREE, "link_moved", {"row": 2, "target": 0}, [("a|c", "A"), ("b", "B"), ("", "C")]),
    ],
)
def test_each_operation_does_what_hands_expect(
    rows: Sequence[Sequence[str]], name: str, arguments: dict[str, Any], after: list[tuple[str, str]]
) -> None:
    language = {} if name == "join" else {"language": "en"}
    arguments = {"row": 0, **language, **arguments}
    assert shown(OPERATIONS[name](grid(*rows), **arguments)) == after


@pytest.mark.parametrize(
    ("name", "arguments", "problem"),
    [
        ("join", {"row": 2}, "no row below"),
        ("join", {"row": 9}, "no such row"),
        ("split", {"row": 0, "language": "en", "block": 0, "offset": 0}, "no words on one side"),
        ("split", {"row": 0, "language": "en", "block": 0, "offset": 1}, "no words on one side"),
        ("split", {"row": 0, "language": "en", "block": 1, "offset": 0}, "no such place"),
        ("split", {"row": 0, "language": "en", "block": 0, "offset": 7}, "no such place"),
        ("move_up", {"row": 0, "language": "en"}, "no row above"),
        ("shift_up", {"row": 2, "language": "en"}, "nothing below"),
        ("link_moved", {"row": 1, "language": "en", "target": 1}, "row of the cell itself"),
        ("link_moved", {"row": 1, "language": "en", "target": 9}, "no such row"),
        ("emend", {"row": 0, "language": "en", "block": 0, "text": "x", "reason": " "}, "for a reason only"),
        ("emend", {"row": 0, "language": "en", "block": 0, "text": " ", "reason": "y"}, "cannot be empty"),
    ],
)
def test_what_cannot_be_done_is_refused(name: str, arguments: dict[str, Any], problem: str) -> None:
    dated = {"date": dt.date(2026, 1, 1)} if name == "emend" else {}
    with pytest.raises(UsageError, match=problem):
        OPERATIONS[name](grid(*THREE), **arguments, **dated)


def test_a_gap_has_nothing_to_move() -> None:
    gapped = grid(("a", "A"), ("", "B"))
    for name in ("move_up", "move_down", "leave_gap"):
        with pytest.raises(UsageError, match="there is a gap here"):
            OPERATIONS[name](gapped, 1, "en")


def test_a_wording_that_is_fixed_is_never_emended() -> None:
    fixed = Grid(("en",), (GridRow("u", {"en": (GridBlock(0, "a", is_fixed=True),)}),))
    with pytest.raises(UsageError, match="cannot be changed here"):
        OPERATIONS["emend"](fixed, 0, "en", 0, "b", "why", dt.date(2026, 1, 1))


def test_an_emended_wording_keeps_that_of_the_file_and_goes_back_to_it() -> None:
    emended = OPERATIONS["emend"](grid(("a", "A")), 0, "en", 0, "b", "a misprint", dt.date(2026, 1, 1))
    (block,) = emended.rows[0].cell("en")
    assert (block.text, block.wording) == ("a", "b")
    (block,) = OPERATIONS["emend"](emended, 0, "en", 0, "a", "", dt.date(2026, 1, 1)).rows[0].cell("en")
    assert block.rewrite is None


def test_the_two_sides_of_a_cut_that_meet_again_are_one_block_with_its_own_spaces() -> None:
    begun = grid(("a \u00a0b", "A"))
    cut = OPERATIONS["split"](begun, 0, "en", 0, 1)
    assert shown(cut) == [("a", "A"), ("b", "")]
    assert OPERATIONS["join"](cut, 0).rows[0].cells == begun.rows[0].cells


def test_a_moved_cell_that_comes_back_is_in_order_again() -> None:
    away = OPERATIONS["link_moved"](grid(*THREE), 2, "en", 0)
    assert [block.is_moved for block in away.rows[0].cell("en")] == [False, True]
    alone = OPERATIONS["link_moved"](grid(("", "A"), ("b", "B"), ("c", "C")), 2, "en", 0)
    back = OPERATIONS["link_moved"](alone, 0, "en", 2)
    assert not any(block.is_moved for block in back.column("en"))


def test_a_checked_row_is_no_longer_checked_when_its_cells_change() -> None:
    checked = OPERATIONS["check"](grid(*THREE), 1)
    assert checked.rows[1].is_checked
    assert not OPERATIONS["shift_down"](checked, 0, "en").rows[1].is_checked
    assert OPERATIONS["join"](checked, 1, "ru").rows[0].is_checked is False


def test_a_finding_is_accepted_for_a_reason_and_no_longer_without_one() -> None:
    accepted = OPERATIONS["accept"](grid(*THREE), 0, "NUM001", " as the  source has it ")
    assert accepted.rows[0].accepted == {"NUM001": "as the source has it"}
    assert OPERATIONS["accept"](accepted, 0, "NUM001", "").rows[0].accepted == {}


def test_an_alternative_puts_its_blocks_together_and_leaves_the_others_where_they_are() -> None:
    wrong = grid(("a", "A|B"), ("b", "C"), ("c", ""))
    groups = [{tag: frozenset((n,)) for tag in TAGS} for n in range(3)]
    assert shown(regroup(wrong, groups)) == list(THREE)
    assert shown(regroup(grid(*THREE), [{"en": frozenset((0,)), "ru": frozenset((0, 1))}])) == [
        ("a", "A|B"),
        ("b", ""),
        ("c", "C"),
    ]


@st.composite
def begun(draw: st.DrawFn) -> Grid:
    cells = st.lists(st.sampled_from(("x", "y z", "один два", " ", "a，b")), max_size=3)
    rows = draw(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
    texts = [tuple("|".join(filter(str.strip, cell)) for cell in row) for row in rows]
    kept = [row for row in texts if any(row)]
    return grid(*(kept or [("a", "A")]))


STEP = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [*sorted(set(OPERATIONS) - {"emend", "accept", "check", "link_phrase"}), "undo", "redo"]
        ),
        "row": st.integers(0, 7),
        "language": st.sampled_from(TAGS),
        "target": st.integers(0, 7),
        "block": st.integers(0, 2),
        "offset": st.integers(0, 9),
        "push": st.booleans(),
    }
)
TAKEN = {"split": ("block", "offset", "push"), "link_moved": ("target",)}


def words(of: Grid, tag: str) -> str:
    """The words of a language in the order of its blocks, wherever they are."""
    return "".join("".join(block.text.split()) for block in sorted(of.column(tag), key=lambda block: block.place))


def tried(history: History, step: dict[str, Any]) -> None:
    name = step["name"]
    if name in ("undo", "redo"):
        if history.can_undo if name == "undo" else history.can_redo:
            history.play(JournalStep(name))
        return
    arguments = {key: step[key] for key in ("row", "language", *TAKEN.get(name, ()))}
    try:
        new = OPERATIONS[name](history.grid, **arguments)
    except UsageError:
        return
    history.play(JournalStep("do", RowChange.between(history.grid, new)))


@given(begun(), st.lists(STEP, max_size=12))
def test_after_any_steps_every_language_has_its_words_in_its_order_and_undoing_all_gives_the_beginning(
    first: Grid, steps: list[dict[str, Any]]
) -> None:
    history = History(first)
    for step in steps:
        tried(history, step)
    now = history.grid
    for tag in TAGS:
        assert words(now, tag) == words(first, tag)
        places = [block.place for block in now.column(tag)]
        assert len(set(places)) == len(places)
        in_order = [block.place for block in now.column(tag) if not block.is_moved]
        assert in_order == sorted(in_order)
    assert all(row.cells for row in now.rows)
    assert len({row.id for row in now.rows}) == len(now.rows)
    while history.can_undo:
        history.play(JournalStep("undo"))
    assert history.grid == first
