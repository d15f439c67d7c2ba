"""What building a corpus costs: in one process, in two, and on a Dask cluster, with the same result.

GOLD_DIR=folder python benchmarks/corpus.py [--documents 2000]

Documents like those of the United Nations are recombined from the development set of the UN Parallel Corpus: runs of
paragraphs of real documents in English, Chinese and Russian, some of them joined in one language and not in the others.
Wall-clock times are those of the machine as it is; where its cores are shared, compare CPU seconds.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

LANGUAGES = ("en", "zh", "ru")
SEED = 9
COMMAND = "from aligner.cli import main; main()"


def make(folder: Path, documents: int, gold: Path, runs: tuple[int, int] = (1, 4)) -> Path:
    """Write the documents, each of so many runs of paragraphs, and their manifest; the manifest."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    with (gold / "unpc-dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    manifest = ["id\tlanguage\tpath\n"]
    for number in range(documents):
        texts = list(_paragraphs(rows, chance, chance.randint(*runs)))
        for language in LANGUAGES:
            path = f"{number // 100:02}/{number:05}.{language}.txt"
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("\n\n".join(_joined(texts, language, chance)), encoding="utf-8")
            manifest.append(f"doc/{number:05}\t{language}\t{path}\n")
    (folder / "manifest.tsv").write_text("".join(manifest), encoding="utf-8")
    return folder / "manifest.tsv"


def _paragraphs(rows: Sequence[dict[str, str]], chance: random.Random, runs: int) -> Iterator[dict[str, str]]:
    for _ in range(runs):
        start = chance.randrange(len(rows) - 4)
        yield from rows[start : start + chance.randint(2, 4)]


def _joined(texts: Sequence[dict[str, str]], language: str, chance: random.Random) -> list[str]:
    """The paragraphs of a language, one in ten joined to the one before."""
    result: list[str] = []
    for text in texts:
        if result and chance.random() < 0.1:
            result[-1] += ("" if language == "zh" else " ") + text[language]
        else:
            result.append(text[language])
    return result


class Memory:
    """The most memory that any one process of those watched has held, in bytes."""

    def __init__(self) -> None:
        self.most = 0

    def look(self, process: psutil.Process) -> None:
        """Look at a process and all its children now."""
        try:
            for one in (process, *process.children(recursive=True)):
                self.most = max(self.most, one.memory_info().rss)
        except psutil.NoSuchProcess:
            return


def build(manifest: Path, output: Path, *options: str, others: Sequence[psutil.Process] = ()) -> dict[str, Any]:
    """The report of a build, with wall-clock seconds and the most memory that a process held."""
    memory = Memory()
    start = time.monotonic()
    command = [sys.executable, "-c", COMMAND, "corpus", "build", str(manifest), "-o", str(output), "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        while run.poll() is None:
            for process in (psutil.Process(run.pid), *others):
                memory.look(process)
            time.sleep(0.25)
        assert run.stdout  # noqa: S101 - it was asked for
        report: dict[str, Any] = json.load(run.stdout)
    if report["failures"] or report["lost"]:
        sys.exit(f"failed: {report['failures'][:3]} {report['lost'][:3]}")
    return {**report, "wall": time.monotonic() - start, "memory": memory.most}


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and workers, each a process of its own on 127.0.0.1: its address and the workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    parts = address.rsplit(":", 1)
    commands = [["scheduler", "--host", "127.0.0.1", "--port", parts[1], "--no-dashboard"]]
    commands += [["worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]] * workers
    with ExitStack() as stack:
        started = []
        for command in commands:
            run = subprocess.Popen([sys.executable, "-m", "dask", *command], stderr=subprocess.DEVNULL)
            stack.callback(run.wait)
            stack.callback(run.kill)
            started.append(psutil.Process(run.pid))
        yield address, started[1:]


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [
        sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()) for folder in (one, other)
    ]
    return names[0] == names[1] and not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])


