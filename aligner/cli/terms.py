"""`clausebank terms`: the termbase of a text, and what is remarkable in the use of its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, chosen_languages

if TYPE_CHECKING:
    from aligner.wording.terms import Remark, Usage


def terms(
    text: TextArgument,
    languages: LanguagesOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Show variation and convergence instead; exit status 1 where there is any.")
    ] = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show the termbase of a text as a table: each concept with its terms and how many of its units they stand in.

    With --check: concepts with several terms in one language and one in another (variation), and terms that stand
    for several concepts which another language keeps apart (convergence), with the units that show it. Either may be
    right: the point is to see it.

    Examples:
        clausebank terms a-66-359
        clausebank terms a-66-359 --check --languages en,zh
    """
    from aligner.wording.passages import unverified_in
    from aligner.wording.terms import remarks, usage

    document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    unsure = unverified_in(document, tags)
    terminal.note_unverified(unsure)
    if check:
        found = remarks(document, tags)
        if as_json:
            terminal.print_json([_remark(it) | {"unverified": unsure} for it in found])
        else:
            for line in (line for it in found for line in _lines(it)):
                print(line)
        terminal.note(f"{len(document.concepts)} concepts: {len(found)} remarks")
        raise typer.Exit(1 if found else 0)
    rows = [(concept, {tag: usage(concept, document, tag) for tag in tags}) for concept in document.concepts]
    if as_json:
        entries = [
            {
                "concept": concept.id,
                "definition": concept.definition,
                "note": concept.note,
                "units": list(concept.units),
            }
            | {"terms": {tag: [_usage(it) for it in found[tag]] for tag in tags}, "unverified": unsure}
            for concept, found in rows
        ]
        terminal.print_json(entries)
    elif rows:
        cells = [(concept.id, *(_cell(found[tag]) for tag in tags)) for concept, found in rows]
        print(terminal.table(cells, ("concept", *tags)))
    terminal.note(f"{len(rows)} concepts")


def _cell(found: Sequence[Usage]) -> str:
    return ", ".join(f"{it.term} ({len(it.units)})" for it in found)


def _usage(it: Usage) -> dict[str, object]:
    return {"term": it.term, "units": list(it.units)}


def _remark(it: Remark) -> dict[str, object]:
    return {
        "pattern": str(it.pattern),
        "language": it.language,
        "concepts": list(it.concepts),
        "terms": [_usage(term) for term in it.terms],
        "beside": {tag: [_usage(term) for term in found] for tag, found in it.beside.items()},
    }


def _lines(it: Remark) -> Iterator[str]:
    yield f"{terminal.coloured(it.pattern, 'yellow')} in {it.language}: {', '.join(it.concepts)}"
    for tag, found in {it.language: it.terms, **it.beside}.items():
        stands = "; ".join(f"{term.term} ({', '.join(term.units)})" for term in found)
        yield f"  {terminal.padded(tag, 4)}{terminal.wrapped(stands, indent=6)}"
