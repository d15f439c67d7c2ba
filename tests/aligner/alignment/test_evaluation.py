"""Strict F1: the figures of the project's own scorer, and what counts as right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.alignment import answers
from aligner.alignment.evaluation import N_WAY, evaluate
from aligner.errors import InputError

GOLD = {
    "id": "x",
    "text": {"en": ["a", "b", "c"], "zh": ["d"], "ru": ["e", "f", "g"]},
    "gold": [{"en": [0, 1], "zh": [0], "ru": [0, 1]}, {"en": [2], "zh": [], "ru": [2]}],
    "pairs": {
        "en-zh": [[[0, 1], [0]], [[2], []]],
        "en-ru": [[[0], [0]], [[1], [1]], [[2], [2]]],
        "zh-ru": [[[0], [0, 1]], [[], [2]]],
    },
    "group": None,
}


def _file(folder: Path, name: str, *values: object) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def test_gold_scores_one_against_itself(tmp_path: Path) -> None:
    gold = _file(tmp_path, "gold.jsonl", GOLD)
    scores = evaluate(answers.read(gold), answers.read(gold))
    assert list(scores) == ["en-zh", "en-ru", "zh-ru", N_WAY]
    assert all(score.f1 == 1 for score in scores.values())


def test_without_pairs_the_beads_are_cut_down_to_two_languages(tmp_path: Path) -> None:
    system = _file(tmp_path, "system.jsonl", {"id": "x", "beads": GOLD["gold"]})
    scores = evaluate(answers.read(system), answers.read(_file(tmp_path, "gold.jsonl", GOLD)))
    assert scores["en-zh"].f1 == 1
    assert (scores["en-ru"].right, scores["en-ru"].proposed, scores["en-ru"].gold) == (1, 2, 3)
    assert scores[N_WAY].f1 == 1


def test_inside_a_unit_a_finer_division_is_no_error(tmp_path: Path) -> None:
    gold = {
        "id": "x",
        "text": {"en": ["a", "b"], "zh": ["c", "d"]},
        "gold": [{"en": [0, 1], "zh": [0, 1]}],
        "group": {"en": [7, 7], "zh": [7, 7]},
    }
    system = {"id": "x", "beads": [{"en": [0], "zh": [0]}, {"en": [1], "zh": [1]}]}
    scores = evaluate(answers.read(_file(tmp_path, "s.jsonl", system)), answers.read(_file(tmp_path, "g.jsonl", gold)))
    assert scores["en-zh"].f1 == scores[N_WAY].f1 == 1


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"id": "x"}', '{"beads": []}', '{"id": "x", "beads": 5}'])
def test_what_is_no_alignment_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        list(answers.read(path))


def test_different_texts_cannot_be_scored(tmp_path: Path) -> None:
    other = _file(tmp_path, "other.jsonl", {**GOLD, "id": "y"})
    with pytest.raises(InputError, match="the texts differ: x, y"):
        evaluate(answers.read(other), answers.read(_file(tmp_path, "gold.jsonl", GOLD)))
