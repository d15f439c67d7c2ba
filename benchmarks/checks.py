"""How many faults `clausebank check` finds in real text, and how much it reports where there are none.

    GOLD_DIR=.../gold python benchmarks/checks.py [--half reported|development] [--per-kind 200] [--seed 1] [--misses 5]

Clean text is the UN Parallel Corpus development set (unpc-dev.tsv): 4,000 units of about 400 documents in English,
Chinese and Russian. Every second document is for choosing thresholds (development), the others for what is reported.
Per kind, so many units get one fault each, in a language drawn by lot. A fault is found when the unit has a finding
(warning or error) that the same unit does not have in the clean text. The peer, pofilter of translate-toolkit, is a tool for pairs: it gets
the same texts from English to each other language, and a fault counts as found when any pair of the unit has a new
failure.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import checks_faults as faults
import numpy as np
import numpy.typing as npt
import polib

from aligner import encoder
from aligner.bank import Bank
from aligner.checks import CheckedText, Finding, Severity, all_rules, run
from aligner.model import Concept, Role, Segment, Unit

LANGUAGES = ("en", "zh", "ru")
GOALS = {
    "dropped": 99, "untranslated": 99, "label changed": 99, "bracket lost": 99, "quotation mark lost": 99, "character corrupted": 99,
    "swapped": 97, "shifted": 97, "truncated": 80, "truncated, end kept": 80, "number changed": 98, "date changed": 98,
    "symbol changed": 98, "negation removed": 80, "negation added": 80, "term replaced": 95,
    "unit changed": 95, "currency changed": 95, "placeholder changed": 99, "tag lost": 99, "force changed": 60, "ordinal changed": 90,
}  # fmt: skip
Found = dict[str, set[tuple[str, str, tuple[str, ...], str]]]


class Remembering:
    """The encoder with a memory: the text of one kind is the text of the next but for a few units."""

    def __init__(self) -> None:
        self._encoder = encoder.load()
        self.name, self.languages = self._encoder.name, self._encoder.languages
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of the texts; each is computed once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for start in range(0, len(new), 512):
            batch = new[start : start + 512]
            self._known.update(zip(batch, self._encoder.encode(batch), strict=True))
        return np.array([self._known[text] for text in texts])


def gold_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of gold."""
    if not os.environ.get("GOLD_DIR"):
        sys.exit(f"GOLD_DIR is not set: it names the folder that holds {name}")
    with Path(os.environ["GOLD_DIR"], name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean_units(half: str) -> list[Unit]:
    """Every second document of the corpus."""
    rows = gold_rows("unpc-dev.tsv")
    documents = sorted({row["document"] for row in rows})
    chosen = set(documents[::2] if half == "development" else documents[1::2])
    return [
        Unit(
            f"{row['document']}:{line}",
            Role.SENTENCE,
            {tag: Segment(row[tag], line=line) for tag in LANGUAGES},
            line=line,
        )
        for line, row in enumerate(rows, start=2)
        if row["document"] in chosen and all(row[tag].strip() for tag in LANGUAGES)
    ]


def ours(units: Sequence[Unit], concepts: Sequence[Concept]) -> list[Finding]:
    """What `check --meaning` finds: all rules but those of style that are off unless asked for."""
    rules = [rule for rule in all_rules() if not rule.opt_in or rule.code.startswith("ALN02")]
    return list(run(CheckedText("gold", units, LANGUAGES, tuple(concepts)), rules))


def by_unit(findings: Iterable[Finding], least: Severity) -> Found:
    """Findings of a severity or graver, by unit."""
    found: Found = {}
    for it in findings:
        if it.severity.reaches(least):
            found.setdefault(it.unit_id, set()).add((it.code, it.fingerprint, it.languages, it.message))
    return found


def pofilter(units: Sequence[Unit]) -> dict[str, set[str]]:
    """Failed tests of pofilter, by unit, over the pairs from English."""
    failed: dict[str, set[str]] = {}
    for target in LANGUAGES[1:]:
        with tempfile.TemporaryDirectory() as folder:
            source, result = Path(folder, "in.po"), Path(folder, "out.po")
            catalogue = polib.POFile()
            catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": target}
            for unit in units:
                text = {tag: unit.text(tag).replace("\ufeff", "\u200b") for tag in LANGUAGES}
                catalogue.append(polib.POEntry(msgid=text["en"] or " ", msgstr=text[target], msgctxt=unit.id))
            catalogue.save(str(source))
            options = ["--nofuzzy", f"--language={target}", "--gnome"]
            subprocess.run(
                ["pofilter", "--progress=none", *options[:2], source, result], check=True, capture_output=True
            )
            if result.exists():
                for entry in polib.pofile(str(result)):
                    tests = [line for line in entry.tcomment.splitlines() if line.startswith("(pofilter)")]
                    names = {test for line in tests for test in line.removeprefix("(pofilter)").split(", ")}
                    failed.setdefault(entry.msgctxt, set()).update(f"{target} {name.strip()}" for name in names)
            for unit in units:
                if unit.text("en") and not unit.text(target).strip():
                    failed.setdefault(unit.id, set()).add(f"{target} untranslated")
    return failed


def spoiled(  # noqa: PLR0912 - one branch a kind of fault
    kind: str, units: Sequence[Unit], count: int, rng: random.Random, replace_term: Callable[..., Unit | None]
) -> tuple[list[Unit], dict[str, str]]:
    """The units with faults of one kind, and the ids of the faulty ones with the language."""
    result, faulty = list(units), {}
    order = list(range(len(units) - 1))
    rng.shuffle(order)
    if kind == "shifted":
        blocks = range(5, len(units) - 16, 25)
        for start in rng.sample(blocks, min(len(blocks), -(-count // 10))):
            language = rng.choice(LANGUAGES)
            for place in range(start, start + 10):
                text = units[place + 1].text(language)
                if text != units[place].text(language):
                    result[place] = faults.with_text(units[place], language, text)
                    faulty[units[place].id] = language
        return result, faulty
    touched: set[int] = set()
    for place in order:
        if len(faulty) >= count:
            break
        if touched & {place - 1, place, place + 1}:
            continue
        language = rng.choice(LANGUAGES)
        unit, text = units[place], units[place].text(language)
        changed: Unit | None
        if kind == "swapped":
            other = units[place + 1]
            if _near(unit, other):
                continue
            changed = faults.with_text(unit, language, other.text(language))
            result[place + 1] = faults.with_text(other, language, text)
            touched.add(place + 1)
        elif kind == "dropped":
            changed = faults.with_text(unit, language, "")
        elif kind == "untranslated":
            source = "ru" if language == "en" else "en"
            changed = (
                faults.with_text(unit, language, unit.text(source))
                if len(text) > 12 and text != unit.text(source)
                else None
            )
        elif kind == "term replaced":
            changed = replace_term(rng, unit, language)
        elif kind == "symbol changed":
            unit = faults.with_symbol(rng, unit)
            new = faults.symbol(rng, unit.text(language), language)
            changed = faults.with_text(unit, language, new) if new else None
        elif kind in {"placeholder changed", "tag lost"}:
            unit = faults.with_code(rng, unit, kind.partition(" ")[0])
            new = faults.ONE_TEXT[kind](rng, unit.text(language), language)
            changed = faults.with_text(unit, language, new) if new else None
        elif kind == "label changed" and not all(faults.label(rng, unit.text(tag), tag) for tag in LANGUAGES):
            continue
        else:
            new = faults.ONE_TEXT[kind](rng, text, language)
            changed = faults.with_text(unit, language, new) if new and new != text else None
        if changed:
            result[place] = changed
            faulty[unit.id] = language
            touched.add(place)
    return result, faulty


def _near(unit: Unit, other: Unit) -> bool:
    return any(unit.text(tag) == other.text(tag) for tag in LANGUAGES)


def main() -> None:  # noqa: PLR0915 - it is a table, printed from top to bottom
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("reported", "development"), default="reported")
    parser.add_argument("--per-kind", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--kinds", default="", help="only these kinds, separated by commas")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--clean", type=Path, help="write what is reported on the clean text to this file")
    asked = parser.parse_args()

    memory = Remembering()
    encoder.load = lambda name=encoder.DEFAULT: memory  # noqa: ARG005 - same signature
    units = clean_units(asked.half)
    concepts = Bank().load("a-66-359").concepts
    began = time.process_time()
    clean = ours(units, ())
    seconds = time.process_time() - began
    before = by_unit(clean, Severity.WARNING)
    before_info = by_unit(clean, Severity.INFO)
    peer_before = {} if asked.no_peer else pofilter(units)
    if asked.clean:
        from aligner.checks.reports.text import text

        chosen = [it for it in clean if it.severity is not Severity.INFO]
        asked.clean.write_text("\n".join(text(chosen, width=240)), encoding="utf-8")

    counts = Counter(it.severity for it in clean)
    print(
        f"{len(units)} clean units, half '{asked.half}', seed {asked.seed}; checked in {seconds:.1f} CPU s, encoder included"
    )
    print(
        "findings per 1,000 clean units: "
        + ", ".join(f"{it} {1000 * counts[it] / len(units):.1f}" for it in reversed(Severity))
    )
    print(
        "by rule: "
        + ", ".join(
            f"{code} {1000 * n / len(units):.1f}" for code, n in sorted(Counter(it.code for it in clean).items())
        )
    )
    if not asked.no_peer:
        total = sum(map(len, peer_before.values()))
        print(f"pofilter: {1000 * total / len(units):.0f} failures per 1,000 clean units (both pairs)")
    print(f"\n{'fault':<22}{'made':>5}{'found':>8}{'goal':>6}{'right language':>16}{'with notes':>12}{'pofilter':>10}")
    replace_term = faults.term_replacer(concepts, LANGUAGES)
    kinds = [kind for kind in GOALS if not asked.kinds or kind in asked.kinds.split(",")]
    for kind in kinds:
        rng = random.Random(f"{asked.seed} {kind}")  # noqa: S311 - a seed, no secret
        bad, faulty = spoiled(kind, units, asked.per_kind, rng, replace_term)
        # The annex's termbase knows the terms of the annex, not those of other texts: it is used for its own kind only.
        terms = concepts if kind == "term replaced" else ()
        findings = ours(bad, terms)
        after, after_info = by_unit(findings, Severity.WARNING), by_unit(findings, Severity.INFO)
        if terms:
            with_terms = ours(units, terms)
            before, before_info = by_unit(with_terms, Severity.WARNING), by_unit(with_terms, Severity.INFO)
        new = {it: after.get(it, set()) - before.get(it, set()) for it in faulty}
        noted = [it for it in faulty if after_info.get(it, set()) - before_info.get(it, set())]
        hit = [it for it in faulty if new[it]]
        right = [it for it in hit if any(faulty[it] in languages for _, _, languages, _ in new[it])]
        peer = "-"
        if not asked.no_peer:
            peer_after = pofilter([unit for unit in bad if unit.id in faulty])
            peer_hit = [it for it in faulty if peer_after.get(it, set()) - peer_before.get(it, set())]
            peer = f"{100 * len(peer_hit) / max(1, len(faulty)):.0f} %"
        made = max(1, len(faulty))
        print(
            f"{kind:<22}{len(faulty):>5}{100 * len(hit) / made:>6.1f} %{GOALS[kind]:>4} %{100 * len(right) / made:>14.1f} %"
            f"{100 * len(noted) / made:>10.1f} %{peer:>10}",
            flush=True,
        )
        texts = {unit.id: unit for unit in bad}
        for miss in [it for it in faulty if not new[it]][: asked.misses]:
            unit = texts[miss]
            print(f"    missed in {faulty[miss]}: {miss}")
            for tag in LANGUAGES:
                print(f"      {tag} {unit.text(tag)[:220]}")


if __name__ == "__main__":
    main()
