"""`clausebank search`: wording wherever it stands, with its clause in all languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, LanguageOption, TextsOption, WhereOption
from aligner.errors import UsageError
from aligner.model import Status

if TYPE_CHECKING:
    from aligner.wording.counterparts import Counterparts
    from aligner.wording.query import QueryKind, Spans
    from aligner.wording.search import Hit
    from aligner.wording.texts import Texts

_SHOWN = 100


class HitFormat(StrEnum):
    """The formats of a list of hits."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    TMX = "tmx"


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words in this order; secur* for all that begin so.")],
    texts: TextsOption = None,
    language: LanguageOption = None,
    where: WhereOption = None,
    exact: Annotated[bool, typer.Option("--exact", help="These characters, anywhere, in this case.")] = False,
    lemma: Annotated[bool, typer.Option("--lemma", help="The words in any of their forms.")] = False,
    regex: Annotated[bool, typer.Option("--regex", help="A regular expression.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=0, help=f"Show so many hits; 0 all. {_SHOWN} as text, all in a format."
        ),
    ] = None,
    to: Annotated[HitFormat, typer.Option("--format", "-f", help="The format of the list.")] = HitFormat.TEXT,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    r"""Search texts of the bank and TMX files in all their languages.

    A hit is marked [[so]], and what stands for it in the other languages {{so}}: the words that are linked to it, or
    the phrase it is in. Chinese is found whatever its neighbours; other words are found whole, in any case.
    A large TMX file is indexed once, in the user's cache folder (CLAUSEBANK_CACHE).

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank search "information security"
        clausebank search угроза --lemma --language ru --where role=item
        clausebank search "\bA/RES/\d+" --regex --text memory.tmx --format csv -o hits.csv
    """
    from aligner.wording.counterparts import counterparts_of
    from aligner.wording.query import Query
    from aligner.wording.search import scope_of
    from aligner.wording.search import search as find
    from aligner.wording.texts import Texts

    wanted = Query(query, _kind(exact=exact, lemma=lemma, regex=regex))
    there = Texts(texts or [], Bank(bank), lambda count: terminal.progress(count, "indexing, once: units"))
    hits = list(find(there.candidates(wanted), wanted, scope_of([language] if language else [], where or [])))
    if not hits:
        terminal.note(f"'{query}' is not found in {named(there)}{f' in {language}' if language else ''}")
        raise typer.Exit(1)
    form = HitFormat.JSON if as_json else to
    most = limit if limit is not None else _SHOWN if form is HitFormat.TEXT else 0
    shown = hits[:most] if most else hits
    counterparts = counterparts_of((it.passage for it in shown), there)
    _write(shown, counterparts, form, output, language)
    for line in _summary(hits, shown):
        terminal.note(line)


def _kind(*, exact: bool, lemma: bool, regex: bool) -> QueryKind:
    from aligner.wording.query import QueryKind

    if exact + lemma + regex > 1:
        raise UsageError("--exact, --lemma and --regex exclude each other", hint="give one of them")
    return QueryKind.EXACT if exact else QueryKind.LEMMA if lemma else QueryKind.REGEX if regex else QueryKind.WORDS


def named(texts: Texts) -> str:
    """The texts that were looked into, in a few words."""
    first = ", ".join(texts.names[:3])
    return f"{first} and {len(texts.names) - 3} more" if len(texts.names) > 3 else first or "an empty bank"


def _summary(hits: list[Hit], shown: list[Hit]) -> Iterator[str]:
    units = len({(hit.passage.text, hit.passage.unit.id, id(hit.passage.unit)) for hit in hits})
    by_language: dict[str, int] = {}
    for hit in hits:
        by_language[hit.language] = by_language.get(hit.language, 0) + len(hit.spans)
    total = sum(by_language.values())
    counts = ", ".join(f"{tag} {count}" for tag, count in by_language.items())
    yield f"{total} hit{'s' if total != 1 else ''} in {units} unit{'s' if units != 1 else ''}: {counts}"
    if len(shown) < len(hits):
        yield f"shown: {len(shown)} of {len(hits)} segments with hits; --limit 0 shows all"


def _write(hits: list[Hit], counterparts: Counterparts, form: HitFormat, output: str, language: str | None) -> None:
    from aligner.wording.listing import json_lines, memory, record, table
    from tmx import atomic

    if form is HitFormat.TMX:
        memory(hits, output, next((hit.language for hit in hits), language or "en"))
        return
    lines: Iterable[str]
    if form is HitFormat.TEXT:
        lines = (line for hit in hits for line in _paragraph(hit, counterparts))
    elif form is HitFormat.JSONL:
        lines = json_lines(hits, counterparts)
    elif form is HitFormat.JSON:
        lines = [json.dumps([record(hit, counterparts) for hit in hits], ensure_ascii=False, indent=2)]
    else:
        lines = table(hits, counterparts, delimiter="\t" if form is HitFormat.TSV else ",")
    if output == "-":
        for line in lines:
            print(line)
        return
    with atomic.text(output) as out:
        out.writelines(line + "\n" for line in lines)


def _paragraph(hit: Hit, counterparts: Counterparts) -> Iterator[str]:
    passage, unit = hit.passage, hit.passage.unit
    beside: Mapping[str, Spans] = counterparts.of(unit, hit.language, hit.spans)
    head = terminal.coloured(unit.id, "cyan")
    yield f"{head}  {terminal.coloured(f'{unit.role}, {passage.text}', 'dim')}"
    tags = sorted(unit.segments, key=lambda tag: tag != hit.language)
    for tag in islice(tags, 12):
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
    out, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            out += [text[end:start], before, text[start:stop], after]
            end = stop
    return "".join(out) + text[end:]
