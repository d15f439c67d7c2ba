"""A text and the file that it was exported to are the same to every command: the same units, with the same counts."""

from __future__ import annotations

from pathlib import Path

import pytest

import clausebank
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS
from aligner.model import Document

READABLE = [
    (chosen.name, grain)
    for chosen in FORMATS.values()
    if chosen.readable and chosen.writable and chosen.extensions and chosen.name not in {"tbx", "tbx2"}
    for grain in ((EntryGrain.CLAUSE, EntryGrain.BOTH) if chosen.grains else (None,))
]
"""Formats that keep the wording of a text, with the grains they are written in; None where whole units are written."""


@pytest.fixture(scope="module")
def annex() -> Document:
    return clausebank.load("a-66-359")


def exported(document: Document, name: str, grain: EntryGrain | None, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """The file of a format, and the languages it has."""
    chosen = FORMATS[name]
    tags = ("en", "ru") if chosen.languages == 2 else tuple(document.languages)
    path = folder / f"annex{chosen.extensions[0]}"
    chosen.write(Selection(document, tags, chosen.default_grain(grain)), str(path))
    return path, tags


@pytest.mark.parametrize(("name", "grain"), READABLE)
def test_a_file_has_the_units_and_the_hits_of_its_text(
    name: str, grain: EntryGrain | None, annex: Document, tmp_path: Path
) -> None:
    path, tags = exported(annex, name, grain, tmp_path)
    read = clausebank.read(path)
    assert [unit.id for unit in read.units] == [unit.id for unit in annex.units]
    for query, language in (("security", "en"), ("безопасност*", "ru")):
        of_text = clausebank.search(query, annex, language=language)
        of_file = clausebank.search(query, path, language=language)
        assert [hit.passage.unit.id for hit in of_file] == [hit.passage.unit.id for hit in of_text]
        assert [hit.spans for hit in of_file] == [hit.spans for hit in of_text]
    changes = {pair.changed for pair in clausebank.compare(annex, read)}
    assert changes == {()}
    assert set(read.languages) == set(tags)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "grain"), [("tmx", EntryGrain.BOTH), ("xlsx", EntryGrain.BOTH), ("jsonl", None)])
def test_equivalents_count_the_same_in_a_text_and_in_its_file(
    name: str, grain: EntryGrain | None, annex: Document, tmp_path: Path
) -> None:
    path, _ = exported(annex, name, grain, tmp_path)
    of_text = clausebank.equivalents("security", annex, language="en")
    of_file = clausebank.equivalents("security", path, language="en")
    assert [(row.language, row.equivalent, row.count) for row in of_file] == [
        (row.language, row.equivalent, row.count) for row in of_text
    ]
