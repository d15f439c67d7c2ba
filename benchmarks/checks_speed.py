"""How fast `clausebank check` is, and how much memory it takes, on a memory made of real units.

    GOLD_DIR=.../gold python benchmarks/checks_speed.py [--units 100000] [--languages en,zh,ru] [--meaning]

The 4,000 units of the UN Parallel Corpus development set are repeated under new ids until there are enough; nothing is
remembered from one unit to the next but what the rules on consistency and lengths keep. Memory is measured at a tenth of
the units and at all of them: a flat one is the same. With --meaning, meanings are compared too, beside the encoder alone
on the same texts.
"""

from __future__ import annotations

import argparse
import csv
import os
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


def measured(code: str, *arguments: str) -> tuple[float, float, str]:
    """CPU seconds and peak megabytes of a Python process, and the last line it prints on standard error."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode().strip()
    if process.returncode:
        raise SystemExit(said)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.rpartition("\n")[2]


CHECK = "from aligner.cli import main; main()"
ENCODE = """
import sys
from pathlib import Path
import tmx
from aligner import encoder
texts = [tmx.plain_text(variant.segment) for unit in tmx.read(Path(sys.argv[1])) for variant in unit.variants]
for start in range(0, len(texts), 3000):
    encoder.load().encode(texts[start : start + 3000])
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--languages", default="en,zh,ru")
    parser.add_argument("--meaning", action="store_true")
    asked = parser.parse_args()
    meaning = "--meaning" if asked.meaning else "--no-meaning"
    print(time.strftime("%Y-%m-%d"), f"languages {asked.languages}")
    print(f"{'units':>9}{'CPU s':>9}{'units a CPU s':>15}{'peak MB':>9}  summary")
    for count in (asked.units // 10, asked.units):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "memory.tmx")
            tmx.write(path, units(count, asked.languages.split(",")), header=tmx.Header(srclang="en"))
            seconds, megabytes, summary = measured(CHECK, "check", str(path), meaning, "--statistics", "--exit-zero")
            alone = measured(ENCODE, str(path))[0] if asked.meaning else 0
        print(f"{count:>9,}{seconds:>9.1f}{count / seconds:>15,.0f}{megabytes:>9.0f}  {summary}", flush=True)
        if alone:
            print(f"{'encoder alone':>18}{count / alone:>15,.0f}{'':>11}{seconds / alone:.2f} times its seconds")


if __name__ == "__main__":
    main()
