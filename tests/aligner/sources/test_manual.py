"""A manual as PDF: running heads that change with the chapter, a table of contents with dots, programs in the text."""

from __future__ import annotations

import random

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from aligner.sources import BlockKind, Source, read

WORDS = [
    "the",
    "adapter",
    "reads",
    "a",
    "setting",
    "and",
    "writes",
    "its",
    "value",
    "to",
    "every",
    "table",
    "of",
    "one",
    "device",
    "before",
    "another",
    "cycle",
    "begins",
]
CHAPTERS = ("Overview", "Installing", "Wiring", "Settings", "Faults", "Spare parts")
CODE = ("def read(path):", "    data = open(path).read()", "", "    return data.strip() - 1")


def _paragraph(canvas: Canvas, chance: random.Random, y: float) -> float:
    words = [chance.choice(WORDS) for _ in range(chance.randint(30, 60))]
    line = "It"
    for word in words:
        if canvas.stringWidth(f"{line} {word}", "Helvetica", 10) > 470:
            canvas.drawString(60, y, line)
            y, line = y - 13, word
        else:
            line = f"{line} {word}"
    canvas.drawString(60, y, f"{line}.")
    return y - 26


def _page(canvas: Canvas, chance: random.Random, number: int, chapter: str) -> None:
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(60, 810, f"{CHAPTERS.index(chapter) + 1}  {chapter}")
    canvas.drawString(520, 810, str(number))
    canvas.setFont("Helvetica", 10)
    y = 770.0 - chance.randint(0, 40)
    for _ in range(3):
        y = _paragraph(canvas, chance, y)
    if number % 2:
        canvas.setFont("Courier", 9)
        for line in CODE:
            canvas.drawString(72, y, line)
            y -= 11
        canvas.setFont("Helvetica", 10)
        y = _paragraph(canvas, chance, y - 13)
    _paragraph(canvas, chance, y)
    canvas.showPage()


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("manual") / "manual.pdf"
    canvas, chance = Canvas(str(path), pagesize=A4), random.Random(5)  # noqa: S311 - no secret
    canvas.setFont("Helvetica", 10)
    for place, chapter in enumerate(CHAPTERS):
        dots = (450 - canvas.stringWidth(chapter, "Helvetica", 10)) // canvas.stringWidth(". ", "Helvetica", 10)
        canvas.drawString(60, 760 - 13 * place, f"{chapter} {'. ' * int(dots)}")
        canvas.drawString(520, 760 - 13 * place, str(2 + 3 * place))
    canvas.showPage()
    for number in range(2, 20):
        _page(canvas, chance, number, CHAPTERS[(number - 2) // 3])
    canvas.save()
    return read(path)


def test_heads_that_change_with_the_chapter_are_furniture_and_nothing_else_is(manual: Source) -> None:
    furniture = [block.text for block in manual.blocks if block.kind is BlockKind.FURNITURE]
    heads = [f"{(number - 2) // 3 + 1} {CHAPTERS[(number - 2) // 3]}" for number in range(2, 20)]
    assert [text for text in furniture if any(char.isalpha() for char in text)] == heads
    assert all(text in heads or text.isdigit() for text in furniture)


def test_each_entry_of_a_table_of_contents_is_a_paragraph_without_its_dots(manual: Source) -> None:
    texts = [block.text for block in manual.body][: len(CHAPTERS)]
    assert texts == [f"{chapter} {2 + 3 * place}" for place, chapter in enumerate(CHAPTERS)]


def test_a_program_is_one_paragraph_and_keeps_its_signs(manual: Source) -> None:
    programs = [block.text for block in manual.body if "read" in block.text and "(" in block.text]
    assert programs == ["def read(path): data = open(path).read() return data.strip() - 1"] * 9
