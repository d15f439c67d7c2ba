"""`check` on files of other people: what is compared, what is not, and how the report says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app

WRONG = "en\tfr\nPay 5\tPayer 6\n"
CLEAN = "en\tfr\nPay 5\tPayer 5\n"
XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="1"><source>Pay 5'
    "</source><target>Payer 6</target>{}</trans-unit></body></file></xliff>"
)
PO = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["check", "--no-meaning", *arguments])
    return result.exit_code, result.stdout, result.stderr


def found(*arguments: str) -> list[tuple[str, str, str]]:
    _, out, _ = check("--json", *arguments)
    return [(finding["file"], finding["code"], finding["unit"]) for finding in json.loads(out)["findings"]]


@pytest.mark.parametrize("column", ["key", "max", "min", "no", "remark"])
def test_a_column_that_is_hardly_a_language_is_not_compared_and_the_report_says_so(folder: Path, column: str) -> None:
    write(folder, {"a.tsv": f"{column}\ten\tfr\n7\tPay 5\tPayer 5\n"})
    status, _, err = check("a.tsv")
    assert (status, f"a.tsv: 1 unit in en, fr; not read: {column}" in err) == (0, True)


def test_any_column_is_a_language_when_asked_for(folder: Path) -> None:
    write(folder, {"a.tsv": "en\tid\nPay 5\tBayar 6\n"})
    assert check("a.tsv")[0] == 0
    assert found("a.tsv", "--languages", "en,id") == [("a.tsv", "NUM001", "1")]


def test_languages_that_are_not_asked_for_are_not_compared(folder: Path) -> None:
    write(folder, {"a.tsv": "en\tfr\tde-AT\nPay 5\tPayer 6\tZahle 5\n"})
    assert check("a.tsv", "--languages", "en,de")[0] == 0
    status, out, _ = check("a.tsv", "--languages", "es")
    assert (status, "has no language es; it has: en, fr, de-AT" in out) == (2, True)


def test_a_memory_whose_units_have_some_of_its_languages_lacks_none(folder: Path) -> None:
    tags = ["fr", "de", "es", "it", "pt", "nl"]
    rows = ["\t".join(["Peace", *("Pax" if tag == own else "" for tag in tags)]) for own in tags for _ in range(2)]
    write(folder, {"a.tsv": "\n".join(["\t".join(["en", *tags]), *rows]) + "\n"})
    assert found("a.tsv", "--select", "ALN001") == []
    assert len(found("a.tsv", "--select", "ALN001", "--languages", "en,fr")) == 10


def test_in_a_memory_of_pairs_a_unit_with_two_languages_lacks_no_third_however_frequent(folder: Path) -> None:
    rows = ["Peace\tМир\t"] * 8 + ["Peace\t\t和平"] * 4
    write(folder, {"pairs.tsv": "\n".join(["en\tru\tzh", *rows]) + "\n", "gap.tsv": "en\tru\nPeace\tМир\nLaw\t\n"})
    assert found("pairs.tsv", "--select", "ALN001") == []
    assert found("gap.tsv", "--select", "ALN001") == [("gap.tsv", "ALN001", "2")]


def test_translations_that_are_not_final_are_counted_and_not_checked(folder: Path) -> None:
    entries = (
        '#, fuzzy\nmsgid "Pay 5"\nmsgstr "Payer 6"\n\nmsgid "Later"\nmsgstr ""\n\n#~ msgid "Gone"\n#~ msgstr "Parti"\n'
    )
    write(folder, {"a.po": PO + entries + '\nmsgid "Peace"\nmsgstr "Paix"\n'})
    status, _, err = check("a.po")
    assert (status, "a.po: 1 unit in en, fr; 1 fuzzy, 1 untranslated; 1 obsolete" in err) == (0, True)
    assert found("a.po", "--include", "fuzzy") == [("a.po", "NUM001", "1")]
    assert found("a.po", "--include", "untranslated", "--select", "ALN001") == [("a.po", "ALN001", "2")]


def test_a_file_that_cannot_be_read_is_one_error_and_the_report_is_whole(folder: Path) -> None:
    write(folder, {"a.tsv": WRONG, "b.xlf": "<xliff", "c.tsv": WRONG})
    status, out, _ = check("a.tsv", "b.xlf", "gone.tmx", "c.tsv", "--json")
    codes = [(finding["file"], finding["code"]) for finding in json.loads(out)["findings"]]
    assert codes == [("a.tsv", "NUM001"), ("b.xlf", "FIL001"), ("gone.tmx", "FIL001"), ("c.tsv", "NUM001")]
    assert status == 2


def test_a_bad_row_is_one_error_and_the_other_rows_are_checked(folder: Path) -> None:
    write(folder, {"a.csv": "en,fr\n=1+1,x\nPay 5,Payer 6\na,b,c\nPeace,Paix\n"})
    status, out, _ = check("a.csv", "--json")
    assert [(finding["code"], finding["line"]) for finding in json.loads(out)["findings"]] == [
        ("NUM001", 3),
        ("FIL001", 2),
        ("FIL001", 4),
    ]
    assert (status, json.loads(out)["files"][0]["units"]) == (2, 2)


def test_a_folder_is_searched_for_files_without_what_is_excluded(folder: Path) -> None:
    files = {"l/b/fr.tsv": WRONG, "l/a.tsv": WRONG, "l/.git/x.tsv": WRONG, "l/old/x.tsv": WRONG, "l/readme.txt": "x"}
    write(folder, files | {"clausebank.toml": 'exclude = ["l/old"]\n'})
    assert check("l", "--show-files")[1].split() == ["l/a.tsv", "l/b/fr.tsv"]
    assert check("l/**/*.tsv", "--show-files")[1].split() == ["l/.git/x.tsv", "l/a.tsv", "l/b/fr.tsv"]
    assert [file for file, *_ in found("l")] == ["l/a.tsv", "l/b/fr.tsv"]


def test_each_file_has_the_nearest_configuration_and_the_ignores_of_its_name(folder: Path) -> None:
    files = {"a/x.tsv": WRONG, "b/x.tsv": WRONG, "b/y.tsv": WRONG, "a/clausebank.toml": 'ignore = ["NUM"]\n'}
    write(folder, files | {"clausebank.toml": '[per-file-ignores]\n"b/y.*" = ["NUM001"]\n'})
    assert found(".") == [("b/x.tsv", "NUM001", "1")]
    assert json.loads(check("a/x.tsv", "--show-settings")[1])["ignore"] == ["NUM"]


def test_further_rules_can_be_added_to_those_that_run_anyway(folder: Path) -> None:
    write(folder, {"a.tsv": "en\tfr\nYes; no\tOui ; non\nPay 5\tPayer 6\n"})
    more = check("a.tsv", "--extend-select", "PUN005", "--show-settings")[1]
    assert "extend-select" in more
    assert ("a.tsv", "NUM001", "2") in found("a.tsv", "--extend-select", "PUN005")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.po", PO + '#. clausebank: ignore[NUM001] as agreed\nmsgid "Pay 5"\nmsgstr "Payer 6"\n'),
        ("a.po", PO + '# clausebank: ignore[NUM001] as agreed\nmsgid "Pay 5"\nmsgstr "Payer 6"\n'),
        ("a.tsv", "en\tfr\tnote\nPay 5\tPayer 6\tclausebank: ignore[NUM001] as agreed\n"),
        (
            "a.xlf",
            XLIFF.format("<note>clausebank: ignore[NUM001] as agreed</note>"),
        ),
    ],
)
def test_a_comment_in_the_file_accepts_a_finding_and_is_reported_when_it_is_not_needed(
    folder: Path, name: str, text: str
) -> None:
    write(folder, {name: text})
    assert found(name) == []
    write(folder, {name: text.replace("Payer 6", "Payer 5")})
    assert [code for _, code, _ in found(name)] == ["IGN001"]


TMX = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="en" datatype="plaintext"/><body>\n{}</body></tmx>'
)
TU = '<tu{}><tuv xml:lang="en"><seg>Pay 5</seg></tuv><tuv xml:lang="fr"><seg>Payer {}</seg></tuv></tu>'
NOTE = "clausebank: ignore[NUM001] it is so"
XLIFF2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">'
    '<unit id="u">\n  {}<segment><source>Pay 5</source><target>Payer 6</target></segment></unit></file></xliff>'
)
SEGMENTS = (
    '<xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="1"><source>Pay 5. End.'
    '</source><seg-source><mrk mtype="seg" mid="1">Pay 5.</mrk> <mrk mtype="seg" mid="2">End.</mrk></seg-source><target>'
    '<mrk mtype="seg" mid="1">Payer 6.</mrk> <mrk mtype="seg" mid="2">Fin.</mrk></target>{}</trans-unit></body></file></xliff>'
)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "a.po",
            PO + '# seen\r\n#: a.c:1\r\nmsgid "Pay 5"\r\nmsgstr "Payer 6"\r\n',
            PO + f'# seen\r\n# {NOTE}\r\n#: a.c:1\r\nmsgid "Pay 5"\r\nmsgstr "Payer 6"\r\n',
        ),
        ("a.xlf", XLIFF.format(""), XLIFF.format(f"<note>{NOTE}</note>")),
        ("s.xlf", SEGMENTS.format(""), SEGMENTS.format(f"<note>{NOTE}</note>")),
        ("a.xlf2", XLIFF2.format(""), XLIFF2.format(f"<notes>\n  <note>{NOTE}</note>\n  </notes>\n  ")),
        (
            "a.tmx",
            TMX.format(TU.format("", 5) + TU.format("", 6) + TU.format(' tuid="k"', 7)),
            TMX.format(
                TU.format("", 5)
                + TU.format("", 6).replace("<tuv", f"<note>{NOTE}</note><tuv", 1)
                + TU.format(' tuid="k"', 7).replace("<tuv", f"<note>{NOTE}</note><tuv", 1)
            ),
        ),
        ("a.csv", "en,fr,note\nPay 5,Payer 6,\n", f"en,fr,note\nPay 5,Payer 6,{NOTE}\n"),
        (
            "b.csv",
            'en,fr,note\r\n"Pay, 5","Payer, 6","x ""y"""\r\n',
            f'en,fr,note\r\n"Pay, 5","Payer, 6","x ""y""\n{NOTE}"\r\n',
        ),
    ],
)
def test_what_is_found_is_accepted_by_a_note_and_every_other_byte_stays(
    folder: Path, name: str, before: str, after: str
) -> None:
    (folder / name).write_bytes(before.encode())
    assert check(name, "--add-ignores", "it is so", "--diff")[0] == 0
    assert (folder / name).read_bytes().decode() == before
    assert check(name, "--add-ignores", "it is so")[0] == 0
    assert (folder / name).read_bytes().decode() == after
    assert [code for _, code, _ in found(name) if code != "CON001"] == []


