"""`clausebank terms`: the termbase of a text, and what is remarkable in the use of its terms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.lists import OutputOption
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, chosen_languages
from aligner.errors import UsageError
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from aligner.model import Document, Unit
    from aligner.wording.candidates import TermCandidate
    from aligner.wording.terms import Remark, Usage

_CANDIDATE_FORMATS = (ListFormat.TEXT, ListFormat.JSON, ListFormat.CSV, ListFormat.TSV, ListFormat.XLSX)


def terms(
    text: TextArgument,
    languages: LanguagesOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Show variation and convergence instead; exit status 1 where there is any.")
    ] = False,
    extract: Annotated[
        bool, typer.Option("--extract", help="Find candidates for a termbase in the text, in all languages at once.")
    ] = False,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="TEXT", help="With --extract: a text of another field to compare with."),
    ] = None,
    least: Annotated[int, typer.Option("--least", metavar="N", min=1, help="With --extract: occurring N times.")] = 2,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="With --extract: the N best.")] = 100,
    accept: Annotated[
        Path | None,
        typer.Option("--accept", metavar="FILE", help="Write the rows of a table of candidates that are marked."),
    ] = None,
    output: OutputOption = "-",
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show the termbase of a text as a table: each concept with its terms and how many of its units they occur in.

    With --check: concepts with several terms in one language and one in another (variation), and terms that stand
    for several concepts which another language keeps apart (convergence), with the units that show it. Either may be
    right: the point is to see it.

    With --extract: what the text repeats as one piece and its other languages render as one piece, best first, with its
    contexts; the first of --languages is the one it is looked for in. -o FILE.tbx writes a termbase of candidates,
    -o FILE.xlsx a table to look them over: correct the terms, put an x into the column accept, and --accept FILE writes
    the marked rows to the termbase (terms.yaml) of a text of --bank.

    Examples:
        clausebank terms a-66-359
        clausebank terms a-66-359 --check --languages en,zh
        clausebank terms memory.tmx --extract --languages en,ru,zh -o candidates.xlsx
        clausebank terms a-66-359 --extract --against other.tmx -o candidates.tbx
        clausebank terms treaty --accept candidates.xlsx --bank texts
    """
    if accept:
        from aligner.cli.terms_accept import accept_terms

        accept_terms(text, accept, bank)
        return
    from aligner.wording.passages import text_or_file, unverified_in
    from aligner.wording.terms import remarks, usage

    document = text_or_file(text, Bank(bank))
    tags = chosen_languages(languages, document.languages)
    unsure = unverified_in(document, tags)
    terminal.note_unverified(unsure)
    if not extract and (against or output != "-"):
        raise UsageError("--against and --output belong to --extract", hint="add --extract")
    if extract:
        reference = itertools.chain.from_iterable(text_or_file(name, Bank(bank)).units for name in against or ())
        found = _extracted(document, tags, list(reference), least=least, most=limit)
        _write_candidates(found, document, tags, "json" if as_json else output)
        terminal.note(counted(len(found), "candidate"))
        raise typer.Exit(0 if found else 1)
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


def _extracted(
    document: Document, tags: Sequence[str], reference: Sequence[Unit], *, least: int, most: int
) -> list[TermCandidate]:
    from aligner.wording.candidates import candidates, reference_counts

    language, *targets = tags
    if not targets:
        raise UsageError("candidates need two languages or more", where="--languages", hint="such as en,ru")
    compared = reference_counts([unit.text(language) for unit in reference], language) if reference else None
    return candidates(
        document.units,
        language,
        targets,
        reference=compared,
        least=least,
        most=most,
        on_progress=lambda number: terminal.progress(number, "looking for terms: candidates"),
    )


def _write_candidates(found: Sequence[TermCandidate], document: Document, tags: Sequence[str], output: str) -> None:
    from dataclasses import replace

    from aligner.exchange.entries import Selection
    from aligner.exchange.formats import FORMATS
    from aligner.wording.candidates import candidate_table
    from aligner.wording.tables import format_for, write

    if output.lower().endswith(".tbx"):
        concepts = tuple(candidate.concept() for candidate in found)
        FORMATS["tbx"].write(Selection(replace(document, concepts=concepts), tuple(tags)), output)
        return
    table = candidate_table(found, document.units, tags)
    form = ListFormat.JSON if output == "json" else format_for(output, None, _CANDIDATE_FORMATS)
    if form is ListFormat.TEXT:
        rows = [[str(cell) for cell in row[:-2]] for row in table.rows]
        print(terminal.table(rows, table.head[:-2]))
    else:
        write(table, form, "-" if output == "json" else output)


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
