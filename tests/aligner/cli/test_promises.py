"""What commands say of the trust in a text and of what they could not do, and the status they end with."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

import tmx
from aligner.alignment.account import LABELS, accounts
from aligner.checks import run, select
from aligner.checks.checked_text import CheckedText
from aligner.cli.app import app
from aligner.model import Role, Segment, Status, Unit


def test_prv001_counts_the_segments_that_are_not_verified() -> None:
    segments = (Segment("Один", status=Status.VERIFIED), Segment("Два"))
    units = [Unit(str(number), Role.ITEM, {"ru": segment}) for number, segment in enumerate(segments)]
    (finding,) = run(CheckedText("text", units, has_status=True), select(["PRV001"], []))
    assert finding.message.startswith("1 of 2 segments in ru are unverified")


def test_a_label_that_the_output_cannot_hold_is_accounted_for() -> None:
    unit = Unit("a", Role.ITEM, {"en": Segment("Peace.", label="(a)")})
    (without,) = accounts({"en": 9}, {}, [unit], has_labels=False)
    (with_labels,) = accounts({"en": 9}, {}, [unit], has_labels=True)
    assert without.missing[LABELS] == ("(a)",)
    assert LABELS not in with_labels.missing


def test_split_ends_with_1_where_a_unit_is_in_no_file(tmp_path: Path) -> None:
    units = [
        tmx.TranslationUnit([tmx.Variant("en", "Peace."), tmx.Variant("fr", "La paix.")], "1"),
        tmx.TranslationUnit([tmx.Variant("fr", "Le droit.")], "2"),
    ]
    tmx.write(tmp_path / "memory.tmx", units, header=tmx.Header(srclang="en"))
    done = CliRunner().invoke(app, ["tmx", "split", str(tmp_path / "memory.tmx"), "--output", str(tmp_path / "parts")])
    assert done.exit_code == 1
    assert "1 unit in no file" in done.stderr


def test_exit_zero_does_not_hide_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "broken.tmx").write_text("<tmx", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(tmp_path / "broken.tmx"), "--exit-zero"]).exit_code == 2
