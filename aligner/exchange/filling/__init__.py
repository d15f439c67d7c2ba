"""Documents whose empty translations are filled from memories: every byte that is not part of that stays as it is.

A module per format finds what is not translated and asks for a :class:`Proposal`; what it fills in is marked as the
format marks what a person has yet to confirm. Nothing is written over a translation.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import UsageError
from aligner.exchange.formats import Format

FILLED = ("po", "xliff", "xliff2", "docx", "tmx")
"""The formats that can be filled."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A translation that a memory offers.

    Attributes:
        percent: how like its source is to that of the document, from 0 to 100.
        source: its source.
        target: its translation.
        origin: the memory, and the unit in it.
    """

    percent: int
    source: str
    target: str
    origin: str

    @property
    def in_words(self) -> str:
        """Such as ``87% match in memory.tmx, unit 12``."""
        return f"{self.percent}% match in {self.origin}"


Propose = Callable[[str], Proposal | None]
"""Gives the best translation of a sentence; None where no memory has one that is good enough."""


def fill(path: Path, kind: Format, output: str, pair: tuple[str, str], propose: Propose) -> None:
    """Write a document with its empty translations filled.

    Args:
        path: the document.
        kind: its format.
        output: where to; ``-`` is standard output.
        pair: source and target language, as the document has them.
        propose: where translations come from; asked once for each empty one.

    Raises:
        UsageError: a document of the format cannot be filled.
        ClausebankError: the document cannot be read, or the output not written.
    """
    if kind.name not in FILLED:
        hint = f"can be filled: {', '.join(FILLED)}; `clausebank convert` makes one of another file"
        raise UsageError(f"a file of format {kind.name} cannot be filled", where=str(path), hint=hint)
    module = "xliff" if kind.name == "xliff2" else kind.name
    importlib.import_module(f"aligner.exchange.filling.{module}").fill(path, output, pair, propose)
