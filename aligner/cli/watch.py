"""Waiting for files to change, for commands that run again then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from aligner.checks import settings
from aligner.cli import terminal
from aligner.errors import ClausebankError
from aligner.exchange import catalogues

_PAUSE = 0.5
"""Seconds between two looks at the files."""


def changes(inputs: Callable[[], Sequence[str]]) -> Iterator[Sequence[str]]:
    """The inputs, once at the beginning and after every change of their files, until the user interrupts.

    Args:
        inputs: what is watched; asked again each time, as a folder may get new files.
    """
    before: dict[Path, tuple[int, int]] | None = None
    said = ""
    try:
        while True:
            try:
                names = inputs()
            except ClausebankError as error:
                # Whoever watches is editing: what is wrong now may be right in a moment.
                if str(error) != said:
                    said = str(error)
                    terminal.note(said)
                time.sleep(_PAUSE)
                continue
            said = ""
            now = _states(names)
            if now != before:
                if sys.stdout.isatty() and before is not None:
                    print("\x1b[2J\x1b[H", end="")
                before = now
                yield names
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return


def _states(names: Sequence[str]) -> dict[Path, tuple[int, int]]:
    """Time and size of each file; a file that is being replaced is missing for a moment."""
    states = {}
    for name in names:
        for file in _files(Path(name)):
            try:
                status = file.stat()
            except OSError:
                continue
            states[file] = status.st_mtime_ns, status.st_size
    return states


def _files(path: Path) -> Iterable[Path]:
    """The files of an input: those of a text, of all languages of a catalogue, or the one that it is; and its configuration."""
    config = settings.find(path.parent)
    if config:
        yield config
    if path.is_dir():
        yield from path.rglob("*.yaml")
    elif catalogues.is_catalogue(path) and path.is_file():
        yield from catalogues.group_of(path).values()
    else:
        yield path
