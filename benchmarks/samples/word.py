"""Generated documents as Word has them: letterhead in a table, running heads, automatic lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aligner.sources import SAMPLE_MARK
from benchmarks.samples.composition import Part, Piece, Sample

FONTS = {"zh": "WenQuanYi Micro Hei"}


def write_docx(sample: Sample, path: Path, *, automatic: bool = True, creator: str = SAMPLE_MARK) -> None:
    """Write a Word document; with ``automatic`` lists, labels are numbers that Word counts, not text."""
    import docx
    from docx.oxml.ns import qn

    document: Any = docx.Document()
    document.core_properties.author = creator
    document.core_properties.comments = ""
    style = document.styles["Normal"]
    style.font.name = "DejaVu Serif"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS.get(sample.language, "DejaVu Serif"))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = sample.symbol
    section.footer.paragraphs[0].text = sample.job_number
    section.first_page_footer.paragraphs[0].text = f"{sample.job_number} (E)    140911"
    number_ids: dict[str, int] = {}
    pieces = iter(sample.pieces)
    table: Any = None
    for piece in pieces:
        if piece.part in (Part.LETTERHEAD, Part.CELL):
            table = table if table is not None else document.add_table(rows=0, cols=2)
            _cell(table, piece)
            continue
        table = None
        _paragraph(document, piece, _list_of(document, piece, number_ids) if automatic and piece.label else 0)
    document.save(str(path))


def _cell(table: Any, piece: Piece) -> None:
    rows = table.rows
    if not len(rows) or rows[-1].cells[1].text:
        table.add_row().cells[0].text = piece.text
    else:
        rows[-1].cells[1].text = piece.text


def _paragraph(document: Any, piece: Piece, number_id: int) -> None:
    if piece.part == Part.BREAK:
        document.add_page_break()
        return
    if piece.part == Part.NOTE:
        paragraph = document.sections[0].first_page_footer.add_paragraph()
        paragraph.text = f"{piece.mark} {piece.text}"
        return
    paragraph = document.add_paragraph()
    if number_id:
        _number(paragraph, number_id)
    elif piece.label:
        paragraph.add_run(f"{piece.label}\t")
    # Word breaks a paragraph into runs wherever it was edited.
    half = len(piece.text) // 2
    for text in (piece.text[:half], piece.text[half:]):
        paragraph.add_run(text).bold = True if piece.part == Part.HEADING else None


def _list_of(document: Any, piece: Piece, number_ids: dict[str, int]) -> int:
    """The id of the automatic list whose labels are shaped as this one: ``(a)``, ``a)``."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    letter = next(char for char in piece.label if char.isalpha())
    shape = piece.label.replace(letter, "%1", 1)
    if shape not in number_ids:
        numbering = document.part.numbering_part.element
        id_ = 900 + len(number_ids)
        counted = "lowerLetter" if letter.isascii() else "russianLower"
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{counted}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}">{level}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>'))
        number_ids[shape] = id_
    return number_ids[shape]


def _number(paragraph: Any, number_id: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no public way
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = number_id
