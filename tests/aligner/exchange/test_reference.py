"""The page of formats in docs/ says what the registry says."""

from __future__ import annotations

from pathlib import Path

from aligner.exchange.reference import page

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_page_of_formats_is_what_the_registry_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
