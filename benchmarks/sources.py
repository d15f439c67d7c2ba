"""What the readers lose, get wrong and add, in characters per 10,000, on generated documents whose text is known.

    python -m benchmarks.sources            # our readers, per language and format
    python -m benchmarks.sources --peers    # the same files read by pdfminer.six, pypdfium2 and python-docx

The documents are the annex of A/66/359 and, where GOLD_DIR is set, the universal declaration of human rights, as
benchmarks/samples prints them. Every paragraph of the text counts, and the break between two of them as a character.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from aligner.bank import Bank
from aligner.sources import office, read
from benchmarks.samples import Part, Piece, Sample, compose, write_docx, write_html, write_pdf, write_text

Row = tuple[str, ...]


def samples() -> Iterator[tuple[str, Sample]]:
    """The documents, each with its name."""
    document = Bank().load("a-66-359")
    for language in document.languages:
        sample = compose(document, language)
        yield "annex", sample
        if os.environ.get("GOLD_DIR"):
            yield "UDHR", _declaration(sample)


def _declaration(sample: Sample) -> Sample:
    """The declaration's sections as paragraphs, in the place of the annex."""
    with Path(os.environ["GOLD_DIR"], "udhr.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [part.strip() for row in rows if row["kind"] == "whole" for part in row[sample.language].split("¶")]
    paragraphs = tuple(Piece(Part.TEXT, " ".join(text.split())) for text in texts if text)
    letter = sample.pieces[: next(k for k, it in enumerate(sample.pieces) if it.part == Part.BREAK) + 1]
    return dataclasses.replace(sample, pieces=(*letter, *paragraphs))


def written(sample: Sample, folder: Path) -> Iterator[tuple[str, Path]]:
    """The document in every format, each with its name in the table."""
    plain = folder / "plain.txt"
    write_text(sample, plain)
    yield "text", plain
    if sample.language != "zh":
        write_text(sample, folder / "wrapped.txt", width=72)
        yield "text, wrapped", folder / "wrapped.txt"
    write_html(sample, folder / "a.html")
    yield "html", folder / "a.html"
    write_docx(sample, folder / "a.docx")
    yield "docx", folder / "a.docx"
    write_pdf(sample, folder / "one.pdf")
    yield "pdf, one column", folder / "one.pdf"
    write_pdf(sample, folder / "two.pdf", columns=2)
    yield "pdf, two columns", folder / "two.pdf"
    if program := office.program():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for kind in ("pdf", "doc"):
            command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, folder / "a.docx"]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            yield f"{kind}, LibreOffice", folder / f"a.{kind}"


def errors(truth: str, found: str) -> tuple[int, int, int]:
    """Characters lost, wrong and added."""
    lost = wrong = added = 0
    for edit in Levenshtein.opcodes(truth, found):
        wrong += edit.src_end - edit.src_start if edit.tag == "replace" else 0  # one for one, by definition
        lost += edit.src_end - edit.src_start if edit.tag == "delete" else 0
        added += edit.dest_end - edit.dest_start if edit.tag == "insert" else 0
    return lost, wrong, added


def table(head: Row, rows: list[Row]) -> None:
    """Print a Markdown table."""
    for row in (head, tuple("-" * len(name) for name in head), *rows):
        print(f"| {' | '.join(row)} |")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="compare with other readers of the same files")
    arguments = parser.parse_args()
    rows: list[Row] = []
    for name, sample in samples():
        with tempfile.TemporaryDirectory() as folder:
            for kind, path in written(sample, Path(folder)):
                if not arguments.peers:
                    rows.append((name, sample.language, kind, *_ours(sample, path)))
                elif path.name in ("one.pdf", "two.pdf", "a.docx"):
                    rows += [(name, sample.language, kind, *row) for row in _peers(sample, path)]
    if arguments.peers:
        table(("document", "language", "format", "reader", "lost", "wrong", "added", "CPU s"), rows)
    else:
        table(("document", "language", "format", "characters", "lost", "wrong", "added", "line-end hyphens"), rows)


def _ours(sample: Sample, path: Path) -> Row:
    truth = "\n".join(sample.body)
    body = read(path).body
    counts = errors(truth, "\n".join(block.printed for block in body))
    hyphens = sum(len(block.line_ends) for block in body)
    return (str(len(truth)), *(f"{count * 10_000 / len(truth):.1f}" for count in counts), str(hyphens))


def _peers(sample: Sample, path: Path) -> Iterator[Row]:
    """All readers on the characters alone, without spaces, hyphens and order of notes: what is there at all."""
    readers: dict[str, Callable[[Path], str]] = (
        {"clausebank": _clausebank, "python-docx": _python_docx}
        if path.suffix == ".docx"
        else {"clausebank": _clausebank, "pypdfium2": _pypdfium2, "pdfminer.six": _pdfminer}
    )
    truth = _bare("".join(sample.body))
    for name, reader in readers.items():
        start = time.process_time() + sum(os.times()[2:4])
        found = _bare(reader(path))
        spent = time.process_time() + sum(os.times()[2:4]) - start
        counts = errors(truth, found)
        yield (name, *(f"{count * 10_000 / len(truth):.1f}" for count in counts), f"{spent:.2f}")


def _bare(text: str) -> str:
    return re.sub(r"[\s\-\u2010\x02\ufffe]", "", text)


def _clausebank(path: Path) -> str:
    return "".join(block.printed for block in read(path).body)


def _python_docx(path: Path) -> str:
    import docx

    document: Any = docx.Document(str(path))
    return "".join(paragraph.text for paragraph in document.paragraphs)


def _pypdfium2(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(str(path)))


if __name__ == "__main__":
    main()
