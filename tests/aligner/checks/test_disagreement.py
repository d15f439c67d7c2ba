"""Which values stand in each other's place, and when a disagreement is a mismatch."""

from __future__ import annotations

import pytest

from aligner.checks.disagreement import Contested, Disagreement, disagreements


def _contested(value: str, having: str, lacking: str) -> Contested:
    return Contested(value, tuple(having.split()), tuple(lacking.split()), ())


def test_two_values_of_one_language_do_not_stand_in_each_others_place() -> None:
    five, six = _contested("5", "en fr", "ru"), _contested("6", "en ru", "fr")
    values = [[value.value for value in group.values] for group in disagreements([five, six], ("en", "fr", "ru"))]
    assert values == [["5"], ["6"]]


@pytest.mark.parametrize(
    ("fives", "sixes", "others", "is_mismatch"),
    [("en", "fr", "", True), ("en", "fr", "es", True), ("en", "fr", "es ru", False), ("en zh", "fr", "es ru", True)],
)
def test_values_of_half_of_the_languages_are_missing_in_the_others_and_no_mismatch(
    fives: str, sixes: str, others: str, is_mismatch: bool
) -> None:
    five = _contested("5", fives, f"{sixes} {others}")
    six = _contested("6", sixes, f"{fives} {others}")
    languages = tuple(f"{fives} {sixes} {others}".split())
    assert Disagreement((five, six), languages).is_mismatch is is_mismatch
