"""`clausebank corpus stats`, `search` and `sample`: what is in a corpus."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.corpus.options import CorpusArgument, LeastOption, PairOption, histogram, pair_of
from aligner.cli.options import JsonOption

if TYPE_CHECKING:
    from aligner.corpus.dataset import CorpusUnit, Dataset


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
        str, typer.Argument(metavar="QUERY", help="Words as they stand in the text; case does not count.")
    ],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="Only in this language.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many; 0 for all.")] = 20,
    least: LeastOption = 0.0,
    *,
    regex: Annotated[bool, typer.Option("--regex", help="QUERY is a regular expression (RE2).")] = False,
    as_json: JsonOption = False,
) -> None:
    r"""Find words and show their units in all languages, in the order of the corpus.

    Exit status: 0 found, 1 nothing found, 2 usage.

    Examples:
        clausebank corpus search un-corpus "cyberspace" --language en
        clausebank corpus search un-corpus "第\d+/\d+号决议" --regex --limit 0 --json > hits.jsonl
    """
    from aligner.corpus.dataset import CorpusQuery, Dataset

    units = Dataset(corpus).search(CorpusQuery(query, language, regex, least))
    if not _show(itertools.islice(units, limit or None), as_json=as_json):
        terminal.note(f"nothing found for '{query}'")
        raise typer.Exit(1)


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
    if not _show(dataset.sample(count, seed, (first, second), (least, most)), as_json=as_json):
        terminal.note("no link has a confidence within these bounds")
        raise typer.Exit(1)


def _show(matches: Iterable[CorpusUnit], *, as_json: bool) -> int:
    """Print matches as they come, text or one JSON object a line; how many there were."""
    import json

    count = 0
    for match in matches:
        count += 1
        if as_json:
            record = {"document": match.document, "unit": match.id, "confidence": round(match.confidence, 4)}
            print(json.dumps({**record, "texts": dict(match.texts)}, ensure_ascii=False))
            continue
        print(terminal.coloured(f"{match.document} {match.id}  {match.confidence:.2f}", "bold"))
        for tag, text in match.texts.items():
            print(f"  {tag:<4}{terminal.wrapped(text, 6)}")
    return count


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
