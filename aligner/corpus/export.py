"""A corpus as files that other tools read: translation memories, and the two line-by-line files of Moses."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import tmx
from aligner.corpus.dataset import Match
from aligner.errors import OutputError
from tmx import atomic


def write_tmx(matches: Iterable[Match], languages: tuple[str, ...], output: str) -> int:
    """Write a translation memory, one unit after the other; the number of units.

    Every unit says which document it is from, how sure the alignment is, and that nobody has reviewed it.

    Args:
        matches: what to write.
        languages: those of the file, the source first.
        output: path, or ``-``.

    Raises:
        TmxError: the file cannot be written.
    """
    header = tmx.Header(
        srclang=languages[0],
        segtype="paragraph",
        creationtool="clausebank",
        creationtoolversion=version("clausebank"),
        notes=(tmx.Note("Aligned automatically and not reviewed; x-confidence is the probability of each unit."),),
    )
    # A block can hold what XML cannot carry; such a unit is left out and the number says so.
    return tmx.write(output, _units(matches), header=header, errors="report").units


def _units(matches: Iterable[Match]) -> Iterator[tmx.TranslationUnit]:
    for match in matches:
        yield tmx.TranslationUnit(
            tuid=f"{match.document}#{match.id}",
            variants=[tmx.Variant(tag, tmx.segment(text)) for tag, text in match.texts.items()],
            props=(
                tmx.Property("x-document", match.document),
                tmx.Property("x-confidence", f"{match.confidence:.4f}"),
                tmx.Property("x-status", "unverified"),
            ),
        )


def write_moses(matches: Iterable[Match], languages: tuple[str, ...], output: str) -> int:
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
