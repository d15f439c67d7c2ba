"""Plain parallel files, as Moses and every trainer of machine translation take them: a file per language, an entry a line.

``-o code.en-ru`` writes ``code.en-ru.en`` and ``code.en-ru.ru``. The files hold words and nothing else: what is not
verified cannot be told from them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from aligner.errors import InputError, UsageError
from aligner.exchange import plain
from aligner.exchange.contents import Contents, Row, one_line, units_of
from aligner.exchange.entries import Selection
from aligner.model import Segment
from tmx import atomic
from tmx.languages import is_tag


def write(selection: Selection, destination: str) -> None:
    """Write a file per language, all of them or none; a line break in a text becomes a space.

    Raises:
        UsageError: the destination is standard output.
        TmxOutputError: a file cannot be written.
    """
    if destination == "-":
        raise UsageError("moses writes a file per language", where="--output", hint="give the name they share: -o code")
    with contextlib.ExitStack() as files:
        streams = {tag: files.enter_context(atomic.text(f"{destination}.{tag}")) for tag in selection.languages}
        for entry in selection.entries():
            for tag, stream in streams.items():
                stream.write(one_line(entry.segments[tag].text) + "\n")


def read(path: Path) -> Contents:
    """Read the files of all languages: ``path`` is one of them, or the name they share.

    Raises:
        InputError: there are not two of them, or they are not of the same number of lines.
    """
    shared = path if not is_tag(path.suffix[1:]) or not path.is_file() else path.with_suffix("")
    files = {
        sibling.suffix[1:]: sibling
        for sibling in sorted(path.parent.glob("*"))
        if sibling.name.startswith(f"{shared.name}.") and sibling.stem == shared.name and is_tag(sibling.suffix[1:])
    }
    if len(files) < 2:
        raise InputError(
            f"found {len(files)} of the files {shared.name}.LANGUAGE", where=str(path), hint="two or more are needed"
        )
    lines = {tag: plain.read_text(file).removesuffix("\n").split("\n") for tag, file in files.items()}
    if len(set(map(len, lines.values()))) != 1:
        line_counts = ", ".join(f"{len(texts)} in {tag}" for tag, texts in lines.items())
        raise InputError(
            f"not the same number of lines: {line_counts}", where=str(shared), hint="one line for each entry"
        )
    return Contents(units_of(_rows(lines)), tuple(files))


def _rows(lines: Mapping[str, list[str]]) -> Iterator[Row]:
    for number, texts in enumerate(zip(*lines.values(), strict=True), start=1):
        yield Row(
            str(number),
            {tag: Segment(text, line=number) for tag, text in zip(lines, texts, strict=True) if text},
            line=number,
        )
