"""Two versions of a text: each clause finds what became of it, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.bank import Bank
from aligner.model import Role, Segment, Unit
from aligner.wording.between import differences
from aligner.wording.difference import edits
from aligner.wording.versions import Pair, compare

ANNEX = Bank().load("a-66-359")
UNITS = list(ANNEX.units)


def at(name: str) -> int:
    return next(n for n, unit in enumerate(UNITS) if unit.id == name)


def outcome(pairs: list[Pair]) -> dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...]]:
    sides = [(tuple(it.id for it in pair.old), tuple(it.id for it in pair.new), pair.kinds) for pair in pairs]
    return {(old, new): kinds for old, new, kinds in sides if kinds}


def reworded(unit: Unit, **texts: str) -> Unit:
    return replace(
        unit, segments={**unit.segments, **{tag: replace(unit.segments[tag], text=text) for tag, text in texts.items()}}
    )


def test_a_text_compared_with_itself_has_no_difference() -> None:
    assert outcome(compare(UNITS, UNITS)) == {}


def test_a_clause_that_moved_is_one_move_and_not_many() -> None:
    moved = [*UNITS[: at("pledge.a")], UNITS[-1], *UNITS[at("pledge.a") : -1]]
    assert outcome(compare(UNITS, moved)) == {(("pledge.k",), ("pledge.k",)): ("moved",)}


def test_clauses_that_took_new_numbers_are_renumbered_and_not_changed() -> None:
    names = {"pledge.i": "pledge.j", "pledge.j": "pledge.i"}
    other = [replace(unit, id=names.get(unit.id, unit.id)) for unit in UNITS]
    assert set(outcome(compare(UNITS, other)).values()) == {("renumbered",)}


def test_what_is_new_and_what_is_gone_is_told_apart() -> None:
    added = Unit("new", Role.ITEM, {"en": Segment("To share training material"), "zh": Segment("分享培训资料")})
    found = outcome(compare(UNITS, [*UNITS[:5], *UNITS[6:], added]))
    assert found == {((UNITS[5].id,), ()): ("gone",), ((), ("new",)): ("new",)}


def test_two_clauses_merged_into_one_and_one_split_in_two_are_seen() -> None:
    one, two = UNITS[at("pledge.e")], UNITS[at("pledge.f")]
    merged = reworded(one, **{tag: f"{one.text(tag)} {two.text(tag)}" for tag in one.segments})
    other = [merged if unit is one else unit for unit in UNITS if unit is not two]
    assert outcome(compare(UNITS, other)) == {(("pledge.e", "pledge.f"), ("pledge.e",)): ("merged",)}
    assert outcome(compare(other, UNITS)) == {(("pledge.e",), ("pledge.e", "pledge.f")): ("split",)}


def test_a_change_in_one_language_names_that_language() -> None:
    other = [
        reworded(unit, zh=unit.text("zh").replace("各国", "国家")) if unit.id == "pledge.e" else unit for unit in UNITS
    ]
    (pair,) = [pair for pair in compare(UNITS, other) if pair.kinds]
    assert (pair.kinds, pair.changed) == (("changed",), ("zh",))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("any dispute arising", "all disputes arising", "[any dispute|all disputes] arising"),
        ("shall not use force", "shall use force", "shall[ not|] use force"),
        ("任何争端，都以和平方式解决", "一切争端，都以和平方式解决", "[任何|一切]争端，都以和平方式解决"),
        ("", "new", "[|new]"),
        ("same", "same", "same"),
    ],
)
def test_differences_are_whole_words_and_single_characters_of_chinese(old: str, new: str, marked: str) -> None:
    out, pending = "", ["", ""]
    for edit in [*edits(old, new), None]:
        if edit and edit.kind:
            pending[edit.kind == "ins"] += edit.text
            continue
        out += f"[{pending[0]}|{pending[1]}]" if any(pending) else ""
        pending = ["", ""]
        out += edit.text if edit else ""
    assert out == marked


@given(st.text(max_size=30), st.text(max_size=30))
def test_edits_give_back_both_wordings(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(edit.text for edit in found if edit.kind != "ins") == old
    assert "".join(edit.text for edit in found if edit.kind != "del") == new


@given(st.permutations(range(len(UNITS))), st.integers(0, len(UNITS)))
@settings(max_examples=15)
def test_every_clause_of_both_versions_stands_in_exactly_one_pair(order: list[int], size: int) -> None:
    new = [UNITS[k] for k in order[:size]]
    pairs = compare(UNITS, new)
    assert sorted(unit.id for pair in pairs for unit in pair.old) == sorted(unit.id for unit in UNITS)
    assert [unit.id for pair in pairs for unit in pair.new] == [unit.id for unit in new]


def test_between_languages_a_clause_that_says_more_or_less_is_shown_with_its_reason() -> None:
    found = {(it.unit.id, it.language, it.says, it.reason) for it in differences(ANNEX, ["en", "zh", "ru"])}
    assert ("pledge.i", "zh", "less", "words") in found
    assert ("preamble.6", "en", "less", "term") not in found


def test_a_negation_that_one_language_lost_is_said_as_the_rule_says_it() -> None:
    lost = [reworded(it, en=it.text("en").replace("Not to use", "To use")) for it in UNITS]
    reasons = differences(replace(ANNEX, units=tuple(lost)), ["en", "zh", "ru"])
    assert [(it.unit.id, it.language, it.says) for it in reasons if it.reason == "negation"] == [
        ("pledge.b", "en", "less")
    ]


def test_a_clause_that_is_cut_short_in_one_language_is_found_by_its_length() -> None:
    short = [reworded(it, ru=it.text("ru")[:40]) if it.id == "pledge.d" else it for it in UNITS]
    found = differences(replace(ANNEX, units=tuple(short)), ["en", "zh", "ru"])
    assert ("pledge.d", "ru", "less") in [(it.unit.id, it.language, it.says) for it in found if it.reason == "length"]
