"""What loading the bank and starting the command cost, in CPU seconds (median of several runs).

python benchmarks/bank.py              # the annex
python benchmarks/bank.py --texts 2000 # a bank of many copies of it: listed, searched, shown, with one text changed
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


FIRST_PAGE = """
import sys, time, urllib.request, threading
from pathlib import Path
from aligner.bank import Bank
from aligner.reader.server import BankServer
with BankServer(Bank(Path(sys.argv[1]))) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for address in ("", "?q=supply+chain"):
        for _ in range(4):
            start = time.process_time()
            urllib.request.urlopen(server.url + address).read()
            print(time.process_time() - start)
    server.shutdown()
"""
"""CPU seconds of the first page of a server, four times, and of a search there, four times."""


def many(count: int) -> None:
    """Print what a bank of many texts costs, the first time, again, and after a change: CPU seconds and megabytes."""
    with tempfile.TemporaryDirectory() as name:
        bank = Path(name) / "bank"
        for number in range(count):
            shutil.copytree(Bank().root / "a-66-359", bank / f"a-{number}")
        environment = {**os.environ, "CLAUSEBANK_CACHE": f"{name}/cache"}
        commands = {"list": ["list"], "search": ["search", "supply chain", "--limit", "2"]}
        print(f"{count:,} texts, {27 * count:,} units")
        for title in ("first", "again", "after one text changed"):
            for command, arguments in commands.items():
                seconds, peak, _ = _run([COMMAND, *arguments, "--bank", str(bank)], environment)
                print(f"clausebank {command:<8}{title:<24}{seconds:8.2f} CPU s  {peak:4.0f} MB", flush=True)
            (bank / "a-7" / "units.yaml").touch()
        _, peak, output = _run([FIRST_PAGE, str(bank)], environment)
        seconds_each = [f"{float(seconds):.2f}" for seconds in output.split()]
        print(f"first page of serve, four times: {', '.join(seconds_each[:4])} CPU s; {peak:.0f} MB after all")
        print(f"search of serve, four times: {', '.join(seconds_each[4:])} CPU s")


def _run(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """CPU seconds, peak megabytes and output of Python code in a process of its own."""
    code = f"import atexit, resource, sys\natexit.register(lambda: print({_USE}, file=sys.stderr))\n{arguments[0]}"
    command = [sys.executable, "-c", code, *arguments[1:]]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    seconds, peak = done.stderr.strip().splitlines()[-1].split()
    return float(seconds), float(peak) / 1024, done.stdout


_USE = "sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=0)
    if count := parser.parse_args().texts:
        many(count)
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
