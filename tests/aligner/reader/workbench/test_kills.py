"""A session that is killed while steps arrive: the text is whole, and no confirmed step is lost."""

from __future__ import annotations

from pathlib import Path

from aligner.bank import Bank
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from benchmarks.kills import killed_workbench


def test_a_killed_session_leaves_a_whole_text_and_every_confirmed_step(tmp_path: Path) -> None:
    for number in range(6):
        root = tmp_path / str(number)
        root.mkdir()
        units = tuple(
            Unit(f"u{k}", Role.ITEM, {tag: Segment(f"{tag} rule number {k}.") for tag in ("en", "ru")})
            for k in range(12)
        )
        versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in ("en", "ru")}
        Bank(root).save(Document("rules", "R", {"en": "R"}, versions, units))
        confirmed, outcome = killed_workbench(root, 0.05 * number)
        assert outcome == "whole"
        assert confirmed
