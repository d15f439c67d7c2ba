"""How fast `clausebank check` is without the encoder, and how much memory it takes, on a memory made of real units.

    GOLD_DIR=.../gold python benchmarks/checks_speed.py [--units 100000] [--languages en,zh,ru]

The 4,000 units of the UN Parallel Corpus development set are repeated under new ids until there are enough; nothing is
remembered from one unit to the next but what the rules on consistency and lengths keep. Memory is measured at a tenth of
the units and at all of them: a flat one is the same.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import tmx


def units(count: int, tags: list[str]) -> Iterator[tmx.TranslationUnit]:
    """So many units, ids counted."""
    with Path(os.environ["GOLD_DIR"], "unpc-dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number in range(count):
        row = rows[number % len(rows)]
        yield tmx.TranslationUnit([tmx.Variant(tag, row[tag]) for tag in tags if row[tag]], tuid=f"u{number}")


def checked(path: Path) -> tuple[float, float, str]:
    """CPU seconds and peak megabytes of one run in a process of its own, and its last line."""
    code = (
        "import resource,sys\nfrom typer.testing import CliRunner\nfrom aligner.cli.app import app\n"
        f"result = CliRunner().invoke(app, ['check', {str(path)!r}, '--no-meaning', '--statistics', '--exit-zero'])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\nprint(result.stderr.strip())"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    megabytes, _, summary = done.stdout.partition("\n")
    return seconds, float(megabytes), summary.strip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--languages", default="en,zh,ru")
    asked = parser.parse_args()
    print(time.strftime("%Y-%m-%d"), f"languages {asked.languages}")
    print(f"{'units':>9}{'CPU s':>9}{'units a CPU s':>15}{'peak MB':>9}  summary")
    for count in (asked.units // 10, asked.units):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "memory.tmx")
            tmx.write(path, units(count, asked.languages.split(",")), header=tmx.Header(srclang="en"))
            seconds, megabytes, summary = checked(path)
        print(f"{count:>9,}{seconds:>9.1f}{count / seconds:>15,.0f}{megabytes:>9.0f}  {summary}", flush=True)


if __name__ == "__main__":
    main()
