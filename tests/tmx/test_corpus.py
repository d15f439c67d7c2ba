"""Memories of other programs, and files made to be loadable or broken."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import socket
from pathlib import Path
from typing import Any

import pytest

import tmx


def _files(folder: str, pattern: str) -> list[Path]:
    corpus = os.environ.get("TMX_CORPUS")
    return sorted(Path(corpus, folder).glob(pattern)) if corpus else []


_PEERS = [path for path in _files("peers", "*.tmx") if path.stat().st_size]
_SOUND = _files("samples", "v*")
_BROKEN = _files("samples", "i*")


def _again(units: list[tmx.TranslationUnit], header: tmx.Header, profile: str | tmx.Profile = "exact") -> tmx.Reader:
    written = io.BytesIO()
    tmx.write(written, units, header=header, profile=profile)
    written.seek(0)
    return tmx.read(written, errors="report")


@pytest.mark.usefixtures("tmx_corpus")
def test_the_corpus_is_there() -> None:
    """Where the corpus is named, its files are found, so that the tests below are not empty."""
    assert len(_PEERS) > 40
    assert _SOUND
    assert _BROKEN


@pytest.mark.parametrize("path", _PEERS, ids=lambda path: path.name)
def test_a_memory_written_again_reads_as_the_same(path: Path) -> None:
    reader = tmx.read(path, errors="report")
    units = list(reader)
    again = _again(units, reader.header)
    assert list(again) == units
    assert again.header == reader.header


@pytest.mark.parametrize("path", _PEERS, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the other reader's own dependencies
def test_the_text_is_what_an_independent_reader_reads(path: Path) -> None:
    peer: Any = importlib.import_module("translate.storage.tmx").tmxfile  # Any: it is half typed
    language_of: Any = importlib.import_module("translate.misc.xml_helpers").getXMLlang

    expected = [
        [
            (language_of(node) or node.get("lang"), unit.getNodeText(node, "preserve"))
            for node in unit.getlanguageNodes()
        ]
        for unit in peer.parsefile(str(path)).units
    ]
    found = [
        [(variant.language, tmx.native_code(variant.segment)) for variant in unit.variants]
        for unit in tmx.read(path, errors="report")
    ]
    assert found == expected


@pytest.mark.parametrize("path", _SOUND, ids=lambda path: path.name)
def test_a_sound_file_loads_in_strict_mode(path: Path) -> None:
    assert list(tmx.read(path))


@pytest.mark.parametrize("path", _BROKEN, ids=lambda path: path.name)
def test_a_broken_file_gives_one_clear_error_to_those_who_want_the_standard(path: Path) -> None:
    with pytest.raises(tmx.TmxError) as caught:
        list(tmx.read(path, errors="standard"))
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    if isinstance(caught.value, tmx.InvalidTmxError):
        assert caught.value.finding.line > 0
        assert caught.value.finding.rule.code in message


@pytest.mark.parametrize("path", _BROKEN, ids=lambda path: path.name)
def test_what_is_sound_in_a_broken_file_is_read_and_the_rest_is_listed(path: Path) -> None:
    try:
        reader = tmx.read(path, errors="report")
        units = list(reader)
    except tmx.TmxInputError:
        return  # nothing in it is TMX
    assert reader.findings
    assert all(variant.language is not None and unit.variants for unit in units for variant in unit.variants)


@pytest.mark.parametrize("path", [*_SOUND, *_BROKEN], ids=lambda path: path.name)
def test_no_file_makes_the_reader_open_another_or_use_the_network(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = io.BytesIO(path.read_bytes())

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file or the network was used")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    with contextlib.suppress(tmx.TmxError):
        list(tmx.read(source, errors="report"))


@pytest.mark.parametrize("path", _SOUND, ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16-BE", "UTF-32", "UTF-8"])
def test_a_file_in_another_encoding_reads_as_the_same(path: Path, encoding: str) -> None:
    reader = tmx.read(path)
    units = list(reader)
    text = path.read_bytes().decode("utf-16" if "utf16le_bom" in path.name else "utf-8")
    declaration_end = text.find("?>") + 2 if text.startswith("<?xml") else 0
    recoded = ("<?xml version='1.0'?>" + text[declaration_end:]).encode(encoding)
    assert list(tmx.read(io.BytesIO(recoded))) == units
