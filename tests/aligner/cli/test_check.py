from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app

TSV = "id\ten\tru\na\tArticle 5 of the Charter\tСтатья 6 Устава\nb\tDone,  then signed\tИсполнено, затем подписано\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.tsv").write_text(TSV, encoding="utf-8")
    (tmp_path / "a.xlsx").write_bytes(b"")
    (tmp_path / "a.parquet").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    return tmp_path


def check(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["check", *arguments], input=text)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("folder")
def test_the_annex_has_no_errors_and_no_warnings_only_notes_on_what_is_unverified() -> None:
    status, out, _ = check("a-66-359", "--format", "json", "--meaning")
    findings = json.loads(out)["findings"]
    assert status == 0
    assert [(it["code"], it["languages"]) for it in findings] == [("PRV001", ["zh"]), ("PRV001", ["ru"])]


@pytest.mark.usefixtures("folder")
def test_findings_give_status_1_and_name_file_line_and_unit() -> None:
    status, out, err = check("a.tsv", "--no-meaning")
    assert status == 1
    assert "a.tsv:2: error NUM001 number-mismatch [a]" in out
    assert "1 error" in err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--ignore", "NUM"], 0),
        (["--select", "SPC"], 0),
        (["--select", "SPC", "--fail-on", "info"], 1),
        (["--exit-zero"], 0),
        (["--select", "NUM002"], 0),
    ],
)
def test_what_is_selected_and_what_fails_decides_the_status(arguments: list[str], status: int) -> None:
    assert check("a.tsv", "--no-meaning", *arguments)[0] == status


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.tsv", "--select", "NUMM"], "no rule 'NUMM'"),
        (["nosuch"], "no text 'nosuch'"),
        (["nosuch.tmx"], "there is no such file"),
        (["nosuch/memory"], "there is no such file"),
        (["empty"], "holds no file that can be checked"),
        (["*.tmx"], "holds no file that can be checked"),
        (["-", "--fix"], "files of this kind cannot be fixed in place"),
        (["a.parquet", "--diff"], "files of this kind cannot be fixed in place"),
        (["a.xlsx", "--diff"], "is not a workbook"),
        (["a.tsv", "--include", "fussy"], "unknown state 'fussy'"),
        (["a.tsv", "--terms", "nosuch.tbx"], "nosuch"),
        (["a.tsv", "--statistics", "--format", "sarif"], "--statistics has no format"),
        (["--select", "USR"], "no rule 'USR'"),
        (["a.tsv", "--config", "nosuch.toml"], "nosuch.toml"),
        (["a.tsv", "--baseline", "nosuch.json"], "no such baseline"),
        (["a.tsv", "--update-baseline"], "--baseline"),
        (["a.tsv", "--select", ","], "nothing is named"),
    ],
)
def test_a_wrong_request_is_one_clear_line_and_status_2(arguments: list[str], message: str) -> None:
    status, out, err = check(*arguments)
    assert status == 2
    assert message in err
    assert out == ""
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("nonsense = 1", "unknown key 'nonsense'"),
        ("select = 1", "'select' is not a list"),
        ('fail-on = "bad"', "unknown severity 'bad'"),
        ("= 1", "not valid TOML"),
        ("tool = 3", "unknown key 'tool'"),
        ("[tool]\nclausebank = 3", "'tool.clausebank' is not a table"),
        ('[[rules]]\ncode = "X1"', "cannot be the code"),
        ('[[rules]]\ncode = "USR001"\nforbid = { en = "(" }', "not a regular expression"),
        ('[[rules]]\ncode = "USR001"', "needs 'match'"),
    ],
)
def test_a_wrong_configuration_is_one_clear_line_and_status_2(folder: Path, config: str, message: str) -> None:
    (folder / "clausebank.toml").write_text(config, encoding="utf-8")
    status, _, err = check("a.tsv")
    assert status == 2
    assert message in err
    assert "clausebank.toml" in err


def test_the_command_line_is_over_the_environment_and_that_over_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pyproject.toml").write_text('[tool.clausebank]\nignore = ["NUM"]\n', encoding="utf-8")
    assert check("a.tsv", "--no-meaning")[0] == 0
    monkeypatch.setenv("CLAUSEBANK_IGNORE", "SPC")
    assert check("a.tsv", "--no-meaning")[0] == 1
    assert check("a.tsv", "--no-meaning", "--ignore", "NUM001")[0] == 0


