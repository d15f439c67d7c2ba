"""What processes and a cluster make is what one process makes, whoever is killed meanwhile."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import distributed
import psutil
import pytest

from aligner.corpus import engine, tables
from aligner.corpus.shards import Shard
from aligner.corpus.summary import Summary
from aligner.corpus.work import Outcome, Task
from aligner.errors import UsageError

Contents = Callable[[Path], Mapping[str, bytes]]
PARTS = 6
pytestmark = pytest.mark.slow


@contextmanager
def process(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A program, ended with all that it started."""
    run = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield run
    finally:
        for child in children(run.pid):
            child.kill()
        run.kill()
        run.communicate()


def children(pid: int) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found


def build(manifest: Path, output: Path, *options: str) -> tuple[str | Path, ...]:
    command = "from aligner.cli import main; main()"
    return ("-c", command, "corpus", "build", manifest, "-o", output, "--task-size", "4", "--json", *options)


def scheduler(port: int) -> tuple[str, ...]:
    return ("-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")


def worker(port: int) -> tuple[str, ...]:
    return ("-m", "dask", "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", "--no-nanny")


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def wait_for_part(output: Path, run: subprocess.Popen[str]) -> None:
    """Wait until a first part is there, with others still to come."""
    for _ in range(6000):
        if (output / "documents").is_dir() and tables.names(output):
            return
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)
    pytest.fail("no part in a minute")


def finished(run: subprocess.Popen[str]) -> dict[str, object]:
    """The report of a build, which must have found nothing wrong."""
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    report: dict[str, object] = json.loads(out)
    assert report["failures"] == report["lost"] == []
    assert report["documents"] == 24
    return report


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    manifest: Path, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    output = tmp_path / "out"
    with process(*build(manifest, output, "--jobs", "2")) as run:
        wait_for_part(output, run)
        victim = next(it for it in children(run.pid) if "spawn_main" in " ".join(it.cmdline()))
        victim.send_signal(signal.SIGKILL)
        finished(run)
    assert contents(output) == contents(corpus)


def test_a_scheduler_that_is_killed_and_started_again_loses_nothing(
    manifest: Path, corpus: Path, tmp_path: Path, contents: Contents, port: int
) -> None:
    output = tmp_path / "out"
    with ExitStack() as stack:
        first = stack.enter_context(process(*scheduler(port)))
        stack.enter_context(process(*worker(port)))
        run = stack.enter_context(process(*build(manifest, output, "--scheduler", f"tcp://127.0.0.1:{port}")))
        wait_for_part(output, run)
        first.kill()
        first.wait()
        assert len(tables.names(output)) < PARTS
        stack.enter_context(process(*scheduler(port)))
        stack.enter_context(process(*worker(port)))
        finished(run)
    assert contents(output) == contents(corpus)


def test_a_killed_client_is_resumed_where_it_was(
    manifest: Path, corpus: Path, tmp_path: Path, contents: Contents, port: int
) -> None:
    output, address = tmp_path / "out", f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(process(*scheduler(port)))
        stack.enter_context(process(*worker(port)))
        first = stack.enter_context(process(*build(manifest, output, "--scheduler", address)))
        wait_for_part(output, first)
        first.kill()
        first.wait()
        again = stack.enter_context(process(*build(manifest, output, "--scheduler", address)))
        report = finished(again)
    counts = report["parts"]
    assert isinstance(counts, dict)
    assert counts["kept"] >= 1
    assert counts["kept"] + counts["built"] == len(tables.names(corpus))
    assert contents(output) == contents(corpus)


def test_a_killed_build_leaves_nothing_but_whole_parts_and_goes_on(
    manifest: Path, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    output = tmp_path / "out"
    with process(*build(manifest, output)) as run:
        wait_for_part(output, run)
        run.send_signal(signal.SIGKILL)
        run.wait()
    done = tables.names(output)
    assert 1 <= len(done) < len(tables.names(corpus))
    with process(*build(manifest, output)) as run:
        report = finished(run)
    assert isinstance(report["parts"], dict)
    assert report["parts"]["kept"] == len(done)
    assert contents(output) == contents(corpus)


def test_a_part_that_kills_its_workers_is_lost_and_the_rest_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    script = tmp_path / "poison.py"
    script.write_text(_POISON, encoding="utf-8")
    with process(script) as run:
        out, err = run.communicate(timeout=120)
    assert out.splitlines() == [
        "done a",
        "done good",
        "lost bad: the workers that had it were killed, again and again: out of memory?",
    ], err


_POISON = """
from aligner.corpus import engine, work
from aligner.corpus.shards import Shard

def deadly(task):  # is sent to the worker as it is, so that it imports what it needs
    import os, signal
    from aligner.corpus import summary, work

    if task.shard.name == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return work.Outcome(task.shard.name, summary.Summary(), kept=False, seconds=0.0)

if __name__ == "__main__":
    engine.work = deadly
    tasks = [work.Task(Shard(name, ()), "", "") for name in ("a", "bad", "good")]
    for line in sorted(
        f"lost {it.task.shard.name}: {it.reason}" if isinstance(it, engine.Lost) else f"done {it.shard}"
        for it in engine.local(tasks, 1, print)
    ):
        print(line)
"""


def test_a_part_that_was_on_a_killed_worker_is_tried_once_more_before_it_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third death is the last that Dask puts up with; then the part has the cluster for itself."""

    def deadly(task: Task) -> Outcome:
        deaths = Path(task.root) / task.shard.name
        deaths.write_text((deaths.read_text() if deaths.exists() else "") + "x")
        if task.shard.name == "bad" or (task.shard.name == "suspect" and deaths.stat().st_size <= 3):
            raise killed
        return Outcome(task.shard.name, Summary(), kept=False, seconds=0.0)

    worker: Any = SimpleNamespace(address="tcp://10.0.0.2:9000")
    killed = distributed.KilledWorker("a part", worker, 3)
    monkeypatch.setattr(engine, "work", deadly)
    tasks = [Task(Shard(name, ()), str(tmp_path), "") for name in ("a", "bad", "suspect", "good")]
    start: Any = distributed.LocalCluster
    with start(n_workers=1, processes=False, dashboard_address=None) as cluster:
        results = list(engine.on_scheduler(tasks, cluster.scheduler_address, print))
    assert {it.shard for it in results if isinstance(it, Outcome)} == {"a", "suspect", "good"}
    assert [it.task.shard.name for it in results if isinstance(it, engine.Lost)] == ["bad"]


def test_an_address_where_no_scheduler_answers_is_one_line(port: int) -> None:
    tasks = [Task(Shard("a", ()), "", "")]
    with pytest.raises(UsageError, match="no scheduler answers there"):
        list(engine.on_scheduler(tasks, f"tcp://127.0.0.1:{port}", print, patience=0))
    with pytest.raises(UsageError, match="no scheduler answers there"):
        list(engine.on_scheduler(tasks, "nonsense://x", print, patience=0))
