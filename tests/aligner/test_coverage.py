from __future__ import annotations

import pytest

from aligner.coverage import covered, remainders
from aligner.model import Phrase, Role, Segment, Stretch, Unit


def unit(text: str, *stretches: Stretch) -> Unit:
    return Unit("u", Role.ITEM, {"zh": Segment(text)}, phrases=tuple(Phrase({"zh": part}) for part in stretches))


@pytest.mark.parametrize(
    ("text", "stretches", "expected"),
    [
        pytest.param("各国，自愿遵守。", [], ("各国，自愿遵守",), id="no phrase: all words are left, final stop not"),
        pytest.param(
            "各国，自愿遵守。", [Stretch("各国"), Stretch("自愿遵守")], (), id="punctuation alone is no entry"
        ),
        pytest.param("甲乙丙", [Stretch("乙")], ("甲", "丙"), id="a remainder split by a phrase gives two entries"),
        pytest.param("甲乙丙", [Stretch("丙"), Stretch("甲")], ("乙",), id="phrases in crossing order"),
        pytest.param("甲乙甲丙", [Stretch("甲", 2)], ("甲乙", "丙"), id="the occurrence asked for"),
        pytest.param("甲乙丙", [Stretch("丁")], ("甲乙丙",), id="a stretch that is not there covers nothing"),
        pytest.param(
            "甲乙丙丁", [Stretch("甲乙丙"), Stretch("乙")], ("丁",), id="a nested phrase gives no double entry"
        ),
        pytest.param("", [], (), id="empty segment"),
    ],
)
def test_remainders_are_the_words_outside_all_phrases(
    text: str, stretches: list[Stretch], expected: tuple[str, ...]
) -> None:
    assert remainders(unit(text, *stretches), "zh") == expected


def test_a_language_the_unit_lacks_has_no_remainders() -> None:
    assert remainders(unit("甲", Stretch("甲")), "en") == ()
    assert covered(unit("甲", Stretch("甲")), "en") == ()