def test_a_rule_of_the_user_runs_like_any_other(folder: Path) -> None:
    rule = '[[rules]]\ncode = "USR001"\nname = "charter"\nmatch = { en = "Charter", ru = "Пакт" }\n'
    (folder / "clausebank.toml").write_text(rule, encoding="utf-8")
    status, out, _ = check("a.tsv", "--select", "USR")
    assert status == 1
    assert "USR001 charter [a]: en has it, ru lacks it" in out


def test_a_baseline_takes_known_findings_out_and_leaves_new_ones(folder: Path) -> None:
    assert check("a.tsv", "--no-meaning", "--baseline", "known.json", "--update-baseline")[0] == 0
    assert check("a.tsv", "--no-meaning", "--baseline", "known.json")[:2] == (0, "")
    (folder / "a.tsv").write_text(TSV + "c\tArticle 7\tСтатья 8\n", encoding="utf-8")
    status, out, _ = check("a.tsv", "--no-meaning", "--baseline", "known.json")
    assert status == 1
    assert "[c]" in out
    assert "[a]" not in out


def test_a_baseline_knows_findings_again_when_units_without_ids_move(folder: Path) -> None:
    rows = ["Other matters\tДругие вопросы", "Article 5\tСтатья 6", "Other matters\tПрочие вопросы"]
    (folder / "b.tsv").write_text("\n".join(["en\tru", *rows]), encoding="utf-8")
    check("b.tsv", "--no-meaning", "--baseline", "known.json", "--update-baseline")
    (folder / "b.tsv").write_text("\n".join(["en\tru", "Purpose\tЦель", *rows]), encoding="utf-8")
    status, out, err = check("b.tsv", "--no-meaning", "--baseline", "known.json")
    assert (status, out) == (0, "")
    assert "2 known from the baseline" in err


@pytest.mark.usefixtures("folder")
def test_statistics_are_counts_in_text_or_json() -> None:
    out = check("a.tsv", "--no-meaning", "--statistics", "--json")[1]
    assert json.loads(out)["rules"][0] == {"code": "NUM001", "name": "number-mismatch", "severity": "error", "count": 1}


def test_a_file_of_one_language_is_said_to_have_nothing_to_compare(folder: Path) -> None:
    (folder / "b.tsv").write_text("en\tru\nPurpose\t\n", encoding="utf-8")
    assert "b.tsv: one language only" in check("b.tsv", "--select", "SPC")[2]
    assert "one language only" not in check("a.tsv", "--select", "SPC")[2]


@pytest.mark.usefixtures("folder")
def test_only_what_can_be_fixed_where_it_is_is_called_fixable() -> None:
    CliRunner().invoke(app, ["import", "a.tsv", "--as", "b", "--bank", "."])
    assert 'fixable": false' in check("-", "--select", "SPC001", "--json", text=TSV)[1]
    assert "--fix" not in check("-", "--select", "SPC001", text=TSV)[2]
    assert 'fixable": true' in check("a.tsv", "--select", "SPC001", "--json")[1]
    assert 'fixable": true' in check("b", "--bank", ".", "--select", "SPC001", "--json")[1]


def test_lines_fit_the_terminal_and_colour_stays_out_of_files(folder: Path) -> None:
    (folder / "b.tsv").write_text("en\tru\n" + "word " * 40 + "5\t" + "слово " * 40 + "6\n", encoding="utf-8")
    command = "stty cols 60; clausebank check b.tsv --select NUM; clausebank check b.tsv --select NUM -o b.txt"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    main, terminal = pty.openpty()
    subprocess.run(
        ["sh", "-c", command],
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PATH": path, "TERM": "xterm", "NO_COLOR": "", "COLUMNS": ""},
        check=False,
    )
    os.close(terminal)
    shown = os.read(main, 10_000).decode()
    os.close(main)
    assert "\x1b[31merror" in shown
    assert all(len(re.sub(r"\x1b\[\d*m", "", line)) <= 60 for line in shown.splitlines()[1:] if line.startswith("  "))
    assert "\x1b" not in (folder / "b.txt").read_text(encoding="utf-8")


