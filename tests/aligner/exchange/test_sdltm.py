"""Memories of Trados Studio: read as a stream, never written to, and no door for a file that was made to do harm."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from aligner.errors import ClausebankError, InputError
from aligner.exchange import formats, sdltm
from aligner.exchange.contents import ReadOptions
from aligner.model import InlineCode, Unit

LAYOUT = """
CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT, source_language TEXT, target_language TEXT);
CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid TEXT, source_segment TEXT, target_segment TEXT,
    creation_date TEXT, creation_user TEXT, change_date TEXT, change_user TEXT);
"""
BARE = "CREATE TABLE translation_units (source_segment TEXT, target_segment TEXT);"


def segment(elements: str, language: str) -> str:
    return f"<Segment><Elements>{elements}</Elements><CultureName>{language}</CultureName></Segment>"


def words(text: str) -> str:
    return f"<Text><Value>{text}</Value></Text>"


def tag(kind: str, number: int) -> str:
    return f"<Tag><Type>{kind}</Type><Anchor>{number}</Anchor><TagID>{number}</TagID></Tag>"


def memory(path: Path, script: str, *statements: tuple[str, tuple[str, ...]]) -> Path:
    """A database made by a script and by statements with values."""
    database = sqlite3.connect(path)
    database.executescript(script)
    for statement, values in statements:
        database.execute(statement, values)
    database.commit()
    database.close()
    return path


UNIT = "INSERT INTO translation_units (source_segment, target_segment) VALUES (?, ?)"
PEACE = (segment(words("Peace"), "en-US"), segment(words("Paix"), "fr-FR"))


def units(path: Path, options: ReadOptions | None = None) -> list[Unit]:
    return list(formats.read(path, "", options or ReadOptions()).units)


def test_a_unit_has_its_words_codes_date_and_author(tmp_path: Path) -> None:
    coded = segment(
        tag("Start", 1) + words("Peace &amp;") + tag("End", 1) + words(" law") + tag("Standalone", 2), "en-US"
    )
    facts = ("g-1", coded, segment(words("Paix"), "fr-FR"), "2019-01-02 03:04:05", "ann", "2020-05-06 07:08:09", "bo")
    path = memory(
        tmp_path / "a.sdltm",
        LAYOUT,
        ("INSERT INTO translation_memories VALUES (1, ?, ?, ?)", ("m", "en-US", "fr-FR")),
        ("INSERT INTO translation_units VALUES (1, ?, ?, ?, ?, ?, ?, ?)", facts),
    )
    contents = formats.read(path)
    (unit,) = contents.units
    assert (contents.languages, contents.source, unit.id) == (("en-US", "fr-FR"), "en-US", "g-1")
    assert {it: unit.text(it) for it in unit.segments} == {"en-US": "Peace & law", "fr-FR": "Paix"}
    assert unit.segments["en-US"].codes == (
        InlineCode(0, "1", "open"),
        InlineCode(7, "1", "close"),
        InlineCode(11, "2", "alone"),
    )
    assert dict(unit.properties) == {"date": "2020-05-06", "author": "bo"}
    assert +contents.left_out == {"inline codes": 3}


def test_a_memory_that_has_only_its_segments_is_read_and_a_bad_one_is_reported(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm", BARE, (UNIT, PEACE), (UNIT, ("<Segment>", PEACE[1])), (UNIT, PEACE))
    errors: list[InputError] = []
    assert [unit.text("fr-FR") for unit in units(path, ReadOptions(on_bad_row=errors.append))] == ["Paix", "Paix"]
    assert [str(error).partition(";")[0] for error in errors] == [f"{path}, unit 2: a segment that is not XML"]
    with pytest.raises(InputError, match="unit 2: a segment that is not XML"):
        units(path)


def test_reading_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm", BARE, (UNIT, PEACE))
    before = path.read_bytes()
    units(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS source_segment, i AS target_segment FROM n"


@pytest.mark.parametrize(
    ("script", "segments"),
    [
        (f"CREATE VIEW translation_units AS {ENDLESS};", None),
        ("CREATE VIRTUAL TABLE translation_units USING fts5(source_segment, target_segment);", None),
        ("CREATE TABLE translation_units (id INTEGER);", None),
        ("CREATE TABLE other (id INTEGER);", None),
        (BARE, None),
        (BARE, (segment(words("a"), ""), segment(words("b"), "fr"))),
        (BARE, ("<!DOCTYPE s [<!ENTITY x 'y'>]><Segment><CultureName>en</CultureName></Segment>", PEACE[1])),
    ],
    ids=["view", "virtual table", "no segments", "no table", "empty", "no language", "entities"],
)
def test_what_is_not_such_a_memory_is_one_clear_line(
    script: str, segments: tuple[str, str] | None, tmp_path: Path
) -> None:
    path = memory(tmp_path / "a.sdltm", script, *([(UNIT, segments)] if segments else []))
    with pytest.raises(ClausebankError, match=r"a\.sdltm"):
        units(path)


def test_a_scan_that_is_longer_than_the_file_explains_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = memory(tmp_path / "a.sdltm", BARE, *([(UNIT, PEACE)] * 200))
    for name, value in (("_STEPS", 100), ("_STEPS_PER_BYTE", 0), ("_STRIDE", 10)):
        monkeypatch.setattr(sdltm, name, value)
    with pytest.raises(InputError, match="interrupted"):
        units(path)


def test_damage_and_other_files_are_one_clear_line(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm", BARE, *([(UNIT, PEACE)] * 200))
    whole = path.read_bytes()
    for damaged in (b"", b"PK\x03\x04", whole[:5000], whole[:4096] + bytes(len(whole) - 4096)):
        path.write_bytes(damaged)
        with pytest.raises(ClausebankError, match=r"a\.sdltm"):
            units(path)
