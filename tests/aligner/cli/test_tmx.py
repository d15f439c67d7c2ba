"""The commands on memories, as their users run them: what they write, print and end with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from typer.testing import CliRunner

import tmx
from aligner.cli.app import app

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "tmx.md"
COMMANDS = [
    *("validate", "info", "convert", "merge", "split", "dedupe", "filter", "edit", "trim", "sort", "anonymise"),
    *("diff", "to", "from"),
]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, stdin: str = "") -> Done:
    result = CliRunner().invoke(app, ["tmx", *map(str, arguments)], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def _unit(tuid: str, **texts: str) -> tmx.TranslationUnit:
    return tmx.TranslationUnit([tmx.Variant(tag, text) for tag, text in texts.items()], tuid=tuid)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    units = [
        _unit("1", en="Treaty", fr="Traité", ru="Договор"),
        _unit("2", en="Article 2", fr="Article 2", ru="Статья 2"),
        _unit("3", en="treaty ", fr="Traité", ru="Договор"),
    ]
    tmx.write(tmp_path / "memory.tmx", units, header=tmx.Header(srclang="en"))
    return tmp_path / "memory.tmx"


@pytest.fixture
def broken(memory: Path) -> Path:
    path = memory.with_name("broken.tmx")
    path.write_text(memory.read_text().replace("Article 2", "Articles 2 & 3"))
    return path


def _units(path: Path) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(unit.tuid, unit.languages) for unit in tmx.read(path)]


def test_validate_ends_with_1_and_names_file_line_and_rule(broken: Path) -> None:
    done = run("validate", broken)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{broken}:12: error T001 not-well-formed: tuid 2: a bare &")
    assert done.stderr == "1 error, 0 warnings\n"


def test_validate_ends_with_0_for_a_clean_file_and_2_for_what_is_none(memory: Path) -> None:
    assert run("validate", memory, "--target", "fr").returncode == 0
    assert run("validate", memory, "--target", "de").returncode == 1
    assert run("validate", memory, "--target", "de", "--fail-on", "error").returncode == 0
    page = memory.with_name("page.html")
    page.write_text("<html/>")
    for arguments in (
        ["validate", "missing.tmx"],
        ["validate"],
        ["validate", page],
        ["validate", memory, "--no"],
    ):
        assert run(*arguments).returncode == 2


def test_validate_prints_so_many_of_a_rule_and_counts_the_rest(memory: Path) -> None:
    lines = run("validate", memory, "--target", "de", "--limit", "1").stdout.splitlines()
    assert len(lines) == 2
    assert "and 2 more of T104" in lines[1]


def test_validate_as_json_is_a_line_for_each_finding(broken: Path) -> None:
    (finding,) = map(json.loads, run("validate", broken, "--json").stdout.splitlines())
    assert (finding["code"], finding["line"], finding["tuid"]) == ("T001", 12, "2")


def test_validate_explains_every_rule() -> None:
    printed = run("validate", "--rules").stdout
    assert all(code in printed for code in tmx.RULES)


def test_info_counts_what_is_there(memory: Path) -> None:
    found = json.loads(run("info", memory, "--json").stdout)
    assert (found["units"], found["srclang"], found["languages"]["fr"]["variants"]) == (3, "en", 3)
    assert json.loads(run("info", memory, "--json", "--jobs", "2").stdout) == found
    assert "Договор" not in run("info", memory).stdout


def test_convert_makes_a_pair_for_a_client(memory: Path) -> None:
    out = memory.with_name("out.tmx")
    assert run("convert", memory, "--pair", "ru,en", "--for", "memoq", "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"\xff\xfe")
    with tmx.read(out) as reader:
        assert reader.header.srclang == "ru"
        assert next(reader).languages == ("ru", "en")


def test_convert_says_how_many_units_a_pair_leaves_out(memory: Path) -> None:
    memory.write_text(memory.read_text().replace('<tuv xml:lang="ru"><seg>Статья 2</seg></tuv>', ""))
    out = memory.with_name("out.tmx")
    assert "1 unit is not in all of en,ru and left out" in run("convert", memory, "--pair", "en,ru", "-o", out).stderr
    assert len(_units(out)) == 2


def test_convert_changes_version_encoding_and_tags_and_nothing_else(memory: Path) -> None:
    out = memory.with_name("out.tmx")
    arguments = ["--tmx", "1.1", "--encoding", "US-ASCII", "--tag-case", "upper"]
    assert run("convert", memory, *arguments, "-o", out).returncode == 0
    assert out.read_bytes().isascii()
    with tmx.read(out) as reader:
        assert (reader.header.version, reader.header.srclang) == ("1.1", "EN")
        assert [unit.text("RU") for unit in reader] == ["Договор", "Статья 2", "Договор"]


def test_an_error_leaves_no_file_and_lenient_passes_over_it(broken: Path) -> None:
    out = broken.with_name("out.tmx")
    done = run("convert", broken, "-o", out)
    assert (done.returncode, out.exists()) == (2, False)
    assert "--lenient" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    done = run("convert", broken, "-o", out, "--lenient")
    assert (done.returncode, _units(out)[0][0], len(_units(out))) == (1, "1", 2)


def test_split_and_merge_undo_each_other(memory: Path) -> None:
    folder = memory.with_name("parts")
    assert run("split", memory, "-o", folder).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["memory.en.fr.tmx", "memory.en.ru.tmx"]
    out = memory.with_name("out.tmx")
    assert run("merge", *sorted(folder.iterdir()), "--join", "tuid", "-o", out).returncode == 0
    assert _units(out) == _units(memory)


def test_split_by_size_and_by_nonsense(memory: Path, tmp_path: Path) -> None:
    assert run("split", memory, "--by", "size:2", "-o", tmp_path / "a").returncode == 0
    assert len(list((tmp_path / "a").iterdir())) == 2
    done = run("split", memory, "--by", "size:many", "-o", tmp_path / "b")
    assert (done.returncode, (tmp_path / "b").exists()) == (2, False)


@pytest.mark.parametrize(("options", "kept"), [([], 3), (["--normalised"], 2), (["--by", "tuid"], 3)])
def test_dedupe_keeps_the_first(memory: Path, options: list[str], kept: int) -> None:
    assert run("dedupe", memory, *options, "-o", memory).returncode == 0
    assert len(_units(memory)) == kept


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--regex", "^Tr", "--in", "en"], ["1"]),
        (["--regex", "^Tr", "--in", "en", "--invert"], ["2", "3"]),
        (["--languages", "en,de"], []),
        (["--since", "2024-01-01"], []),
    ],
)
def test_filter_keeps_what_meets_the_conditions(memory: Path, options: list[str], kept: list[str]) -> None:
    out = memory.with_name("out.tmx")
    assert run("filter", memory, *options, "-o", out).returncode == 0
    assert [tuid for tuid, _ in _units(out)] == kept


@pytest.mark.parametrize("options", [["--regex", "("], ["--since", "yesterday"], ["--languages", "English"]])
def test_filter_says_what_is_wrong_with_a_condition(memory: Path, options: list[str]) -> None:
    done = run("filter", memory, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert options[1] in done.stderr


def test_diff_ends_with_0_without_and_1_with_differences(memory: Path) -> None:
    assert run("diff", memory, memory).returncode == 0
    other = memory.with_name("other.tmx")
    other.write_text(memory.read_text().replace("Статья 2", "Статья вторая"))
    done = run("diff", memory, other)
    assert done.returncode == 1
    assert done.stdout == "~ 2\n    - ru: Статья 2\n    + ru: Статья вторая\n"
    assert json.loads(run("diff", memory, other, "--json").stdout)["languages"] == ["ru"]


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_a_memory_of_plain_texts_survives_every_other_format(memory: Path, form: str) -> None:
    table = run("to", form, memory).stdout
    out = memory.with_name("out.tmx")
    assert run("from", form, "-", "--source", "en", "-o", out, stdin=table).returncode == 0
    assert list(tmx.read(out)) == list(tmx.read(memory))


def test_commands_work_in_a_pipe(memory: Path) -> None:
    first = run("filter", memory, "--regex", "Treaty")
    assert (
        run("to", "csv", "-", "--languages", "en,ru", stdin=first.stdout).stdout
        == "tuid,en,ru,note\n1,Treaty,Договор,\n"
    )


def test_from_says_on_which_line_a_table_is_broken() -> None:
    done = run("from", "csv", "-", stdin="tuid,en\n1,a,b\n")
    assert done.returncode == 2
    assert "-:2: a row of 3 cells" in done.stderr


SURGERY = [
    (["dedupe", "--by", "source", "--normalised", "--keep", "last"], "1 unit would be left out", "the 3. unit is kept"),
    (["dedupe", "--near", "80", "--by", "source"], "1 unit would be left out", "the 1. unit is kept"),
    (["edit", "--regex", "Art(icle)", "--with", r"\1", "--in", "fr"], "1 unit would change", "+ fr: icle 2"),
    (["edit", "--set", "changedate=2024-05-01"], "3 units would change", "changedate: (none) -> 20240501T000000Z"),
    (["trim"], "1 unit would change", "languages: en fr ru -> en ru"),
    (["sort"], "2 units would move", "(line 6, 1 -> 2)"),
    (["anonymise", "--names", "names.txt"], "2 units would change", "+ fr: [name]"),
    (["merge", "--prefer", "last", "--normalised"], "1 unit would change", "- ru: Договор"),
]


@pytest.mark.parametrize(("arguments", "count", "line"), SURGERY, ids=[" ".join(row[0]) for row in SURGERY])
def test_a_dry_run_shows_the_changes_and_writes_nothing(
    memory: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], count: str, line: str
) -> None:
    monkeypatch.chdir(memory.parent)
    Path("names.txt").write_text("Traité\n", encoding="utf-8")
    command, *options = arguments
    for source in (memory, "-"):
        done = run(command, source, *options, "--dry-run", "-o", "out.tmx", stdin=memory.read_text(encoding="utf-8"))
        assert (done.returncode, count in done.stderr, line in done.stdout) == (0, True, True), done
    assert not Path("out.tmx").exists()
    assert run(command, memory, *options, "-o", "out.tmx").returncode == 0
    assert run("diff", memory, "out.tmx").returncode == (0 if command == "sort" or "--set" in options else 1)


def test_a_damaged_memory_is_repaired_and_every_repair_is_listed(broken: Path) -> None:
    done = run("convert", broken, "--repair")
    assert (done.returncode, "Articles 2 &amp; 3" in done.stdout) == (0, True)
    assert re.search(r"repaired: line \d+, tuid 2: a bare & is written &amp;", done.stderr)
    assert "--repair" in run("convert", broken).stderr


def test_units_that_are_trimmed_are_kept_in_a_file_of_their_own(memory: Path) -> None:
    rejected = memory.with_name("rejected.tmx")
    done = run("trim", memory, "--rejected", rejected)
    assert "      1  same" in done.stderr
    assert [unit.tuid for unit in tmx.read(rejected)] == ["2"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit",),
        ("edit", "--replace", "a"),
        ("edit", "--with", "a"),
        ("edit", "--regex", "(", "--with", ""),
        ("edit", "--regex", "(a)", "--with", r"\2"),
        ("edit", "--set", "colour=red"),
        ("edit", "--set", "changedate=soon"),
        ("trim", "--faults", "ugly"),
        ("dedupe", "--near", "90", "--by", "tuid"),
        ("merge", "--dry-run"),
        ("anonymise", "--names", "nobody.txt"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_nothing_is_written(
    memory: Path, arguments: tuple[str, ...]
) -> None:
    output = memory.with_name("out.tmx")
    command, *options = arguments
    done = run(command, memory, *options, "-o", output)
    assert (done.returncode, done.stderr.count("\n"), output.exists()) == (2, 1, False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_an_example(command: str) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert f"### `clausebank tmx {command}`" in text
    assert re.search(rf"^(\$ )?clausebank tmx {command} ", text, re.MULTILINE)


def test_every_option_of_every_command_is_documented() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for command in COMMANDS:
        section = text.split(f"### `clausebank tmx {command}`")[1].split("\n### ")[0]
        options = set(re.findall(r"^ +(?:-\w, )?(--[\w-]+)", run(command, "--help").stdout, re.MULTILINE))
        assert options - {"--help"} <= set(re.findall(r"--[\w-]+", section)), command


def test_every_rule_is_documented() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert all(f"{rule.code} | {rule.name} | {rule.severity}" in text for rule in tmx.RULES.values())


def into(stream: IO[bytes], *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A tmx command in a process of its own, with that as its standard output."""
    return subprocess.run(
        [sys.executable, "-c", "from aligner.cli.app import main; main()", "tmx", *arguments],
        stdout=stream,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full here")
@pytest.mark.parametrize(
    "arguments", [("convert",), ("to", "csv"), ("to", "jsonl"), ("info",), ("info", "--json"), ("dedupe",)]
)
@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_full_disk_is_one_line_and_status_2(memory: Path, arguments: tuple[str, ...], buffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = into(full, *arguments, memory, PYTHONUNBUFFERED=buffered)
    *_, last = done.stderr.splitlines()
    assert last.startswith("clausebank: standard output: cannot be written (No space left on device)")
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [("convert",), ("to", "csv"), ("info",), ("validate", "--target", "de")])
def test_a_reader_that_has_enough_ends_a_command_in_silence_and_not_as_a_finding(
    memory: Path, arguments: tuple[str, ...]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # as `head -1` does, only sooner
    with os.fdopen(writer, "wb") as pipe:
        done = into(pipe, *arguments, memory)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_folder_that_cannot_be_made_is_one_line(memory: Path) -> None:
    done = run("split", memory, "-o", memory)
    assert (done.returncode, done.stderr) == (
        2,
        f"clausebank: {memory}: is a file, not a folder; give the name of a folder\n",
    )


def test_a_pipe_that_would_be_read_twice_is_refused(memory: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run("to", "csv", pipe).returncode == 2
    feeder = threading.Thread(target=pipe.write_bytes, args=(memory.read_bytes(),))
    feeder.start()
    assert run("info", pipe, "--jobs", "2").returncode == 0
    feeder.join()


def test_a_text_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path, other = tmp_path / "a.tmx", tmp_path / "b.tmx"
    tmx.write(path, [_unit("a\x9b31mb", en="x\u202ey", fr="\x9b2J")], header=tmx.Header(srclang="de"))
    tmx.write(other, [], header=tmx.Header(srclang="de"))
    for arguments in (("validate", path), ("diff", path, other), ("to", "csv", path, "--languages", "de,e_n")):
        done = run(*arguments)
        if arguments[0] != "to":
            assert "<U+009B>31mb" in done.stdout
        assert not re.search("[\x80-\x9f\u202e]", done.stdout + done.stderr)


def test_from_with_lenient_ends_with_1_when_something_was_left_out(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("tuid,en,fr\n1,a\x01,b\n2,c,d\n")
    assert run("from", "csv", table, "-o", tmp_path / "a.tmx").returncode == 2
    done = run("from", "csv", table, "-o", tmp_path / "a.tmx", "--lenient")
    assert done.returncode == 1
    assert _units(tmp_path / "a.tmx") == [("2", ("en", "fr"))]


def test_an_encoding_no_reader_could_recognise_is_refused(memory: Path) -> None:
    for encoding in ("utf-7", "cp037", "rot13", "klingon"):
        assert run("convert", memory, "--encoding", encoding).returncode == 2


def test_units_with_findings_are_taken_out_and_the_table_says_by_which_rule(tmp_path: Path) -> None:
    def unit(en: str, fr: str) -> str:
        return f"<tu><tuv xml:lang='en'><seg>{en}</seg></tuv><tuv xml:lang='fr'><seg>{fr}</seg></tuv></tu>"

    header = (
        "creationtool='x' creationtoolversion='1' segtype='sentence' o-tmf='x' adminlang='en' srclang='en' datatype='x'"
    )
    units = [
        unit("Pay 5", "Payer 5"),
        unit("Pay 5", "Payer 6"),
        unit("Press <ph x='1'>{0}</ph>", "Appuyez"),
        unit("Peace", "Paix"),
    ]
    memory = tmp_path / "m.tmx"
    memory.write_text(f"<tmx version='1.4'><header {header}/><body>{''.join(units)}</body></tmx>", encoding="utf-8")
    clean, faulty = tmp_path / "clean.tmx", tmp_path / "faulty.tmx"
    command = [
        "tmx",
        "filter",
        str(memory),
        "--without-findings",
        "NUM,COD",
        "--rejected",
        str(faulty),
        "-o",
        str(clean),
    ]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "1  NUM001 number-mismatch" in result.stderr
    assert "1  COD0" in result.stderr
    assert [it.text("fr") for it in tmx.read(clean)] == ["Payer 5", "Paix"]
    assert [it.text("fr") for it in tmx.read(faulty)] == ["Payer 6", "Appuyez"]
