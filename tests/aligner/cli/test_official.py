"""fetch and verify as their users run them, from a server on this machine to a bank whose languages are verified."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.bank import Bank
from aligner.coverage import remainders
from aligner.model import Role, Status
from aligner.sources import SAMPLE_MARK
from benchmarks.samples import Part, Sample, compose, write_docx, write_pdf, write_text
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
    assert "adopted: 1 unit reworded; en is verified" in run.stdout
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


def planted(language: str, *, numbered: bool) -> tuple[Sample, dict[str, tuple[str, str]]]:
    """The generated document with 30 characters changed, and what each unit is in it: label and text.

    Numbered, its preamble has numbers and its clauses end in a semicolon, as the Chinese of 2015 has them.
    """
    document = Bank().load("a-66-359")
    by_text = {unit.text(language): unit for unit in document.units}
    long_units = [unit.id for unit in document.units if len(unit.text(language)) > 30]
    counts = Counter(long_units[number % len(long_units)] for number in range(30))
    wordings, pieces, number = {}, [], 0
    sample = compose(document, language)
    for piece in sample.pieces:
        if piece.text not in by_text:
            pieces.append(piece)
            continue
        unit, text, label = by_text[piece.text], piece.text, piece.label
        for change in range(counts[unit.id]):
            place = len(text) * (change + 1) // (counts[unit.id] + 1)
            place += next(step for step in range(20) if text[place + step - 1 : place + step + 1].isalpha())
            text = text[:place] + ("某" if language == "zh" else "ъ") + text[place + 1 :]
        if numbered and unit.role == Role.PREAMBULAR_PARAGRAPH:
            number += 1
            label, text = f"{number}.", text[:-1] + ("；" if language == "zh" else ";")
        wordings[unit.id] = (label, text)
        pieces.append(dataclasses.replace(piece, text=text, label=label, part=Part.ITEM if label else piece.part))
    return dataclasses.replace(sample, pieces=tuple(pieces)), wordings


@pytest.mark.slow
@pytest.mark.parametrize("numbered", [False, True], ids=["as-stored", "numbered"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_fetched_files_with_thirty_differences_are_compared_adopted_and_kept(
    bank: Path, tmp_path: Path, kind: str, numbered: bool
) -> None:
    if kind == "pdf" and not has_fonts():
        pytest.skip(f"the fonts of the generated PDF are not installed: apt install {PACKAGES}")
    (tmp_path / "served").mkdir()
    wordings = {}
    for language in ("zh", "ru"):
        sample, wordings[language] = planted(language, numbered=numbered)
        path = tmp_path / "served" / f"A-66-359-{language}.{kind}"
        if kind == "pdf":
            write_pdf(sample, path, creator="")
        else:
            write_docx(sample, path, creator="", automatic=False)
    before = Bank(bank).load("a-66-359")
    with serving(tmp_path / "served") as server:
        # Asked for PDF first; where only Word is there, it is taken.
        options = ("--fetch", "--server", server.address, "--wait", "0", "--bank", bank)
        compared = clausebank("verify", "a-66-359", *options, "--json")
        adopted = clausebank("verify", "a-66-359", *options, "--update")
    assert (compared.returncode, adopted.returncode) == (1, 0), compared.stderr + adopted.stderr
    for report in json.loads(compared.stdout):
        assert set(report["counts"]) == {"identical", "differs"}
        marks = 16 if numbered else 0  # a number and an end in eight clauses
        assert sum(len(unit["diff"]) for unit in report["units"]) == 30 + marks, report["language"]
    document = Bank(bank).load("a-66-359")
    for language in ("zh", "ru"):
        version = document.languages[language]
        stored = {unit.id: (unit.segments[language].label, unit.text(language)) for unit in document.units}
        assert stored == wordings[language]
        assert version.status == Status.VERIFIED
        assert version.source.startswith(f"Fetched from {server.address}/doc/")
        served = tmp_path / "served" / f"A-66-359-{language}.{kind}"
        assert (bank / "a-66-359" / version.file).read_bytes() == served.read_bytes()
        assert version.sha256 == hashlib.sha256(served.read_bytes()).hexdigest()
        for unit in document.units:
            assert all(
                it.stretches[language].span(unit.text(language)) for it in unit.phrases if language in it.stretches
            )
            assert remainders(unit, language) == unit.unmatched.get(language, ()) or not unit.phrases
    # The words that changed had quotations: the file disagrees with them, and that is said.
    assert "the file disagrees with A/69/723 (revision)" in adopted.stdout
    phrases = [sum(len(phrase.stretches) for unit in it.units for phrase in unit.phrases) for it in (before, document)]
    assert phrases[1] >= phrases[0] - 12
    check = clausebank("check", "a-66-359", "--select", "EVD,ALN", "--bank", bank)
    assert check.returncode == 0, check.stdout


def test_fetch_says_what_is_not_there_and_compares_the_rest(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    write_docx(compose(Bank().load("a-66-359"), "ru"), tmp_path / "served" / "A-66-359-ru.docx")
    with serving(tmp_path / "served") as server:
        options = ("--fetch", "--server", server.address, "--wait", "0")
        run = clausebank("verify", "a-66-359", *options)
        none = clausebank("verify", "a-66-359", "-l", "zh", *options)
    assert (run.returncode, none.returncode) == (1, 2)
    assert "zh: " in run.stderr
    assert "a-66-359 ru: 27 identical: identical" in run.stdout
    assert none.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("verify", "a-66-359"), "needs the official FILE and its --language"),
        (("verify", "a-66-359", "a.pdf", "--fetch"), "--fetch gets the file itself"),
        (("verify", "a-66-359", "--fetch", "-l", "fr"), "no language 'fr'"),
        (("verify", "a-66-359", "--fetch", "--update"), "no folder of texts is given"),
    ],
)
def test_what_cannot_be_verified_is_said_before_anything_is_fetched(arguments: tuple[str, ...], what: str) -> None:
    run = clausebank(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert what in run.stderr
