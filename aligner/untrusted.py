"""Files from outside, read with a limit: whatever a name stands for, no more than that comes into memory.

A pipe or a device is read like a file and with the same limit, so that ``<(command)`` works and ``/dev/zero`` ends; a
pipe that nobody writes to is given up after a while.
"""

from __future__ import annotations

import os
import select
import stat
import sys
from pathlib import Path
from typing import IO

from aligner.errors import InputError

PATIENCE = 20.0
"""Seconds to wait for somebody to write to a named pipe."""
_STEP = 1 << 20


def read_bytes(path: str | Path, most: int, *, only_files: bool = False) -> bytes:
    """All bytes of a file, or of standard input (``-``).

    Args:
        path: of a file, a pipe or a device.
        most: bytes that are accepted.
        only_files: refuse pipes and devices, which cannot be read a second time.

    Raises:
        InputError: there is no such file, it cannot be read, is a folder, has more bytes, or is a pipe that stays empty.

    >>> read_bytes("/dev/zero", 1_000)
    Traceback (most recent call last):
        ...
    aligner.errors.InputError: /dev/zero: more than 1,000 bytes; split it
    """
    name = str(path)
    if name == "-":
        return _bounded(sys.stdin.buffer, "standard input", most)
    try:
        with _opened(name, only_files=only_files) as stream:
            size = os.fstat(stream.fileno()).st_size  # what is no regular file has none
            if size > most:
                raise _too_large(name, most)
            return _bounded(stream, name, most)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        raise InputError(_reason(error), where=name, hint="check the name and its permissions") from error


def _opened(name: str, *, only_files: bool) -> IO[bytes]:
    mode = Path(name).stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputError("is a folder, not a file", where=name, hint="name a file in it")
    if only_files and not stat.S_ISREG(mode):
        raise InputError("is a pipe or a device", where=name, hint="save it as a file")
    # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISFIFO(mode):
            _await_writer(descriptor, name)
        if not stat.S_ISREG(mode):
            os.set_blocking(descriptor, True)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _await_writer(descriptor: int, name: str) -> None:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if poll.poll(PATIENCE * 1000):
        return
    try:
        os.read(descriptor, 1)
    except BlockingIOError:
        return  # somebody has opened it to write and is slow
    raise InputError(f"nobody has written to this pipe for {PATIENCE:g} seconds", where=name, hint="name a file")


def _bounded(stream: IO[bytes], name: str, most: int) -> bytes:
    chunks, size = [], 0
    while chunk := stream.read(min(_STEP, most + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise _too_large(name, most)
    return b"".join(chunks)


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return f"cannot be read ({getattr(error, 'strerror', None) or 'no file can have this name'})"


def _too_large(name: str, most: int) -> InputError:
    limit = f"{most >> 20} MB" if most >= 1 << 20 else f"{most:,} bytes"
    return InputError(f"more than {limit}", where=name, hint="split it")
