"""`clausebank figures`: frequency lists, n-grams, collocations, keyness, and the richness of a vocabulary."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import BomOption, OutputOption, exit_not_found, scope_for, texts_of, write_text
from aligner.cli.options import BankOption, JsonOption, TextsOption, WhereOption
from aligner.errors import UsageError
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.wording.search import Scope
    from aligner.wording.tables import Table
    from aligner.wording.texts import Texts

_FORMATS = (ListFormat.TEXT, ListFormat.JSON, ListFormat.JSONL, ListFormat.CSV, ListFormat.TSV, ListFormat.XLSX)


class Figure(StrEnum):
    """What is counted."""

    WORDS = "words"
    COLLOCATES = "collocates"
    KEYS = "keys"
    VOCABULARY = "vocabulary"


def figures(
    figure: Annotated[
        Figure,
        typer.Argument(
            metavar="FIGURE",
            help="words: how often; collocates: of QUERY; keys: typical against --against; vocabulary: types, tokens.",
        ),
    ],
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="The word whose collocates are listed.")] = None,
    texts: TextsOption = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="TAG", help="The language; each in turn when not given.")
    ] = None,
    where: WhereOption = None,
    against: Annotated[
        list[str] | None, typer.Option("--against", metavar="TEXT", help="For keys: the text to compare with.")
    ] = None,
    lemma: Annotated[bool, typer.Option("--lemma", help="Count dictionary forms.")] = False,
    size: Annotated[int, typer.Option("--ngrams", metavar="N", min=1, max=10, help="For words: N in a row.")] = 1,
    window: Annotated[
        int, typer.Option("--window", metavar="N", min=0, max=50, help="Words either side; 0 the whole unit.")
    ] = 5,
    least: Annotated[int, typer.Option("--least", metavar="N", min=1, help="Only what occurs N times or more.")] = 2,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=0, help="N rows per language at most; 0 all. 50 as text.")
    ] = None,
    to: Annotated[ListFormat | None, typer.Option("--format", "-f", help="The format of the table.")] = None,
    output: OutputOption = "-",
    bom: BomOption = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Count words: how often they occur, what they occur with, and what is typical of a text.

    The formulas and their sources are in docs/wording.md. Case and the like are folded; function words are left out of
    collocates.

    Exit status: 0 done, 1 nothing to count, 2 usage or unreadable input.

    Examples:
        clausebank figures words --language en --ngrams 3
        clausebank figures collocates security --language en
        clausebank figures keys --text new.tmx --against old.tmx -o keys.xlsx
        clausebank figures vocabulary
    """
    from aligner.wording.query import QueryKind
    from aligner.wording.tables import format_for, write

    if (figure is Figure.COLLOCATES) != (query is not None):
        raise UsageError("a QUERY belongs to collocates, and to nothing else", hint="figures collocates security")
    if (figure is Figure.KEYS) != bool(against):
        raise UsageError("--against belongs to keys, and to nothing else", hint="figures keys --against old.tmx")
    form = format_for(output, ListFormat.JSON if as_json else to, _FORMATS)
    most = limit if limit is not None else 50 if form is ListFormat.TEXT else 0
    searched = texts_of(texts, bank)
    scope = scope_for(searched, language, where, None, None, QueryKind.WORDS)
    if figure is Figure.COLLOCATES:
        table = _collocates(searched, scope, query or "", window, by_lemma=lemma, least=least, most=most)
    elif figure is Figure.KEYS:
        table = _keys(searched, texts_of(against, bank), scope, by_lemma=lemma, most=most)
    elif figure is Figure.VOCABULARY:
        table = _vocabulary(searched, scope, by_lemma=lemma)
    else:
        table = _words(searched, scope, size, by_lemma=lemma, least=least, most=most)
    if form is ListFormat.TEXT:
        rows = [[str(cell) for cell in row] for row in table.rows]
        write_text([terminal.table(rows, table.head)] if rows else [], output)
    else:
        write(table, form, output, bom=bom)
    terminal.note(counted(len(table.rows), "row"))
    raise typer.Exit(0 if table.rows else 1)


def _by_language(texts: Texts, scope: Scope) -> dict[str, list[str]]:
    """The wording of all units, by language."""
    by_language: dict[str, list[str]] = {}
    for passage in texts.passages():
        if scope.covers(passage):
            for tag, segment in passage.unit.segments.items():
                if scope.has(tag, segment.status):
                    by_language.setdefault(tag, []).append(segment.text)
    return by_language


def _items(units: Sequence[str], language: str, size: int = 1, *, by_lemma: bool) -> list[list[str]]:
    from aligner.wording.frequency import items_of

    return [items_of(text, language, by_lemma=by_lemma, size=size) for text in units]


def _words(texts: Texts, scope: Scope, size: int, *, by_lemma: bool, least: int, most: int) -> Table:
    from aligner.wording.frequency import frequencies
    from aligner.wording.tables import Table

    rows = []
    for tag, units in _by_language(texts, scope).items():
        listed = frequencies(_items(units, tag, size, by_lemma=by_lemma), at_least=least)
        rows += [
            (tag, row.item, row.count, row.per_million, row.units, row.juilland_d, row.deviation)
            for row in listed[: most or None]
        ]
    return Table(("language", "word", "count", "per million", "units", "Juilland's D", "DP"), rows)


def _collocates(
    texts: Texts, scope: Scope, wanted: str, window: int, *, by_lemma: bool, least: int, most: int
) -> Table:
    from aligner.wording.collocation import collocates
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.tables import Table

    query = Query(wanted, QueryKind.LEMMA)
    rows = []
    for tag, units in _by_language(texts, scope).items():
        listed = collocates(units, query, tag, window=window, by_lemma=by_lemma, at_least=least)
        rows += [
            (tag, row.word, row.together, row.count, row.log_dice, row.log_likelihood) for row in listed[: most or None]
        ]
    if not rows:
        exit_not_found(texts, query, scope)
    return Table(("language", "collocate", "together", "count", "logDice", "log-likelihood"), rows)


def _keys(texts: Texts, reference: Texts, scope: Scope, *, by_lemma: bool, most: int) -> Table:
    from itertools import chain

    from aligner.wording.keyness import key_words
    from aligner.wording.tables import Table

    rows = []
    reference_units = _by_language(reference, scope)
    for tag, units in _by_language(texts, scope).items():
        if tag not in reference_units:
            continue
        sides = (_items(side, tag, by_lemma=by_lemma) for side in (units, reference_units[tag]))
        listed = key_words(*map(chain.from_iterable, sides))
        rows += [
            (tag, row.word, row.count, row.reference, row.log_likelihood, row.log_ratio)
            for row in listed[: most or None]
        ]
    return Table(("language", "word", "count", "reference", "log-likelihood", "log ratio"), rows)


def _vocabulary(texts: Texts, scope: Scope, *, by_lemma: bool) -> Table:
    from aligner.wording.frequency import vocabulary
    from aligner.wording.tables import Table

    rows = []
    for tag, units in _by_language(texts, scope).items():
        figures_of = vocabulary(_items(units, tag, by_lemma=by_lemma))
        ratios = (figures_of.ratio, figures_of.standardised)
        rows.append((tag, len(units), figures_of.tokens, figures_of.types, *ratios, figures_of.once))
    return Table(("language", "units", "tokens", "types", "types/tokens", "per 1,000 words", "once"), rows)
