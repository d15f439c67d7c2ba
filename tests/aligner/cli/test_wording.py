"""The commands that compare wording, as their users run them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

import tmx


def clausebank(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    environment = {**os.environ, **variables}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def memory(path: Path, *texts: dict[str, str]) -> Path:
    units = (
        tmx.TranslationUnit([tmx.Variant(*it) for it in text.items()], str(n)) for n, text in enumerate(texts, start=1)
    )
    tmx.write(path, units)
    return path


def test_search_marks_the_hit_its_counterparts_and_what_is_not_verified() -> None:
    run = clausebank("search", "information security", "--where", "unit=pledge.i")
    assert run.returncode == 0
    assert "[[information security]]" in run.stdout
    assert "zh  [unverified] (i) 帮助发展中国家提升{{信息安全}}能力建设水平" in run.stdout
    assert run.stderr == "1 hit in 1 unit: en 1\n"


def test_equivalents_of_security_are_the_ones_anyone_can_count() -> None:
    rows = json.loads(clausebank("equivalents", "security", "--language", "en", "--text", "a-66-359", "--json").stdout)
    first = {tag: next(row for row in rows if row["language"] == tag) for tag in ("zh", "ru")}
    assert list(first["zh"])[:5] == ["language", "equivalent", "count", "share", "units"]
    assert (first["zh"]["equivalent"], first["zh"]["count"]) == ("安全", 15)
    assert (first["ru"]["equivalent"], first["ru"]["count"]) == ("безопасность", 16)


@pytest.mark.parametrize("word", ["угроза", "安全", "threat"])
def test_context_lines_stay_aligned_with_wide_characters(word: str) -> None:
    lines = clausebank("kwic", word, "--sort", "right", "--width", "120").stdout.splitlines()
    rows = json.loads(clausebank("kwic", word, "--sort", "right", "--json").stdout)
    assert len(lines) == len(rows) > 3
    places = {cell_len(line[: line.rindex(f"  {row['word']}")]) for line, row in zip(lines, rows, strict=True)}
    assert len(places) == 1
    assert all(cell_len(line) <= 120 for line in lines)


def test_context_lines_are_sorted_by_what_stands_beside_the_word() -> None:
    rows = json.loads(clausebank("kwic", "угроза", "--language", "ru", "--sort", "left", "--json").stdout)
    before = [row["left"].split()[-1].casefold() for row in rows]
    assert before == sorted(before)
    assert {row["word"] for row in rows} >= {"угроз", "угрозы", "угрозам"}


def test_a_list_of_hits_goes_out_in_every_format(tmp_path: Path) -> None:
    wanted = ("search", "supply chain", "--text", "a-66-359")
    (row,) = csv.DictReader(io.StringIO(clausebank(*wanted, "--format", "csv").stdout))
    assert (row["unit"], row["hits"], row["unverified"]) == ("pledge.d", "supply chain", "zh ru")
    assert row["zh counterpart"] == "供应链"
    head, tabs = clausebank(*wanted, "--format", "tsv").stdout.splitlines()
    assert len(head.split("\t")) == len(tabs.split("\t"))
    (line,) = clausebank(*wanted, "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["hits"] == [{"text": "supply chain", "start": 27, "end": 39}]
    assert clausebank(*wanted, "--format", "tmx", "-o", tmp_path / "hits.tmx").returncode == 0
    (unit,) = tmx.read(tmp_path / "hits.tmx")
    assert unit.languages == ("en", "zh", "ru")
    assert [prop.text for prop in unit.variants[1].props if prop.type == "x-status"] == ["unverified"]


def test_a_memory_is_searched_as_a_text_of_the_bank_is(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.tmx", {"en-US": "A threat", "ru": "Угроза"}, {"en-US": "Threats", "ru": "Угрозы"})
    run = clausebank("search", "threat", "--lemma", "--language", "en", "--text", path)
    assert run.stdout.count("[[") == 2
    assert "unverified" not in run.stdout
    assert run.stderr.startswith("2 hits in 2 units")


def test_text_that_would_steer_the_terminal_is_shown_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "document.yaml").write_text(
        "symbol: X\ntitle: {en: X}\nlanguages: {en: {status: verified, source: x}}\n", encoding="utf-8"
    )
    (folder / "units.yaml").write_text(
        'units:\n- {id: a, role: item, en: "safe \\e]0;gone\\a \\u202e word"}\n', encoding="utf-8"
    )
    for arguments in (["search", "word"], ["kwic", "word"]):
        run = clausebank(*arguments, "--bank", tmp_path)
        assert run.returncode == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(run.stdout)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["search", "zzz"], 1, "'zzz' is not found in a-66-359"),
        (["search", "zzz", "--language", "fr"], 2, "no language 'fr' in a-66-359; there is: en, zh, ru"),
        (["kwic", "zzz"], 1, "'zzz' is not found"),
        (["equivalents", "zzz", "--language", "en"], 1, "'zzz' is not found in a-66-359 in en"),
        (["search", "(", "--regex"], 2, "QUERY: '(' is not a regular expression"),
        (["search", " "], 2, "QUERY: there is nothing to look for"),
        (["search", "a", "--regex", "--exact"], 2, "exclude each other"),
        (["search", "a", "--where", "role=clause"], 2, "--where: unknown role 'clause'; known: title, "),
        (["search", "a", "--where", "x"], 2, "--where: 'x' is not a condition"),
        (["search", "a", "--text", "nowhere.tmx"], 2, "nowhere.tmx: there is no such file"),
        (["search", "a", "--text", "nowhere"], 2, "no text 'nowhere' in the bank"),
        (["compare", "a-66-359"], 2, "give a second text, or --languages"),
        (["compare", "a-66-359", "--languages", "--only", "en"], 2, "nothing to be compared with"),
        (["page", "a-66-359", "-o", "nowhere/a.html"], 2, "nowhere: there is no such folder"),
        (["page", "a-66-359", "--languages", "fr"], 2, "no language 'fr' in this text"),
    ],
)
def test_what_cannot_be_done_or_found_is_one_clear_line(
    tmp_path: Path, arguments: list[str], status: int, said: str
) -> None:
    run = clausebank(*arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (status, "")
    (line,) = run.stderr.splitlines()
    assert said in line


def test_versions_are_compared_with_status_0_when_equal_and_1_when_not(tmp_path: Path) -> None:
    old = memory(
        tmp_path / "old.tmx", {"en": "States shall not use force.", "fr": "Les Etats n'emploient pas la force."}
    )
    new = memory(
        tmp_path / "new.tmx", {"en": "States shall never use force.", "fr": "Les Etats n'emploient pas la force."}
    )
    assert clausebank("compare", old, old).returncode == 0
    run = clausebank("compare", old, new)
    assert run.returncode == 1
    assert "en  States shall [-not-]{+never+} use force." in run.stdout


def test_terms_openings_and_languages_are_tables_that_programs_can_read_too() -> None:
    shown = json.loads(clausebank("terms", "a-66-359", "--json").stdout)
    dispute = next(it for it in shown if it["concept"] == "dispute")
    assert dispute["terms"]["ru"] == [{"term": "спор", "units": ["pledge.j", "pledge.k"]}]
    assert clausebank("terms", "a-66-359", "--check").returncode == 1
    first = json.loads(clausebank("openings", "a-66-359", "--json").stdout)[0]
    assert first["openings"] == {"en": "Recalling", "zh": "忆及", "ru": "ссылаясь на"}
    run = clausebank("compare", "a-66-359", "--languages")
    assert run.returncode == 1
    assert "pledge.i    zh        less  words   no counterpart of" in run.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "security"),
        ("kwic", "security"),
        ("terms", "a-66-359"),
        ("terms", "a-66-359", "--check"),
        ("openings", "a-66-359"),
        ("compare", "a-66-359", "--languages"),
        ("compare", "a-66-359", "a-66-359", "--all"),
    ],
)
def test_json_says_in_every_entry_what_is_not_verified(arguments: tuple[str, ...]) -> None:
    entries = json.loads(clausebank(*arguments, "--json").stdout)
    assert {tuple(entry["unverified"]) for entry in entries} == {("zh", "ru")}
    rows = json.loads(clausebank("equivalents", "security", "--language", "en", "--json").stdout)
    assert all(row["unverified"] == [row["language"]] for row in rows)


@pytest.mark.parametrize(
    "arguments", [("page", "FILE"), ("compare", "FILE", "FILE"), ("compare", "FILE", "--languages")]
)
def test_a_memory_without_units_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = memory(tmp_path / "empty.tmx")
    run = clausebank(*(path if it == "FILE" else it for it in arguments))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"clausebank: {path}: holds no unit, so there is nothing to show\n"


HOSTILE = """\
symbol: "X/\\e[31m1"
title: {en: "A \\e]0;title\\a"}
languages: {en: {status: unverified, source: "from \\e[2J here"}, fr: {status: unverified, source: "\\x9b31m"}}
"""
UNITS = """\
units:
- {id: a, role: title, label: {en: "\\e[1m(a)"}, en: "security\\tof \\e[31mred \\x9b5m \\u202eleft", fr: "\\e[0m", note: "\\e[7m"}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "hostile"),
        ("show", "hostile", "--unit", "a"),
        ("search", "security"),
        ("kwic", "security"),
        ("openings", "hostile"),
        ("compare", "hostile", "hostile", "--all"),
        ("verify", "hostile", "-l", "en", "FILE"),
        ("check", "hostile"),
    ],
)
def test_no_wording_steers_the_terminal(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "hostile").mkdir()
    (tmp_path / "hostile" / "document.yaml").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "hostile" / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "file.txt").write_text("security of \x1b[31mred \x9b5m \u202eleft, right\n", encoding="utf-8")
    words = [str(tmp_path / "file.txt") if it == "FILE" else it for it in arguments]
    run = clausebank(*words, "--bank", str(tmp_path))
    assert run.returncode in (0, 1) or arguments[0] == "verify"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", run.stdout + run.stderr)


