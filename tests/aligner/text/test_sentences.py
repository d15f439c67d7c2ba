"""Sentences: a table of hard cases per language (data/sentences/*.txt, boundaries marked ‖), and what holds of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.sentences import sentences, spans

CASES = Path(__file__).parent / "data" / "sentences"
MINIMUM = {"en": 25, "zh": 25, "ru": 25, "fr": 12, "es": 12, "ar": 12}
HARD = [(path.stem, line) for path in sorted(CASES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("language", "case"), HARD)
def test_a_hard_case_is_cut_exactly_where_marked(language: str, case: str) -> None:
    assert sentences(case.replace("‖", ""), language) == case.split("‖")


@pytest.mark.parametrize(("language", "least"), MINIMUM.items())
def test_every_language_has_its_table_of_hard_cases(language: str, least: int) -> None:
    assert sum(tag == language for tag, _ in HARD) >= least


PIECES = st.sampled_from(
    [
        "Art",
        "U.S",
        "etc",
        "No",
        "т.е",
        "г",
        "В",
        "大会",
        "说",
        " ",
        "  ",
        "\n",
        "\n\n",
        ".",
        "...",
        "…",
        "。",
        "！",
        "?",
        "؟",
        "(",
        ")",
        "“",
        "”",
        "«",
        "»",
        '"',
        "（",
        "）",
        "5",
        "a)",
        "The",
        "the",
        "نعم",
        ";",
        "—",
        "[1]",
        "\u202f",
        "\u2028",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)), st.sampled_from([*MINIMUM, "xx", "ja"]))
def test_spans_cover_any_text_without_gap_or_overlap(text: str, language: str) -> None:
    found = spans(text, language)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    assert [start for start, _ in found] == [0, *(end for _, end in found)][: len(found)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ".",
        "(",
        "()",
        "“(",
        '"',
        "\n ",
        " ",
        "A. ",
        "U.S. ",
        "Jr. Jr. X ",
        "1. ",
        "? »",
        "”",
        "。”他",
        "a\n\n",
        "etc. B ",
    ],
)
def test_a_long_hostile_line_is_cut_without_hanging(unit: str) -> None:
    """Quadratic code would take minutes on these; each is over in seconds."""
    text = unit * (300_000 // len(unit))
    found = spans(text, "en")
    assert found[0][0] == 0
    assert found[-1][1] == len(text)


@pytest.mark.slow
def test_ten_megabytes_in_one_line_are_cut_like_the_lines_they_are_made_of() -> None:
    line = "The Assembly, in Art. 5 (see annex), decided. «Yes», said Mr. B. N. Smith. It was 3.5 per cent, etc., in the U.S. area. "
    assert len(spans(line * (10_000_000 // len(line)), "en")) == 3 * (10_000_000 // len(line))
