"""The texts that a search looks into: one that cannot be read hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app


def test_a_text_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    for name in ("good", "bad"):
        made = runner.invoke(app, ["init", str(tmp_path / "bank"), "--name", name, "--languages", "en,fr"])
        assert made.exit_code == 0
    (tmp_path / "bank" / "bad" / "units.yaml").write_text("units: [", encoding="utf-8")
    found = runner.invoke(app, ["search", "clause", "--bank", str(tmp_path / "bank")])
    assert found.exit_code == 0
    assert "First [[clause]]" in found.stdout
    assert found.stderr.count("left out: ") == 1
    named = runner.invoke(app, ["search", "clause", "--text", "bad", "--bank", str(tmp_path / "bank")])
    assert named.exit_code == 2
