"""`clausebank search`: wording wherever it occurs, with its clause in all languages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import (
    BomOption,
    ExactOption,
    LemmaOption,
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
from aligner.model import Status
from aligner.text.english import counted
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aligner.wording.counterparts import Counterparts
    from aligner.wording.query import Spans
    from aligner.wording.search import Hit, SearchTally

_SHOWN = 100
_MOST_LANGUAGES = 12


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words in this order, or a query of the query language.")
    ],
    texts: TextsOption = None,
    language: LanguageOption = None,
    where: WhereOption = None,
    wanted: WithOption = None,
    unwanted: WithoutOption = None,
    exact: ExactOption = False,
    lemma: LemmaOption = False,
    regex: RegexOption = False,
    variants: VariantsOption = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=0, help=f"Show N hits at most; 0 all. {_SHOWN} as text, all in a format."
        ),
    ] = None,
    to: Annotated[ListFormat | None, typer.Option("--format", "-f", help="The format of the list.")] = None,
    output: OutputOption = "-",
    bom: BomOption = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    r"""Search texts of the bank, TMX files and other files with translations in all their languages.

    A hit is marked [[so]], and its counterparts in the other languages {{so}}: the words that are linked to it, or the
    phrase it is in. Case, accents, hyphens, apostrophes, ё and full width do not matter; Chinese is found whatever its
    neighbours, other words are found whole. The query language: secur* or un*able (wildcards), take * into account (up
    to five words), (may|shall) not, [shall] (any form), "State" (this form), [word="secur.*"] (CQL).
    A large TMX file is indexed once, in the user's cache folder (CLAUSEBANK_CACHE).

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank search "information security"
        clausebank search "[shall]" --with zh=应 --without ru=должен --text memory.tmx
        clausebank search угроза --lemma --language ru --where role=item
        clausebank search "\bA/RES/\d+" --regex --text memory.tmx -o hits.xlsx
    """
    from aligner.wording.counterparts import counterparts_of
    from aligner.wording.query import Query
    from aligner.wording.search import search as find
    from aligner.wording.search import tally
    from aligner.wording.tables import format_for

    form = format_for(output, ListFormat.JSON if as_json else to)
    kind = kind_of(exact=exact, lemma=lemma, regex=regex)
    parsed = Query(query, kind, variants=variants)
    searched = texts_of(texts, bank)
    scope = scope_for(searched, language, where, wanted, unwanted, kind)
    most = limit if limit is not None else _SHOWN if form is ListFormat.TEXT else 0
    hits = tally(find(searched.candidates(parsed), parsed, scope), most)
    if not hits.segments:
        exit_not_found(searched, parsed, scope)
    shown = hits.shown
    _write(shown, counterparts_of((hit.passage for hit in shown), searched), form, output, language, bom=bom)
    for line in _summary(hits):
        terminal.note(line)


def _summary(hits: SearchTally) -> Iterator[str]:
    counts = ", ".join(f"{tag} {count}" for tag, count in hits.by_language.items())
    yield f"{counted(hits.by_language.total(), 'hit')} in {counted(hits.units, 'unit')}: {counts}"
    if len(hits.shown) < hits.segments:
        yield f"shown: {len(hits.shown)} of {hits.segments} segments with hits; --limit 0 shows all"


def _write(
    hits: Sequence[Hit], counterparts: Counterparts, form: ListFormat, output: str, language: str | None, *, bom: bool
) -> None:
    import json

    from aligner.wording.listing import memory, record, table
    from aligner.wording.tables import json_text, write, write_lines

    if form is ListFormat.TMX:
        memory(hits, output, next((hit.language for hit in hits), language or "en"))
    elif form is ListFormat.TEXT:
        write_text((line for hit in hits for line in _paragraph(hit, counterparts)), output)
    elif form is ListFormat.JSON:
        records = [record(hit, counterparts) for hit in hits]
        write_lines([json_text(records)], output)
    elif form is ListFormat.JSONL:
        write_lines((json.dumps(record(hit, counterparts), ensure_ascii=False) for hit in hits), output)
    else:
        write(table(hits, counterparts), form, output, bom=bom)


def _paragraph(hit: Hit, counterparts: Counterparts) -> Iterator[str]:
    passage, unit = hit.passage, hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    head = terminal.coloured(unit.id, "cyan")
    yield f"{head}  {terminal.coloured(f'{unit.role}, {passage.text}', 'dim')}"
    tags = sorted(unit.segments, key=lambda tag: tag != hit.language)
    for tag in islice(tags, _MOST_LANGUAGES):
        segment = unit.segments[tag]
        if tag == hit.language:
            marked = mark(segment.text, hit.spans, "[[", "]]")
        else:
            marked = mark(segment.text, beside.get(tag, []), "{{", "}}")
        status = f"[{segment.status}] " if passage.has_status and segment.status != Status.VERIFIED else ""
        label = f"{segment.label} " if segment.label else ""
        text = terminal.wrapped(f"{status}{label}{marked}", indent=6)
        yield f"  {terminal.padded(tag, 4)}{text}"
    yield ""


def mark(text: str, spans: Spans, before: str, after: str) -> str:
    """The text with marks around spans.

    >>> mark("on security", [(3, 11)], "[[", "]]")
    'on [[security]]'
    """
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            pieces += [text[end:start], before, text[start:stop], after]
            end = stop
    return "".join(pieces) + text[end:]
