"""Runs that write a text of the bank, killed at random moments: is the text the old one, the new one, or a mix?

    python -m benchmarks.kills            # 200 kills, a quarter for each command, half of them two runs at once
    python -m benchmarks.kills --kills 40

Each round starts from the same bank, ends `import --update`, `verify --update`, `add` or `check --fix` by SIGKILL at a
random moment of its run, and then looks at the bank as the next run does. With two runs at once, one is killed and the
other is not. The workbench is killed while steps arrive, as many times as --workbench says: then the text has to be that
after some step, and a session that is opened again has to have every step that was confirmed. A table says how many rounds left the old text, the new one, a mix, a false `verified`, leftover files,
and a second run that failed.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from aligner.bank import Bank
from aligner.errors import ClausebankError
from aligner.model import Document, Status
from aligner.reader.workbench import adviser
from aligner.reader.workbench.composing import Composer, grid_of
from aligner.reader.workbench.grid import RowChange
from aligner.reader.workbench.journal import History, JournalStep
from aligner.reader.workbench.operations import OPERATIONS
from aligner.reader.workbench.session import EditingSession
from aligner.reader.workbench.target import BankTarget

PYTHON = [sys.executable, "-c", "from aligner.cli import main; main()"]


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own."""
    return subprocess.Popen([*PYTHON, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def prepare(folder: Path) -> dict[str, list[str]]:
    """A bank with two texts, and the commands that change them."""
    bank = folder / "bank"
    shutil.copytree(Bank().root / "a-66-359", bank / "a-66-359")
    annex = Bank().load("a-66-359")
    official = folder / "official-ru.txt"
    wordings = (unit.text("ru").replace("государств", "стран").replace("Правила", "Кодекс") for unit in annex.units)
    official.write_text("\n\n".join(wordings) + "\n", encoding="utf-8")
    rows = ["id\tru", *(f"{unit.id}\t{unit.text('ru')} (правка)" for unit in annex.units)]
    (folder / "review.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for version in ("OLD", "NEW"):
        for tag, sentence in (
            ("en", "The {} rule number {} of the States."),
            ("ru", "{} правило номер {} государств."),
        ):
            lines = (f"{number}. {sentence.format(version, number)}" for number in range(1, 30))
            (folder / f"{version}.{tag}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    where = ["--bank", str(bank)]
    sources = {version: [f"{tag}={folder}/{version}.{tag}.txt" for tag in ("en", "ru")] for version in ("OLD", "NEW")}
    subprocess.run([*PYTHON, "add", *sources["OLD"], "--as", "rules", *where], check=True, capture_output=True)
    _untidy(bank / "rules" / "units.yaml")
    return {
        "import --update": ["import", f"{folder}/review.tsv", "--as", "a-66-359", "--update", *where],
        "verify --update": ["verify", "a-66-359", str(official), "-l", "ru", "--update", *where],
        "add": ["add", *sources["NEW"], "--as", "rules", *where],
        "check --fix": ["check", "rules", "--fix", *where],
    }


def _untidy(units: Path) -> None:
    """Give `check --fix` something to do in every unit."""
    units.write_text(units.read_text(encoding="utf-8").replace(" of the", "  of the"), encoding="utf-8")


def texts(bank: Path) -> dict[str, Document]:
    """What the bank holds, as the next run reads it."""
    return {name: Bank(bank).load(name) for name in Bank(bank).names()}


def judged(bank: Path, outcomes: list[Mapping[str, Document]]) -> str:
    """What a killed run left."""
    try:
        now = texts(bank)
    except ClausebankError:
        return "unreadable"
    annex = now["a-66-359"]
    wordings = [unit.segments["ru"] for unit in annex.units]
    if annex.languages["ru"].status == Status.VERIFIED and {it.status for it in wordings} != {Status.VERIFIED}:
        return "false verified"
    if any(it.status == Status.VERIFIED and ("государств" in it.text or "(правка)" in it.text) for it in wordings):
        return "false verified"
    if any(".change" in path.name or path.suffix in (".part", ".new") for path in bank.rglob("*")):
        return "leftovers"
    return "whole" if now in outcomes else "a mix"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workbench", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = prepare(folder)
        bank, pristine = folder / "bank", folder / "pristine"
        shutil.copytree(bank, pristine)
        old = texts(bank)
        after: dict[str, dict[str, Document]] = {}
        seconds: dict[str, float] = {}
        for command, arguments in commands.items():
            begun = time.monotonic()
            start(arguments).wait()
            seconds[command], after[command] = time.monotonic() - begun, texts(bank)
            restore(pristine, bank)
        for number in range(options.kills):
            command = [*commands][number % len(commands)]
            together = number % 8 >= len(commands)
            running = start(commands[command])
            # Most of a run is starting and reading; writing is near its end, and most kills go there.
            delay = seconds[command] * chance.choice([chance.random(), 0.6 + 0.5 * chance.random()])
            other = start(commands["import --update"]) if together else None
            time.sleep(delay * (1.6 if together else 1))
            running.send_signal(signal.SIGKILL)
            running.wait()
            outcomes: list[Mapping[str, Document]] = [old, after[command]]
            kind = command + (", beside an import" if together else "")
            if other:
                failed = other.wait() not in (0, 1)
                restored = [after["import --update"], *followed(command, bank)]
                outcomes = outcomes if failed else restored
                if failed:
                    counts.setdefault(kind, Counter())["the other run failed"] += 1
            counts.setdefault(kind, Counter())[judged(bank, outcomes)] += 1
            restore(pristine, bank)
        adviser.MOST_UNITS = 0  # neither the aligner nor the checker is asked: steps are all that happens
        # A process that is killed can be forked from one that has loaded everything, so that its whole time is steps.
        for _ in range(options.workbench):
            confirmed, outcome = killed_workbench(bank, 0.6 * chance.random())
            kind = "workbench" + (", while it wrote" if confirmed else "")
            counts.setdefault(kind, Counter())[outcome] += 1
            restore(pristine, bank)
    kinds = (
        "whole",
        "a mix",
        "a step lost",
        "false verified",
        "leftovers",
        "unreadable",
        "the other run failed",
        "did not begin",
    )
    print(f"{'':36s}" + "".join(f"{kind:>22s}" for kind in kinds))
    for command, counter in sorted(counts.items()):
        print(f"{command:36s}" + "".join(f"{counter[kind]:22d}" for kind in kinds))


def correct_until_killed(root: Path, pipe: Connection) -> None:
    """Cut and join the first rows of a text again and again, and confirm each step as the server would."""
    session = EditingSession(BankTarget(Bank(root), "rules"))
    for number in itertools.count():
        name, arguments = STEPS[number % len(STEPS)]
        session.step(session.version, name, arguments)
        pipe.send(number + 1)


STEPS: tuple[tuple[str, dict[str, object]], ...] = (
    ("join", {"row": 0}),
    ("join", {"row": 1, "language": "ru"}),
    ("check", {"row": 0}),
    ("leave_gap", {"row": 4, "language": "en"}),
    ("move_up", {"row": 7, "language": "ru"}),
    ("undo", {}),
    ("undo", {}),
    ("undo", {}),
    ("undo", {}),
    ("undo", {}),
)
"""Steps that come back to where they began."""


def states(document: Document) -> list[list[tuple[str, ...]]]:
    """The words of a text after 0, 1, 2 ... of the steps, up to where they begin anew."""
    rows = History(grid_of(document))
    after = [words(Composer(document).document(rows.grid))]
    for name, arguments in STEPS[:-1]:
        step = JournalStep(name)
        if name != "undo":
            step = JournalStep("do", RowChange.between(rows.grid, OPERATIONS[name](rows.grid, **arguments)))
        rows.play(step)
        after.append(words(Composer(document).document(rows.grid)))
    return after


def words(document: Document) -> list[tuple[str, ...]]:
    """The wording of each unit."""
    return [tuple(unit.text(tag) for tag in document.languages) for unit in document.units]


def killed_workbench(root: Path, seconds: float) -> tuple[int, str]:
    """Kill a session after some time, and say how many steps were confirmed and what is left of the text."""
    after = states(Bank(root).load("rules"))
    ours, theirs = multiprocessing.Pipe()
    running = multiprocessing.Process(target=correct_until_killed, args=(root, theirs))
    running.start()
    if not ours.poll(20):
        running.kill()
        return 0, "did not begin"
    time.sleep(seconds)
    running.kill()
    running.join()
    confirmed = 0
    while ours.poll():
        confirmed = ours.recv()
    # One more step may have been saved whose confirmation did not arrive.
    possible = [after[number % len(STEPS)] for number in (confirmed, confirmed + 1)]
    try:
        left = words(Bank(root).load("rules"))
        session = EditingSession(BankTarget(Bank(root), "rules"))
        resumed = session.history.steps
        session.close()
        now = words(Bank(root).load("rules"))
    except ClausebankError:
        return confirmed, "unreadable"
    if left not in possible or resumed not in (confirmed, confirmed + 1) or now != after[resumed % len(STEPS)]:
        return confirmed, "a step lost" if left in after and now in after else "a mix"
    return confirmed, "leftovers" if (root / "rules" / ".workbench").exists() else "whole"


def followed(command: str, bank: Path) -> list[Mapping[str, Document]]:
    """What two whole runs give, in whichever order: the bank as it is, where every unit has what the import brought."""
    try:
        now = texts(bank)
    except ClausebankError:
        return []
    annex = now["a-66-359"]
    is_imported = all(unit.text("ru").endswith("(правка)") for unit in annex.units)
    is_verified = command == "verify --update" and annex.languages["ru"].status == Status.VERIFIED
    return [now] if is_imported or is_verified else []


def restore(pristine: Path, bank: Path) -> None:
    """Put the bank back."""
    shutil.rmtree(bank)
    shutil.copytree(pristine, bank)


if __name__ == "__main__":
    main()
