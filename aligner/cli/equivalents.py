"""`clausebank equivalents`: what a word becomes in the other languages, counted."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import (
    BomOption,
    OutputOption,
    WithOption,
    WithoutOption,
    exit_not_found,
    scope_for,
    texts_of,
    write_text,
)
from aligner.cli.options import BankOption, JsonOption, TextsOption, WhereOption
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.wording.equivalents import Equivalent
    from aligner.wording.tables import Table

_FORMATS = tuple(form for form in ListFormat if form is not ListFormat.TMX)


def equivalents(
    word: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words in any of their forms, or a query of the query language.")
    ],
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", metavar="TAG", help="Its language; the one it is found in most if not given."),
    ] = None,
    texts: TextsOption = None,
    where: WhereOption = None,
    wanted: WithOption = None,
    unwanted: WithoutOption = None,
    to: Annotated[ListFormat | None, typer.Option("--format", "-f", help="The format of the table.")] = None,
    output: OutputOption = "-",
    bom: BomOption = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Rank the counterparts of a word, or of several in a row, in every other language.

    The termbase of a text comes first; where it has nothing, words are linked by their meaning, within aligned phrases
    where a text has them. Function words have equivalents too (shall, 应). The share is that of all occurrences of the
    word: what adds up to less than 1 has no known counterpart. "sure" is the mean confidence of the links, and "spread"
    the deviation of proportions (0: over the whole text evenly, 1: in one place). -o FILE.svg draws the table as a flow.

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank equivalents security --language en
        clausebank equivalents "human rights" --json
        clausebank equivalents shall --text memory.tmx -o shall.xlsx
        clausebank equivalents State --language en -o state.svg
    """
    from aligner.wording.equivalents import equivalents as count
    from aligner.wording.passages import unverified
    from aligner.wording.pictures.flow import flow
    from aligner.wording.pictures.picture import unverified_note
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.search import hits_by_language
    from aligner.wording.search import search as find
    from aligner.wording.tables import format_for, json_text, write, write_lines

    form = format_for(output, ListFormat.JSON if as_json else to, _FORMATS)
    query = Query(word, QueryKind.LEMMA)
    searched = texts_of(texts, bank)
    scope = scope_for(searched, language, where, wanted, unwanted, QueryKind.LEMMA)
    hits = list(find(searched.candidates(query), query, scope))
    if not hits:
        exit_not_found(searched, query, scope)
    source = hits_by_language(hits).most_common(1)[0][0]
    units = [hit.passage.unit for hit in hits if hit.language == source]
    languages = dict.fromkeys(itertools.chain.from_iterable(unit.segments for unit in units))
    targets = [tag for tag in languages if tag != source]
    result = count(
        units,
        query,
        source,
        targets,
        concepts=searched.concepts(),
        background=lambda: list(itertools.chain.from_iterable(map(searched.sample, searched.names))),
        on_progress=lambda number: terminal.progress(number, "linking words: units"),
    )
    unsure = list(dict.fromkeys(itertools.chain.from_iterable(unverified(hit.passage) for hit in hits)))
    if form is ListFormat.JSON:
        write_lines([json_text([_entry(row, source, unsure) for row in result.rows])], output)
    elif form is ListFormat.TEXT:
        write_text(_lines(result.rows), output)
    elif form is ListFormat.SVG:
        picture = flow(word, result, _table(result.rows, source, unsure), unverified_note(unsure))
        write_lines([picture.svg], output)
    else:
        write(_table(result.rows, source, unsure), form, output, bom=bom)
    terminal.note_unverified(unsure)
    linked = ", ".join(f"{number} in {tag}" for tag, number in result.linked.items())
    terminal.note(f"{counted(result.occurrences, 'occurrence')} in {source}; counterpart known of {linked or 'none'}")


def _entry(row: Equivalent, source: str, unsure: Sequence[str]) -> dict[str, object]:
    return {
        "language": row.language,
        "equivalent": row.equivalent,
        "count": row.count,
        "share": row.share,
        "units": list(row.units),
        "forms": dict(row.forms),
        "confidence": row.confidence,
        "spread": row.spread,
        "is_term": row.is_term,
        "unverified": [tag for tag in unsure if tag in (source, row.language)],
    }


_HEAD = ("language", "equivalent", "count", "share", "confidence", "spread", "term", "forms", "units", "unverified")


def _table(rows: Sequence[Equivalent], source: str, unsure: Sequence[str]) -> Table:
    from aligner.wording.tables import Table

    return Table(_HEAD, [_cells(row, source, unsure) for row in rows])


def _cells(row: Equivalent, source: str, unsure: Sequence[str]) -> list[str | int | float]:
    forms = ", ".join(f"{form} {count}" for form, count in row.forms.items())
    marked = " ".join(tag for tag in unsure if tag in (source, row.language))
    figures = (row.language, row.equivalent, row.count, row.share, row.confidence, row.spread)
    return [*figures, "term" if row.is_term else "", forms, ", ".join(row.units), marked]


def _lines(rows: Sequence[Equivalent]) -> list[str]:
    if not rows:
        return []
    head = ("language", "equivalent", "count", "share", "sure", "spread", "units")
    cells = []
    for row in rows:
        term = f"{row.equivalent} (term)" if row.is_term else row.equivalent
        figures = (str(row.count), f"{row.share:.0%}", f"{row.confidence:.2f}", f"{row.spread:.2f}")
        cells.append((row.language, term, *figures, _few(row.units)))
    return [terminal.table(cells, head)]


def _few(units: Sequence[str]) -> str:
    return ", ".join(units[:6]) + (f" and {len(units) - 6} more" if len(units) > 6 else "")
