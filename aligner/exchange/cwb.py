"""A folder for the IMS Open Corpus Workbench (CWB, CQPweb): vertical text, alignments, and a script that encodes them.

``-o corpus`` writes ``corpus/NAME_en.vrt``, ``corpus/NAME_en.NAME_zh.align`` for each pair and ``corpus/encode.sh``; the
script makes ``corpus/registry`` and ``corpus/data``, so that ``cqp -r corpus/registry`` finds the corpora.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, permutations

from aligner.exchange.corpora import (
    DOCUMENT_ATTRIBUTES,
    UNIT_ATTRIBUTES,
    CorpusPart,
    parts_of,
    shared,
    token_counts,
    vertical,
)
from aligner.exchange.entries import Selection
from aligner.exchange.vertical import write_folder


def write(selection: Selection, destination: str) -> None:
    """Write the folder; a file of it is complete or not there.

    Raises:
        UsageError: the destination is standard output.
        TmxOutputError: a file cannot be written.
    """
    parts = parts_of(selection, destination, "cwb")
    files: dict[str, Iterator[str]] = {}
    for part in parts:
        files[f"{part.name}.vrt"] = filter(_is_no_glue, vertical(part))
    borders = {part.name: [0, *accumulate(token_counts(part))] for part in parts}
    for first, second in permutations(parts, 2):
        alignment = _alignment(first, second, borders[first.name], borders[second.name])
        files[f"{first.name}.{second.name}.align"] = alignment
    files["encode.sh"] = _script(parts)
    write_folder(files, destination)


def _is_no_glue(line: str) -> bool:
    """The workbench does not know spaces between words, nor where there are none."""
    return line != "<g/>"


def _alignment(
    first: CorpusPart, second: CorpusPart, first_borders: Sequence[int], second_borders: Sequence[int]
) -> Iterator[str]:
    """The first and last token of the units that both have, as cwb-align-encode reads them."""
    yield f"{first.name}\tunit\t{second.name}\tunit"
    for number, place in shared(first, second):
        if number is not None and place is not None:
            yield (
                f"{first_borders[number]}\t{first_borders[number + 1] - 1}\t"
                f"{second_borders[place]}\t{second_borders[place + 1] - 1}\t1:1"
            )


def _script(parts: Sequence[CorpusPart]) -> Iterator[str]:
    structures = f"-S doc:0+{'+'.join(DOCUMENT_ATTRIBUTES)} -S unit:0+{'+'.join(UNIT_ATTRIBUTES)}"
    yield "#!/bin/sh"
    yield "# Encodes the corpora with the Corpus Workbench: sh encode.sh, then cqp -r registry"
    yield "set -e"
    yield 'cd "$(dirname "$0")"'
    yield "mkdir -p registry"
    for part in parts:
        yield f"mkdir -p data/{part.name}"
        yield (
            f"cwb-encode -d data/{part.name} -f {part.name}.vrt -R registry/{part.name} -c utf8 -xsB"
            f" -P lemma -P pos {structures}"
        )
        yield f"cwb-makeall -r registry -V {part.name.upper()}"
    for first, second in permutations(parts, 2):
        yield f"echo 'ALIGNED {second.name}' >> registry/{first.name}"
        yield f"cwb-align-encode -r registry -D {first.name}.{second.name}.align"
