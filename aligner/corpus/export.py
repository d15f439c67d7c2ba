"""A corpus as files that other tools read: translation memories, and the two line-by-line files of Moses."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import tmx
from aligner.corpus.dataset import CorpusUnit
from aligner.errors import OutputError
from aligner.exchange import memory
from tmx import atomic


def write_tmx(matches: Iterable[CorpusUnit], languages: tuple[str, ...], output: str) -> int:
    """Write a translation memory, one unit after the other; the number of units.

    Every unit says which document it is from, how sure the alignment is, and that nobody has reviewed it.

    Args:
        matches: what to write.
        languages: those of the file, the source first.
        output: path, or ``-``.

    Raises:
        TmxError: the file cannot be written.
    """
    notes = ["Aligned automatically and not reviewed; x-confidence is the probability of each unit."]
    units = (memory.aligned_unit(it.document, it.id, it.texts, it.confidence, it.labels) for it in matches)
    # A block can hold what XML cannot carry; such a unit is left out and the number says so.
    return tmx.write(output, units, header=memory.header(languages[0], "paragraph", notes=notes), errors="report").units


def write_moses(matches: Iterable[CorpusUnit], languages: tuple[str, ...], output: str) -> int:
    """Write one file a language, ``OUTPUT.en`` and so on, whose lines of the same number belong together.

    Line breaks within a text become spaces: a line is a text. All files appear, or none.

    Raises:
        OutputError: standard output was asked for.
        TmxOutputError: a file cannot be written.
    """
    if output == "-":
        raise OutputError(
            "Moses has one file a language", where="-", hint="name them: -o corpus makes corpus.en, corpus.zh"
        )
    count = 0
    with contextlib.ExitStack() as stack:
        files = {tag: stack.enter_context(atomic.text(Path(f"{output}.{tag}"))) for tag in languages}
        for match in matches:
            for tag, file in files.items():
                file.write(" ".join(match.texts[tag].split()) + "\n")
            count += 1
    return count
