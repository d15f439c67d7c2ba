"""What stands in a generated document: letterhead, letter with footnote and signatures, the annex from the bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aligner.model import Document, Role


class Part(StrEnum):
    """What a piece is on the page."""

    LETTERHEAD = "letterhead"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CELL = "cell"
    NOTE = "note"
    BREAK = "break"
    """Not a paragraph: a new page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph to be printed; ``mark`` is the mark of a footnote that stands at its end, or before a note."""

    part: Part
    text: str
    label: str = ""
    mark: str = ""

    @property
    def printed(self) -> str:
        """Label and text, as a reader is to find them."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to be printed in one language."""

    language: str
    symbol: str
    job_number: str
    pieces: tuple[Piece, ...]

    @property
    def body(self) -> list[str]:
        """The paragraphs that a perfect reader finds in the text, without letterhead and footnotes."""
        kept = (it for it in self.pieces if it.part not in (Part.LETTERHEAD, Part.NOTE, Part.BREAK))
        return [piece.printed for piece in kept]


# The letter says what the file is: no wording is put into the mouth of any permanent representative.
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "masthead": ("United Nations", "General Assembly", "Distr.: General", "14 September 2011", "Original: English"),
        "session": ("Sixty-sixth session", "Item 93 of the provisional agenda"),
        "letter": (
            "This letter was made by a program from the text of a data bank, to test how well documents are read. It is no document of the United Nations, and nothing can be proved with it about the wording of one. For capacity-building in testing it has a well-known compound or two, the information that readers need, a reference to resolution 64/211 of 21 December 2009, and/or a dash — like this one — and “quotation marks”.",
            "The annex follows (see annex).",
        ),
        "signatures": ("(Signed) A Program", "(Signed) Another Program"),
        "note": ("A/66/150.",),
        "annex": ("Annex to the sample letter",),
        "cells": ("State", "Year", "First sample", "2009", "Second sample", "2010"),
    },
    "zh": {
        "masthead": ("联合国", "大会", "Distr.: General", "14 September 2011", "Chinese"),
        "session": ("第六十六届会议", "临时议程项目93"),
        "letter": (
            "本信由程序根据数据库中的文字生成，用于测试文件读取的准确程度。本信不是联合国文件，不能证明任何文件的措辞。为此，信中提到2009年12月21日第64/211号决议、Internet一词、“引号”以及《宪章》，并附有表格。",
            "附件如下（见附件）。",
        ),
        "signatures": ("一个程序（签名）", "另一个程序（签名）"),
        "note": ("A/66/150。",),
        "annex": ("样本信的附件",),
        "cells": ("国家", "年份", "样本一", "2009", "样本二", "2010"),
    },
    "ru": {
        "masthead": ("Организация Объединенных Наций", "Генеральная Ассамблея", "Distr.: General", "14 September 2011", "Original: English"),
        "session": ("Шестьдесят шестая сессия", "Пункт 93 предварительной повестки дня"),
        "letter": (
            "Это письмо составлено программой из текста базы данных, чтобы проверить, насколько точно читаются документы. Оно не является документом Организации Объединенных Наций и ничего не доказывает о формулировках таких документов. В нем есть информационно-коммуникационные слова, ссылка на резолюцию 64/211 от 21 декабря 2009 года, тире — вот такое — и «кавычки».",
            "Приложение следует ниже (см. приложение).",
        ),
        "signatures": ("(Подпись) Одна программа", "(Подпись) Другая программа"),
        "note": ("A/66/150.",),
        "annex": ("Приложение к письму-образцу",),
        "cells": ("Государство", "Год", "Первый образец", "2009", "Второй образец", "2010"),
    },
}  # fmt: skip


def compose(document: Document, language: str) -> Sample:
    """The document in one language as its generated file will have it: a letter that says what it is, and the units."""
    words = _WORDS.get(language, _WORDS["en"])
    job = str(document.details.get("job_number", "11-49656"))
    return Sample(language, document.symbol, job, (*_letter(words), *_annex(document, language, words)))


def _letter(words: Mapping[str, tuple[str, ...]]) -> Iterator[Piece]:
    for line in words["masthead"]:
        yield Piece(Part.LETTERHEAD, line)
    session, item = words["session"]
    yield Piece(Part.TEXT, session)
    yield Piece(Part.TEXT, item, mark="*")
    for text in words["letter"]:
        yield Piece(Part.TEXT, text)
    yield Piece(Part.NOTE, words["note"][0], mark="*")
    for text in words["cells"]:
        yield Piece(Part.CELL, text)
    for text in words["signatures"]:
        yield Piece(Part.TEXT, text)


def _annex(document: Document, language: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[Piece]:
    yield Piece(Part.BREAK, "")
    yield Piece(Part.HEADING, words["annex"][0])
    yield Piece(Part.TEXT, "[Original: Chinese, English and Russian]")
    for unit in document.units:
        segment = unit.segments.get(language)
        if segment and segment.text:
            is_heading = unit.role in (Role.TITLE, Role.HEADING)
            part = Part.HEADING if is_heading else Part.ITEM if segment.label else Part.TEXT
            yield Piece(part, segment.text, segment.label)


def resolution(columns: int) -> tuple[str, list[str]]:
    """A resolution as a flat OpenDocument file, for LibreOffice to print, and its paragraphs.

    It has what the volumes of resolutions have: columns, numbered paragraphs, indents, footnotes at the foot of each
    column, a running head, a page number in the middle.
    """
    paragraphs = (*_WORDS["en"]["letter"][:1], *_CLAUSES) * 4
    printed, parts = [], []
    for number, text in enumerate(paragraphs, start=1):
        label = f"{number}." if number % 2 else ""
        printed.append(f"{label} {text}".strip())
        note = (
            f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
            f'<text:note-body><text:p text:style-name="F">See Official Records, note {number}.</text:p></text:note-body></text:note>'
            if number % 3 == 1
            else ""
        )
        tab = f"{label}<text:tab/>" if label else ""
        style = "I" if number % 4 == 2 else "B"
        parts.append(f'<text:p text:style-name="{style}">{tab}{text[:60]}{note}{text[60:]}</text:p>')
    return _FLAT.replace("COLUMNS", str(columns)).replace("BODY", "".join(parts)), printed


_CLAUSES = (
    "Expressing concern that samples like this one can be taken for documents, and stressing that nothing in it has ever been said by any organ of the United Nations,",
    "Considers that it is necessary to tell a footnote from the text, and a running head from both.",
    "Invites all readers to keep lines together that belong together: those of a paragraph that runs on from the foot of one column to the head of the next, whatever notes stand between them.",
)
_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
<style:text-properties fo:font-size="10pt" fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="I" style:family="paragraph" style:parent-style-name="B"><style:paragraph-properties fo:text-indent="1.2cm" fo:margin-bottom="0cm"/></style:style>
<style:style style:name="C" style:family="paragraph" style:parent-style-name="B"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="F" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm">
<style:columns fo:column-count="COLUMNS" fo:column-gap="0.8cm"/></style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>A/RES/56/19</text:p></style:header>
<style:footer><text:p text:style-name="C"><text:page-number/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>BODY</office:text></office:body></office:document>
"""
