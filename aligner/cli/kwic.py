"""`clausebank kwic`: a word in its contexts, one line each, with its counterparts."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import (
    BomOption,
    ExactOption,
    OutputOption,
    RegexOption,
    VariantsOption,
    WithOption,
    WithoutOption,
    exit_not_found,
    kind_of,
    scope_for,
    texts_of,
    write_text,
)
from aligner.cli.options import BankOption, JsonOption, LanguageOption, TextsOption, WhereOption
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.wording.context import ContextLine
    from aligner.wording.counterparts import Counterparts

_PIPE = 160
"""Columns of a line where no terminal says how many there are."""
_WIDEST = 24
"""Columns of the unit, and of the key word."""


def kwic(
    word: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words in any of their forms, or a query of the query language.")
    ],
    texts: TextsOption = None,
    language: LanguageOption = None,
    where: WhereOption = None,
    wanted: WithOption = None,
    unwanted: WithoutOption = None,
    exact: ExactOption = False,
    regex: RegexOption = False,
    variants: VariantsOption = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", "-s", metavar="KEYS", help="text, left, right, word, counterpart, 1L to 3R; several: word,1R."
        ),
    ] = "text",
    sample: Annotated[int, typer.Option("--sample", metavar="N", min=0, help="N lines by chance; 0 all.")] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Which sample: the same for the same number.")] = 1,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=0, help="Show N lines at most, after sorting; 0 all. 200 as text."),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option("--width", metavar="COLUMNS", min=40, help="Columns of a line; as wide as the terminal."),
    ] = None,
    to: Annotated[ListFormat | None, typer.Option("--format", "-f", help="The format of the list.")] = None,
    output: OutputOption = "-",
    bom: BomOption = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show a word in context, the key words under each other, with their counterparts beside.

    A bare word is found in all its forms; in Chinese, where it cuts no other word. The query language is that of
    `search`. Lines are sorted as a dictionary is: é beside e, Chinese by pinyin.

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank kwic угроза --language ru --sort right
        clausebank kwic 安全 --sort counterpart,1L --width 120
        clausebank kwic "information security" --text memory.tmx --sample 50 -o lines.xlsx
    """
    from aligner.wording.context import in_order, lines, orders, sampled
    from aligner.wording.counterparts import counterparts_of
    from aligner.wording.passages import unverified
    from aligner.wording.query import Query
    from aligner.wording.search import search as find
    from aligner.wording.tables import format_for

    form = format_for(output, ListFormat.JSON if as_json else to)
    kind = kind_of(exact=exact, lemma=not (exact or regex), regex=regex)
    keys = orders(sort)
    parsed = Query(word, kind, variants=variants)
    searched = texts_of(texts, bank)
    scope = scope_for(searched, language, where, wanted, unwanted, kind)
    every = lines(find(searched.candidates(parsed), parsed, scope))
    if not every:
        exit_not_found(searched, parsed, scope)
    chosen = sampled(every, sample, seed) if sample else every
    most = limit if limit is not None else 200 if form is ListFormat.TEXT else 0
    if most and keys == ("text",):
        chosen = chosen[:most]  # what is not shown needs no counterparts
    counterparts = counterparts_of((line.passage for line in chosen), searched)
    shown = in_order(chosen, keys, counterparts)[: most or None]
    total = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE)
    _write(shown, counterparts, form, output, total, bom=bom)
    hidden = f", {len(shown)} of them shown: --limit 0 shows all" if len(shown) < (sample or len(every)) else ""
    drawn = f", a sample of {len(chosen)}" if len(chosen) < len(every) and sample else ""
    terminal.note(f"{counted(len(every), 'line')}{drawn}{hidden}")
    terminal.note_unverified(tag for line in shown for tag in unverified(line.passage))


def _write(
    shown: Sequence[ContextLine], counterparts: Counterparts, form: ListFormat, output: str, total: int, *, bom: bool
) -> None:
    from aligner.wording.context import table
    from aligner.wording.listing import memory
    from aligner.wording.search import Hit
    from aligner.wording.tables import json_text, write, write_lines

    if form is ListFormat.TEXT:
        write_text(rows(shown, total, counterparts), output)
    elif form is ListFormat.JSON:
        write_lines([json_text([_entry(line, counterparts) for line in shown])], output)
    elif form is ListFormat.TMX:
        hits = [Hit(line.passage, line.language, [(line.start, line.end)]) for line in shown]
        memory(hits, output, shown[0].language)
    else:
        write(table(shown, counterparts), form, output, bom=bom)


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


def rows(shown: Sequence[ContextLine], total: int, counterparts: Counterparts) -> list[str]:
    """The lines as columns of a terminal: unit, left context, key word, right context, counterparts."""
    units = min(_WIDEST, max(terminal.width(_shown(line.passage.unit.id[:total])) for line in shown))
    word = min(_WIDEST, max(terminal.width(line.word[:total]) for line in shown))
    beside = [_shown("  ".join(line.counterparts(counterparts).values())[:total]) for line in shown]
    last = min(max((terminal.width(text) for text in beside), default=0), total // 4)
    side = max(8, (total - units - word - last - 10) // 2)
    return [
        "  ".join(
            [
                terminal.padded(_cut(_shown(line.passage.unit.id), units), units),
                _left(line.left, side),
                terminal.coloured(terminal.padded(_cut(_shown(line.word), word), word), "bold"),
                terminal.padded(_cut(_shown(line.right[: 2 * side]).lstrip(), side), side),
                terminal.coloured(_cut(counterpart, last), "cyan"),
            ]
        ).rstrip()
        for line, counterpart in zip(shown, beside, strict=True)
    ]


def _shown(text: str) -> str:
    """A text as part of a line of columns, where a tab would shift all that follows."""
    return terminal.safe(text.replace("\t", " "))


def _cut(text: str, columns: int) -> str:
    """As much of the beginning of a text as some columns hold."""
    # No character is narrower than nothing: twice as many characters as columns are enough to look at.
    near = text[: 2 * columns + 2]
    if len(near) == len(text) and terminal.width(near) <= columns:
        return text
    end = 0
    room = columns - 1
    while end < len(near) and (room := room - terminal.width(near[end])) >= 0:
        end += 1
    return near[:end] + "…"


def _left(text: str, columns: int) -> str:
    """As much of the end of a text as some columns hold, set to the right."""
    # Turned around, the end of the text is cut as a beginning is.
    fitting = _cut(_shown(text[-2 * columns - 4 :].rstrip())[::-1], columns)[::-1]
    return " " * (columns - terminal.width(fitting)) + fitting
