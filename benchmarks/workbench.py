"""A text of 300 units in three languages with 20 faults, put right in a real browser by the keyboard alone.

    python -m benchmarks.workbench            # 300 units, 20 faults
    python -m benchmarks.workbench --units 60

The faults are of five kinds: two units merged in one language, a unit split, a language shifted from a point on, a unit
moved to another place, and a unit that is missing, so that the next one is in its place. Each is put right as a person
would who sees what is wrong: go to the next doubtful row, go to the language, press the keys. The table says how many
keys that took. The text is closed, opened, exported, and compared with the export of the text without faults. Then
everything is undone, and the alternative of the aligner is tried for each fault.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.bank import Bank
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.reader.server import BankServer
from aligner.reader.workbench.target import BankTarget
from aligner.reader.workbench.web import Workbench

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("en", "fr", "ru")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_SUBJECTS = (
    ("The State", "L'État", "Государство"),
    ("The Committee", "Le Comité", "Комитет"),
    ("Each Party", "Chaque Partie", "Каждая Сторона"),
    ("The Council", "Le Conseil", "Совет"),
    ("The Secretary", "Le Secrétaire", "Секретарь"),
    ("The court", "Le tribunal", "Суд"),
    ("The driver", "Le conducteur", "Водитель"),
)
_VERBS = (
    ("shall protect", "protège", "защищает"),
    ("shall publish", "publie", "публикует"),
    ("shall examine", "examine", "рассматривает"),
    ("shall refuse", "refuse", "отвергает"),
    ("shall finance", "finance", "финансирует"),
)
_OBJECTS = (
    ("the rights of children", "les droits des enfants", "права детей"),
    ("the annual report", "le rapport annuel", "ежегодный доклад"),
    ("the water of the rivers", "l'eau des rivières", "воду рек"),
    ("every complaint", "toute plainte", "каждую жалобу"),
    ("new schools", "de nouvelles écoles", "новые школы"),
    ("the export of weapons", "l'exportation d'armes", "вывоз оружия"),
    ("the roads and bridges", "les routes et les ponts", "дороги и мосты"),
    ("medical care", "les soins médicaux", "медицинскую помощь"),
    ("the protection of forests", "la protection des forêts", "охрану лесов"),
)
_TAILS = (
    ("It does so within {} days.", "Il le fait dans un délai de {} jours.", "Это делается в течение {} дней."),
    ("The costs are {} dollars.", "Les frais sont de {} dollars.", "Расходы составляют {} долларов."),
    ("This is decided by {} members.", "{} membres en décident.", "Это решают {} членов."),
)


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault: its kind, the unit where it begins, the language it is in, and where a moved unit went."""

    kind: str
    unit: int
    tag: str
    elsewhere: int = 0


KINDS = ("merged", "split", "shifted", "moved", "missing")


def gold(size: int, chance: random.Random) -> list[dict[str, str]]:
    """The rows of a text, each with two sentences in every language."""
    rows = []
    for number in range(size):
        parts = [chance.choice(table) for table in (_SUBJECTS, _VERBS, _OBJECTS, _TAILS)]
        amount = 11 + 3 * number
        rows.append(
            {
                tag: f"{parts[0][k]} {parts[1][k]} {parts[2][k]}. {parts[3][k].format(amount)}"
                for k, tag in enumerate(TAGS)
            }
        )
    return rows


