"""Exported memories in the programs that load them."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from translate.storage.tmx import tmxfile

import tmx
from aligner.bank import Bank
from aligner.errors import InputError
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.tmx import read, write
from aligner.model import Document, Role, Segment, Unit

LANGUAGES = ("en", "zh", "ru")
DIRECTIONS = list(itertools.permutations(LANGUAGES, 2))


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


def written(selection: Selection, folder: Path) -> Path:
    path = folder / "memory.tmx"
    write(selection, str(path))
    return path


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_translate_toolkit_reads_every_clause_in_every_direction(
    annex: Document, tmp_path: Path, source: str, target: str
) -> None:
    path = written(Selection(annex, (source, target)), tmp_path)
    with path.open("rb") as stream:
        memory = tmxfile(stream, source, target)
    assert [(it.source, it.target) for it in memory.units] == [
        (unit.text(source), unit.text(target)) for unit in annex.units
    ]


@pytest.mark.parametrize("source", LANGUAGES)
def test_a_file_of_three_languages_serves_translate_toolkit_from_its_source_to_both_others(
    annex: Document, tmp_path: Path, source: str
) -> None:
    targets = [tag for tag in LANGUAGES if tag != source]
    path = written(Selection(annex, (source, *targets)), tmp_path)
    for target in targets:
        with path.open("rb") as stream:
            memory = tmxfile(stream, source, target)
        assert [it.target for it in memory.units] == [unit.text(target) for unit in annex.units]


@pytest.mark.parametrize("grain", list(EntryGrain))
@pytest.mark.parametrize("languages", [LANGUAGES, ("ru", "en"), ("zh", "ru", "en")])
@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is not installed (Debian: libxml2-utils)")
def test_xmllint_accepts_the_file_against_the_published_dtd(
    annex: Document, tmp_path: Path, tmx_corpus: Path, languages: tuple[str, ...], grain: EntryGrain
) -> None:
    path = written(Selection(annex, languages, grain), tmp_path)
    shutil.copy(tmx_corpus / "schemas" / "tmx14.dtd", tmp_path)
    run = subprocess.run(
        ["xmllint", "--noout", "--valid", "--nonet", path], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_the_file_says_source_document_unit_role_label_and_status(annex: Document, tmp_path: Path) -> None:
    path = written(Selection(annex, ("ru", "en", "zh"), EntryGrain.BOTH), tmp_path)
    with tmx.read(path) as memory:
        header, units = memory.header, list(memory)
    assert header.srclang == "ru"
    assert [note.text.split(":")[0] for note in header.notes] == ["A/66/359", "ru is unverified", "zh is unverified"]
    assert len({unit.tuid for unit in units}) == len(units)
    assert all(unit.languages == ("ru", "en", "zh") for unit in units)
    unit = next(unit for unit in units if unit.tuid == "A/66/359#pledge.a")
    assert [(it.type, it.text) for it in unit.props] == [
        ("x-symbol", "A/66/359"),
        ("x-unit", "pledge.a"),
        ("x-role", "item"),
    ]
    assert {(it.language, prop.type, prop.text) for it in unit.variants for prop in it.props} == {
        ("ru", "x-status", "unverified"),
        ("ru", "x-label", "a)"),
        ("en", "x-status", "verified"),
        ("en", "x-label", "(a)"),
        ("zh", "x-status", "unverified"),
        ("zh", "x-label", "(a)"),
    }
    phrase = next(unit for unit in units if unit.tuid == "A/66/359#pledge.a/1")
    assert phrase.attributes["segtype"] == "phrase"
    assert "x-label" not in {prop.type for it in phrase.variants for prop in it.props}


_FOREIGN = """<tmx version="1.4"><header srclang="en_US"/><body>
<tu><tuv xml:lang="en_US"><seg>Peace</seg></tuv><tuv xml:lang="{tag}"><seg>和平</seg></tuv></tu></body></tmx>"""


def test_names_of_locales_are_read_as_the_tags_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(_FOREIGN.format(tag="zh_CN"), encoding="utf-8")
    contents = read(path)
    assert [list(unit.segments) for unit in contents.units] == [["en-US", "zh-CN"]]
    assert contents.languages == ("en-US", "zh-CN")


def test_what_is_no_language_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(_FOREIGN.format(tag="Chinese"), encoding="utf-8")
    with pytest.raises(InputError, match=r"memory\.tmx:2: 'Chinese' is not a language tag"):
        list(read(path).units)


def test_the_same_text_gives_the_same_bytes_with_lf_and_no_byte_order_mark(annex: Document, tmp_path: Path) -> None:
    first = written(Selection(annex, LANGUAGES, EntryGrain.BOTH), tmp_path).read_bytes()
    second = written(Selection(annex, LANGUAGES, EntryGrain.BOTH), tmp_path).read_bytes()
    assert first == second
    assert first.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    assert b"\r" not in first


def test_a_clause_without_one_of_the_languages_is_left_out_and_named(annex: Document) -> None:
    unit = Unit("new", Role.ITEM, {"en": Segment("New"), "ru": Segment("")})
    document = Document("x", "X", {"en": "X"}, annex.languages, (*annex.units[:2], unit))
    selection = Selection(document, ("en", "ru"))
    assert [entry.id for entry in selection.entries()] == ["title", "enacting-body"]
    assert [entry.id for entry in selection.incomplete()] == ["new"]


@pytest.mark.omegat
@pytest.mark.slow
@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [(LANGUAGES, "en", "zh-CN"), (LANGUAGES, "en", "ru"), (("ru", "en"), "ru", "en"), (("zh", "ru"), "zh", "ru")],
)
def test_omegat_translates_every_clause_with_the_memory(
    annex: Document,
    tmp_path: Path,
    languages: tuple[str, ...],
    source: str,
    target: str,
    omegat: Callable[[Path, str, str, str], str],
) -> None:
    path = written(Selection(annex, languages, EntryGrain.BOTH), tmp_path)
    text = "\n\n".join(unit.text(source) for unit in annex.units)
    translated = omegat(path, source, target, text)
    assert translated.strip().split("\n\n") == [unit.text(target[:2]) for unit in annex.units]