def test_a_page_is_made_of_a_text_of_a_memory_and_of_two_versions(tmp_path: Path) -> None:
    old = memory(tmp_path / "old.tmx", {"en": "States shall not use force.", "ru": "Не применять силу."})
    new = memory(tmp_path / "new.tmx", {"en": "States shall never use force.", "ru": "Не применять силу."})
    run = clausebank("page", "a-66-359", "-o", tmp_path / "a.html")
    assert run.returncode == 0
    assert "zh is unverified: not compared with the official text" in run.stderr
    assert clausebank("page", old, "-o", tmp_path / "b.html").returncode == 0
    assert clausebank("page", old, "--compare", new, "-o", tmp_path / "c.html").returncode == 0
    assert "<del>not</del><ins>never</ins>" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_a_large_memory_is_indexed_once_and_found_in_again(tmp_path: Path) -> None:
    path = memory(
        tmp_path / "big.tmx", *({"en": f"Sentence {n} on security", "zh": f"关于安全的第{n}句"} for n in range(15000))
    )
    for _ in range(2):
        run = clausebank("search", "安全的第777句", "--text", path, CLAUSEBANK_CACHE=str(tmp_path / "cache"))
        assert run.returncode == 0
        assert run.stderr.startswith("1 hit in 1 unit: zh 1")
    assert len(list((tmp_path / "cache" / "search").glob("*.sqlite"))) == 1