def test_a_file_that_holds_no_notes_says_so_and_findings_that_have_no_place_are_counted(folder: Path) -> None:
    write(
        folder,
        {"a.tsv": WRONG, "a.jsonl": '{"id": "1", "segments": {"en": {"text": "Pay 5"}, "fr": {"text": "Payer 6"}}}\n'},
    )
    assert "1 finding could not be accepted there" in check("a.tsv", "--add-ignores", "so")[2]
    assert (folder / "a.tsv").read_text(encoding="utf-8") == WRONG
    assert check("a.jsonl", "--add-ignores", "so")[0] == 2
    assert check("a.tsv", "--add-ignores", " ")[0] == 2


def test_updating_a_baseline_with_one_file_or_rule_keeps_what_it_knows_of_the_others(folder: Path) -> None:
    write(folder, {"a.tsv": WRONG, "b.tsv": WRONG.replace("5", "7")})
    check("a.tsv", "b.tsv", "--baseline", "k.json", "--update-baseline")
    check("b.tsv", "--baseline", "k.json", "--update-baseline")
    check("a.tsv", "--select", "SPC", "--baseline", "k.json", "--update-baseline")
    assert found("a.tsv", "b.tsv", "--baseline", "k.json") == []
    write(folder, {"a.tsv": CLEAN})
    assert "1 in the baseline no longer occur" in check("a.tsv", "b.tsv", "--baseline", "k.json")[2]
    check("a.tsv", "b.tsv", "--baseline", "k.json", "--update-baseline")
    assert len(json.loads((folder / "k.json").read_text(encoding="utf-8"))["findings"]) == 1


