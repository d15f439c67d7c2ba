"""Signals that end a run: SIGTERM of a service manager or a batch system, SIGHUP of a terminal that is closed."""

from __future__ import annotations

import signal
import sys
from types import FrameType

NAMES = ("SIGTERM", "SIGHUP")
"""Those that end a run as Ctrl+C does; Windows has no SIGHUP."""


def end_in_order() -> None:
    """Let these signals end a run in order: temporary files are removed, worker processes ended, nothing is half-written.

    Without this the interpreter would stop where it is. What `nohup` ignores stays ignored.
    """
    for name in NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one must not cut the clearing up short
    sys.exit(128 + number)
