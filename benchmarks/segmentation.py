"""Sentence splitters on the hard cases of the tests: cases cut exactly right, and megabytes a CPU second.

    python benchmarks/segmentation.py

Peers are run where they are installed (`pip install sentencex razdel pysbd`): sentencex (Wikimedia, MIT), razdel
(Russian, MIT), pysbd (MIT). A case counts when every sentence of it is exactly the expected one, spaces aside.
The cases were written with this project, so they favour it; the speed and the kinds of failure are what to read.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from aligner.text.sentences import sentences

Splitter = Callable[[str, str], list[str]]
CASES = Path(__file__).parents[1] / "tests" / "aligner" / "text" / "data" / "sentences"
LANGUAGES = ("en", "zh", "ru", "fr", "es", "ar")


def splitters() -> dict[str, Splitter]:
    """The splitters that are installed."""
    by_name: dict[str, Splitter] = {"clausebank": sentences}
    if find_spec("sentencex"):
        segment = importlib.import_module("sentencex").segment
        by_name["sentencex"] = lambda text, language: list(segment(language, text))
    if find_spec("pysbd"):
        module = importlib.import_module("pysbd")
        segmenters = {language: module.Segmenter(language=language, clean=False) for language in LANGUAGES}
        by_name["pysbd"] = lambda text, language: list(segmenters[language].segment(text))
    if find_spec("razdel"):
        sentenize = importlib.import_module("razdel").sentenize
        by_name["razdel"] = lambda text, _: [part.text for part in sentenize(text)]
    return by_name


def right(split: Splitter, language: str, lines: list[str]) -> int:
    """How many cases a splitter cuts exactly as expected."""
    good = 0
    for line in lines:
        expected = [part.strip() for part in line.split("‖")]
        good += [part.strip() for part in split(line.replace("‖", ""), language) if part.strip()] == expected
    return good


def speed(split: Splitter, language: str, lines: list[str]) -> float:
    """Megabytes of UTF-8 a CPU second, on the cases one after another as a paragraph of about 2,000 characters."""
    paragraph = " ".join(line.replace("‖", "") for line in lines)[:2000]
    begin, size = time.process_time(), 0
    while time.process_time() - begin < 0.5:
        split(paragraph, language)
        size += len(paragraph.encode())
    return size / (time.process_time() - begin) / 1e6


def main() -> None:
    """Print the table."""
    by_name = splitters()
    print("| language | cases |", " | ".join(f"{name} | MB/s" for name in by_name), "|")
    print("|---|---|" + "---|---|" * len(by_name))
    for language in LANGUAGES:
        lines = (CASES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        cells = []
        for name, split in by_name.items():
            if name == "razdel" and language != "ru":
                cells.append("- | -")
            else:
                cells.append(f"{right(split, language, lines)} | {speed(split, language, lines):.1f}")
        print(f"| {language} | {len(lines)} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
