"""Phrases and terms are proposed as a table, and what a person leaves in it becomes part of the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.bank import Bank
from aligner.cli.app import app


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(it) for it in arguments])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    """A bank with the end of the annex, without phrases and terms."""
    annex = Bank().load("a-66-359")
    units = tuple(replace(unit, phrases=(), unmatched={}) for unit in annex.units[-6:])
    bank = Bank(tmp_path)
    bank.save(replace(annex, name="code", units=units, concepts=()))
    return bank


def test_phrases_that_are_left_in_the_table_are_written_and_check_finds_nothing(bank: Bank, tmp_path: Path) -> None:
    table = tmp_path / "phrases.tsv"
    run("phrases", "code", "--languages", "en,zh,ru", "-o", table, "--bank", tmp_path)
    heading, *rows = table.read_text(encoding="utf-8").splitlines()
    assert rows
    table.write_text("\n".join([heading, *rows[1:]]) + "\n", encoding="utf-8")
    before = bank.load("code")
    run("phrases", "code", "--accept", table, "--bank", tmp_path, "--dry-run")
    assert bank.load("code") == before
    run("phrases", "code", "--accept", table, "--bank", tmp_path)
    after = bank.load("code")
    assert sum(len(unit.phrases) for unit in after.units) == len(rows) - 1
    assert [unit.segments for unit in after.units] == [unit.segments for unit in before.units]
    assert "ALN012" not in run("check", "code", "--select", "ALN", "--bank", tmp_path)


def test_candidates_that_are_marked_become_concepts_with_their_units(bank: Bank, tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    run("terms", "code", "--extract", "--languages", "en,ru", "-o", table, "--bank", tmp_path)
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("accept\ten\tru\t")
    run("terms", "code", "--accept", table, "--bank", tmp_path, status=2)
    rows = ["x\tsecurity | safety\tбезопасность", "\tright\tправо", "x\tno such words\tнет"]
    table.write_text("\n".join(["accept\ten\tru", *rows]) + "\n", encoding="utf-8")
    output = run("terms", "code", "--accept", table, "--bank", tmp_path)
    assert "in no unit together, so not written: en: no such words; ru: нет" in output
    (concept,) = bank.load("code").concepts
    assert (concept.id, dict(concept.terms)) == ("security", {"en": ("security", "safety"), "ru": ("безопасность",)})
    assert {"pledge.h", "pledge.j"} <= set(concept.units)
    table.write_text("accept\ten\tru\nx\tsecurity\tбезопасности\n", encoding="utf-8")
    run("terms", "code", "--accept", table, "--bank", tmp_path)
    (concept,) = bank.load("code").concepts
    assert concept.terms["ru"] == ("безопасность", "безопасности")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["phrases", "code", "--languages", "en"], "two languages or more"),
        (["phrases", "code", "-o", "x.pdf"], "proposals are a table"),
        (["phrases", "nothing"], "no text 'nothing'"),
        (["phrases", "nothing", "--accept", "x.tsv"], "no text 'nothing'"),
        (["phrases", "code", "--accept", "x.tsv"], "there is no such file"),
        (["terms", "nothing", "--accept", "x.tsv"], "no text 'nothing'"),
        (["terms", "code", "--accept", "x.tsv"], "there is no such file"),
    ],
)
def test_wrong_usage_is_said_in_a_line(bank: Bank, tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in run(*arguments, "--bank", tmp_path, status=2)
    assert bank.names() == ("code",)
