"""Fetching, from a server on this machine that answers as the Official Document System does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.bank import Bank
from aligner.errors import UsageError
from aligner.sources import FetchError
from aligner.sources.provenance import FILE, read_provenance
from aligner.sources.undocs import DocumentSystem, Fetched, FileFormat, Missing
from aligner.sources.web import TRIES, WebClient
from benchmarks.samples import compose, write_docx
from benchmarks.samples.server import SampleServer, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SampleServer]:
    """A server that holds A/66/359 as docx in en and zh."""
    folder = tmp_path / "server"
    folder.mkdir()
    for language in ("en", "zh"):
        write_docx(compose(Bank().load("a-66-359"), language), folder / f"A-66-359-{language}.docx")
    with serving(folder) as state:
        yield state


def fetch(server: SampleServer, folder: Path, languages: str, symbol: str = "A/66/359") -> list[Fetched | Missing]:
    system = DocumentSystem(WebClient(wait=0, timeout=5), server.address)
    return list(system.fetch(symbol, languages.split(","), folder, FileFormat.DOCX))


def test_files_get_plain_names_and_a_record_of_their_origin(server: SampleServer, tmp_path: Path) -> None:
    fetch(server, tmp_path / "out", "en,zh")
    assert sorted(it.name for it in (tmp_path / "out").iterdir()) == ["A-66-359-en.docx", "A-66-359-zh.docx", FILE]
    entry = json.loads((tmp_path / "out" / FILE).read_text(encoding="utf-8"))["files"][1]
    assert (entry["symbol"], entry["language"], entry["format"], entry["job_number"]) == (
        "A/66/359",
        "zh",
        "docx",
        "11-49656",
    )
    assert entry["address"] == f"{server.address}/doc/undoc/gen/n11/496/56/A-66-359-zh.docx"
    assert len(entry["sha256"]) == 64
    assert server.agents[0].startswith("clausebank/")
    assert server.requests[0] == "/api/symbol/access?s=A/66/359&l=en&t=doc"


def test_what_is_there_is_not_asked_for_again_unless_it_was_changed(server: SampleServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "en,zh")
    asked = len(server.requests)
    again = fetch(server, tmp_path, "en,zh")
    assert [it.is_new for it in again if isinstance(it, Fetched)] == [False, False]
    assert len(server.requests) == asked
    (tmp_path / "A-66-359-zh.docx").write_bytes(b"spoilt")
    again = fetch(server, tmp_path, "en,zh")
    assert [it.is_new for it in again if isinstance(it, Fetched)] == [False, True]


def test_a_call_that_was_broken_off_goes_on_where_it_was(server: SampleServer, tmp_path: Path) -> None:
    system = DocumentSystem(WebClient(wait=0), server.address)
    next(system.fetch("A/66/359", ["en", "zh"], tmp_path, FileFormat.DOCX))
    assert [it.language for it in read_provenance(tmp_path)] == ["en"]
    assert [it.is_new for it in fetch(server, tmp_path, "en,zh") if isinstance(it, Fetched)] == [False, True]


def test_a_language_that_is_missing_and_a_symbol_that_does_not_exist_are_told_apart(
    server: SampleServer, tmp_path: Path
) -> None:
    fetched, missing = fetch(server, tmp_path, "en,fr")
    assert isinstance(fetched, Fetched)
    assert isinstance(missing, Missing)
    assert missing.reason.startswith("A/66/359 is not there in fr as docx (the server says: There is no document")
    (only,) = fetch(server, tmp_path, "fr")
    assert isinstance(only, Missing)
    assert only.reason.endswith("it is there in en")
    (nothing,) = fetch(server, tmp_path, "ru", symbol="A/66/9999")
    assert isinstance(nothing, Missing)
    assert nothing.reason.startswith("there is no document A/66/9999")


@pytest.mark.parametrize("faults", [[503], ["cut"], ["drop"], [429, 500, "cut"]])
def test_what_passes_is_tried_again(server: SampleServer, tmp_path: Path, faults: list[int | str]) -> None:
    server.faults.extend(faults)
    (result,) = fetch(server, tmp_path, "en")
    assert isinstance(result, Fetched)


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([503] * TRIES, "no answer after 4 tries: the server says 503"),
        (["cut"] * TRIES, "the file was cut off on the way"),
        ([403], "refuses with status 403"),
        (["ftp"], "which is not the web"),
    ],
)
def test_what_does_not_pass_is_said_and_leaves_no_file(
    server: SampleServer, tmp_path: Path, faults: list[int | str], said: str
) -> None:
    server.faults.extend(faults)
    with pytest.raises(FetchError, match=said):
        fetch(server, tmp_path / "out", "en")
    assert list((tmp_path / "out").iterdir()) == []


def test_no_network_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    system = DocumentSystem(WebClient(wait=0, say=said.append), "http://127.0.0.1:9")
    with pytest.raises(FetchError, match="no connection"):
        list(system.fetch("A/66/359", ["en"], tmp_path))
    assert len(said) == TRIES - 1


@pytest.mark.parametrize("symbol", ["../../etc/passwd", "A/66/../359", "A66359", "A/66/359?l=en", "", "A/\n66"])
def test_what_is_no_symbol_is_refused_before_anything_is_asked(
    server: SampleServer, tmp_path: Path, symbol: str
) -> None:
    with pytest.raises(UsageError, match="not a document symbol"):
        fetch(server, tmp_path, "en", symbol=symbol)
    assert server.requests == []


@pytest.mark.parametrize("symbol", ["IDB.39/2", "UNEP(DTIE)/Hg/INC.7/3", "GC.15/CRP.2", "ICCD/COP(12)/20"])
def test_bodies_with_a_session_or_a_division_are_asked_for(server: SampleServer, tmp_path: Path, symbol: str) -> None:
    (result,) = fetch(server, tmp_path, "en", symbol=symbol)
    assert isinstance(result, Missing)
    assert symbol in result.reason


def test_a_language_the_united_nations_do_not_publish_in_is_refused(server: SampleServer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"do not publish in 'de'; choose from ar, zh, en"):
        fetch(server, tmp_path, "en,de")


def test_an_address_that_is_not_of_the_web_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="not an address of the web"):
        list(DocumentSystem(WebClient(wait=0), "file:///etc").fetch("A/66/359", ["en"], tmp_path))
