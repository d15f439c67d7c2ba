"""Files appear whole or not at all, and what a killed run left of one is gone after the next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tmx import atomic


def killed_while_writing(path: Path) -> None:
    """A run that ends, as by SIGKILL, when it has written half of a file."""
    child = os.fork()
    if not child:
        with atomic.binary(path) as stream:
            stream.write(b"half")
            stream.flush()
            os._exit(137)
    os.waitpid(child, 0)


@pytest.mark.parametrize("before", [b"", b"old"])
def test_a_killed_run_changes_nothing_and_the_next_one_takes_away_what_it_left(before: bytes, tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / ".a.xlsx.notes.part"
    other.write_bytes(b"of somebody else")
    if before:
        path.write_bytes(before)
    killed_while_writing(path)
    assert (path.read_bytes() if before else path.exists()) == (before or False)
    assert len(list(tmp_path.glob(".a.xlsx.????????.part"))) == 1
    with atomic.binary(path) as stream:
        stream.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".a.xlsx.notes.part", "a.xlsx"]


def test_two_runs_at_once_leave_each_other_in_peace(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    with atomic.binary(path) as first:
        first.write(b"first")
        atomic._parts_in.cache_clear()
        with atomic.binary(path) as second:
            second.write(b"second")
        assert path.read_bytes() == b"second"
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tmx"]
