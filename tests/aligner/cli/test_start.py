"""The first minutes: no arguments, `init`, `doctor`."""

from __future__ import annotations

import json
from importlib.metadata import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.bank import Bank
from aligner.cli.app import app
from aligner.cli.doctor import PURPOSES

INTERNAL_EXTRAS = {"bench", "dev", "site"}


def test_without_arguments_commands_to_try_are_shown() -> None:
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 0
    assert "clausebank show a-66-359" in done.output


def test_init_makes_a_bank_whose_text_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["init", "treaties", "--name", "Paris/1", "--languages", "en,zh_TW"])
    assert done.exit_code == 0
    document = Bank(tmp_path / "treaties").load("paris-1")
    assert {tag: str(version.status) for tag, version in document.languages.items()} == {
        "en": "unverified",
        "zh-TW": "unverified",
    }


def test_init_changes_nothing_that_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clausebank.toml").write_text("ignore = []\n", encoding="utf-8")
    first = CliRunner().invoke(app, ["init"])
    second = CliRunner().invoke(app, ["init"])
    assert (first.exit_code, second.exit_code) == (0, 2)
    assert Path("clausebank.toml").read_text(encoding="utf-8") == "ignore = []\n"


@pytest.mark.parametrize("options", [["--languages", "en,english!"], ["--languages", ","], ["--name", "!"]])
def test_init_refuses_what_cannot_be_a_text_and_writes_nothing(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init", *options]).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_doctor_knows_every_extra_of_the_package() -> None:
    extras = set(metadata("clausebank").get_all("Provides-Extra") or ())
    assert extras - INTERNAL_EXTRAS == set(PURPOSES)


def test_doctor_says_how_to_get_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.cli.doctor._is_installed", lambda package: package != "openpyxl")
    done = CliRunner().invoke(app, ["doctor"])
    assert "pip install 'clausebank[tables]'" in done.output
    report = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).output)
    assert [check["name"] for check in report["checks"] if "openpyxl" in check["missing"]] == ["tables"]
