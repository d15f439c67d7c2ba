"""`clausebank reuse`: which clauses of a new text stand in older ones already."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.lists import OutputOption, texts_of, write_text
from aligner.cli.options import BankOption, JsonOption
from aligner.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aligner.wording.lookup import Match
    from aligner.wording.reuse import ReusedClause


class ReuseFormat(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def reuse(
    new: Annotated[str, typer.Argument(metavar="NEW", help="A text of the bank, or a document in one language.")],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="The language of NEW.")],
    old: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD]...", help="Older texts of the bank, memories, files; all of the bank if none."),
    ] = None,
    least: Annotated[int, typer.Option("--min", metavar="PERCENT", min=1, max=100, help="The worst match shown.")] = 60,
    every: Annotated[bool, typer.Option("--all", help="Show the clauses that are new too.")] = False,
    to: Annotated[ReuseFormat | None, typer.Option("--format", "-f", help="The format of the answer.")] = None,
    output: OutputOption = "-",
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show which clauses of a new text stand in older ones, the same or nearly, and how they were rendered there.

    Each clause has the unit most like it, with the percentage of `clausebank lookup`, the words that differ, marked
    [-only in the old one-]{+only in the new one+}, and the counterparts in all other languages. Wording that nobody
    compared with an official source is marked with its status: it is a proposal, and never official.

    Exit status: 0 something stands in an older text, 1 nothing does, 2 usage or unreadable input.

    Examples:
        clausebank reuse draft.docx a-66-359 --language en
        clausebank reuse draft.txt memory.tmx -l en --min 75 --json
        clausebank reuse draft.docx -l en -o reuse.html
    """
    from aligner.segmentation import Grain
    from aligner.wording.documents import segments_of
    from aligner.wording.reuse import in_words, reused

    opened = Bank(bank)
    form = ReuseFormat.JSON if as_json else to or _format_of(output)
    searched = texts_of(_older(new, old, opened), bank)
    searched.require([language], "--language")
    clauses = list(reused(segments_of(new, language, opened, Grain.CLAUSE), searched, language, least=least))
    if form is ReuseFormat.JSON:
        from aligner.wording.tables import json_text, write_lines

        write_lines([json_text(list(map(_entry, clauses)))], output)
    elif form is ReuseFormat.HTML:
        from aligner.reader import render
        from aligner.reader.reuse import page_of_reuse

        write_text([render(page_of_reuse(new, clauses, language))], output)
    else:
        shown = clauses if every else [clause for clause in clauses if clause.matches]
        write_text((line for clause in shown for line in _lines(clause)), output)
    terminal.note(f"{new} in {searched.said}: {in_words(clauses)}")
    raise typer.Exit(0 if any(clause.matches for clause in clauses) else 1)


def _format_of(output: str) -> ReuseFormat:
    endings = {".json": ReuseFormat.JSON, ".html": ReuseFormat.HTML, ".htm": ReuseFormat.HTML}
    return next((form for ending, form in endings.items() if output.lower().endswith(ending)), ReuseFormat.TEXT)


def _older(new: str, old: Sequence[str] | None, bank: Bank) -> Sequence[str]:
    """The older texts: those named, or all of the bank but the new one."""
    if old:
        return old
    names = bank.names()
    if new not in names:
        return ()
    others = [name for name in names if name != new]
    if not others:
        raise NotFoundError("the bank has no other text", where=str(bank.root), hint="name an older text or a memory")
    return others


def _lines(clause: ReusedClause) -> Iterator[str]:
    from aligner.wording.reuse import counterparts, is_official

    name = terminal.coloured(clause.clause.name, "cyan")
    if not clause.matches:
        yield f"{name}  new"
        yield f"  {terminal.wrapped(clause.clause.text, indent=2)}"
        yield ""
        return
    best = clause.matches[0]
    yield f"{name}  {best.percent} %  {terminal.coloured(f'{best.passage.unit.id}, {best.passage.text}', 'dim')}"
    yield f"  {terminal.padded(best.language, 4)}{terminal.wrapped(_marked(clause, best), indent=6)}"
    for tag, (text, status) in counterparts(best).items():
        mark = "" if is_official(status) or not status else f"[{status}] "
        yield f"  {terminal.padded(tag, 4)}{terminal.wrapped(mark + text, indent=6)}"
    others = ", ".join(
        f"{match.percent} % {match.passage.unit.id} of {match.passage.text}" for match in clause.matches[1:]
    )
    if others:
        yield f"  {terminal.coloured(f'also {others}', 'dim')}"
    yield ""


def _marked(clause: ReusedClause, match: Match) -> str:
    from aligner.cli.lookup import shown_edits
    from aligner.wording.reuse import difference

    return shown_edits(difference(clause.clause, match))


def _entry(clause: ReusedClause) -> dict[str, object]:
    return {
        "clause": clause.clause.name,
        "text": clause.clause.text,
        "kind": clause.kind,
        "matches": [_match(clause, match) for match in clause.matches],
    }


def _match(clause: ReusedClause, match: Match) -> dict[str, object]:
    from aligner.wording.reuse import counterparts, difference, is_official

    return {
        "percent": match.percent,
        "text": match.passage.text,
        "unit": match.passage.unit.id,
        "difference": [{"kind": edit.kind or "same", "text": edit.text} for edit in difference(clause.clause, match)],
        "counterparts": [
            {"language": tag, "text": text, "status": status or None, "official": is_official(status)}
            for tag, (text, status) in counterparts(match).items()
        ],
    }
