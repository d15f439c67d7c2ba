"""Damaged files of every format are read, or named in one error of the project; `benchmarks/attack.py` tries thousands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.attack import attempt, damages, samples


@pytest.mark.slow
def test_every_reader_holds_against_every_kind_of_damage(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - the same damage every time
    failures = []
    for name, read, sound in list(samples(tmp_path)):
        assert attempt(read, _written(tmp_path, name, sound)) == ""
        for kind, damage in damages(sound):
            if failure := attempt(read, _written(tmp_path, name, damage(sound, chance))):
                failures.append((name, kind, failure))
    assert failures == []


def test_an_error_that_is_not_of_the_project_does_not_hold(tmp_path: Path) -> None:
    def broken(_file: Path) -> object:
        raise KeyError("id")

    assert attempt(broken, tmp_path) == "KeyError: 'id'"


def _written(folder: Path, name: str, data: bytes) -> Path:
    file = folder / f"attempt{Path(name).suffix}"
    file.write_bytes(data)
    return file
