"""Waiting for files to change, for commands that run again then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_PAUSE = 0.5
"""Seconds between two looks at the files."""


def changes(names: Sequence[str]) -> Iterator[None]:
    """Give way once at the beginning and after every change of the files, until the user interrupts."""
    before: dict[Path, tuple[int, int]] | None = None
    try:
        while True:
            now = _states(names)
            if now != before:
                if sys.stdout.isatty() and before is not None:
                    print("\x1b[2J\x1b[H", end="")
                before = now
                yield
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return


def _states(names: Sequence[str]) -> dict[Path, tuple[int, int]]:
    """Time and size of each file; a file that is being replaced is missing for a moment."""
    states = {}
    for name in names:
        path = Path(name)
        for file in path.rglob("*.yaml") if path.is_dir() else (path,):
            try:
                status = file.stat()
            except OSError:
                continue
            states[file] = status.st_mtime_ns, status.st_size
    return states
