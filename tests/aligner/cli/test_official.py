"""fetch and verify as their users run them, from a server on this machine to a bank whose languages are verified."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.bank import Bank
from aligner.sources import SAMPLE_MARK
from benchmarks.samples import compose, write_pdf, write_text
from benchmarks.samples.print import PACKAGES, has_fonts
from benchmarks.samples.server import SampleServer, serving


def clausebank(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    environment = {**os.environ, "no_proxy": "127.0.0.1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    shutil.copytree(Bank().root / "a-66-359", tmp_path / "bank" / "a-66-359")
    return tmp_path / "bank"


def served(folder: Path, creator: str) -> Path:
    if not has_fonts():
        pytest.skip(f"the fonts of the generated PDF are not installed: apt install {PACKAGES}")
    for language in ("zh", "ru"):
        write_pdf(compose(Bank().load("a-66-359"), language), folder / f"A-66-359-{language}.pdf", creator=creator)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    """A server with generated files, marked as such."""
    with serving(served(tmp_path_factory.mktemp("marked"), SAMPLE_MARK)) as state:
        yield state


@pytest.fixture
def official_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    """A server that plays the Official Document System: its files are generated WITHOUT the mark of the generator.

    This is the one place where the mark is left out. The files are made from the bank's own text, so that what they
    "verify" in a temporary copy proves the machinery and nothing about the wording.
    """
    with serving(served(tmp_path_factory.mktemp("unmarked"), creator="")) as state:
        yield state


def test_three_commands_take_zh_and_ru_from_unverified_to_verified(
    official_server: SampleServer, bank: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "official"
    fetched = clausebank(
        "fetch", "A/66/359", "-l", "zh,ru", "-o", folder, "--server", official_server.address, "--wait", "0"
    )
    assert fetched.returncode == 0, fetched.stderr
    for language in ("zh", "ru"):
        file = folder / f"A-66-359-{language}.pdf"
        run = clausebank("verify", "a-66-359", "-l", language, file, "--update", "--bank", bank)
        assert run.returncode == 0, run.stderr
        assert f"a-66-359 {language}: 27 identical" in run.stdout
        assert f"{language} is verified, sha256 " in run.stdout

    listed = clausebank("list", "--bank", bank).stdout
    assert "en (verified), zh (verified), ru (verified)" in listed
    document = Bank(bank).load("a-66-359")
    assert document.languages["zh"].source.startswith(f"Fetched from {official_server.address}/doc/")
    exported = clausebank("export", "a-66-359", "--to", "tmx", "--bank", bank)
    assert exported.returncode == 0
    assert "unverified" not in exported.stdout + exported.stderr
    assert exported.stdout.count('<prop type="x-status">verified</prop>') == 3 * 27

    shipped = Bank().load("a-66-359")
    assert {tag: str(it.status) for tag, it in shipped.languages.items()} == {
        "en": "verified",
        "zh": "unverified",
        "ru": "unverified",
    }


def test_a_generated_file_that_says_so_is_compared_but_never_adopted(
    server: SampleServer, bank: Path, tmp_path: Path
) -> None:
    fetched = clausebank("fetch", "A/66/359", "-l", "zh", "-o", tmp_path, "--server", server.address, "--wait", "0")
    assert fetched.returncode == 0
    file = tmp_path / "A-66-359-zh.pdf"
    assert clausebank("verify", "a-66-359", "-l", "zh", file, "--bank", bank).returncode == 0
    run = clausebank("verify", "a-66-359", "-l", "zh", file, "--update", "--bank", bank)
    assert run.returncode == 2
    assert "generated from the bank's own text" in run.stderr
    assert Bank(bank).load("a-66-359").languages["zh"].status == "unverified"


@pytest.mark.parametrize(
    "arguments", [("add", "en=code.txt", "--as", "code"), ("verify", "a-66-359", "-l", "en", "code.txt", "--update")]
)
def test_nothing_is_written_into_the_installed_texts(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "code.txt").write_text("International code of conduct for information security\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in Bank().root.rglob("*.yaml")}
    run = clausebank(*(it.replace("code.txt", str(tmp_path / "code.txt")) for it in arguments))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("clausebank: --bank: no folder of texts is given; ")
    assert {path: path.stat().st_mtime_ns for path in Bank().root.rglob("*.yaml")} == before


def test_fetch_tells_by_its_status_whether_all_some_or_none_is_there(server: SampleServer, tmp_path: Path) -> None:
    options = ("-o", tmp_path, "--server", server.address, "--wait", "0")
    some = clausebank("fetch", "A/66/359", "-l", "zh,fr", *options)
    assert (some.returncode, some.stdout.count("fetched")) == (1, 1)
    assert "fr: A/66/359 is not there in fr as pdf" in some.stderr
    none = clausebank("fetch", "A/1/1", "-l", "en", *options)
    assert (none.returncode, none.stdout) == (2, "")
    assert "there is no document A/1/1" in none.stderr
    again = clausebank("fetch", "A/66/359", "-l", "zh", "--json", *options)
    (entry,) = json.loads(again.stdout)
    assert (again.returncode, entry["new"], entry["job_number"]) == (0, False, "11-49656")


def test_verify_as_json_has_units_with_status_and_diff(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write_text(compose(Bank().load("a-66-359"), "en"), file)
    text = file.read_text(encoding="utf-8").replace("people's", "people’s").replace("64/211 of 21", "64/221 of 21")
    file.write_text(text, encoding="utf-8")
    run = clausebank("verify", "A/66/359", "--language", "en", file, "--json")
    assert run.returncode == 1
    report = json.loads(run.stdout)
    other = {unit["unit"]: unit for unit in report["units"] if unit["status"] != "identical"}
    assert {id_: unit["status"] for id_, unit in other.items()} == {"preamble.7": "differs", "purpose.1": "typographic"}
    (change,) = other["preamble.7"]["diff"]
    assert (change["stored"], change["official"], change["typography"]) == ("1", "2", [])
    assert other["purpose.1"]["diff"][0]["typography"] == ["quotation marks"]
    assert report["counts"] == {"identical": 25, "differs": 1, "typographic": 1}


def test_verify_shows_each_difference_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write_text(compose(Bank().load("a-66-359"), "ru"), file)
    file.write_text(file.read_text(encoding="utf-8").replace("Цель и сфера", "Цели и\u00a0сфера"), encoding="utf-8")
    run = clausebank("verify", "a-66-359", "-l", "ru", file)
    assert "purpose  differs" in run.stdout
    assert "Цел[-ь-]{+и+} и[- -]{+<no-break space>+}сфера применения" in run.stdout
    assert run.stdout.splitlines()[-1] == "a-66-359 ru: 26 identical, 1 differs: wording differs"


def test_the_english_transcription_is_adopted_over_a_changed_wording(bank: Path) -> None:
    units = bank / "a-66-359" / "annex.yaml"
    text = units.read_text(encoding="utf-8")
    units.write_text(text.replace("en: Code of conduct\n", "en: Codes of conduct\n"), encoding="utf-8")
    file = Bank().root / "a-66-359" / "sources" / "A-66-359-en.txt"
    run = clausebank("verify", "a-66-359", "-l", "en", file, "--bank", bank)
    assert run.returncode == 1
    assert "Code[-s-] of conduct" in run.stdout
    run = clausebank("verify", "a-66-359", "-l", "en", file, "--bank", bank, "--update")
    assert run.returncode == 0, run.stderr
    assert "adopted: 1 units reworded; en is verified" in run.stdout
    assert units.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.pdf", None, "there is no such file"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj", "damaged or cut off"),
        ("other.txt", b"Nothing of the kind.\n", "holds 0 of the 27 units"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line_and_status_2(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    run = clausebank("verify", "a-66-359", "-l", "zh", tmp_path / name)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert said in line
