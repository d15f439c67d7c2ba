"""What a word becomes, counted on the annex, where every count can be checked by hand."""

from __future__ import annotations

import pytest

from aligner.bank import Bank
from aligner.wording.counterparts import Counterparts
from aligner.wording.equivalents import equivalents
from aligner.wording.openings import openings
from aligner.wording.query import Query, QueryKind
from aligner.wording.terms import TermPattern, remarks

ANNEX = Bank().load("a-66-359")


@pytest.mark.parametrize(
    ("word", "language", "other", "equivalent", "count", "of"),
    [
        ("security", "en", "zh", "安全", 15, 16),  # the sixteenth is 安全性
        ("security", "en", "ru", "безопасность", 16, 16),
        ("cybersecurity", "en", "zh", "网络安全", 3, 3),
        ("information security", "en", "zh", "信息安全", 6, 6),
        ("States", "en", "ru", "государство", 8, 9),
        ("信息", "zh", "en", "information", 29, 31),
        ("угроза", "ru", "en", "threat", 5, 6),
    ],
)
def test_the_first_equivalent_and_its_count(
    word: str, language: str, other: str, equivalent: str, count: int, of: int
) -> None:
    found = equivalents(ANNEX.units, Query(word, QueryKind.LEMMA), language, [other])
    first = found.rows[0]
    assert (first.equivalent, first.count, found.occurrences) == (equivalent, count, of)
    assert first.share == pytest.approx(count / of, abs=0.0001)
    assert set(first.units) <= {unit.id for unit in ANNEX.units}


def test_counts_never_exceed_the_occurrences_of_the_word() -> None:
    for word in ("information", "international", "rights", "networks", "development"):
        found = equivalents(ANNEX.units, Query(word, QueryKind.LEMMA), "en", ["zh", "ru"])
        for tag in ("zh", "ru"):
            assert sum(row.count for row in found.rows if row.language == tag) == found.linked[tag] <= found.occurrences


def test_counterparts_of_a_hit_are_its_words_where_known_and_else_its_phrase() -> None:
    unit = ANNEX.unit("pledge.k")
    counterparts = Counterparts(ANNEX.units)
    start = unit.text("en").index("threat")
    found = counterparts.of(unit, "en", [(start, start + 6)])
    assert [unit.text("zh")[a:b] for a, b in found["zh"]] == ["相威胁"]
    assert [unit.text("ru")[a:b] for a, b in found["ru"]] == ["угрозы"]


def test_one_rendering_for_several_openings_can_be_seen() -> None:
    found = [(it.formula["en"], it.formula["zh"]) for it in openings(ANNEX.units, ["en", "zh", "ru"])]
    assert {en for en, zh in found if zh == "强调"} == {"Underlining", "Highlighting", "Stressing"}


def test_terms_that_vary_and_terms_that_meet_are_named_with_their_clauses() -> None:
    found = {(it.pattern, it.language, it.concepts): it for it in remarks(ANNEX, ["en", "zh", "ru"])}
    shared = found[TermPattern.CONVERGENCE, "zh", ("sovereignty", "sovereign-right")]
    assert [it.units for it in shared.terms] == [("pledge.a",), ("preamble.6",)]
    varied = found[TermPattern.VARIATION, "zh", ("critical-information-infrastructure",)]
    assert {it.term: it.units for it in varied.terms}["重要信息基础设施"] == ("preamble.7",)