def test_a_finding_is_ignored_with_a_reason_only_and_then_not_mended_either(folder: Path) -> None:
    CliRunner().invoke(app, ["import", "a.tsv", "--as", "b", "--bank", "."])
    units = folder / "b" / "units.yaml"
    text = units.read_text(encoding="utf-8")
    assert "- id: b\n" in text
    units.write_text(text.replace("- id: b\n", "- id: b\n  ignore: {SPC001: ''}\n"), encoding="utf-8")
    _, out, _ = check("b", "--bank", ".", "--select", "SPC,IGN")
    assert "SPC001" in out
    assert "no reason is given" in out
    units.write_text(text.replace("- id: b\n", "- id: b\n  ignore: {SPC001: as printed}\n"), encoding="utf-8")
    assert check("b", "--bank", ".", "--select", "SPC,IGN")[:2] == (0, "")
    assert check("b", "--bank", ".", "--fix", "--diff")[1] == ""


def test_the_installed_texts_are_never_mended() -> None:
    status, _, err = check("a-66-359", "--fix", "--no-meaning")
    assert (status, "--bank: no folder of texts is given" in err) == (2, True)
    assert check("a-66-359", "--fix", "--diff", "--no-meaning")[0] == 0


def test_a_space_beside_an_inline_code_is_no_fault_and_lines_that_all_languages_break_are_left(folder: Path) -> None:
    units = "".join(
        f"<tu><tuv xml:lang='en'><seg>{en}</seg></tuv><tuv xml:lang='de'><seg>{de}</seg></tuv></tu>"
        for en, de in (
            ("You have <ph x='1'>{0}</ph> new mails in <ph x='2'>{1}</ph>.", "Im <ph x='2'>{1}</ph> ist Neues."),
            ("Two\nlines ", "Zwei\nZeilen "),
        )
    )
    header = "creationtool='x' creationtoolversion='1' segtype='sentence' o-tmf='x' adminlang='en' srclang='en'"
    text = f"<tmx version='1.4'><header {header} datatype='x'/><body>{units}</body></tmx>"
    (folder / "m.tmx").write_text(text, encoding="utf-8")
    assert check("m.tmx", "--select", "SPC")[:2] == (0, "")
    assert check("m.tmx", "--fix", "--diff")[1] == ""


def test_a_memory_is_fixed_in_place_and_diff_only_shows_it(folder: Path) -> None:
    memory = folder / "m.tmx"
    CliRunner().invoke(app, ["export", "a-66-359", "--to", "tmx", "-o", str(memory)])
    broken = memory.read_text(encoding="utf-8").replace("To assist developing", "To  assist\u200b developing")
    memory.write_text(broken, encoding="utf-8")
    status, out, _ = check("m.tmx", "--diff")
    assert status == 1
    assert re.search("^-.*>To  assist\u200b developing", out, re.MULTILINE)
    assert re.search(r"^\+.*>To assist developing", out, re.MULTILINE)
    assert memory.read_text(encoding="utf-8") == broken
    assert check("m.tmx", "--fix", "--no-meaning")[0] == 0
    assert memory.read_text(encoding="utf-8") == broken.replace("To  assist\u200b", "To assist")


@pytest.mark.parametrize("kind", ["json", "jsonl", "github", "gitlab", "sarif", "junit"])
def test_every_report_can_be_written_to_a_file(folder: Path, kind: str) -> None:
    assert check("a.tsv", "--no-meaning", "--format", kind, "--output", "report")[0] == 1
    assert "NUM001" in (folder / "report").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_standard_input_is_told_by_its_beginning() -> None:
    status, out, _ = check("-", "--no-meaning", text=TSV)
    assert status == 1
    assert "<stdin>:2: error NUM001" in out


@pytest.mark.usefixtures("folder")
def test_statistics_count_by_rule() -> None:
    _, out, _ = check("a.tsv", "--no-meaning", "--statistics")
    assert re.search(r"1  NUM001  error +number-mismatch", out)


def test_rule_explains_one_and_lists_all() -> None:
    assert "number-mismatch" in CliRunner().invoke(app, ["rule", "num001"]).stdout
    listed = CliRunner().invoke(app, ["rule", "--all"])
    assert listed.exit_code == 0
    assert "ALN020" in listed.stdout
    unknown = CliRunner().invoke(app, ["rule", "NUM01"])
    assert unknown.exit_code == 2
    assert "no rule 'NUM01'" in unknown.stderr
