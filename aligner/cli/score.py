"""`clausebank score`: an alignment against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import JsonOption


def score(
    system: Annotated[Path, typer.Argument(metavar="SYSTEM", help="Answers, as `clausebank align` writes them.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The right answers, one text a line.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Score alignments against gold: strict precision, recall and F1 by pair of languages and N-way.

    Both files have one text a line with the same ids: {"id", "beads": [{language: [block, ...]}, ...], "pairs":
    {"en-zh": [[[block, ...], [block, ...]], ...]}}; gold may say "gold" for "beads". A bead counts when it is exactly
    right. Without "pairs", a pair is the beads cut down to two languages.

    Example:
        clausebank score aligned.jsonl gold.jsonl
    """
    from aligner.alignment import answers, evaluation

    scores = evaluation.evaluate(answers.read(system), answers.read(gold))
    if as_json:
        terminal.print_json(
            {
                name: {"precision": score.precision, "recall": score.recall, "f1": score.f1, "gold": score.gold}
                for name, score in scores.items()
            }
        )
        return
    rows = [
        (name, f"{score.precision:.4f}", f"{score.recall:.4f}", f"{score.f1:.4f}", str(score.gold))
        for name, score in scores.items()
    ]
    print(terminal.table(rows, ("beads", "precision", "recall", "F1", "gold beads")))
