"""A text changes as a whole or not at all, whatever happens and whoever else is at work."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aligner.bank import Bank, transaction
from aligner.errors import ClausebankError, OutputError
from aligner.model import Concept, Document, LanguageVersion, Role, Segment, Status, Unit

STEPS = ("mkdir", "open", "fsync", "rename", "replace", "unlink", "rmdir", "chmod")
"""What the operating system is asked for; a run can be ended before and after each."""
KILLED = 137


def text(name: str) -> Document:
    """A small text with a file of each kind."""
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "a rendering") for tag in ("en", "ru")}
    units = tuple(
        Unit(f"unit.{number}", Role.ITEM, {"en": Segment(f"Rule {number}"), "ru": Segment(f"Правило {number}")})
        for number in range(3)
    )
    concepts = (Concept("rule", {"en": ("rule",)}), Concept("state", {"en": ("state",)}))
    return Document(name, "A/1/2", {"en": "Rules"}, versions, units, concepts=concepts)


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    (tmp_path / "bank").mkdir()
    bank = Bank(tmp_path / "bank")
    bank.save(text("a-1-2"))
    return bank


def changed(document: Document) -> Document:
    """Another text in each of its files: Russian verified, every unit reworded, a concept gone."""
    versions = {**document.languages, "ru": replace(document.languages["ru"], status=Status.VERIFIED)}
    units = tuple(
        replace(
            unit, segments={**unit.segments, "ru": replace(unit.segments["ru"], text=f"Ново: {unit.id}")}, phrases=()
        )
        for unit in document.units
    )
    return replace(document, languages=versions, units=units, concepts=document.concepts[1:])


def update(bank: Bank) -> None:
    with bank.holding("a-1-2") as held:
        assert held.document
        held.save(changed(held.document), {"sources/new.txt": Path(__file__)})


def make(bank: Bank) -> None:
    with bank.holding("new-text") as held:
        assert held.document is None
        held.save(changed(text("new-text")), {"sources/new.txt": Path(__file__)})


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Run some work in a process of its own that ends, as by SIGKILL, at its n-th call of the system; whether it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    calls = 0

    def counting(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                os._exit(KILLED)
            return function(*arguments, **options)

        return called

    for name in STEPS:
        setattr(os, name, counting(getattr(os, name)))
    try:
        work()
    finally:
        os._exit(0)


def state_of(bank: Bank, name: str) -> str:
    """Which text a bank has: the old one, the new one, or none; an error where it has something else."""
    if name not in bank.names():
        return "none"
    document, old = bank.load(name), text(name)
    assert document in (old, changed(old)), "a mix of two texts"
    return "old" if document == old else "new"


def hidden(bank: Bank) -> list[Path]:
    return [path for path in bank.root.rglob("*") if path.name.startswith(".") or path.name.endswith(".part")]


@pytest.mark.parametrize(("work", "name", "before"), [(update, "a-1-2", "old"), (make, "new-text", "none")])
def test_a_run_that_is_killed_at_any_step_leaves_the_old_text_or_the_new_one(
    bank: Bank, work: Callable[[Bank], None], name: str, before: str
) -> None:
    pristine, states = bank.root.with_name("pristine"), []
    shutil.copytree(bank.root, pristine)
    step = 1
    while killed_at(step, lambda: work(bank)):
        # As the files lie, before a reader moves what is left: what says what is verified comes into its place last.
        waiting = {path.name for path in (bank.root / name / ".change").rglob("*") if path.is_file()}
        assert not waiting or "document.yaml" in waiting, step
        states.append(state_of(bank, name))
        assert not hidden(bank), step
        assert (bank.root / name / "sources" / "new.txt").exists() == (states[-1] == "new")
        shutil.rmtree(bank.root)
        shutil.copytree(pristine, bank.root)
        step += 1
    assert step > 15
    # All steps before the one that counts leave the old text, all after it the new one.
    assert states == sorted(states, key=(before, "new").index)
    assert set(states) == {before, "new"}
    assert state_of(bank, name) == "new"


def test_a_reader_meanwhile_sees_the_old_text_or_the_new_one(bank: Bank) -> None:
    old = bank.load("a-1-2")
    child = os.fork()
    if not child:
        for number in range(12):
            with bank.holding("a-1-2") as held:
                held.save(changed(old) if number % 2 == 0 else old)
        os._exit(0)
    seen = set()
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        seen.add(state_of(bank, "a-1-2"))
    assert seen <= {"old", "new"}


def test_the_second_writer_waits_and_changes_what_the_first_has_written(bank: Bank) -> None:
    order: list[str] = []

    def second() -> None:
        with bank.holding("a-1-2") as held:
            assert held.document
            order.append(held.document.symbol)

    with bank.holding("a-1-2") as held:
        assert held.document
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        order.append("first")
        held.save(replace(held.document, symbol="A/1/2/Rev.1"))
    thread.join()
    assert order == ["first", "A/1/2/Rev.1"]


def test_of_two_new_texts_of_one_name_the_second_finds_the_first(bank: Bank) -> None:
    found: list[bool] = []

    def second() -> None:
        with bank.holding("new-text") as held:
            found.append(held.document is not None)

    with bank.holding("new-text") as held:
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        held.save(text("new-text"))
    thread.join()
    assert found == [True]


def test_a_writer_that_waits_too_long_is_told(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "WAIT", 0.05)
    with (
        bank.holding("a-1-2"),
        pytest.raises(OutputError, match="another run is changing this text"),
        bank.holding("a-1-2"),
    ):
        pass


def test_where_there_is_no_room_nothing_is_changed(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        update(bank)
    monkeypatch.undo()
    assert state_of(bank, "a-1-2") == "old"
    assert not hidden(bank)


def test_a_file_that_may_not_be_replaced_stops_the_whole_change(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked of the system, since for root nothing but an immutable file is write-protected.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "units.yaml" or mode != os.W_OK)
    with pytest.raises(OutputError, match=r"units\.yaml: is write-protected"):
        update(bank)
    assert state_of(bank, "a-1-2") == "old"
    assert not (bank.root / "a-1-2" / "sources").exists()
    assert not hidden(bank)


def test_a_change_that_nobody_can_move_into_place_is_read_where_it_is(bank: Bank) -> None:
    folder = bank.root / "a-1-2"
    old = bank.load("a-1-2")
    originals = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    update(bank)
    new = bank.load("a-1-2")
    (folder / ".change").mkdir()
    for name in ("document.yaml", "units.yaml", "terms.yaml"):
        shutil.move(folder / name, folder / ".change" / name)
        (folder / name).write_bytes(originals[name])
    lock = os.open(folder, os.O_RDONLY)
    try:
        assert transaction.place_of(folder, "units.yaml") == folder / ".change" / "units.yaml"
        assert bank.names() == ("a-1-2",)
    finally:
        os.close(lock)
    assert bank.load("a-1-2") == new != old
    assert not hidden(bank)


def test_what_a_run_that_died_had_begun_is_in_no_later_text(tmp_path: Path) -> None:
    folder = tmp_path / "new-text"
    for place in (".new-text.new/sources/stray.txt", ".new-text.new/stray.yaml"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("stray", encoding="utf-8")
    with transaction.changing(folder) as change:
        change.write("document.yaml", b"symbol: A")
        change.commit()
    assert [path.name for path in folder.rglob("*")] == ["document.yaml"]


def test_a_text_that_cannot_be_read_back_is_not_written(bank: Bank) -> None:
    old = bank.load("a-1-2")
    unit = old.units[0]
    nameless = replace(old, units=(replace(unit, id="not an id"), *old.units[1:]))
    with pytest.raises(ClausebankError), bank.holding("a-1-2") as held:
        held.save(nameless)
    assert bank.load("a-1-2") == old
    assert not hidden(bank)
