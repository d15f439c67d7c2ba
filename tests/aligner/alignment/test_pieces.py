"""Pieces: blocks cut at their marks."""

from __future__ import annotations

import pytest

from aligner.alignment.pieces import cut


@pytest.mark.parametrize(
    ("block", "pieces"),
    [
        ("First of all. Second of all.", ["First of all.", "Second of all."]),
        ("(a) To comply with it; (b) Not to use force.", ["(a) To comply with it;", "(b) Not to use force."]),
        ("Version 2.0 of A/66/359 is here", ["Version 2.0 of A/66/359 is here"]),
        ("He said: “No.” Then he left the room.", ["He said:", "“No.” Then he left the room."]),
        ("各国承诺遵守《宪章》；不使用武力。", ["各国承诺遵守《宪章》；", "不使用武力。"]),
        ("并非背书 本公共许可协议不构成", ["并非背书", "本公共许可协议不构成"]),
        ("Ст. 5. Он согласен с этим. Она тоже.", ["Ст. 5. Он согласен с этим.", "Она тоже."]),
        ("Article 22 Toute personne a droit à la vie.", ["Article 22", "Toute personne a droit à la vie."]),
        ("Resolution 64 of the General Assembly", ["Resolution 64 of the General Assembly"]),
        ("第二十二条 人人有权享受社会保障。", ["第二十二条", "人人有权享受社会保障。"]),
        ("Yes. No. Perhaps it is.", ["Yes. No.", "Perhaps it is."]),
        ("", [""]),
    ],
)
def test_a_block_is_cut_after_marks_but_never_into_crumbs(block: str, pieces: list[str]) -> None:
    assert cut([block]).pieces == pieces


def test_the_borders_tell_which_pieces_are_of_which_block() -> None:
    assert cut(["One thing is said. Another is said.", "", "A third one."]).borders.tolist() == [0, 2, 3, 4]


def test_a_block_has_a_bounded_number_of_pieces() -> None:
    assert len(cut(["This is a sentence. " * 10_000]).pieces) == 60


@pytest.mark.parametrize("line", ["." * 400_000, "。" * 400_000 + " ", ". " * 200_000, ".)" * 200_000, "是 " * 200_000])
def test_a_line_of_nothing_but_marks_is_cut_in_one_pass(line: str) -> None:
    assert "".join(cut([line]).pieces).replace(" ", "") == line.replace(" ", "")
