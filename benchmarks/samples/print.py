"""Generated documents as printed: justified lines, hyphens at line ends, two columns, running heads, a footnote.

The lines are broken here and each word is drawn at its place, as typesetting programs do it: where one word ends and
the next begins, and which hyphens are the printer's, the file does not say.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.sources import SAMPLE_MARK
from aligner.text.scripts import is_unspaced
from benchmarks.samples.composition import Part, Piece, Sample

_FONT_FILES = {
    "serif": ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 0),
    "serif-bold": ("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf", 0),
    "chinese": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
}
PACKAGES = "fonts-dejavu-core fonts-wqy-microhei"
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 72.0
_NOT_FIRST = frozenset("，。；：、！？）》”’」』】,.;:!?)]}»")
_NOT_LAST = frozenset("（《“‘「『【([{«")


def has_fonts() -> bool:
    """Whether the fonts are installed (Debian: fonts-dejavu-core, fonts-wqy-microhei)."""
    return all(Path(file).exists() for file, _ in _FONT_FILES.values())


def write_pdf(sample: Sample, path: Path, *, columns: int = 1, size: float = 10.0, creator: str = SAMPLE_MARK) -> None:
    """Write a PDF in one column, or in two as the volumes of resolutions are."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setCreator(creator)
    canvas.setTitle(sample.symbol)
    _Press(sample, canvas, columns, size).run()
    canvas.save()


@functools.cache
def _register() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name, (file, index) in _FONT_FILES.items():
        registerFont(TTFont(name, file, subfontIndex=index))


