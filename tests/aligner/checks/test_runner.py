from __future__ import annotations

from collections.abc import Iterator

from aligner.checks import CheckedText, Severity, run, select
from aligner.checks.runner import MOST, WINDOW
from aligner.model import Role, Segment, Unit


def unit(id_: str, ignore: dict[str, str] | None = None, **texts: str) -> Unit:
    return Unit(id_, Role.ITEM, {language: Segment(text) for language, text in texts.items()}, ignore=ignore or {})


def found(*units: Unit, rules: str = "ALL", languages: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [
        (finding.code, finding.unit_id)
        for finding in run(CheckedText("f", units, languages), select([rules], []))
        if finding.severity is not Severity.INFO
    ]


def test_a_finding_that_the_unit_ignores_with_a_reason_is_left_out() -> None:
    assert found(unit("a", en="Article 5", ru="Статья 6"), rules="NUM001") == [("NUM001", "a")]
    assert found(unit("a", {"NUM001": "as published"}, en="Article 5", ru="Статья 6"), rules="NUM001") == []


def test_an_ignore_of_a_rule_that_finds_nothing_is_a_finding() -> None:
    assert ("IGN001", "a") in found(unit("a", {"NUM001": "as published"}, en="Article 5", ru="Статья 5"))


def test_an_ignore_of_a_rule_that_does_not_run_is_no_finding() -> None:
    assert found(unit("a", {"NUM001": "as published"}, en="Article 5", ru="Статья 5"), rules="IGN") == []


def test_an_ignore_of_an_unknown_rule_is_a_finding() -> None:
    assert found(unit("a", {"NUM999": "as published"}, en="Article 5", ru="Статья 5"), rules="IGN") == [("IGN001", "a")]


def test_units_are_read_as_they_are_checked_and_not_all_at_once() -> None:
    read = 0

    def stream() -> Iterator[Unit]:
        nonlocal read
        for read in range(1, 10 * WINDOW):
            yield unit(f"u{read}", en="Article 5", ru="Статья 6")

    findings = run(CheckedText("f", stream()), select(["NUM001"], []))
    next(findings)
    assert read <= 2 * WINDOW


def test_the_languages_of_a_file_that_does_not_say_are_those_of_its_units() -> None:
    assert found(unit("a", en="Signed", ru="Подписано"), unit("b", en="Done"), rules="ALN001") == [("ALN001", "b")]


def test_findings_come_in_the_order_of_the_units_with_the_line_of_the_segment_at_fault() -> None:
    segments = {"en": Segment("Article 5", line=3), "zh": Segment("第5条", line=4), "ru": Segment("Статья 6", line=5)}
    findings = list(run(CheckedText("f", [Unit("a", Role.ITEM, segments, line=2)]), select(["NUM001"], [])))
    assert [(it.line, it.languages) for it in findings] == [(5, ("ru",))]


def test_a_unit_of_nothing_but_one_fault_gives_a_bounded_number_of_findings() -> None:
    assert found(unit("a", en="word " * 5000, ru="слово"), rules="DUP") == [("DUP001", "a")] * MOST
