"""`clausebank openings`: the formulas clauses begin with, in all languages."""

from __future__ import annotations

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, WhereOption, chosen_languages


def openings(
    text: TextArgument,
    languages: LanguagesOption = None,
    where: WhereOption = None,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """List the formulas that open the clauses (Recalling, 忆及, ссылаясь на), side by side.

    Equal openings come together, with the clauses that begin with them: two rows with one English formula show that it
    has two renderings.

    Examples:
        clausebank openings a-66-359
        clausebank openings a-66-359 --languages en,ru --where role=preambular-paragraph
    """
    from aligner.wording.openings import OPENING_ROLES
    from aligner.wording.openings import openings as find
    from aligner.wording.passages import from_document, unverified_in
    from aligner.wording.search import scope_of

    document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    scope = scope_of([], where or [])
    units = [passage.unit for passage in from_document(document) if scope.covers(passage)]
    listed = find(units, tags, scope.roles or OPENING_ROLES)
    unsure = unverified_in(document, tags)
    if as_json:
        terminal.print_json(
            [
                {
                    "openings": dict(item.formula),
                    "count": len(item.units),
                    "units": list(item.units),
                    "unverified": unsure,
                }
                for item in listed
            ]
        )
    elif listed:
        cells = [(*item.formula.values(), ", ".join(item.units)) for item in listed]
        print(terminal.table(cells, (*tags, "units")))
    terminal.note_unverified(unsure)
    if not listed:
        terminal.note(f"{document.name}: no clause to show")
        raise typer.Exit(1)
