"""Formats of a report: each a function from findings to lines, written as they come so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from aligner.checks.finding import Finding

Report: TypeAlias = Callable[[Iterable[Finding]], Iterator[str]]
"""Turns findings into the lines of a report, without line ends."""
