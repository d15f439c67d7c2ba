"""Markdown, RTF, OpenDocument, EPUB, and the tables and numbered headings of Word: what each says, as its readers see it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from aligner.sources import BlockKind, Source, read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("text", "office", "table", "style"))


def _zip(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _read(folder: Path, name: str, content: str | bytes) -> Source:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Code *of* conduct\n\nStates **shall** [comply](http://un.org).", ["Code of conduct", "States shall comply."]),
        ("1. one\n2. two\n\n7) seven", ["1. one", "2. two", "7) seven"]),
        ("- (a) To comply\n- to report", ["(a) To comply", "to report"]),
        ("| Members | Year |\n|---|---|\n| 193 | 2009 |", ["Members Year", "193 2009"]),
        ("First line\nsecond<br>third ![a map](x.png)", ["First line second third a map"]),
        ("大会，\n重申", ["大会，重申"]),
        ("```\ncode\nmore\n```", ["code more"]),
        ("> quoted\n\n~~struck~~ `code`", ["quoted", "struck code"]),
        ("<div><p>in <b>HTML</b></p></div>", ["in HTML"]),
    ],
)  # fmt: skip
def test_markdown_is_read_without_its_marks(tmp_path: Path, text: str, expected: list[str]) -> None:
    source = _read(tmp_path, "a.md", text)
    assert source.format == "markdown"
    assert list(source.printed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Hello {\b world}\u8217 ?s.\par Second.", ["Hello world\u2019s.", "Second."]),
        (r"{\listtext\tab (a)\tab}To comply;\par", ["(a) To comply;"]),
        (r"{\f1 \'cc\'e8\'f0}{\f2  \'b4\'f3\'bb\'e1\'a3\'ac}", ["Мир 大会，"]),
        (r"\uc0\u-10179\u-8704 end", ["😀end"]),
        (r"\uc2\u8212 ab\uc1 after", ["\u2014after"]),
        (r"\trowd\intbl Members\cell 193\cell\row\pard After.", ["Members 193", "After."]),
        (r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt the link}}', ["the link"]),
        (r"a\~b\_c\emdash d\{e\}", ["a\u00a0b\u2011c\u2014d{e}"]),
        (r"{\*\unknown what}{\v hidden}shown", ["shown"]),
    ],
)
def test_rtf_is_read_as_a_word_processor_shows_it(tmp_path: Path, text: str, expected: list[str]) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset134 C;}}"
    source = _read(tmp_path, "a.rtf", rf"{{\rtf1\ansi\deff0{fonts}{{\header Head}}{text}}}")
    assert list(source.printed) == expected
    assert [block.text for block in source.blocks if block.kind is BlockKind.FURNITURE] == ["Head"]


def test_footnotes_of_rtf_are_notes(tmp_path: Path) -> None:
    source = _read(tmp_path, "a.rtf", r"{\rtf1 Text{\footnote 1 See A/66/150.} goes on.}")
    assert [(block.kind, block.text) for block in source.blocks] == [
        (BlockKind.NOTE, "1 See A/66/150."),
        (BlockKind.TEXT, "Text goes on."),
    ]


def test_lists_headings_tables_and_notes_of_opendocument(tmp_path: Path) -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-prefix="{}" style:num-suffix="{}"/>'
    style = f'<text:list-style style:name="L">{level.format(1, "1", "", ".")}{level.format(2, "a", "(", ")")}</text:list-style>'
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('inner', '')}{item.format('more', '')}</text:list>"
    body = (
        '<text:h text:outline-level="1">Scope</text:h><text:h text:outline-level="2">Aims</text:h>'
        "<text:p>A<text:s/>text<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:line-break/>goes on.</text:p>"
        f'<text:list text:style-name="L">{item.format("one", inner)}{item.format("two", "")}</text:list>'
        "<table:table><table:table-row><table:table-cell><text:p>Members</text:p></table:table-cell>"
        "<table:table-cell><text:p>193</text:p></table:table-cell></table:table-row></table:table>"
    )
    content = f"<office:document-content {_ODF}><office:automatic-styles>{style}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    outline = '<text:outline-level-style text:level="{}" style:num-format="{}" style:num-suffix="." text:display-levels="{}"/>'
    styles = (
        f"<office:document-styles {_ODF}><office:styles><text:outline-style>{outline.format(1, 'I', 1)}{outline.format(2, '1', 2)}"
        "</text:outline-style></office:styles></office:document-styles>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": styles}
    source = _read(tmp_path, "a.odt", _zip(**parts))
    assert list(source.printed) == [
        "I. Scope", "I.1. Aims", "A text goes on.", "1. one", "(a) inner", "(b) more", "2. two", "Members 193",
    ]  # fmt: skip
    assert [block.printed for block in source.blocks if block.kind is BlockKind.NOTE] == ["1 A note."]


def test_the_pages_of_a_book_are_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    container = (
        f'<container xmlns="{_OASIS}:container"><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    )
    item = '<item id="{0}" href="{0}%20x.xhtml" media-type="application/xhtml+xml" properties="{1}"/>'
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item.format("a", "")}{item.format("b", "")}{item.format("n", "nav")}'
        '</manifest><spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    parts = {
        "mimetype": "application/epub+zip", "META-INF/container.xml": container, "in/book.opf": package,
        "in/a x.xhtml": page.format("<p>Second.</p>"), "in/b x.xhtml": page.format("<h1>First</h1>"),
        "in/n x.xhtml": page.format("<nav><ol><li>First</li></ol></nav>"),
    }  # fmt: skip
    assert list(_read(tmp_path, "a.epub", _zip(**parts)).printed) == ["First", "Second."]


def test_headings_of_word_have_the_numbers_that_their_styles_give_them(tmp_path: Path) -> None:
    """The list says which of its levels belongs to a style; the style itself names the list only."""
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/>{4}<w:pStyle w:val="H{0}"/><w:lvlText w:val="{2}"/>{3}</w:lvl>'
    levels = "".join(
        level.format(depth, shape, text, "", legal)
        for depth, shape, text, legal in [(0, "upperRoman", "%1.", ""), (1, "decimal", "%1.%2", "<w:isLgl/>")]
    )
    numbering = f'<w:numbering {_W}><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    style = '<w:style w:styleId="{}">{}<w:pPr>{}</w:pPr></w:style>'
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    based = '<w:basedOn w:val="H1"/>'
    styles = (
        f"<w:styles {_W}>{style.format('H0', '', numbered)}{style.format('H1', '', numbered)}"
        f"{style.format('Own', based, '')}</w:styles>"
    )
    paragraph = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = "".join(
        paragraph.format(*it)
        for it in [("H0", "One"), ("H1", "a"), ("Own", "b"), ("H0", "Two"), ("H1", "c"), ("Body", "text")]
    )
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    parts = {"word/document.xml": document, "word/numbering.xml": numbering, "word/styles.xml": styles}
    assert list(_read(tmp_path, "a.docx", _zip(**parts)).printed) == [
        "I. One",
        "1.1 a",
        "1.2 b",
        "II. Two",
        "2.1 c",
        "text",
    ]


_LONG = "A paragraph of a cell that is so long that it is read by itself, since nobody would put it in a row. " * 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Members", "193"], ["Year", "2009"]], ["Members 193", "Year 2009"]),
        ([["", "12"]], ["12"]),
        ([["Left", _LONG]], ["Left", _LONG.strip()]),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.docx"])
def test_a_row_of_short_cells_is_one_paragraph(
    tmp_path: Path, name: str, rows: list[list[str]], expected: list[str]
) -> None:
    if name == "a.html":
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        content: str | bytes = f"<html><table>{body}</table>"
    else:
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        body = "".join("<w:tr>" + "".join(cell.format(it) for it in row) + "</w:tr>" for row in rows)
        content = _zip(**{"word/document.xml": f"<w:document {_W}><w:body><w:tbl>{body}</w:tbl></w:body></w:document>"})
    assert list(_read(tmp_path, name, content).printed) == expected
