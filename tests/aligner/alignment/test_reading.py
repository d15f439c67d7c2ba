"""Files to align: one language each, from text or from a column of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.alignment.reading import read_paragraphs
from aligner.errors import InputError
from aligner.exchange.entries import Selection
from aligner.exchange.formats import FORMATS
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit


@pytest.mark.parametrize("ending", ["csv", "ods", "xlsx"])
def test_a_language_of_a_table_is_the_column_that_it_heads(ending: str, tmp_path: Path) -> None:
    segments = {"en": Segment("Keep the peace."), "zh-CN": Segment("维护和平。")}
    unit = Unit("1", Role.ITEM, segments)
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in segments}
    path = tmp_path / f"a.{ending}"
    document = Document("a", "A", {"en": "A"}, versions, (unit,))
    FORMATS[ending].write(Selection(document, ("en", "zh-CN")), str(path))
    assert read_paragraphs(str(path), "zh").texts == ("维护和平。",)
    with pytest.raises(InputError, match="has no language fr"):
        read_paragraphs(str(path), "fr")
