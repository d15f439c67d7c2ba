"""Export, import and the list of formats, as their users run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.exchange.formats import FORMATS

MAIN = "from aligner.cli import main; main()"


def clausebank(*arguments: str | Path, given: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    run = subprocess.run(command, input=given, capture_output=True, cwd=cwd, check=False)
    return run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8")


def test_the_extension_says_the_format_and_standard_error_counts_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "code.xlf"
    status, stdout, stderr = clausebank("export", "a-66-359", "--pair", "en:ru", "-o", path)
    assert (status, stdout) == (0, "")
    assert 'version="1.2"' in path.read_text(encoding="utf-8")
    lines = stderr.splitlines()
    assert lines[0] == f"{path}: 27 clauses, en to ru"
    assert lines[1].startswith("not in a file of format xliff: ")
    assert "concepts of the termbase" in lines[1]
    assert lines[2] == "--grain both writes the phrases as entries of their own"
    assert lines[3] == "ru is unverified: not compared with the official text"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "a-66-359"], "--to: the format is not given, nor does a file name say it; known: tmx, po"),
        (["export", "a-66-359", "-o", "a.pptx"], "--to: the format is not given, nor does a file name say it"),
        (["export", "a-66-359", "--to", "moses"], "--output: moses writes a file per language"),
        (["export", "a-66-359", "--to", "jsonl", "-g", "both"], "--grain: jsonl holds whole units"),
        (["export", "a-66-359", "--to", "omegat"], "one source and one target, not 3 languages"),
        (["import", "nowhere.csv", "--bank", "."], "nowhere.csv: there is no such file"),
        (["import", "a.csv"], "--bank: no folder of texts is given"),
        (["import", "-", "--bank", "."], "--from: standard input has no name to tell its format"),
        (["import", "a.csv", "--as", "§", "--bank", "."], "--as: the text needs a name"),
        (["import", "a.csv", "--from", "pptx", "--bank", "."], "--from: unknown format 'pptx'"),
        (["import", "a.csv", "--as", "there", "--bank", "."], "there: exists and is not a text"),
        (["import", "a.csv", "--as", "x", "--update", "--bank", "."], "no text 'x' in the bank"),
    ],
)
def test_a_wrong_request_is_one_clear_line_and_status_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "a.csv").write_text("id,en\n1,A\n", encoding="utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine", encoding="utf-8")
    status, stdout, stderr = clausebank(*arguments, cwd=tmp_path)
    assert (status, stdout) == (2, "")
    (line,) = stderr.splitlines()
    assert line.startswith("clausebank: ")
    assert said in line
    assert sorted(it.name for it in tmp_path.iterdir()) == ["a.csv", "there"]


def test_moses_writes_a_file_per_language(tmp_path: Path) -> None:
    assert clausebank("export", "a-66-359", "--to", "moses", "-o", tmp_path / "code")[0] == 0
    found = sorted(tmp_path.iterdir())
    assert [it.name for it in found] == ["code.en", "code.ru", "code.zh"]
    assert {len(it.read_text(encoding="utf-8").splitlines()) for it in found} == {27}


def test_a_text_goes_from_pipe_to_pipe(tmp_path: Path) -> None:
    _, written, _ = clausebank("export", "a-66-359", "--to", "jsonl")
    arguments = ("import", "-", "--from", "jsonl", "--as", "copy", "--bank", tmp_path, "--json")
    status, stdout, _ = clausebank(*arguments, given=written.encode("utf-8"))
    assert status == 0
    said = json.loads(stdout)
    assert (said["text"], said["units"], said["changes"]) == ("copy", 27, [])
    assert set(said["languages"].values()) == {"unverified"}
    assert clausebank("export", "copy", "--to", "jsonl", "--bank", tmp_path)[1] == written


def test_an_update_as_json_lists_each_change(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,en,ru\nx,Treaty,Договор\n", encoding="utf-8")
    assert clausebank("import", "a.csv", "--bank", ".", cwd=tmp_path)[0] == 0
    (tmp_path / "b.csv").write_text("id,en,ru,comment\nx,Treaty,Пакт,why\n", encoding="utf-8")
    _, stdout, _ = clausebank("import", "b.csv", "--as", "a", "--update", "--bank", ".", "--json", cwd=tmp_path)
    said = json.loads(stdout)
    assert said["changes"] == [{"unit": "x", "what": "ru", "before": "Договор", "after": "Пакт"}]
    assert said["not_carried"] == ["comment on x: comment: why"]


def test_the_list_of_formats_names_every_one_and_what_it_keeps() -> None:
    status, stdout, _ = clausebank("formats")
    assert status == 0
    assert all(f"\n{name} keeps text" in stdout or f"\n{name} keeps terms" in stdout for name in FORMATS)
    said = json.loads(clausebank("formats", "--json")[1])
    assert [it["name"] for it in said] == list(FORMATS)
    assert all(set(it["keeps"]) & set(it["loses"]) == set() for it in said)


@pytest.mark.parametrize("name", ["formats", "export", "import"])
def test_help_loads_no_library_of_a_format(name: str) -> None:
    heavy = ("conllu", "lxml", "openpyxl", "polib", "pyarrow", "rjieba")
    code = f"import sys; from aligner.cli.app import app; app(['{name}', '--help'], standalone_mode=False); "
    run = subprocess.run(
        [sys.executable, "-c", f"{code}print([it for it in {heavy} if it in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "[]"
