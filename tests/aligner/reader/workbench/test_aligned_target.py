"""An alignment of files under correction: what is decided is kept, and aligning again changes nothing."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.alignment import joint
from aligner.alignment.beads import Alignment
from aligner.alignment.texts import Paragraphs, Text, cut, cut_further
from aligner.errors import ClausebankError
from aligner.model import Decision
from aligner.reader.workbench import adviser
from aligner.reader.workbench.aligned_target import AlignedTarget, decisions_to_begin_with
from aligner.reader.workbench.session import EditingSession
from aligner.reader.workbench.shown import shown_rows

TEXT = {
    "en": ("Article 1", "Peace is the aim.", "Nobody is above the law. Everyone obeys it.", "The end of 1999."),
    "ru": ("Статья 1", "Мир есть цель.", "Никто не выше закона.", "Все его соблюдают.", "Конец 1999 года."),
}


def aligned(decisions: tuple[Decision, ...] = ()) -> tuple[Text, Alignment]:
    text = cut_further(cut("t", {tag: Paragraphs(texts) for tag, texts in TEXT.items()}), decisions)
    (alignment,) = joint.align_many([text.blocks], encoder=None, keep=decisions)
    return text, alignment


class Desk:
    """Somebody who aligns the text and opens the workbench, as often as asked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "t.decisions.jsonl"
        self.written: list[tuple[Text, Alignment]] = []

    def open(self) -> EditingSession:
        """Align, with what was decided so far, and begin a session."""
        decisions = decisions_to_begin_with(self.path)
        text, alignment = aligned(decisions)
        return EditingSession(
            AlignedTarget(text, alignment, {}, decisions, self.path, lambda *both: self.written.append(both))
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def shown(session: EditingSession) -> list[tuple[str, ...]]:
    return [tuple(" ".join(b.text for b in row.cell(tag)) for tag in TEXT) for row in session.grid.rows]


def corrected(session: EditingSession) -> list[tuple[str, ...]]:
    """Cut the sentence of English, and put each Russian one beside its own."""
    number = next(k for k, cells in enumerate(shown(session)) if cells[0].startswith("Nobody"))
    session.step(session.version, "split", {"row": number, "language": "en", "block": 0, "offset": 24})
    cells = shown(session)
    if cells[number][1].endswith("соблюдают."):
        session.step(session.version, "move_down", {"row": number, "language": "ru"})
    while not shown(session)[number][1]:
        session.step(session.version, "shift_up", {"row": number, "language": "ru"})
    return shown(session)


def test_a_corrected_text_that_is_aligned_again_changes_nothing(desk: Desk) -> None:
    first = desk.open()
    rows = corrected(first)
    first.close()
    assert ("Nobody is above the law.", "Никто не выше закона.") in rows
    assert ("Everyone obeys it.", "Все его соблюдают.") in rows
    text, alignment = desk.written[-1]
    parts = [[text.parts["en"][n].text for n in bead.blocks.get("en", ())] for bead in alignment.beads]
    assert ["Everyone obeys it."] in parts
    second = desk.open()
    assert shown(second) == rows
    second.close()


def test_rows_are_as_probable_as_their_beads_however_large_the_text_is(tmp_path: Path) -> None:
    assert adviser.MOST_UNITS == 0  # every text is too large to ask the aligner
    text, alignment = aligned()
    beads = []
    for bead, confidence in zip(alignment.beads, (0.99, 0.4, 0.98, 0.7), strict=True):
        beads.append(replace(bead, confidence=confidence))
    known = replace(alignment, beads=tuple(beads))
    target = AlignedTarget(text, known, {}, (), tmp_path / "t.decisions.jsonl", lambda *_: None)
    session = EditingSession(target)
    while session.adviser.is_asking:
        time.sleep(0.001)
    rows = shown_rows(session.grid, session.opinions(), session.adviser.findings)
    session.close()
    assert [(row["state"], row["p"]) for row in rows] == [
        ("sure", 0.99),
        ("doubt", 0.4),
        ("sure", 0.98),
        ("doubt", 0.7),
    ]


def test_a_session_that_was_broken_off_goes_on_with_its_history(desk: Desk, tmp_path: Path) -> None:
    first = desk.open()
    begun = shown(first)
    rows = corrected(first)
    crashed = tmp_path / "crashed"
    shutil.copytree(tmp_path, crashed, ignore=shutil.ignore_patterns("crashed"))
    first.close()
    second = Desk(crashed).open()
    assert shown(second) == rows
    while second.history.can_undo:
        second.step(second.version, "undo", {})
    assert shown(second) == begun
    second.close()


def test_the_words_of_files_are_not_changed_here(desk: Desk) -> None:
    session = desk.open()
    arguments = {"row": 0, "language": "en", "block": 0, "text": "Article 2", "reason": "a misprint"}
    with pytest.raises(ClausebankError, match="cannot be changed here"):
        session.step(session.version, "emend", arguments)
    session.close()


def test_decisions_that_another_program_changed_are_not_overwritten(desk: Desk) -> None:
    session = desk.open()
    session.step(session.version, "check", {"row": 0})
    desk.path.write_text('{"format": "clausebank decisions", "version": 1}\n', encoding="utf-8")
    with pytest.raises(ClausebankError, match="another program"):
        session.step(session.version, "check", {"row": 1})
    session.close()
    assert desk.path.read_text(encoding="utf-8").count("\n") == 1
