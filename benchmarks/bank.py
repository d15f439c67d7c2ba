"""What loading the bank and starting the command cost, in CPU seconds (median of several runs).

python benchmarks/bank.py              # the annex
python benchmarks/bank.py --texts 2000 # a bank of many copies of it, listed twice
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from aligner.bank import Bank
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.tmx import units

RUNS = 9
COMMAND = "from aligner.cli import main; main()"


def measured(work: Callable[[], object]) -> float:
    """Median CPU seconds of a piece of work in this process."""
    seconds = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        seconds.append(time.process_time() - before)
    return statistics.median(seconds)


def measured_python(code: str, *arguments: str) -> float:
    """Median CPU seconds of Python code in a process of its own."""
    seconds = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seconds)


def listed(count: int) -> None:
    """Print what listing a bank of many texts costs, the first time and again, in CPU seconds and megabytes."""
    with tempfile.TemporaryDirectory() as name:
        for number in range(count):
            shutil.copytree(Bank().root / "a-66-359", Path(name) / "bank" / f"a-{number}")
        environment = {**os.environ, "CLAUSEBANK_CACHE": f"{name}/cache"}
        for title in ("first", "again"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-c", COMMAND, "list", "--bank", f"{name}/bank"]
            subprocess.run(command, check=True, capture_output=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"clausebank list, {count} texts, {title:5s} {seconds:8.2f} CPU s  {after.ru_maxrss / 1024:.0f} MB at most"
            )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=0)
    if count := parser.parse_args().texts:
        listed(count)
        return
    bank = Bank()
    document = bank.load("a-66-359")
    selection = Selection(document, tuple(document.languages), EntryGrain.BOTH)
    rows = [
        ("load the bank (goal: under 0.15)", measured(bank.load_all)),
        ("units of the memory, clauses and phrases", measured(lambda: list(units(selection)))),
        ("clausebank --help (goal: under 0.2)", measured_python(COMMAND, "--help")),
        ("clausebank list", measured_python(COMMAND, "list")),
        ("clausebank export a-66-359 --to tmx", measured_python(COMMAND, "export", "a-66-359", "--to", "tmx")),
        ("python -c pass, for comparison", measured_python("pass")),
    ]
    print(f"{len(document.units)} units, {sum(len(unit.phrases) for unit in document.units)} phrases")
    for name, seconds in rows:
        print(f"{name:45s} {seconds:.3f} CPU s")


if __name__ == "__main__":
    main()
