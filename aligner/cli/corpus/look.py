"""`clausebank corpus stats`, `search` and `sample`: what is in a corpus."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.corpus.options import CorpusArgument, LeastOption, PairOption, histogram, pair_of
from aligner.cli.lists import (
    BomOption,
    ExactOption,
    LemmaOption,
    OutputOption,
    RegexOption,
    VariantsOption,
    WithOption,
    WithoutOption,
    kind_of,
)
from aligner.cli.options import JsonOption
from aligner.wording.tables import ListFormat

if TYPE_CHECKING:
    from aligner.corpus.dataset import CorpusHit, CorpusUnit, Dataset
    from aligner.wording.query import Spans
    from aligner.wording.tables import Table


def stats(
    corpus: CorpusArgument,
    *,
    failures: Annotated[
        bool,
        typer.Option("--failures", help="List the documents that failed, with kind of error and message, by tabs."),
    ] = False,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="List the documents whose texts are hardly translations of each other.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Count what a corpus holds: documents, text a language, links a pair and their confidence, findings a rule.

    Example:
        clausebank corpus stats un-corpus
    """
    from aligner.corpus.dataset import Dataset

    dataset = Dataset(corpus)
    if as_json:
        terminal.print_json(_record(dataset))
    elif failures:
        for name, kind, message in dataset.failures():
            print("\t".join(map(terminal.safe, (name, kind, message))))
    elif doubtful:
        for name, confidence in dataset.doubtful():
            print(f"{terminal.safe(name)}\t{confidence:.4f}")
    else:
        _print(dataset)


def search(
    corpus: CorpusArgument,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words in this order, or a query of the query language.")
    ],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="Only in this language.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option("--where", "-w", metavar="KEY=VALUE", help="Only units with this document, body, role or unit."),
    ] = None,
    wanted: WithOption = None,
    unwanted: WithoutOption = None,
    exact: ExactOption = False,
    lemma: LemmaOption = False,
    regex: RegexOption = False,
    variants: VariantsOption = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="N units at most; 0 for all.")] = 20,
    least: LeastOption = 0.0,
    output: OutputOption = "-",
    bom: BomOption = False,
    *,
    as_json: JsonOption = False,
) -> None:
    r"""Find words and show their units in all languages, in the order of the corpus.

    The query language is that of `clausebank search`. Without --output, --json prints a JSON object per line.

    Exit status: 0 found, 1 nothing found, 2 usage.

    Examples:
        clausebank corpus search un-corpus "cyberspace" --language en
        clausebank corpus search un-corpus "[shall] not" --without ru=нельзя --limit 0 -o hits.xlsx
        clausebank corpus search un-corpus "第\d+/\d+号决议" --regex --limit 0 --json > hits.jsonl
    """
    from aligner.corpus.dataset import Dataset
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.search import parallel_condition, scope_of
    from aligner.wording.tables import format_for, write

    form = format_for(output, ListFormat.JSONL if as_json else None, _FORMATS)
    kind = kind_of(exact=exact, lemma=lemma, regex=regex)
    beside = QueryKind.LEMMA if kind is QueryKind.LEMMA else QueryKind.WORDS
    parallel = [parallel_condition(option, beside, is_wanted=True) for option in wanted or ()]
    parallel += [parallel_condition(option, beside, is_wanted=False) for option in unwanted or ()]
    scope = scope_of([language] if language else [], where or [], parallel)
    hits = Dataset(corpus).search(Query(query, kind, variants=variants), scope, least)
    shown = itertools.islice(hits, limit or None)
    if output == "-" and form in (ListFormat.TEXT, ListFormat.JSONL):
        count = _show(((hit.unit, hit.spans) for hit in shown), as_json=as_json)
    else:
        table = _table(list(shown))
        count = len(table.rows)
        if count:
            write(table, form, output, bom=bom)
    if not count:
        terminal.note(f"nothing found for '{query}'")
        raise typer.Exit(1)


_FORMATS = (ListFormat.TEXT, ListFormat.JSON, ListFormat.JSONL, ListFormat.CSV, ListFormat.TSV, ListFormat.XLSX)


