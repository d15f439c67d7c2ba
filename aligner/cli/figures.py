"""`clausebank figures`: words counted, in company, and compared; where they occur; lengths and links. Tables or pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from aligner.cli import terminal
from aligner.cli.lists import BomOption, OutputOption, exit_not_found, scope_for, texts_of, write_text
from aligner.cli.options import BankOption, JsonOption, TextsOption, WhereOption
from aligner.errors import UsageError
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from aligner.wording.pictures.picture import Picture
    from aligner.wording.query import Query
    from aligner.wording.search import Scope
    from aligner.wording.tables import Table
    from aligner.wording.texts import Texts

_FORMATS = (
    *(ListFormat.TEXT, ListFormat.JSON, ListFormat.JSONL, ListFormat.CSV, ListFormat.TSV, ListFormat.XLSX),
    ListFormat.SVG,
)


class Figure(StrEnum):
    """What is counted or drawn."""

    WORDS = "words"
    COLLOCATES = "collocates"
    KEYS = "keys"
    VOCABULARY = "vocabulary"
    DISPERSION = "dispersion"
    GROUPS = "groups"
    LENGTHS = "lengths"
    LINKS = "links"


_OF_A_WORD = (Figure.COLLOCATES, Figure.DISPERSION, Figure.GROUPS)
_OF_A_PAIR = (Figure.LENGTHS, Figure.LINKS)


def figures(
    figure: Annotated[
        Figure,
        typer.Argument(
            metavar="FIGURE",
            help="words: how often; collocates: of QUERY; keys: typical against --against; vocabulary: types, tokens; "
            "dispersion: where QUERY occurs; groups: how often it occurs by year or another property; lengths: of the "
            "segments of a --pair; links: between the words of a unit.",
        ),
    ],
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="For collocates, dispersion, groups: the word.")
    ] = None,
    texts: TextsOption = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="TAG", help="The language; each in turn when not given.")
    ] = None,
    where: WhereOption = None,
    against: Annotated[
        list[str] | None, typer.Option("--against", metavar="TEXT", help="For keys: the text to compare with.")
    ] = None,
    pair: Annotated[
        str | None,
        typer.Option("--pair", "-p", metavar="TAG:TAG", help="For lengths and links: two languages, such as en:ru."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help="For groups: text, document, body, date, year, role, status, or any other property.",
        ),
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

    Every figure is a table, and a picture where FILE ends in .svg: bars for words, collocates and keys, a strip for each
    text where a word occurs, a dot for each unit by its lengths in two languages, a matrix of the links between the
    words of one unit. A picture has its table in words for those who do not see it. The formulas and their sources are
    in docs/wording.md. Case and the like are folded; function words are left out of collocates.

    Exit status: 0 done, 1 nothing to count, 2 usage or unreadable input.

    Examples:
        clausebank figures words --language en --ngrams 3
        clausebank figures collocates security --language en -o security.svg
        clausebank figures keys --text new.tmx --against old.tmx -o keys.xlsx
        clausebank figures dispersion "[security]" -o security.svg
        clausebank figures groups shall --by year --text memory.tmx
        clausebank figures lengths --pair en:ru -o lengths.svg
        clausebank figures links --pair en:zh --where unit=pledge.d -o pledge-d.svg
    """
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.tables import format_for

    form = format_for(output, ListFormat.JSON if as_json else to, _FORMATS)
    _require(figure, query=query, against=against, pair=pair, by=by, is_picture=form is ListFormat.SVG)
    most = limit if limit is not None else 50 if form is ListFormat.TEXT else 0
    searched = texts_of(texts, bank)
    scope = scope_for(searched, language, where, None, None, QueryKind.WORDS)
    parsed = Query(query, QueryKind.LEMMA) if query is not None else None
    if parsed and figure is Figure.DISPERSION:
        table, draw = _dispersion(searched, parsed, scope)
    elif parsed and figure is Figure.GROUPS:
        table, draw = _groups(searched, parsed, scope, by or "")
    elif figure in _OF_A_PAIR:
        table, draw = _of_a_pair(figure, searched, scope, _two(pair or "", searched))
    else:
        counting = _Counting(parsed, size, window, least, most, by_lemma=lemma)
        table, draw = _counted(figure, searched, texts_of(against, bank) if against else searched, scope, counting)
    if not table.rows and parsed:
        exit_not_found(searched, parsed, scope)
    _write(table, draw, form, output, bom=bom)
    terminal.note(counted(len(table.rows), "row"))
    raise typer.Exit(0 if table.rows else 1)


_Drawn: TypeAlias = "tuple[Table, Callable[[], Picture]]"
"""A table, and what draws it."""


