"""Whatever a name stands for, no more than the limit comes into memory, and nothing waits for ever."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from aligner import untrusted
from aligner.errors import InputError
from aligner.untrusted import read_bytes


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1_000)
    assert len(read_bytes(path, 1_000)) == 1_000
    with pytest.raises(InputError, match="more than 999 bytes; split it"):
        read_bytes(path, 999)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/dev/zero", "more than 4 MB"),
        (".", "is a folder, not a file"),
        ("nowhere", "there is no such file"),
        ("null\0character", "no file can have this name"),
        ("x" * 5_000, "name too long"),
    ],
)
def test_what_is_no_file_is_one_line(name: str, said: str) -> None:
    with pytest.raises(InputError, match=f"(?i){said}"):
        read_bytes(name, 4 << 20)


def test_a_pipe_that_nobody_writes_to_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="nobody has written to this pipe"):
        read_bytes(tmp_path / "pipe", 100)


def test_a_pipe_is_read_to_its_end_however_slow_its_writer_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    opened = threading.Event()

    def write() -> None:
        with (tmp_path / "pipe").open("wb", buffering=0) as pipe:
            opened.set()
            time.sleep(0.15)
            pipe.write(b"first ")
            time.sleep(0.05)
            pipe.write(b"last")

    writer = threading.Thread(target=write)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)  # so that the writer can open it now
    writer.start()
    opened.wait(5)
    try:
        assert read_bytes(tmp_path / "pipe", 100) == b"first last"
    finally:
        os.close(reader)
        writer.join()
