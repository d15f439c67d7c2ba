"""A text under correction: each step is in its files, a crash loses nothing, and who comes later is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.alignment.beads import Alignment, Bead
from aligner.bank import Bank
from aligner.errors import UsageError
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.reader.workbench.opinion import AlignerOpinion
from aligner.reader.workbench.session import EditingSession
from aligner.reader.workbench.target import BankTarget, StaleTextError

TEXTS = (("One.", "Раз."), ("Two. Three.", "Два."), ("Four.", "Три. Четыре."))


def put(root: Path) -> Bank:
    root.mkdir(exist_ok=True)
    units = tuple(
        Unit(f"u{k}", Role.PARAGRAPH, {"en": Segment(english, "(a)" * (k == 1)), "ru": Segment(russian)})
        for k, (english, russian) in enumerate(TEXTS)
    )
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in ("en", "ru")}
    Bank(root).save(Document("t", "T", {"en": "T"}, versions, units))
    return Bank(root)


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return put(tmp_path / "bank")


@pytest.fixture
def session(bank: Bank) -> Iterator[EditingSession]:
    opened = EditingSession(BankTarget(bank, "t"))
    yield opened
    opened.close()


def texts(bank: Bank) -> list[tuple[str, str]]:
    return [(unit.text("en"), unit.text("ru")) for unit in bank.load("t").units]


def split_three(session: EditingSession) -> None:
    session.step(session.version, "split", {"row": 1, "language": "en", "block": 0, "offset": 5})


def test_each_step_is_in_the_text_when_it_is_confirmed(session: EditingSession, bank: Bank) -> None:
    split_three(session)
    assert texts(bank) == [TEXTS[0], ("Two.", "Два."), ("Three.", ""), TEXTS[2]]
    session.step(session.version, "split", {"row": 3, "language": "ru", "block": 0, "offset": 4})
    session.step(session.version, "move_up", {"row": 3, "language": "ru"})
    assert texts(bank)[2:4] == [("Three.", "Три."), ("Four.", "")]
    assert bank.load("t").units[1].segments["en"].label == "(a)"


def test_steps_are_undone_and_done_again_in_the_text(session: EditingSession, bank: Bank) -> None:
    split_three(session)
    session.step(session.version, "undo", {})
    assert texts(bank) == list(TEXTS)
    session.step(session.version, "redo", {})
    assert len(texts(bank)) == 4
    with pytest.raises(UsageError, match="nothing to redo"):
        session.step(session.version, "redo", {})


def test_a_step_on_an_older_version_is_refused_and_changes_nothing(session: EditingSession, bank: Bank) -> None:
    old = session.version
    split_three(session)
    with pytest.raises(StaleTextError, match="another window"):
        session.step(old, "join", {"row": 0})
    assert len(texts(bank)) == 4


def test_a_text_that_another_program_changed_is_not_overwritten(session: EditingSession, bank: Bank) -> None:
    with bank.holding("t") as held:
        assert held.document is not None
        held.save(put(bank.root / "other").load("t"))
    units = bank.root / "t" / "units.yaml"
    units.write_text(units.read_text(encoding="utf-8").replace("One", "Eins"), encoding="utf-8")
    with pytest.raises(StaleTextError, match="another program"):
        session.step(session.version, "join", {"row": 0})
    assert texts(bank)[0][0] == "Eins."
    session.reload()
    session.step(session.version, "join", {"row": 0})
    assert texts(bank)[0][0] == "Eins. (a) Two. Three."


def test_a_session_that_was_broken_off_goes_on_with_all_its_steps(bank: Bank, tmp_path: Path) -> None:
    first = EditingSession(BankTarget(bank, "t"))
    split_three(first)
    folder = tmp_path / "crashed"
    shutil.copytree(bank.root, folder)  # what a crash leaves: nothing was closed
    first.close()
    second = EditingSession(BankTarget(Bank(folder), "t"))
    assert "Resumed" in second.remark
    second.step(second.version, "undo", {})
    assert texts(Bank(folder)) == list(TEXTS)
    second.close()
    assert not (folder / "t" / ".workbench").exists()


def test_steps_that_the_files_do_not_have_yet_are_played_again(bank: Bank, tmp_path: Path) -> None:
    pristine = tmp_path / "pristine"
    shutil.copytree(bank.root, pristine)
    first = EditingSession(BankTarget(bank, "t"))
    split_three(first)
    # The journal has the step; the files are as they were before it.
    shutil.copytree(bank.root / "t" / ".workbench", pristine / "t" / ".workbench")
    first.close()
    journal = pristine / "t" / ".workbench" / "steps.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"step": "do", "start": 0, "rem')  # never confirmed
    second = EditingSession(BankTarget(Bank(pristine), "t"))
    second.close()
    assert texts(Bank(pristine))[1:3] == [("Two.", "Два."), ("Three.", "")]


def test_steps_for_a_text_that_is_another_one_now_are_set_aside_and_said(bank: Bank, tmp_path: Path) -> None:
    first = EditingSession(BankTarget(bank, "t"))
    split_three(first)
    folder = tmp_path / "crashed"
    shutil.copytree(bank.root, folder)
    first.close()
    units = folder / "t" / "units.yaml"
    units.write_text(units.read_text(encoding="utf-8").replace("One", "Eins"), encoding="utf-8")
    second = EditingSession(BankTarget(Bank(folder), "t"))
    second.close()
    assert "old journal is workbench-" in second.remark
    assert list((folder / "t").glob("workbench-*.jsonl"))
    assert texts(Bank(folder))[0][0] == "Eins."


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("join", {}), ("join", {"row": "x"}), ("join", {"row": 0, "colour": 1}), ("__class__", {}), ("split", {"row": 0})],
)
def test_what_no_page_sends_is_refused(session: EditingSession, name: str, arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        session.step(session.version, name, arguments)


def test_what_was_decided_is_kept_with_the_text_and_shown_again(bank: Bank) -> None:
    first = EditingSession(BankTarget(bank, "t"))
    split_three(first)
    first.step(first.version, "check", {"row": 3})
    first.close()
    kinds = [str(decision.kind) for decision in bank.load("t").decisions]
    assert kinds == ["linked", "left-out", "checked"]
    second = EditingSession(BankTarget(bank, "t"))
    marks = [(row.is_edited, row.is_checked) for row in second.grid.rows]
    assert marks == [(False, False), (True, False), (True, False), (False, True)]
    second.step(second.version, "check", {"row": 3, "is_checked": False})
    second.close()
    assert [str(decision.kind) for decision in bank.load("t").decisions] == ["linked", "left-out"]


def test_a_cell_that_was_linked_as_moved_is_kept_as_moved(bank: Bank) -> None:
    first = EditingSession(BankTarget(bank, "t"))
    first.step(first.version, "leave_gap", {"row": 2, "language": "ru"})
    first.step(first.version, "link_moved", {"row": 3, "language": "ru", "target": 0})
    first.close()
    text = bank.load("t")
    assert text.units[0].text("ru") == "Раз. Три. Четыре."
    assert "moved" in [str(decision.kind) for decision in text.decisions]


def test_the_alternative_of_the_aligner_is_taken(session: EditingSession, bank: Bank) -> None:
    first = session.version
    with pytest.raises(UsageError, match="no alternative"):
        session.step(first, "take", {"row": 0})
    ones = [{"en": (number,), "ru": (number,)} for number in range(3)]
    beads = tuple(Bead(blocks, 0.97) for blocks in ones)
    session.adviser.opinion = AlignerOpinion(Alignment(("en", "ru"), beads, {}, 1.0))
    session.step(first, "shift_down", {"row": 1, "language": "ru"})
    assert texts(bank)[1:] == [("Two. Three.", ""), ("Four.", "Два."), ("", "Три. Четыре.")]
    session.step(session.version, "undo", {})
    session.step(session.version, "join", {"row": 1, "language": "ru"})
    session.step(session.version, "take", {"row": 2})
    assert texts(bank) == list(TEXTS)


def test_a_phrase_is_linked_and_cut(session: EditingSession, bank: Bank) -> None:
    session.step(session.version, "link_phrase", {"row": 1, "stretches": {"en": "Three", "ru": "Два"}})
    (phrase,) = bank.load("t").units[1].phrases
    assert {tag: stretch.text for tag, stretch in phrase.stretches.items()} == {"en": "Three", "ru": "Два"}
    session.step(session.version, "cut_phrase", {"row": 1, "phrase": 0})
    assert bank.load("t").units[1].phrases == ()
    for arguments in ({"row": 1, "phrase": 0}, {"row": "x"}, {"row": 1, "phrase": None}):
        with pytest.raises(UsageError, match="there is no such"):
            session.step(session.version, "cut_phrase", arguments)
