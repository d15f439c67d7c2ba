"""`clausebank terms`: the termbase of a text, and what is remarkable in the use of its terms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, chosen_languages
from aligner.text.english import counted

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
    """Show the termbase of a text as a table: each concept with its terms and how many of its units they occur in.

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
        listed = remarks(document, tags)
        if as_json:
            terminal.print_json([_remark(remark) | {"unverified": unsure} for remark in listed])
        else:
            for line in itertools.chain.from_iterable(map(_lines, listed)):
                print(line)
        terminal.note(f"{counted(len(document.concepts), 'concept')}: {counted(len(listed), 'remark')}")
        raise typer.Exit(1 if listed else 0)
    rows = [(concept, {tag: usage(concept, document, tag) for tag in tags}) for concept in document.concepts]
    if as_json:
        entries = [
            {
                "concept": concept.id,
                "definition": concept.definition,
                "note": concept.note,
                "units": list(concept.units),
            }
            | {"terms": _by_language(usages), "unverified": unsure}
            for concept, usages in rows
        ]
        terminal.print_json(entries)
    elif rows:
        cells = [(concept.id, *map(_cell, usages.values())) for concept, usages in rows]
        print(terminal.table(cells, ("concept", *tags)))
    terminal.note(counted(len(rows), "concept"))


def _cell(usages: Sequence[Usage]) -> str:
    return ", ".join(f"{usage.term} ({len(usage.units)})" for usage in usages)


def _usages(usages: Sequence[Usage]) -> list[dict[str, object]]:
    return [{"term": usage.term, "units": list(usage.units)} for usage in usages]


def _by_language(usages: Mapping[str, Sequence[Usage]]) -> dict[str, object]:
    return {tag: _usages(of_tag) for tag, of_tag in usages.items()}


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "pattern": str(remark.pattern),
        "language": remark.language,
        "concepts": list(remark.concepts),
        "terms": _usages(remark.terms),
        "beside": _by_language(remark.beside),
    }


def _lines(remark: Remark) -> Iterator[str]:
    yield f"{terminal.coloured(remark.pattern, 'yellow')} in {remark.language}: {', '.join(remark.concepts)}"
    for tag, usages in {remark.language: remark.terms, **remark.beside}.items():
        stands = "; ".join(f"{usage.term} ({', '.join(usage.units)})" for usage in usages)
        yield f"  {terminal.padded(tag, 4)}{terminal.wrapped(stands, indent=6)}"
