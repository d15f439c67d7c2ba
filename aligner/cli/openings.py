"""`clausebank openings`: the formulas clauses begin with, in all languages."""

from __future__ import annotations

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, WhereOption, chosen_languages
from aligner.model import Role


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
        clausebank openings memory.tmx --languages en,fr
    """
    from aligner.wording.openings import OPENING_ROLES
    from aligner.wording.openings import openings as find
    from aligner.wording.passages import from_document, text_or_file, unverified_in
    from aligner.wording.search import require_properties, scope_of

    document = text_or_file(text, Bank(bank))
    tags = chosen_languages(languages, document.languages)
    scope = scope_of([], where or [])
    passages = list(from_document(document))
    require_properties(scope, passages, document.name)
    units = [passage.unit for passage in passages if scope.covers(passage)]
    # The units of a memory have no roles of their own.
    all_roles = OPENING_ROLES if any(unit.role in OPENING_ROLES for unit in units) else tuple(Role)
    listed = find(units, tags, scope.roles or all_roles)
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
