"""`clausebank kwic`: a word in its contexts, one line each, with what renders it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguageOption, TextsOption, WhereOption
from aligner.cli.search import named
from aligner.wording.context import ContextLine, ContextOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.wording.counterparts import Counterparts

_PIPE = 160
"""Columns of a line where no terminal says how many there are."""


def kwic(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word, or several in a row, in any of their forms.")],
    texts: TextsOption = None,
    language: LanguageOption = None,
    where: WhereOption = None,
    sort: Annotated[ContextOrder, typer.Option("--sort", "-s", help="How the lines are sorted.")] = ContextOrder.TEXT,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Show so many lines, after sorting; 0 all.")
    ] = 200,
    width: Annotated[
        int | None,
        typer.Option("--width", metavar="COLUMNS", min=40, help="Columns of a line; as wide as the terminal."),
    ] = None,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show a word in context, the key words under each other, with their counterparts beside.

    The word is found in all its forms; in Chinese it is found whatever its neighbours.

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank kwic угроза --language ru --sort right
        clausebank kwic 安全 --sort left --width 120
        clausebank kwic "information security" --text memory.tmx --json
    """
    from aligner.wording.context import lines
    from aligner.wording.counterparts import counterparts_of
    from aligner.wording.passages import unverified
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.search import scope_of
    from aligner.wording.search import search as find
    from aligner.wording.texts import Texts

    wanted = Query(word, QueryKind.LEMMA)
    there = Texts(texts or [], Bank(bank), lambda count: terminal.progress(count, "indexing, once: units"))
    hits = find(there.candidates(wanted), wanted, scope_of([language] if language else [], where or []))
    found = lines(hits, sort)
    shown = found[:limit] if limit else found
    if not found:
        terminal.note(f"'{word}' is not found in {named(there)}{f' in {language}' if language else ''}")
        raise typer.Exit(1)
    counterparts = counterparts_of((it.passage for it in shown), there)
    if as_json:
        terminal.print_json([_entry(line, counterparts) for line in shown])
    else:
        total = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE)
        for row in rows(shown, total, counterparts):
            print(row)
    rest = f", {len(shown)} of them shown: --limit 0 shows all" if len(shown) < len(found) else ""
    terminal.note(f"{len(found)} line{'s' if len(found) != 1 else ''}{rest}")
    terminal.note_unverified(tag for line in shown for tag in unverified(line.passage))


def _entry(line: ContextLine, counterparts: Counterparts) -> dict[str, object]:
    from aligner.wording.passages import unverified

    return {
        "text": line.passage.text,
        "unit": line.passage.unit.id,
        "language": line.language,
        "left": line.left,
        "word": line.word,
        "right": line.right,
        "counterparts": dict(line.counterparts(counterparts)),
        "unverified": unverified(line.passage),
    }


def rows(found: Sequence[ContextLine], total: int, counterparts: Counterparts) -> list[str]:
    """The lines as columns of a terminal: unit, left context, key word, right context, counterparts."""
    units = min(24, max(terminal.width(line.passage.unit.id) for line in found))
    word = min(24, max(terminal.width(line.word) for line in found))
    beside = [_shown("  ".join(line.counterparts(counterparts).values())) for line in found]
    last = min(max((terminal.width(it) for it in beside), default=0), total // 4)
    side = max(8, (total - units - word - last - 10) // 2)
    return [
        "  ".join(
            [
                terminal.padded(_cut(_shown(line.passage.unit.id), units), units),
                _left(_shown(line.left), side),
                terminal.coloured(terminal.padded(_cut(_shown(line.word), word), word), "bold"),
                terminal.padded(_cut(_shown(line.right).lstrip(), side), side),
                terminal.coloured(_cut(other, last), "cyan"),
            ]
        ).rstrip()
        for line, other in zip(found, beside, strict=True)
    ]


def _shown(text: str) -> str:
    """A text as part of a line of columns, where a tab would shift all that follows."""
    return terminal.safe(text.replace("\t", " "))


def _cut(text: str, columns: int) -> str:
    """As much of the beginning of a text as so many columns hold."""
    if terminal.width(text) <= columns:
        return text
    end = 0
    room = columns - 1
    while end < len(text) and (room := room - terminal.width(text[end])) >= 0:
        end += 1
    return text[:end] + "…"


def _left(text: str, columns: int) -> str:
    """As much of the end of a text as so many columns hold, set to the right."""
    turned = _cut(text.rstrip()[::-1], columns)[::-1]
    return " " * (columns - terminal.width(turned)) + turned
