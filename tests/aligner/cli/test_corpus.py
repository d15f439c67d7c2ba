"""The commands of a corpus as their users run them, from a manifest in a pipe to a memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def clausebank(*arguments: str | Path, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "corpus", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, input=stdin, check=False)


ENGLISH = "(a) To comply with the Charter;\n\n(b) Not to use weapons;"
CHINESE = "(a) 遵守《宪章》；\n\n(b) 不使用武器；"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder with a corpus of one good document and one bad one, and the run that built it."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "a.en").write_text(ENGLISH, encoding="utf-8")
    (folder / "a.zh").write_text(CHINESE, encoding="utf-8")
    manifest = "id\tlanguage\tpath\nA/1\ten\ta.en\nA/1\tzh\ta.zh\nA/2\ten\ta.en\nA/2\tzh\tnone.zh\n"
    return folder, clausebank("build", "-", "-o", "out", cwd=folder, stdin=manifest)


def test_a_build_reports_what_it_did_and_ends_with_1_when_a_document_failed(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, run = built
    assert run.returncode == 1, run.stderr
    assert "1 aligned, 1 failed" in run.stdout
    assert "failed: UnreadableError, 1" in run.stdout
    assert "A/2: " in run.stdout
    assert "there is no such file" in run.stdout
    assert "0.9-1.0" in run.stdout
    assert "\x1b" not in run.stdout + run.stderr


def test_labels_are_kept_apart_from_the_text(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    run = clausebank("export", "out", "--to", "tmx", "--pair", "zh:en", "-o", "-", cwd=folder)
    assert run.returncode == 0
    assert "<seg>不使用武器；</seg>" in run.stdout
    assert "not reviewed" in run.stderr


def test_stats_lists_failures_and_speaks_json(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    listed = clausebank("stats", "out", "--failures", cwd=folder).stdout
    assert listed.startswith("A/2\tUnreadableError\t")
    counts = json.loads(clausebank("stats", "out", "--json", cwd=folder).stdout)
    assert (counts["documents"], counts["units"], counts["pairs"]["en:zh"]["links"]) == (1, 2, 2)


def test_search_prints_units_or_one_json_object_a_line(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    shown = clausebank("search", "out", "weapons", cwd=folder)
    assert shown.returncode == 0
    assert "不使用武器" in shown.stdout
    (record,) = map(json.loads, clausebank("search", "out", "武器", "--json", cwd=folder).stdout.splitlines())
    assert record["texts"]["en"] == "Not to use weapons;"
    assert clausebank("search", "out", "peace", cwd=folder).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "none.tsv", "-o", "x"], "none.tsv: No such file"),
        (["build", "a.en", "-o", "x"], "a.en:1: the head lacks id"),
        (["build", "-", "-o", "x"], "-: names no document"),
        (["build", "-", "-o", "x", "--jobs", "2", "--scheduler", "tcp://x:1"], "exclude each other"),
        (["stats", "nowhere"], "nowhere: holds no corpus"),
        (["search", "out", "(", "--regex"], "not a regular expression"),
        (["sample", "out", "--pair", "en"], "'en' is not a pair of two languages"),
        (["export", "out", "--to", "tmx", "-o", "x"], "one of --pair and --languages"),
        (["export", "out", "--to", "tmx", "-o", "x", "--pair", "en:fr"], "no text in fr"),
        (["export", "out", "--to", "moses", "-o", "-", "--pair", "en:zh"], "one file a language"),
        (["export", "out", "--to", "tmx", "-o", "no/x", "--pair", "en:zh"], "there is no such folder"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(
    built: tuple[Path, subprocess.CompletedProcess[str]], arguments: list[str], said: str
) -> None:
    folder, _ = built
    run = clausebank(*arguments, cwd=folder)
    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_without_the_extra_a_build_says_what_to_install(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    code = "import sys; sys.modules['pyarrow'] = None; from aligner.cli import main; main()"
    (folder / "m.tsv").write_text("id\tlanguage\tpath\na\ten\ta.en\na\tzh\ta.zh\n", encoding="utf-8")
    command = [sys.executable, "-c", code, "corpus", "build", "m.tsv", "-o", "y"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert run.returncode == 2
    assert "pip install 'clausebank[corpus]'" in run.stderr


def test_a_serial_build_imports_nothing_of_dask(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    code = "import sys; from aligner.corpus import build, engine, work; print([m for m in sys.modules if 'dask' in m or 'distributed' in m])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=True)
    assert run.stdout.strip() == "[]"