def faults(size: int, each: int) -> list[PlantedFault]:
    """Faults far enough from each other, the kinds by turns."""
    step = size // (len(KINDS) * each + 1)
    planted = []
    for number in range(len(KINDS) * each):
        kind, unit, tag = KINDS[number % len(KINDS)], step * (number + 1), TAGS[1 + number % 2]
        planted.append(PlantedFault(kind, unit, tag, unit + max(3, step // 2)))
    return planted


def right(rows: list[dict[str, str]], planted: Sequence[PlantedFault]) -> list[dict[str, str]]:
    """The text as it has to be: what is missing in a language is a gap."""
    rows = [dict(row) for row in rows]
    for fault in planted:
        if fault.kind == "missing":
            del rows[fault.unit][fault.tag]
    return rows


def wrong(rows: list[dict[str, str]], planted: Sequence[PlantedFault]) -> list[dict[str, str]]:
    """The text with its faults, planted from the last to the first."""
    rows = [dict(row) for row in rows]
    for fault in reversed(planted):
        tag, row, following = fault.tag, rows[fault.unit], rows[fault.unit + 1]
        if fault.kind == "merged":
            row[tag] += f" {following.pop(tag)}"
        elif fault.kind == "split":
            row[tag], end = row[tag].split(". ", 1)
            row[tag] += "."
            rows.insert(fault.unit + 1, {tag: end})
        elif fault.kind == "shifted":
            column = [None, *(line.get(tag) for line in rows[fault.unit :])]
            rows.append({})
            for line, text in zip(rows[fault.unit :], column, strict=True):
                line.pop(tag, None)
                line.update({tag: text} if text else {})
        elif fault.kind == "moved":
            rows.insert(fault.elsewhere, {tag: row.pop(tag)})
        else:
            row[tag] = following.pop(tag)
    return [row for row in rows if row]


def document(rows: Sequence[dict[str, str]]) -> Document:
    """The rows as a text of a bank."""
    units = tuple(
        Unit(f"p{number}", Role.PARAGRAPH, {tag: Segment(row[tag]) for tag in TAGS if tag in row})
        for number, row in enumerate(rows, 1)
    )
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up by a program") for tag in TAGS}
    return Document("rules", "RULES", dict.fromkeys(TAGS, "Rules"), versions, units)


@contextmanager
def served(root: Path) -> Iterator[BankServer]:
    """The workbench for a bank."""
    bank = Bank(root)
    workbench = Workbench(bank.names, lambda name: BankTarget(bank, name))
    with BankServer(bank, workbench=workbench) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            workbench.close()


class Hands:
    """Somebody at the keyboard, who counts.

    Args:
        page: the workbench with the text.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self._page.keyboard.press(key)
            self.count += 1
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was pressed is done."""
        self._page.wait_for_selector("body[data-busy='0']", timeout=120_000)

    def row(self) -> int:
        """The row of the cell that has the focus."""
        return int(self._page.evaluate("document.activeElement.closest('.row').dataset.row"))

    def column(self) -> int:
        """The column of the cell that has the focus."""
        return int(self._page.evaluate("document.activeElement.dataset.column"))

    def rows(self) -> list[dict[str, str]]:
        """What is to be seen in all rows."""
        whole = self._page.evaluate("fetch('rows').then((answer) => answer.json())")
        return [{tag: words_of(cell) for tag, cell in row["cells"].items()} for row in whole["rows"]]

    def go(self, row: int, tag: str) -> None:
        """Go to a cell, the shortest way: next doubtful row, arrows, or by its number."""
        if abs(row - self.row()) > 3:
            self.press("n")
        distance = row - self.row()
        if abs(distance) > 4:
            self.press("/", *str(row + 1), "Enter")
        else:
            self.press(*["ArrowDown" if distance > 0 else "ArrowUp"] * abs(distance))
        side = TAGS.index(tag) - self.column()
        self.press(*["ArrowRight" if side > 0 else "ArrowLeft"] * abs(side))


def words_of(cell: Sequence[dict[str, str]]) -> str:
    """The words of a cell."""
    return " ".join(block["text"] for block in cell)


def put_right(hands: Hands, fault: PlantedFault, texts: Sequence[dict[str, str]]) -> None:
    """Put one fault right, all before it being right: rows are where they belong up to there."""
    tag, unit = fault.tag, fault.unit
    if fault.kind == "moved":
        words = texts[unit][tag]
        place = next(number for number, row in enumerate(hands.rows()) if row.get(tag) == words)
        hands.go(place, tag)
        hands.press("m")
        hands.go(unit, tag)
        hands.press("m")
        return
    hands.go(unit, tag)
    if fault.kind == "merged":
        hands.press("s")
        for _ in range(9):
            shown = hands._page.inner_text("#says")  # noqa: SLF001 - what the person reads
            if texts[unit + 1][tag][:12] in shown:
                break
            hands.press("ArrowDown")
        hands.press("Enter")
    else:
        hands.press({"split": "j", "shifted": "U", "missing": "d"}[fault.kind])


def corrected(page: Page, planted: Sequence[PlantedFault], texts: Sequence[dict[str, str]]) -> dict[str, list[int]]:
    """Put all faults right by hand alone, and say how many keys each took."""
    hands, keys = Hands(page), defaultdict(list)
    for fault in planted:
        hands.count = 0
        put_right(hands, fault, texts)
        keys[fault.kind].append(hands.count)
    return keys


def right_alternatives(
    page: Page, planted: Sequence[PlantedFault], texts: Sequence[dict[str, str]], wanted: Sequence[dict[str, str]]
) -> int:
    """For how many faults the alternative of the aligner is right; each is taken, looked at, and undone."""
    hands, count = Hands(page), 0
    for fault in planted:
        # The first language has all its rows in order, so that its words say where a unit is.
        words = [texts[unit]["en"] for unit in (fault.unit, fault.unit + 1)]
        hands.go([row.get("en") for row in hands.rows()].index(words[0]), fault.tag)
        before = hands.rows()
        hands.press("a")
        after = hands.rows()
        rows = [row for row in after if row.get("en") in words]
        count += rows == list(wanted[fault.unit : fault.unit + 2])
        if after != before:
            hands.press("z")
    return count


def exported(text: Document, path: Path) -> str:
    """A text as a table."""
    FORMATS["tsv"].write(Selection(text, tuple(text.languages), EntryGrain.CLAUSE), str(path))
    return path.read_text(encoding="utf-8")


def opened(page: Page, server: BankServer) -> None:
    """Open the text and wait until the aligner has answered."""
    page.goto(server.url)
    page.wait_for_selector(".row .cell")
    page.wait_for_selector("body[data-asking='false']", timeout=600_000)


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--each", type=int, default=4, help="faults of each kind")
    options = parser.parse_args()
    texts = gold(options.units, random.Random(7))  # noqa: S311 - sentences, not secrets
    planted = faults(options.units, options.each)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "bank").mkdir()
        bank = Bank(folder / "bank")
        bank.save(document(wrong(texts, planted)))
        target = exported(document(right(texts, planted)), folder / "gold.tsv")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served(bank.root) as server:
            page = browser.new_page()
            opened(page, server)
            begun = time.monotonic()
            keys = corrected(page, planted, texts)
            seconds = time.monotonic() - begun
            page.wait_for_selector("#saved:text-is('Saved')")
            page.close()
            page = browser.new_page()
            opened(page, server)
            print(f"{'fault':10s}{'keys, mean':>12s}{'least':>7s}{'most':>6s}")
            for kind, counts in keys.items():
                print(f"{kind:10s}{sum(counts) / len(counts):12.1f}{min(counts):7d}{max(counts):6d}")
            total = [count for counts in keys.values() for count in counts]
            print(f"{'all':10s}{sum(total) / len(total):12.1f}{min(total):7d}{max(total):6d}, in {seconds:.0f} s")
            print("exported, equal to gold:", same(bank, folder, target))
            undone = Hands(page)
            while page.is_enabled("#undo"):
                undone.press("z")
            count = right_alternatives(page, planted, texts, right(texts, planted))
            print(f"the alternative of the aligner is right for {count} of {len(planted)} faults")
        browser.close()


def same(bank: Bank, folder: Path, target: str) -> bool:
    """Whether the text exports as the one without faults, but for the ids of its units."""
    text = bank.load("rules")
    units = tuple(replace(unit, id=f"p{number}", note="") for number, unit in enumerate(text.units, 1))
    return exported(replace(text, units=units, decisions=()), folder / "now.tsv") == target


if __name__ == "__main__":
    main()
