"""A folder for NoSketch Engine, Sketch Engine and KonText: vertical text, registry and alignment of each language.

``-o corpus`` writes ``corpus/NAME_en.vert``, ``corpus/registry/NAME_en`` and ``corpus/NAME_en.NAME_zh.align`` for each
pair, and ``corpus/compile.sh``, which makes searchable corpora of them where Manatee is installed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from aligner.exchange.contents import one_line
from aligner.exchange.corpora import (
    COLUMNS,
    DOCUMENT_ATTRIBUTES,
    UNIT_ATTRIBUTES,
    CorpusPart,
    pairs,
    parts_of,
    shared,
    vertical,
)
from aligner.exchange.entries import Selection
from tmx import atomic


def write(selection: Selection, destination: str) -> None:
    """Write the folder; a file of it is complete or not there.

    Raises:
        UsageError: the destination is standard output.
        TmxOutputError: a file cannot be written.
    """
    parts = parts_of(selection, destination, "vertical")
    files = {f"{part.name}.vert": vertical(part) for part in parts}
    files |= {f"registry/{part.name}": _registry(part, parts) for part in parts}
    for first, second in pairs(parts):
        files[f"{first.name}.{second.name}.align"] = _alignment(first, second)
        files[f"{second.name}.{first.name}.align"] = _alignment(second, first)
    files["compile.sh"] = _script(parts)
    write_folder(files, destination)


def write_folder(files: dict[str, Iterator[str]], destination: str) -> None:
    """Write the files of a folder, all of them or none.

    Args:
        files: path within the folder to lines.
        destination: the folder.

    Raises:
        TmxOutputError: one of them cannot be written.
    """
    with contextlib.ExitStack() as open_files:
        folder = open_files.enter_context(atomic.folder(destination))
        for name, lines in files.items():
            path = folder / name
            open_files.enter_context(atomic.folder(path.parent))
            stream = open_files.enter_context(atomic.text(path))
            stream.writelines(f"{line}\n" for line in lines)


def _registry(part: CorpusPart, parts: Sequence[CorpusPart]) -> Iterator[str]:
    aligned = [sibling.name for sibling in parts if sibling is not part]
    symbol = one_line(part.document).replace('"', "'").replace("\\", "/")
    yield f'NAME "{symbol} ({part.language})"'
    yield f'PATH "data/{part.name}"'
    yield f'VERTICAL "{part.name}.vert"'
    yield f'LANGUAGE "{part.language_name}"'
    yield 'ENCODING "UTF-8"'
    yield f'INFO "{symbol}: {_status(part)}"'
    if aligned:
        yield f'ALIGNED "{",".join(aligned)}"'
        yield 'ALIGNSTRUCT "unit"'
        yield f'ALIGNDEF "{",".join(f"{part.name}.{name}.align" for name in aligned)}"'
    for column in COLUMNS:
        yield f"ATTRIBUTE {column}"
    for structure, attributes in (("doc", DOCUMENT_ATTRIBUTES), ("unit", UNIT_ATTRIBUTES)):
        yield f"STRUCTURE {structure} {{"
        for attribute in attributes:
            yield f"    ATTRIBUTE {attribute}"
        yield "}"
    yield "STRUCTURE g {"
    yield "    DISPLAYTAG 0"
    yield '    DISPLAYBEGIN "_EMPTY_"'
    yield "}"


def _status(part: CorpusPart) -> str:
    statuses = sorted({str(unit.segments[part.language].status) for unit in part.units})
    return f"wording {', '.join(statuses)}" if statuses else "no wording"


def _alignment(first: CorpusPart, second: CorpusPart) -> Iterator[str]:
    """The numbers of the units that belong together; -1 where a language lacks one."""
    for number, place in shared(first, second):
        yield f"{-1 if number is None else number}\t{-1 if place is None else place}"


def _script(parts: Sequence[CorpusPart]) -> Iterator[str]:
    yield "#!/bin/sh"
    yield "# Compiles the corpora with Manatee (NoSketch Engine): sh compile.sh"
    yield "set -e"
    yield 'cd "$(dirname "$0")"'
    yield 'export MANATEE_REGISTRY="$PWD/registry"'
    yield "mkdir -p data"
    for part in parts:
        yield f"compilecorp --no-sketches --recompile-corpus {part.name}"