def _require(figure: Figure, *, query: str | None, against: object, pair: object, by: object, is_picture: bool) -> None:
    """Make sure that a figure has what belongs to it, and nothing that does not.

    Raises:
        UsageError: it is otherwise.
    """
    belonging = (
        ("a QUERY", query is not None, _OF_A_WORD, "figures collocates security"),
        ("--against", bool(against), (Figure.KEYS,), "figures keys --against old.tmx"),
        ("--pair", bool(pair), _OF_A_PAIR, "figures lengths --pair en:ru"),
        ("--by", bool(by), (Figure.GROUPS,), "figures groups security --by date"),
    )
    for name, is_given, figures_with_it, example in belonging:
        if (figure in figures_with_it) != is_given:
            names = " and ".join(figures_with_it)
            raise UsageError(f"{name} belongs to {names}, and to nothing else", hint=f"such as: {example}")
    if is_picture and figure is Figure.VOCABULARY:
        raise UsageError(
            "there is no picture of the vocabulary", where="--output", hint="write a table: -o figures.csv"
        )


def _two(pair: str, texts: Texts) -> tuple[str, str]:
    """The two languages of a pair, which the texts have."""
    first, sign, second = pair.partition(":")
    if not sign or not first or not second:
        raise UsageError(f"'{pair}' is not a pair of two languages", where="--pair", hint="write it as en:ru")
    texts.require([first, second], "--pair")
    return first, second


@dataclass(frozen=True, slots=True)
class _Counting:
    """How words are counted: the options of the same names."""

    query: Query | None
    size: int
    window: int
    least: int
    most: int
    by_lemma: bool


def _counted(figure: Figure, texts: Texts, reference: Texts, scope: Scope, counting: _Counting) -> _Drawn:
    from aligner.wording import figures as tables
    from aligner.wording.pictures import figures as pictures

    wording = tables.wording_of(texts.passages(), scope)
    by_lemma, most = counting.by_lemma, counting.most
    if counting.query:
        table = tables.collocate_table(
            wording, counting.query, counting.window, by_lemma=by_lemma, least=counting.least, most=most
        )
        draw: Callable[..., Picture] = partial(pictures.collocate_picture, counting.query.text)
    elif figure is Figure.KEYS:
        compared = tables.wording_of(reference.passages(), scope)
        table, draw = tables.key_table(wording, compared, by_lemma=by_lemma, most=most), pictures.key_picture
    elif figure is Figure.VOCABULARY:
        table, draw = tables.vocabulary_table(wording, by_lemma=by_lemma), pictures.word_picture
    else:
        table = tables.word_table(wording, counting.size, by_lemma=by_lemma, least=counting.least, most=most)
        draw = pictures.word_picture
    shown = {row[0] for row in table.rows}
    unsure = [tag for tag in wording.unverified if tag in shown]
    return table, partial(draw, table, pictures.unverified_note(unsure))


def _dispersion(texts: Texts, query: Query, scope: Scope) -> _Drawn:
    from aligner.wording.figures import dispersion_table, strips_of, unverified_languages
    from aligner.wording.pictures.figures import dispersion_picture, unverified_note

    strips = strips_of(texts.passages(), query, scope)
    languages = {strip.language for strip in strips}
    unsure = [tag for tag in unverified_languages(texts.passages()) if tag in languages]
    return dispersion_table(strips), partial(dispersion_picture, query.text, strips, unverified_note(unsure))


def _groups(texts: Texts, query: Query, scope: Scope, by: str) -> _Drawn:
    from aligner.wording.figures import unverified_languages
    from aligner.wording.groups import group_table
    from aligner.wording.pictures.figures import group_picture, unverified_note
    from aligner.wording.search import KEYS

    if by not in KEYS:
        texts.require_properties(["date" if by == "year" else by], "--by")
    table = group_table(texts.passages(), query, scope, by)
    languages = {row[1] for row in table.rows}
    unsure = [tag for tag in unverified_languages(texts.passages()) if tag in languages]
    return table, partial(group_picture, query.text, table, unverified_note(unsure))


def _of_a_pair(figure: Figure, texts: Texts, scope: Scope, pair: tuple[str, str]) -> _Drawn:
    from aligner.wording.counterparts import counterparts_of
    from aligner.wording.figures import length_table, unverified_languages
    from aligner.wording.pictures.figures import length_picture, matrix_picture, unverified_note

    passages = [passage for passage in texts.passages() if scope.covers(passage)]
    note = unverified_note([tag for tag in unverified_languages(passages) if tag in pair])
    if figure is Figure.LENGTHS:
        table = length_table([passage.unit for passage in passages], pair)
        return table, partial(length_picture, table, note)
    if len(passages) != 1:
        raise UsageError(
            f"links are drawn of one unit, not of {len(passages)}",
            where="--where",
            hint="such as: --where unit=pledge.d",
        )
    picture = matrix_picture(passages[0].unit, pair, counterparts_of(passages, texts), note)
    return picture.table, lambda: picture


def _write(table: Table, draw: Callable[[], Picture], form: ListFormat, output: str, *, bom: bool) -> None:
    from aligner.wording.tables import write

    if form is ListFormat.SVG:
        if table.rows:
            write_text([draw().svg], output)
    elif form is ListFormat.TEXT:
        rows = [[str(cell) for cell in row] for row in table.rows]
        write_text([terminal.table(rows, table.head)] if rows else [], output)
    else:
        write(table, form, output, bom=bom)
