"""`clausebank corpus build`: from a manifest to a corpus, here or on a cluster."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.corpus.options import histogram
from aligner.cli.options import JsonOption
from aligner.errors import UsageError
from aligner.segmentation import Grain

if TYPE_CHECKING:
    from aligner.corpus.build import Engine, Report


def build(
    manifest: Annotated[
        str,
        typer.Argument(
            metavar="MANIFEST", help="JSONL or TSV with id, language and path or address, one file a row; - for a pipe."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder of the corpus.")],
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="Folder that the paths are in; that of the manifest by default."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes on this machine.")] = 1,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.1:8786.")
    ] = "",
    grain: Annotated[Grain, typer.Option("--grain", "-g", help="How finely the texts are cut.")] = Grain.CLAUSE,
    size: Annotated[
        int,
        typer.Option("--task-size", min=1, metavar="N", help="Documents a task, about; another number builds anew."),
    ] = 100,
    *,
    retry: Annotated[
        bool, typer.Option("--retry-failed", help="Try failed documents again although their files have not changed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read, cut, align and check many documents, and keep the result as Parquet tables.

    Stop it at any moment and run it again: what is finished stays, what is new or changed is done. A document that fails
    is recorded with its error and stops nothing. Addresses are fetched first, one at a time, into the folder. The folder
    is made to match the manifest: what the manifest no longer names is removed. On a cluster the workers need the same
    paths to the files and to the folder.

    Exit status: 0 all documents are in, 1 some failed, 2 usage, or the corpus cannot be written.

    Examples:
        clausebank corpus build un.tsv -o un-corpus --jobs 8
        clausebank corpus build un.tsv -o /shared/un-corpus --scheduler tcp://10.0.0.1:8786
        clausebank corpus stats un-corpus
    """
    from aligner.corpus import manifest as manifests
    from aligner.corpus.build import Engine
    from aligner.corpus.build import build as run

    if scheduler and jobs > 1:
        raise UsageError("--jobs and --scheduler exclude each other", hint="a cluster has its own workers")
    entries = manifests.read(manifest)
    if not entries:
        raise UsageError("names no document", where=manifest, hint="it needs rows of id, language and path")
    folder = root or (Path() if manifest == "-" else Path(manifest).parent)
    shown = _Progress(len(entries))
    where = Engine(jobs, scheduler)
    try:
        report = run(
            entries, folder, output, where=where, grain=grain, size=size, retry=retry, progress=shown, say=terminal.note
        )
    except KeyboardInterrupt:
        shown.end()
        terminal.note("stopped; finished parts are kept, the same command goes on from here")
        raise typer.Exit(130) from None
    shown.end()
    if as_json:
        terminal.print_json(_record(report, where))
    else:
        print("\n".join(_lines(report)))
    raise typer.Exit(0 if report.is_clean else 1)


class _Progress:
    """How far a build is, on standard error: one line that changes on a terminal, else a line a minute."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._last = time.monotonic()

    def __call__(self, report: Report) -> None:
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"\r\x1b[K{self._line(report)}", end="", file=sys.stderr, flush=True)
        elif now - self._last >= 60:
            self._last = now
            terminal.note(self._line(report))

    def end(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _line(self, report: Report) -> str:
        speed = report.blocks / max(report.seconds, 1e-9)
        failed = f", {len(report.summary.failures):,} failed" if report.summary.failures else ""
        waiting = report.parts - report.finished
        left = f", {_duration(report.seconds / report.built * waiting)} to go" if report.built and waiting else ""
        return f"{report.summary.documents:,} of {self._documents:,} documents{failed}, {speed:,.0f} segments/s{left}"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60:02} min"
        if minutes >= 60
        else f"{minutes} min"
        if minutes
        else f"{seconds:.0f} s"
    )


def _lines(report: Report) -> list[str]:
    from aligner.alignment.account import reason_counted

    summary = report.summary
    blocks = ", ".join(f"{count:,} {tag}" for tag, count in sorted(summary.blocks.items()))
    lines = [
        f"documents   {summary.documents - len(summary.failures):,} aligned, {len(summary.failures):,} failed",
        f"parts       {report.built:,} built, {report.kept:,} kept, {report.removed:,} removed, {len(report.lost):,} lost",
        f"segments    {summary.blocks.total():,} ({blocks})",
        f"units       {summary.units:,} in all languages, {summary.links:,} links of two",
        f"findings    {', '.join(f'{count:,} {kind}' for kind, count in sorted(summary.findings.items())) or 'none'}",
    ]
    if summary.left_out:
        reasons = [reason_counted(reason, count) for reason, count in sorted(summary.left_out.items())]
        lines.append(f"left out    {', '.join(reasons)} of the files, in no unit")
    if report.built:
        wall, cpu = report.blocks / max(report.seconds, 1e-9), report.blocks / max(report.cpu, 1e-9)
        lines.append(f"throughput  {wall:,.0f} segments/s, {cpu:,.0f} a CPU second")
    lines += ["confidence of links", *(f"  {line}" for line in histogram(summary.confidence))] if summary.links else []
    for kind, count in summary.kinds().items():
        lines.append(f"failed: {kind}, {count:,}")
        failures = sorted(
            (failure for failure in summary.failures if failure.kind == kind), key=lambda failure: failure.document
        )
        lines += [f"  {failure.document}: {failure.message}" for failure in failures[:5]]
        lines += [f"  and {count - 5:,} more: clausebank corpus stats --failures lists them"] if count > 5 else []
    for lost in report.lost:
        documents = lost.task.shard.documents
        lines.append(f"lost: {len(documents)} documents from {documents[0].id} to {documents[-1].id}: {lost.reason}")
    return lines


def _record(report: Report, where: Engine) -> dict[str, object]:
    return {
        **report.summary.record(),
        "parts": {"built": report.built, "kept": report.kept, "removed": report.removed, "lost": len(report.lost)},
        "lost": [{"part": lost.task.shard.name, "reason": lost.reason} for lost in report.lost],
        "engine": where.scheduler or f"{where.jobs} {'process' if where.jobs == 1 else 'processes'}",
        "seconds": round(report.seconds, 3),
        "cpu_seconds": round(report.cpu, 3),
        "segments_built": report.blocks,
    }
