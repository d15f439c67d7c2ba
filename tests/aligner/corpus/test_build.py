"""What a build does with documents that change, come, go and fail."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from aligner.corpus import manifest as manifests
from aligner.corpus import tables
from aligner.corpus.build import Report, build
from aligner.corpus.errors import FolderError
from aligner.errors import OutputError
from aligner.sources import NoAnswerError
from aligner.sources.web import TRIES, WebClient
from benchmarks.samples.server import SampleServer, serving

Make = Callable[[Path, int], Path]
Contents = Callable[[Path], Mapping[str, bytes]]


def built(manifest: Path, output: Path, *, retry: bool = False) -> Report:
    return build(manifests.read(str(manifest)), manifest.parent, output, size=4, retry=retry)


def errors(output: Path) -> dict[str, str]:
    """Document to the error recorded for it."""
    rows = pq.read_table(output / "documents").to_pylist()
    assert len(rows) == len({row["document"] for row in rows})
    return {row["document"]: f"{row['error']}: {row['message']}" for row in rows if row["error"]}


def test_a_second_build_keeps_everything_and_counts_the_same(manifest: Path, corpus: Path, contents: Contents) -> None:
    before = contents(corpus)
    report = built(manifest, corpus)
    assert (report.built, report.kept) == (0, report.parts)
    assert report.summary.documents == 24
    assert report.summary.blocks == {"en": 144, "ru": 144, "zh": 144}
    assert contents(corpus) == before


def test_what_is_written_is_all_of_the_text_in_units_and_links(manifest: Path, corpus: Path) -> None:
    units = pq.read_table(corpus / "units").to_pylist()
    for language in ("en", "zh", "ru"):
        text = [
            t for row in units if row["document"] == "doc-000" and row["language"] == language for t in row["texts"]
        ]
        file = manifest.parent / f"doc-000.{language}.txt"
        assert text == file.read_text(encoding="utf-8").split("\n\n")
    links = [row for row in pq.read_table(corpus / "beads").to_pylist() if row["document"] == "doc-000"]
    assert {(row["first"], row["second"]) for row in links} == {("en", "ru"), ("en", "zh"), ("ru", "zh")}
    assert all(sorted(b for row in links if row["first"] == "en" for b in row["first_blocks"]) for row in links)


def test_only_what_has_changed_is_done_again_and_the_result_is_that_of_a_fresh_build(
    make: Make, contents: Contents, tmp_path: Path
) -> None:
    manifest = make(tmp_path / "texts", 12)
    report = built(manifest, tmp_path / "corpus")
    (tmp_path / "texts" / "doc-004.en.txt").write_text("Quite another text.\n\nOf two paragraphs.", encoding="utf-8")
    again = built(manifest, tmp_path / "corpus")
    built(manifest, tmp_path / "fresh")
    assert (again.built, again.kept) == (1, report.parts - 1)
    assert contents(tmp_path / "corpus") == contents(tmp_path / "fresh")


def test_documents_that_come_and_go_leave_the_corpus_of_the_new_manifest(
    make: Make, contents: Contents, tmp_path: Path
) -> None:
    manifest = make(tmp_path / "texts", 16)
    built(manifest, tmp_path / "corpus")
    rows = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(row for row in rows if "doc-003" not in row), encoding="utf-8")
    report = built(manifest, tmp_path / "corpus")
    built(manifest, tmp_path / "fresh")
    assert report.removed == 1
    assert report.kept > 0
    assert contents(tmp_path / "corpus") == contents(tmp_path / "fresh")


def test_a_part_that_was_not_renamed_or_is_damaged_is_done_again(
    make: Make, contents: Contents, tmp_path: Path
) -> None:
    manifest, output = make(tmp_path / "texts", 8), tmp_path / "corpus"
    built(manifest, output)
    whole = contents(output)
    name = tables.names(output)[0]
    (output / "documents" / f"{name}.parquet").rename(output / "documents" / f".{name}.parquet.x.part")
    other = output / "documents" / f"{tables.names(output)[-1]}.parquet"
    other.write_bytes(other.read_bytes()[:-7])
    assert built(manifest, output).built == 2
    assert contents(output) == whole


FAULTS = {
    "corrupt": (b"\xff\xfe\xfa\x00\x00", "not UTF-"),
    "cut.docx": (b"PK\x03\x04 cut off", ""),
    "empty": (b"\n \n", "the file is empty"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_document_that_cannot_be_read_is_recorded_and_stops_nothing(make: Make, tmp_path: Path, fault: str) -> None:
    manifest, output = make(tmp_path / "texts", 4), tmp_path / "corpus"
    data, said = FAULTS[fault]
    (tmp_path / "texts" / "doc-001.zh.txt").write_bytes(data)
    report = built(manifest, output)
    assert [failure.document for failure in report.summary.failures] == ["doc-001"]
    assert "UnreadableError" in errors(output)["doc-001"]
    assert said in errors(output)["doc-001"]
    assert set(pq.read_table(output / "units")["document"].to_pylist()) == {"doc-000", "doc-002", "doc-003"}
    assert built(manifest, output).kept == report.parts
    assert built(manifest, output, retry=True).built >= 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../secret.txt", "leads out of the folder"),
        ("/etc/hostname", "leads out of the folder"),
        ("link.txt", "leads out of the folder"),
        ("nowhere.txt", "there is no such file"),
        ("doc-002.zh.txt", "more than one file for zh"),
    ],
)
def test_a_path_that_is_no_file_of_the_folder_fails_its_document_only(
    make: Make, tmp_path: Path, path: str, said: str
) -> None:
    manifest, output = make(tmp_path / "texts", 3), tmp_path / "corpus"
    (tmp_path / "secret.txt").write_text("Not for the corpus.", encoding="utf-8")
    (tmp_path / "texts" / "link.txt").symlink_to(tmp_path / "secret.txt")
    row = json.dumps({"id": "doc-001", "language": "zh" if "zh" in path else "fr", "path": path})
    manifest.write_text(manifest.read_text(encoding="utf-8") + row, encoding="utf-8")
    built(manifest, output)
    assert list(errors(output)) == ["doc-001"]
    assert said in errors(output)["doc-001"]


def test_a_fault_of_the_aligner_fails_one_document_of_the_batch(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligner.alignment import nway

    original: Callable[..., object] = nway.closed

    def closed(sizes: Mapping[str, int], *arguments: object, **limits: object) -> object:
        if sizes["en"] == 1:
            raise FloatingPointError("broken")
        return original(sizes, *arguments, **limits)

    monkeypatch.setattr(nway, "closed", closed)
    manifest, output = make(tmp_path / "texts", 4), tmp_path / "corpus"
    (tmp_path / "texts" / "doc-002.en.txt").write_text("One paragraph alone.", encoding="utf-8")
    built(manifest, output)
    assert errors(output) == {"doc-002": "FloatingPointError: broken"}


def test_a_folder_that_holds_something_else_is_left_alone(make: Make, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    manifest = make(tmp_path / "texts", 2)
    with pytest.raises(FolderError, match="holds no corpus"):
        built(manifest, tmp_path)
    other = tmp_path / "other.tsv"
    other.write_text("id\tlanguage\tpath\nx\ten\tdoc-000.en.txt\nx\tru\tdoc-000.ru.txt\n", encoding="utf-8")
    parts = tables.names(corpus)
    with pytest.raises(FolderError, match="another manifest"):
        built(other, corpus)
    assert tables.names(corpus) == parts


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_stops_the_build_and_leaves_whole_parts_only(
    manifest: Path, corpus: Path, small_disk: Path, contents: Contents
) -> None:
    with pytest.raises(OutputError, match="free some space and run the same command again"):
        built(manifest, small_disk / "corpus")
    whole = contents(corpus)
    files = contents(small_disk / "corpus")
    done = tables.names(small_disk / "corpus")
    assert len(done) < len(tables.names(corpus))
    assert {name: data for name, data in files.items() if Path(name).stem in done} == {
        name: data for name, data in whole.items() if Path(name).stem in done
    }
    assert not [name for name in files if name.endswith(".part")]
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert built(manifest, small_disk / "corpus").kept == len(done)
    assert contents(small_disk / "corpus") == whole


@pytest.fixture
def web(make: Make, tmp_path: Path) -> Iterator[SampleServer]:
    """A server on this machine that holds the texts of a corpus."""
    make(tmp_path / "texts", 3)
    with serving(tmp_path / "texts") as server:
        yield server


def by_address(folder: Path, server: SampleServer) -> Path:
    """The manifest of a folder, with addresses of a server in place of paths."""
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    path = folder / "addresses.jsonl"
    path.write_text(
        "".join(json.dumps({**row, "path": f"{server.address}/{row['path']}"}) + "\n" for row in rows), "utf-8"
    )
    return path


def test_files_named_by_address_are_fetched_once_and_make_the_same_corpus(web: SampleServer, tmp_path: Path) -> None:
    manifest, output = by_address(tmp_path / "texts", web), tmp_path / "corpus"
    entries = manifests.read(str(manifest))
    assert build(entries, tmp_path, output, size=4, client=WebClient(wait=0)).is_clean
    asked = len(web.requests)
    assert asked == 9
    assert build(entries, tmp_path, output, size=4, client=WebClient(wait=0)).built == 0
    assert len(web.requests) == asked
    built(tmp_path / "texts" / "manifest.jsonl", tmp_path / "other")
    assert pq.read_table(output / "units").equals(pq.read_table(tmp_path / "other" / "units"))
    row = pq.read_table(output / "documents").to_pylist()[0]
    assert row["files"][0]["path"] == f"{web.address}/doc-000.en.txt"


def test_a_file_that_cannot_be_fetched_fails_its_document_and_is_asked_for_again(
    web: SampleServer, tmp_path: Path
) -> None:
    manifest, output = by_address(tmp_path / "texts", web), tmp_path / "corpus"
    lost = (tmp_path / "texts" / "doc-001.zh.txt").rename(tmp_path / "elsewhere")
    entries = manifests.read(str(manifest))
    build(entries, tmp_path, output, client=WebClient(wait=0))
    assert list(errors(output)) == ["doc-001"]
    assert "the server answers with status 404" in errors(output)["doc-001"]
    lost.rename(tmp_path / "texts" / "doc-001.zh.txt")
    assert build(entries, tmp_path, output, size=4, client=WebClient(wait=0)).is_clean


def test_without_a_network_the_build_stops_with_one_line(web: SampleServer, tmp_path: Path) -> None:
    manifest = by_address(tmp_path / "texts", web)
    web.faults.extend(["drop"] * 3 * TRIES)
    with pytest.raises(NoAnswerError, match="no answer after 4 tries"):
        build(manifests.read(str(manifest)), tmp_path, tmp_path / "corpus", client=WebClient(wait=0))


@pytest.mark.parametrize("bad", ["loop", "pipe", "nowhere", "http://[::1", "http://a..b/", "../outside", "null\0"])
def test_a_row_whose_file_cannot_be_had_stops_no_other_document(tmp_path: Path, bad: str) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.en").write_text("Peace is a right.", encoding="utf-8")
    (texts / "a.ru").write_text("Мир есть право.", encoding="utf-8")
    (texts / "loop").symlink_to("loop")
    os.mkfifo(texts / "pipe")
    entries = [
        manifests.ManifestEntry("good", (("en", "a.en"), ("ru", "a.ru"))),
        manifests.ManifestEntry("bad", (("en", bad), ("ru", "a.ru"))),
    ]
    report = build(entries, texts, tmp_path / "out", client=WebClient(wait=0))
    assert [failure.document for failure in report.summary.failures] == ["bad"]
    assert report.summary.units == 1


def test_a_build_waits_for_another_one_in_the_same_folder(manifest: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    entries = manifests.read(str(manifest))[:1]
    build(entries, manifest.parent, output)
    lines: list[str] = []
    lock = os.open(output, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_SH)  # enough to keep out what must be alone
    second = threading.Thread(target=lambda: build(entries, manifest.parent, output, say=lines.append))
    second.start()
    second.join(0.5)
    assert second.is_alive()
    os.close(lock)
    second.join(60)
    assert not second.is_alive()
    assert lines == [f"{output}: another build is at work there; waiting until it ends"]


def test_what_of_the_files_is_in_no_unit_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("Peace is a right.\n\n12", encoding="utf-8")
    (tmp_path / "a.ru").write_text("Мир есть право.", encoding="utf-8")
    entry = manifests.ManifestEntry("a", (("en", "a.en"), ("ru", "a.ru")))
    assert dict(build([entry], tmp_path, tmp_path / "out").summary.left_out) == {"page number or the like": 1}