def _table(hits: Sequence[CorpusHit]) -> Table:
    """A row for each hit in a language, a column for each language."""
    from aligner.wording.tables import Table

    tags = list(dict.fromkeys(tag for hit in hits for tag in hit.unit.texts))
    rows: list[list[str | int | float]] = []
    for hit in hits:
        unit = hit.unit
        for tag, spans in hit.spans.items():
            words = " | ".join(unit.texts[tag][start:end] for start, end in spans)
            texts = [unit.texts.get(other, "") for other in tags]
            rows.append([unit.document, unit.id, round(unit.confidence, 4), tag, words, *texts])
    return Table(("document", "unit", "confidence", "language", "hits", *tags), rows)


def sample(
    corpus: CorpusArgument,
    pair: PairOption,
    count: Annotated[int, typer.Option("--count", "-n", min=1, metavar="N", help="How many links.")] = 20,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another seed draws others.")] = 1,
    least: LeastOption = 0.0,
    most: Annotated[
        float, typer.Option("--max-confidence", min=0, max=1, metavar="P", help="Leave out what is surer than this.")
    ] = 1.0,
    *,
    as_json: JsonOption = False,
) -> None:
    """Draw links of two languages for review, evenly over the whole corpus; the same seed draws the same.

    Examples:
        clausebank corpus sample un-corpus --pair en:zh --count 50
        clausebank corpus sample un-corpus --pair en:zh --max-confidence 0.6
    """
    from aligner.corpus.dataset import Dataset

    dataset = Dataset(corpus)
    first, second = dataset.check_languages(pair_of(pair))
    links = dataset.sample(count, seed, (first, second), (least, most))
    if not _show(((link, {}) for link in links), as_json=as_json):
        terminal.note("no link has a confidence within these bounds")
        raise typer.Exit(1)


def _show(matches: Iterable[tuple[CorpusUnit, Mapping[str, Spans]]], *, as_json: bool) -> int:
    """Print units as they come, hits marked, as text or a JSON object per line; returns how many there were."""
    import json

    count = 0
    for unit, spans in matches:
        count += 1
        if as_json:
            record = {"document": unit.document, "unit": unit.id, "confidence": round(unit.confidence, 4)}
            record |= {"texts": dict(unit.texts)} | ({"hits": dict(spans)} if spans else {})
            print(json.dumps(record, ensure_ascii=False))
            continue
        print(terminal.coloured(f"{unit.document} {unit.id}  {unit.confidence:.2f}", "bold"))
        for tag, text in unit.texts.items():
            print(f"  {tag:<4}{terminal.wrapped(_marked(text, spans.get(tag, [])), 6)}")
    return count


def _marked(text: str, spans: Spans) -> str:
    """A text with its hits in double brackets."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], "[[", text[start:stop], "]]"]
        end = stop
    return "".join([*pieces, text[end:]])


def _print(dataset: Dataset) -> None:
    documents, units = dataset.size()
    print(
        f"{documents:,} documents aligned, {len(dataset.failures()):,} failed, {units:,} units, {len(dataset.parts):,} parts\n"
    )
    languages = dataset.languages().items()
    rows = [(tag, *(f"{counts[key]:,}" for key in ("documents", "blocks", "characters"))) for tag, counts in languages]
    print(terminal.table(rows, ("language", "documents", "segments", "characters")) + "\n")
    pairs = dataset.links().items()
    links = [
        (f"{a}:{b}", f"{counts['links']:,}", f"{counts['matched']:,}", f"{counts['confidence']:.3f}")
        for (a, b), counts in pairs
    ]
    print(terminal.table(links, ("pair", "links", "with text in both", "mean confidence")) + "\n")
    print("\n".join(["confidence of links", *(f"  {line}" for line in histogram(dataset.confidence()))]) + "\n")
    findings = [(code, name, severity, f"{count:,}") for code, name, severity, count in dataset.findings()]
    print(terminal.table(findings, ("rule", "name", "severity", "findings")))


def _record(dataset: Dataset) -> dict[str, object]:
    documents, units = dataset.size()
    return {
        "documents": documents,
        "units": units,
        "parts": len(dataset.parts),
        "failures": [{"document": name, "kind": kind, "message": text} for name, kind, text in dataset.failures()],
        "doubtful": [{"document": name, "confidence": confidence} for name, confidence in dataset.doubtful()],
        "languages": dataset.languages(),
        "pairs": {f"{first}:{second}": counts for (first, second), counts in dataset.links().items()},
        "confidence": dataset.confidence(),
        "findings": [
            {"code": code, "name": name, "severity": severity, "count": count}
            for code, name, severity, count in dataset.findings()
        ],
    }
