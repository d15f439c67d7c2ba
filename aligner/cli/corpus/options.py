"""Arguments and options that the commands of a corpus share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.options import tags_of
from aligner.errors import UsageError

CorpusArgument = Annotated[Path, typer.Argument(metavar="CORPUS", help="Folder that `corpus build` made.")]
PairOption = Annotated[
    str, typer.Option("--pair", "-p", metavar="ONE:OTHER", help="Two languages, such as en:zh, in the order wanted.")
]
LeastOption = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, metavar="P", help="Leave out what is less sure than this.")
]


def pair_of(option: str) -> tuple[str, str]:
    """The two languages of a pair.

    Raises:
        UsageError: they are not two.
    """
    tags = tags_of(option)
    if len(tags) != 2:
        raise UsageError(f"'{option}' is not a pair of two languages", where="--pair", hint="write it as en:zh")
    return tags[0], tags[1]


def histogram(counts: list[int], columns: int = 30) -> list[str]:
    r"""A histogram of confidence, one line a tenth.

    >>> print("\n".join(histogram([1, 3], columns=4)))
    0.0-0.1         1  25.0 %  #
    0.1-0.2         3  75.0 %  ###
    """
    total = max(sum(counts), 1)
    return [
        f"{k / 10:.1f}-{(k + 1) / 10:.1f}  {count:8,} {100 * count / total:5.1f} %  {'#' * round(columns * count / total)}".rstrip()
        for k, count in enumerate(counts)
    ]
