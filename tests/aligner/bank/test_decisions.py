"""The file of decisions: read as it was written, and refused in one line where it is not one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligner.bank import Bank, decisions
from aligner.errors import InputError
from aligner.model import BlockName, Decision, DecisionKind

HEADER = '{"format": "clausebank decisions", "version": 1}\n'
ONE = Decision(DecisionKind.LINKED, {"en": (BlockName("Peace."),), "fr": (BlockName("La paix.", "0a1b2c3d", 2, 3),)})
OTHER = Decision(
    DecisionKind.LEFT_OUT, {"zh": (BlockName("和平"),)}, by="Li Wei", when="2026-11-28", reason="a heading"
)


def test_what_is_written_is_read_and_written_again_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    decisions.write(path, [ONE, OTHER, ONE])
    assert decisions.read(path) == (ONE, OTHER)
    assert decisions.formatted(decisions.read(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", ":1", "is not a file of decisions"),
        ('{"kind": "linked"}\n', ":1", "is not a file of decisions"),
        ('{"format": "clausebank decisions", "version": 2}\n', ":1", "version 2"),
        (HEADER + "{\n", ":2", "is not JSON"),
        (HEADER + "\n[]\n", ":3", "is not a decision"),
        (HEADER + '{"kind": "glued", "blocks": {"en": ["A"]}}', ":2", "'glued' is not a kind"),
        (HEADER + '{"kind": ["linked"], "blocks": {"en": ["A"]}}', ":2", "is not a kind"),
        (HEADER + '{"kind": "linked", "blocks": {}}', ":2", "names no blocks"),
        (HEADER + '{"kind": "linked", "blocks": {"en": ["A"]}}', ":2", "two blocks or more"),
        (HEADER + '{"kind": "apart", "blocks": {"en": ["A"]}}', ":2", "two blocks or more"),
        (HEADER + '{"kind": "checked", "blocks": {"en": "A"}}', ":2", "a list of blocks"),
        (HEADER + '{"kind": "checked", "blocks": {"?": ["A"]}}', ":2", "not a language tag"),
        (HEADER + '{"kind": "checked", "blocks": {"en": [" "]}}', ":2", "no words"),
        (HEADER + '{"kind": "checked", "blocks": {"en": [{"words": "A", "place": 2}]}}', ":2", "place of a block"),
        (HEADER + '{"kind": "checked", "blocks": {"en": ["A"]}, "who": "me"}', ":2", "'who' is not known"),
        (HEADER + '{"kind": "checked", "blocks": {"en": ["A"]}, "by": 3}', ":2", "'by' is not text"),
    ],
)
def test_a_file_that_is_not_one_is_refused_by_line(tmp_path: Path, text: str, where: str, what: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        decisions.read(path)
    assert caught.value.where == f"{path}{where}"
    assert what in caught.value.what


def test_decisions_are_part_of_a_text(tmp_path: Path) -> None:
    document = replace(Bank().load("a-66-359"), name="x", decisions=(ONE, OTHER))
    bank = Bank(tmp_path)
    folder = bank.save(document)
    assert bank.load("x").decisions == (ONE, OTHER)
    with bank.holding("x") as held:
        held.save(replace(document, decisions=()))
    assert bank.load("x").decisions == ()
    (folder / decisions.FILE).write_text("not decisions")
    with pytest.raises(InputError, match=r"decisions\.jsonl"):
        bank.load("x")