@dataclass(slots=True)
class _Press:
    sample: Sample
    canvas: Any
    columns: int
    size: float
    page: int = 1
    column: int = 0
    y: float = field(default=MARGIN)
    notes: list[Piece] = field(default_factory=list)

    @property
    def font(self) -> str:
        return "chinese" if self.sample.language == "zh" else "serif"

    @property
    def column_width(self) -> float:
        return (WIDTH - 2 * MARGIN - 24 * (self.columns - 1)) / self.columns

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.column_width + 24)

    def run(self) -> None:
        pieces = list(self.sample.pieces)
        self.notes = [piece for piece in pieces if piece.part == Part.NOTE]
        letterhead = [piece for piece in pieces if piece.part == Part.LETTERHEAD]
        cells = [piece for piece in pieces if piece.part == Part.CELL]
        self._letterhead(letterhead)
        for piece in pieces:
            if piece.part == Part.BREAK:
                self._end_page()
            elif piece.part == Part.CELL:
                if piece is cells[0]:
                    self._table(cells)
            elif piece.part not in (Part.LETTERHEAD, Part.NOTE):
                self._paragraph(piece)
        self._foot()

    def _draw(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def _letterhead(self, pieces: list[Piece]) -> None:
        texts = [piece.text for piece in pieces]
        if not texts:
            return
        self._draw(MARGIN, self.y, texts[0], self.font, 13)
        self._draw(WIDTH - MARGIN - 80, self.y, self.sample.symbol, self.font, 13)
        self._draw(MARGIN, self.y + 30, texts[1], self.font, 16)
        for number, text in enumerate(texts[2:]):
            self._draw(WIDTH - MARGIN - 110, self.y + 30 + 12 * number, text, self.font, 9)
        self.y += 100

    def _table(self, cells: list[Piece]) -> None:
        self.y += 6
        for number in range(0, len(cells), 2):
            self._draw(self.left, self.y, cells[number].text, self.font, self.size)
            self._draw(self.left + self.column_width * 0.6, self.y, cells[number + 1].text, self.font, self.size)
            self.y += self.size * 1.8
        self.y += 6

    def _paragraph(self, piece: Piece) -> None:
        heading = piece.part == Part.HEADING
        font = "serif-bold" if heading and self.font == "serif" else self.font
        size = self.size * 1.2 if heading else self.size
        indent = 0.0 if heading else 28.0 if piece.part == Part.ITEM else 0.0
        first = 0.0 if heading or piece.label else 2 * size
        lines = list(_broken(piece.text, font, size, self.column_width - indent, first, self.sample.language))
        for number, (words, hyphenated) in enumerate(lines):
            if self.y + size * 1.3 > self._bottom():
                self._next_column()
            x = self.left + indent + (first if number == 0 else 0.0)
            if number == 0 and piece.label:
                self._draw(self.left, self.y, piece.label, font, size)
            last = number == len(lines) - 1
            end = self._line(words, x, self.left + self.column_width, font, size, justified=not last and not heading)
            if hyphenated:
                self._draw(end, self.y, "-", font, size)
            if last and piece.mark:
                self._draw(end, self.y, piece.mark, font, size)
            self.y += size * 1.3
        self.y += size * 0.6

    def _line(self, words: list[str], x: float, right: float, font: str, size: float, *, justified: bool) -> float:
        widths = [_width(word, font, size) for word in words]
        glue = _glue(self.sample.language, font, size)
        room = right - x - sum(widths) - glue * (len(words) - 1)
        extra = room / (len(words) - 1) if justified and len(words) > 1 else 0.0
        for word, width in zip(words, widths, strict=True):
            self._draw(x, self.y, word, font, size)
            x += width + glue + extra
        return x - glue - extra

    def _bottom(self) -> float:
        return HEIGHT - MARGIN - (14.0 if self.page == 1 and self.notes else 0.0)

    def _next_column(self) -> None:
        if self.column + 1 < self.columns:
            self.column += 1
            self.y = MARGIN + (100 if self.page == 1 else 0)
        else:
            self._end_page()

    def _foot(self) -> None:
        if self.page == 1:
            for piece in self.notes:
                self._draw(MARGIN, HEIGHT - MARGIN, f"{piece.mark} {piece.text}", self.font, self.size * 0.85)
            self._draw(MARGIN, HEIGHT - 40, f"{self.sample.job_number} (E)    140911", self.font, 8)
            self._draw(MARGIN, HEIGHT - 28, f"*{self.sample.job_number.replace('-', '')}*", self.font, 8)
        else:
            self._draw(MARGIN if self.page % 2 else WIDTH - MARGIN - 40, 40, self.sample.symbol, self.font, 8)
            self._draw(MARGIN, HEIGHT - 40, f"{self.page}", self.font, 8)
            self._draw(WIDTH - MARGIN - 60, HEIGHT - 40, self.sample.job_number, self.font, 8)

    def _end_page(self) -> None:
        self._foot()
        self.canvas.showPage()
        self.page, self.column, self.y = self.page + 1, 0, MARGIN


def _width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def _glue(language: str, font: str, size: float) -> float:
    return 0.0 if language == "zh" else _width(" ", font, size)


def _broken(
    text: str, font: str, size: float, width: float, first: float, language: str
) -> Iterator[tuple[list[str], bool]]:
    """Lines as words, and whether the printer put a hyphen at the end."""
    waiting = _atoms(text) if language == "zh" else text.split(" ")
    glue = _glue(language, font, size)
    line: list[str] = []
    room = width - first
    waiting.reverse()
    while waiting:
        word = waiting.pop()
        needed = _width(word, font, size) + (glue if line else 0.0)
        if needed <= room:
            line.append(word)
            room -= needed
            continue
        head, tail, hyphen = _hyphenated(word, language, room - (glue if line else 0.0), font, size)
        if head:
            line.append(head)
            word = tail
        yield line, hyphen
        line, room = [], width
        waiting.append(word)
    yield line, False


def _hyphenated(word: str, language: str, room: float, font: str, size: float) -> tuple[str, str, bool]:
    """The most of a word that fits on a line: up to a hyphen, slash or dash of its own, or to a syllable's end."""
    for place in range(len(word) - 1, 1, -1):
        if word[place - 1] in "-/—" and word[place].isalnum() and _width(word[:place], font, size) <= room:
            return word[:place], word[place:], False
    if language in ("en", "ru") and word.strip(",.;:").isalpha():
        for place in reversed(_syllables(language).positions(word)):
            if _width(word[:place] + "-", font, size) <= room:
                return word[:place], word[place:], True
    return "", word, False


@functools.cache
def _syllables(language: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang={"en": "en_GB", "ru": "ru_RU"}[language])


def _atoms(text: str) -> list[str]:
    """Chinese text as what stays together on a line: a character with its punctuation, a Latin word, a number."""
    atoms: list[str] = []
    for char in text:
        glued = atoms and (
            char in _NOT_FIRST
            or atoms[-1][-1] in _NOT_LAST
            or (not is_unspaced(char) and not is_unspaced(atoms[-1][-1]))
        )
        if glued:
            atoms[-1] += char
        else:
            atoms.append(char)
    return atoms
