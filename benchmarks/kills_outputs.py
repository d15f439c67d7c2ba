"""Commands that write a file, killed at random moments: is the file the old one, the new one, or a part of one?

    python -m benchmarks.kills_outputs            # 210 kills, as many for each command
    python -m benchmarks.kills_outputs --kills 70

Half of the runs replace a file, and half make a new one. What a run left beside the file must be gone when it has been
written again. A table says how many kills left what.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from aligner.bank import Bank
from benchmarks.kills import PYTHON, start
from tmx import atomic


def outputs(folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Commands that write a file, each with the file."""
    memory = folder / "memory.tmx"
    subprocess.run([*PYTHON, "export", "a-66-359", "-o", str(memory)], check=True, capture_output=True)
    catalogue = folder / "in.ru.po"
    entries = (f'msgid "{unit.text("en")}"\nmsgstr ""\n' for unit in Bank().load("a-66-359").units[:6])
    catalogue.write_text('msgid ""\nmsgstr "Language: ru\\n"\n\n' + "\n".join(entries), encoding="utf-8")
    commands: dict[str, tuple[list[str], Path]] = {}
    for ending in ("xlsx", "parquet", "ods", "docx", "tmx"):
        path = folder / f"out.{ending}"
        commands[f"export .{ending}"] = (["export", "a-66-359", "--grain", "both", "-o", str(path)], path)
    del commands["export .parquet"][0][2:4]  # whole units have no grain
    path = folder / "out.csv"
    commands["convert"] = (["convert", str(memory), "-o", str(path)], path)
    path = folder / "out.ru.po"
    commands["pretranslate"] = (["pretranslate", str(catalogue), "--in", "a-66-359", "-o", str(path)], path)
    return commands


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=210)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = outputs(folder)
        seconds, sizes = {}, {}
        for command, (arguments, path) in commands.items():
            begun = time.monotonic()
            start(arguments).wait()
            seconds[command], sizes[command] = time.monotonic() - begun, path.stat().st_size
        for number in range(options.kills):
            command = [*commands][number % len(commands)]
            arguments, path = commands[command]
            # Half of the runs replace a file, and half make a new one.
            old = b"old" if number // len(commands) % 2 else None
            path.write_bytes(old) if old else path.unlink(missing_ok=True)
            running = start(arguments)
            time.sleep(seconds[command] * (0.7 + 0.4 * chance.random()))
            running.send_signal(signal.SIGKILL)
            running.wait()
            counts.setdefault(command, Counter())[_judged_output(path, old, sizes[command])] += 1
            left = list(folder.glob(".*.part"))
            counts[command]["left beside it"] += bool(left)
            atomic._parts_in.cache_clear()  # noqa: SLF001 - as a new run sees the folder
            with atomic.binary(path) as stream:
                stream.write(b"again")
            counts[command]["still there after the next run"] += bool(list(folder.glob(".*.part")))
    kinds = ("old", "new", "a part", "left beside it", "still there after the next run")
    print(f"{'':16s}" + "".join(f"{kind:>32s}" for kind in kinds))
    for command, counter in counts.items():
        print(f"{command:16s}" + "".join(f"{counter[kind]:32d}" for kind in kinds))


def _judged_output(path: Path, old: bytes | None, size: int) -> str:
    if not path.exists() or path.read_bytes() == old:
        return "old"
    # A workbook has the time in it, which changes its size by a few bytes.
    return "new" if abs(path.stat().st_size - size) < 16 else "a part"


if __name__ == "__main__":
    main()
