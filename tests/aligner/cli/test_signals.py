"""How a run ends when it is told to: in order, with nothing half-written and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import tmx

COMMAND = [sys.executable, "-m", "clausebank"]
WORKERS = """
import os, sys, time
from pathlib import Path
from aligner.cli import signals
from tmx.parallel import map_parts

def work(units):
    Path(sys.argv[2], str(os.getpid())).touch()
    time.sleep(600)

if __name__ == "__main__":
    signals.end_in_order()
    map_parts(sys.argv[1], work, jobs=2)
"""


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A shell starts what runs in its background with SIGINT ignored, and so would be what a test starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def running(command: Sequence[str | Path], stdin: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A program that does not outlive the test, whatever becomes of it."""
    with subprocess.Popen(command, stdin=stdin, stderr=subprocess.DEVNULL) as run:
        try:
            yield run
        finally:
            run.kill()


def wait_for(what: Callable[[], object]) -> None:
    """Poll; a run that never gets there fails the test here."""
    for _ in range(3000):
        if what():
            return
        time.sleep(0.01)
    pytest.fail("it never came to that")


def is_running(process: int) -> bool:
    """Whether a process is there and is more than an entry in a table."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One large enough to be read by several processes."""
    path = tmp_path_factory.mktemp("memory") / "big.tmx"
    tmx.write(path, (tmx.TranslationUnit([tmx.Variant("en", "peace " * 3000)], f"{n}") for n in range(600)))
    return path


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_a_run_and_leaves_no_file(name: str, tmp_path: Path) -> None:
    output = tmp_path / "out.tmx"
    tmx.write(tmp_path / "in.tmx", (tmx.TranslationUnit([tmx.Variant("en", f"{n}.")], f"{n}") for n in range(2000)))
    data = (tmp_path / "in.tmx").read_bytes()
    (tmp_path / "in.tmx").unlink()
    with running([*COMMAND, "tmx", "convert", "-", "--output", output], stdin=subprocess.PIPE) as run:
        assert run.stdin
        run.stdin.write(data[: -(len(data) // 4)])  # it waits for what never comes
        run.stdin.flush()
        wait_for(lambda: list(tmp_path.iterdir()))
        run.send_signal(getattr(signal, name))
        assert run.wait(30) == 128 + getattr(signal, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_no_worker_outlives_a_run(name: str, memory: Path, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(WORKERS, encoding="utf-8")
    pids = tmp_path / "pids"
    pids.mkdir()
    with running([sys.executable, tmp_path / "script.py", memory, pids]) as run:
        wait_for(lambda: len(list(pids.iterdir())) == 2)
        workers = [int(file.name) for file in pids.iterdir()]
        assert all(map(is_running, workers))
        os.kill(run.pid, getattr(signal, name))
        run.wait(30)
        wait_for(lambda: not any(map(is_running, workers)))


def test_what_nohup_ignores_stays_ignored() -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from aligner.cli import signals; "
        "signals.end_in_order(); print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