def test_a_baseline_names_files_from_its_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"l/a.tsv": WRONG})
    check("l/a.tsv", "--baseline", "k.json", "--update-baseline")
    monkeypatch.chdir(folder / "l")
    assert found("a.tsv", "--baseline", "../k.json") == []


@pytest.mark.parametrize(
    ("name", "glossary", "extra"),
    [
        ("t.csv", "en,fr\nState,État|pays\n", []),
        ("t.txt", "# glossary\nState\tÉtat\tcomment\n", ["--languages", "en,fr"]),
        ("t.en-fr.txt", "State\tÉtat\n", []),
    ],
)
def test_terms_of_a_file_are_checked(folder: Path, name: str, glossary: str, extra: list[str]) -> None:
    write(folder, {"a.tsv": "en\tfr\nThe State acts\tLe royaume agit\nThe State acts\tL'État agit\n", name: glossary})
    assert found("a.tsv", "--terms", name, "--select", "TRM", *extra) == [("a.tsv", "TRM001", "1")]


def test_a_forbidden_term_of_a_file_is_found(folder: Path) -> None:
    write(
        folder,
        {"a.tsv": "en\tfr\nA computer\tUn computeur\n", "t.csv": "en,fr,forbidden-fr\ncomputer,ordinateur,computeur\n"},
    )
    write(folder, {"clausebank.toml": 'terms = ["t.csv"]\n'})
    assert ("a.tsv", "TRM002", "1") in found("a.tsv")


