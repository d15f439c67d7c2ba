"""What loading the bank and starting the command cost, in CPU seconds (median of several runs).

python benchmarks/bank.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

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


def main() -> None:
    """Print the table."""
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