def stages(manifest: Path, documents: int) -> None:
    """What each step of the work costs, beside the embedding of the segments."""
    import numpy as np
    from threadpoolctl import threadpool_limits

    from aligner import encoder
    from aligner.alignment import joint, spans
    from aligner.alignment.pieces import cut
    from aligner.corpus import document, tables
    from aligner.corpus import manifest as manifests
    from aligner.corpus.files import Files
    from aligner.segmentation import Grain

    entries = manifests.read(str(manifest))[:documents]
    files = Files(manifest.parent, manifest.parent)

    def cost(work: Callable[[], Any]) -> tuple[float, Any]:
        start = time.process_time()
        result = work()
        return time.process_time() - start, result

    with threadpool_limits(limits=1), tempfile.TemporaryDirectory() as folder:
        encoder.load().encode(["warm", "тепло"])
        reading, texts = cost(lambda: [document.read(files, entry, Grain.CLAUSE) for entry in entries])
        blocks = [text.blocks for text in texts]
        segments = [one for text in blocks for some in text.values() for one in some]
        encoding, _ = cost(
            lambda: np.concatenate(
                [encoder.load().encode(segments[k : k + 5000]) for k in range(0, len(segments), 5000)]
            )
        )
        embedding, _ = cost(
            lambda: spans.embed(encoder.load(), [cut(some) for text in blocks for some in text.values()])
        )
        aligning, alignments = cost(lambda: list(joint.align_many(blocks)))
        checking, rows = cost(lambda: [document.aligned(*it) for it in zip(texts, alignments, strict=True)])
        tables.prepare(Path(folder))
        writing, _ = cost(lambda: tables.write(Path(folder), "part", rows, ""))
    total = reading + aligning + checking + writing
    print(
        f"\n{len(segments):,} segments of {len(entries)} documents, CPU seconds a step, and as a share of the embedding"
    )
    for name, seconds in (
        ("read and cut the files", reading),
        ("embed: segments and the runs they can form", embedding),
        ("search: links of three pairs, N-way units", aligning - embedding),
        ("check by the rules, make rows", checking),
        ("write Parquet", writing),
        ("all", total),
        ("(the encoder alone, each segment once)", encoding),
    ):
        print(
            f"  {name:45s} {seconds:8.2f}  {100 * seconds / embedding:6.1f} %  {len(segments) / max(seconds, 1e-9):10,.0f} segments/s"
        )
    pipeline = reading + checking + writing
    print(f"  around the alignment: {100 * pipeline / embedding:.1f} % of the embedding (goal: at most 25 %);", end=" ")
    print(f"with its search: {100 * (total - embedding) / embedding:.1f} %")


_PRODUCTS = "import numpy as np; a = np.ones((512, 512), np.float32); [a @ a for _ in range(4000)]"


def second_core() -> float:
    """How much sooner two processes of matrix products end side by side than in turn: 2 where two cores are free."""

    def seconds(together: int) -> float:
        start = time.monotonic()
        command = [sys.executable, "-c", _PRODUCTS]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        runs = [subprocess.Popen(command, env=environment) for _ in range(together)]
        for run in runs:
            run.wait()
        return time.monotonic() - start

    return (seconds(1) + seconds(1)) / seconds(2)


def row(name: str, run: dict[str, Any], few: dict[str, Any], serial: dict[str, Any]) -> str:
    """A line of the table."""
    segments, wall, cpu = run["segments_built"], run["wall"], run["cpu_seconds"]
    return (
        f"{name:22s} {wall:8.1f} {cpu:8.1f} {run['documents'] / wall:7.1f} {segments / wall:7.0f} {segments / cpu:10.0f}"
        f" {serial['wall'] / wall:9.2f} {cpu / serial['cpu_seconds']:9.2f} {few['memory'] / 1e6:9.0f} {run['memory'] / 1e6:9.0f}"
    )


def modes(folder: Path, manifest: Path, documents: int) -> None:
    """The same documents in one process, in two, and on a cluster; and a tenth of them, for the memory."""
    size = ("--task-size", str(min(100, max(documents // 20, 1))))
    small = manifest.with_name("small.tsv")
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    small.write_text("".join(lines[: 1 + len(LANGUAGES) * max(documents // 10, 1)]), encoding="utf-8")
    print(
        f"\n{documents:,} documents, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}; parts of about {size[1]}"
    )
    print(
        f"{'':22s} {'wall s':>8s} {'CPU s':>8s} {'doc/s':>7s} {'seg/s':>7s} {'seg/CPU s':>10s} {'x serial':>9s} {'CPU x':>9s}"
        f" {'MB, 1/10':>9s} {'MB, all':>9s}   (most memory of a process, on a tenth of the documents and on all)"
    )
    print(f"two processes of matrix products side by side: {second_core():.2f} times as fast as in turn")
    serial = build(manifest, folder / "serial", *size)
    print(row("serial", serial, build(small, folder / "few", *size), serial), flush=True)
    jobs = ("--jobs", "2", *size)
    run = build(manifest, folder / "jobs", *jobs)
    print(row("--jobs 2", run, build(small, folder / "few-jobs", *jobs), serial), flush=True)
    with cluster(2) as (address, workers):
        few = build(small, folder / "few-cluster", "--scheduler", address, *size, others=workers)
    with cluster(2) as (address, workers):
        run = build(manifest, folder / "cluster", "--scheduler", address, *size, others=workers)
    print(row("--scheduler, 2 workers", run, few, serial))
    identical = all(same(folder / "serial", folder / other) for other in ("jobs", "cluster"))
    print(f"byte-identical across the three: {'yes' if identical else 'NO'}; load after {os.getloadavg()[0]:.1f}")
    again = build(manifest, folder / "serial", *size)
    print(f"a second build, nothing to do: {again['wall']:.1f} s wall, {again['cpu_seconds']:.1f} CPU s", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    arguments = parser.parse_args()
    if not os.environ.get("GOLD_DIR"):
        sys.exit("GOLD_DIR is not set: it names the folder that holds unpc-dev.tsv")
    gold = Path(os.environ["GOLD_DIR"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest = make(folder / "texts", arguments.documents, gold)
        stages(make(folder / "long", 8, gold, runs=(40, 46)), 8)
        stages(manifest, min(arguments.documents, 100))
        modes(folder, manifest, arguments.documents)


if __name__ == "__main__":
    main()