def test_fingerprints_do_not_depend_on_the_order_of_units(folder: Path) -> None:
    rows = ["Pay 5\tPayer 6", "Take 7\tPrendre 8", "Peace\tPaix"]
    prints = []
    for order in (rows, rows[::-1]):
        write(folder, {"a.tsv": "\n".join(["en\tfr", *order]) + "\n"})
        prints.append({finding["fingerprint"] for finding in json.loads(check("a.tsv", "--json")[1])["findings"]})
    assert prints[0] == prints[1]
    assert len(prints[0]) == 2


def test_rules_that_a_nearer_configuration_brings_are_in_a_sarif_report(folder: Path) -> None:
    rule = '[[rules]]\ncode = "USR001"\nname = "tbd"\nseverity = "error"\nforbid = { en = "TBD" }\n'
    write(folder, {"d/clausebank.toml": rule, "d/a.tsv": "en\tfr\nTBD\tTBD\n", "b.tsv": WRONG})
    (run,) = json.loads(check("b.tsv", "d/a.tsv", "--format", "sarif")[1])["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [
        rules[result["ruleIndex"]]["id"] for result in run["results"]
    ]
    assert {"NUM001", "USR001"} <= {result["ruleId"] for result in run["results"]}


def test_a_change_of_a_watched_file_or_folder_or_configuration_is_checked_again(folder: Path) -> None:
    write(folder, {"l/a.tsv": CLEAN})
    command = [sys.executable, "-m", "clausebank", "check", "l", "--watch", "--no-meaning", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "nothing found" in process.stderr.readline()
        write(folder, {"l/a.tsv": WRONG})
        assert "1 error" in process.stderr.readline()
        write(folder, {"l/clausebank.toml": "ignore = ["})
        assert "not valid TOML" in process.stderr.readline()
        write(folder, {"l/clausebank.toml": 'ignore = ["NUM"]'})
        assert "nothing found" in process.stderr.readline()
        write(folder, {"l/b.tsv": "en\tfr\nThe law\tla lоi\n"})
        assert "1 error" in process.stderr.readline()
        process.terminate()
