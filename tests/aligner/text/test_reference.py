"""The page of languages is made from the modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.text.languages import tags
from aligner.text.reference import page

PAGE = Path(__file__).parents[3] / "docs" / "languages.md"


@pytest.mark.slow
def test_the_page_of_languages_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_the_page_names_every_language_with_a_module() -> None:
    rows = PAGE.read_text(encoding="utf-8").partition("## By libraries")[0]
    assert all(f"(`{tag}`)" in rows for tag in tags())
