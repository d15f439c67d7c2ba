from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from aligner.checks import CheckedText, Finding, Severity, all_rules, run, select
from aligner.checks.explain import reference
from aligner.checks.reports.ci import github, gitlab
from aligner.checks.reports.json import json as json_report
from aligner.checks.reports.json import jsonl
from aligner.checks.reports.junit import junit
from aligner.checks.reports.sarif import sarif
from aligner.checks.reports.text import text
from aligner.model import Role, Segment, Unit

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.json")
UNITS = [
    Unit(
        "a",
        Role.ITEM,
        {"en": Segment("Article 5", line=3), "zh": Segment("第5条", line=4), "ru": Segment("Статья 6", line=5)},
    ),
    Unit("b", Role.ITEM, {"en": Segment("Sig\ud800ned  here <&>"), "zh": Segment("签字"), "ru": Segment("Подписано")}),
    Unit("c", Role.ITEM, {"en": Segment("Done"), "zh": Segment("完成"), "ru": Segment("Исполнено")}),
]


@pytest.fixture
def findings() -> list[Finding]:
    return list(run(CheckedText("x y.tmx", UNITS), select([], [])))


def test_text_shows_the_clause_and_underlines_the_stretch(findings: list[Finding]) -> None:
    lines = list(text(findings))
    assert lines[0].startswith("x y.tmx:5: error NUM001 number-mismatch [a]: number 5 in en, zh; 6 in ru")
    assert lines[1:3] == ["  en    Article 5", "                ^"]


def test_the_underline_counts_a_chinese_character_as_two_columns() -> None:
    found = list(text([_marked("zh", "第五条", 1, 2)]))
    assert found[1:] == ["  zh    第五条", "          ^^"]


def test_the_underline_stands_under_its_stretch_however_long_the_name_of_the_language() -> None:
    _, shown, under = text([_marked("zh-Hant", "word fault", 5, 10)])
    assert shown.index("fault") == under.index("^")


def test_an_id_or_file_name_cannot_steer_the_terminal() -> None:
    finding = replace(_marked("en", "word", 0, 4, unit="a\x1b[2J"), file="f\x1b[2J")
    assert not any("\x1b" in line for line in (*text([finding]), *github([replace(finding, file="f")])))


def _marked(language: str, words: str, start: int, end: int, unit: str = "u") -> Finding:
    from aligner.checks import Highlight

    it = Unit(unit, Role.ITEM, {language: Segment(words)})
    return Finding("X", "x", Severity.INFO, "f", 1, it, (language,), "m", (Highlight(language, start, end),))


def test_a_long_clause_is_cut_around_the_stretch() -> None:
    (_, shown, under) = text([_marked("en", "word " * 100 + "fault" + " word" * 100, 500, 505)], width=60)
    assert "fault" in shown
    assert shown.index("fault") == under.index("^")
    assert len(shown) <= 64


def test_what_a_terminal_would_obey_is_shown_as_its_code_point() -> None:
    assert "<U+001B>" in list(text([_marked("en", "a\x1b[31mb", 0, 1)]))[1]


def test_json_has_a_schema_version_and_the_documented_fields(findings: list[Finding]) -> None:
    report = json.loads("\n".join(json_report(findings)))
    assert report["schema"] == 1
    assert {"code", "name", "severity", "file", "line", "unit", "languages", "message", "fixable"} <= set(
        report["findings"][0]
    )
    assert report["summary"]["error"] >= 1
    assert len([json.loads(line) for line in jsonl(findings)]) == len(findings)


def test_json_of_nothing_is_json() -> None:
    assert json.loads("\n".join(json_report([])))["findings"] == []
    assert json.loads("\n".join(gitlab([]))) == []


def test_sarif_is_valid_against_its_published_schema(findings: list[Finding]) -> None:
    log = json.loads("\n".join(sarif(findings, all_rules, "https://docs.example.com/cb")))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    assert all(
        rule["helpUri"] == f"https://docs.example.com/cb/rules.html#{rule['id'].lower()}-{rule['name']}"
        for rule in log["runs"][0]["tool"]["driver"]["rules"]
    )
    result = log["runs"][0]["results"][0]
    assert result["partialFingerprints"]
    assert result["locations"][0]["logicalLocations"][0]["name"] == "a"
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_junit_has_a_test_case_per_unit_and_is_xml_whatever_the_text(findings: list[Finding]) -> None:
    lines = junit(findings, {"x y.tmx": [unit.id for unit in UNITS]}, Severity.WARNING)
    root = etree.fromstring("\n".join(lines).encode())
    assert [case.get("name") for case in root.iter("testcase")] == ["a", "b", "c"]
    assert [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None] == ["a", "b"]


def test_junit_has_findings_in_files_whose_units_are_those_of_another_file(findings: list[Finding]) -> None:
    lines = junit([replace(findings[0], file="fr.json")], {"en.json": ["a"]}, Severity.WARNING)
    root = etree.fromstring("\n".join(lines).encode())
    suites = {suite.get("name"): suite.get("failures") for suite in root.iter("testsuite")}
    assert suites == {"en.json": "0", "fr.json": "1"}


def test_github_annotations_escape_what_would_end_them() -> None:
    (line,) = github([_marked("en", "a", 0, 1)])
    assert line == "::notice file=f,line=1,title=X x::u: m"


def test_gitlab_fingerprints_differ(findings: list[Finding]) -> None:
    entries = json.loads("\n".join(gitlab([*findings, *findings])))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_gitlab_fingerprints_do_not_depend_on_the_order_of_findings(findings: list[Finding]) -> None:
    other_file = [replace(finding, file="y.tmx") for finding in findings]
    forwards = json.loads("\n".join(gitlab([*findings, *other_file])))
    backwards = json.loads("\n".join(gitlab([*other_file, *findings])))
    by_place = {(entry["location"]["path"], entry["description"]): entry["fingerprint"] for entry in forwards}
    assert by_place == {(entry["location"]["path"], entry["description"]): entry["fingerprint"] for entry in backwards}
    assert len(set(by_place.values())) == len(by_place)


def test_a_fingerprint_outlives_a_change_of_line(findings: list[Finding]) -> None:
    moved = [Unit(unit.id, unit.role, unit.segments, line=99) for unit in UNITS]
    again = list(run(CheckedText("x y.tmx", moved), select([], [])))
    assert [it.fingerprint for it in findings] == [it.fingerprint for it in again]


def test_a_fingerprint_outlives_the_names_of_other_units_in_the_message(findings: list[Finding]) -> None:
    finding = replace(findings[0], marks=(), message="as in unit 2 (line 3)")
    assert finding.fingerprint == replace(finding, message="as in unit 3 (line 4)").fingerprint


def test_the_reference_of_rules_in_docs_is_what_the_registry_says() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == reference(), "run `make docs`"
