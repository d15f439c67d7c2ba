"""Nothing is cut off in silence: the last word of a large, deep, odd or damaged file is read, or the file is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.sources import UnreadableError, read

LAST = "Lastword"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("text", "office", "table")
)
_OPF = '<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{pages}</spine></package>'
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf"/></rootfiles></container>'
)


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _docx(body: str) -> bytes:
    last = f"<w:p><w:r><w:t>{LAST}</w:t></w:r></w:p>"
    return _zip({"word/document.xml": f"<w:document {_W}><w:body>{body}{last}</w:body></w:document>"})


def _odt(body: str) -> bytes:
    content = f"<office:document-content {_ODF}><office:body><office:text>{body}<text:p>{LAST}</text:p></office:text></office:body></office:document-content>"
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _epub(pages: list[str], left_out: int = 0) -> bytes:
    names = [f"page{number}.xhtml" for number in range(len(pages))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    there = dict(list(zip(names, pages, strict=True))[: len(pages) - left_out])
    package = {"META-INF/container.xml": _CONTAINER, "book.opf": _OPF.format(items=items, pages=spine)}
    return _zip({"mimetype": "application/epub+zip", **package, **there})


def _nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


READ: dict[str, str | bytes] = {
    "a.txt, a word of 50,000 letters": "x" * 50_000 + f"\n\n{LAST}",
    "a.txt, 10,000 notes with stars": "*** note\n\n" * 10_000 + LAST,
    "a.txt, 50,000 lines of one paragraph": "Words of a line\n" * 50_000 + LAST,
    "a.txt, line ends of old Macs": f"First.\rSecond.\r\r{LAST}",
    "a.txt, UTF-16": f"First.\n\n{LAST}".encode("utf-16"),
    "a.txt, 50,000 strong words that do not close": "**a " * 50_000 + f"\n\n{LAST}",
    "a.md, quotations 60 deep": ">" * 60 + f" deep\n\n{LAST}",
    "a.md, a fence that does not close": f"```\ncode\n\n{LAST}",
    "a.md, links and emphasis that do not close": "[a](b **c _d `e " * 500 + f"\n\n{LAST}",
    "a.md, HTML that does not close": f"<div><p>First\n\n{LAST}",
    "a.html, nested 5,000 deep": "<html>" + _nested("<div>", "middle", "</div>", 5_000) + f"<p>{LAST}",
    "a.html, 3,000 open spans": "<html>" + "<span>Words.<br><br>\n" * 3_000 + LAST,
    "a.html, a picture of 11 MB": f'<html><p>First<img src="data:image/png;base64,{"A" * 11_000_000}"><p>{LAST}',
    "a.html, 20,000 attributes": f"<html><p {' '.join(f'a{k}=b' for k in range(20_000))}>First<p>{LAST}",
    "a.html, 100,000 line breaks": "<html>" + "<br>" * 100_000 + LAST,
    "a.html, tables 300 deep": "<html>" + "<table><tr><td>" * 300 + LAST,
    "a.html, UTF-16": f"<html><body><p>First<p>{LAST}".encode("utf-16"),
    "a.html, characters marked as XML does": f"<html><p><![CDATA[First & <b>]]></p><p><![CDATA[{LAST}]]></p>",
    "a.html, empty elements as XML writes them": f'<html><head><title/><script src="a"/></head><p>{LAST}',
    "a.docx, 20,000 paragraphs": _docx("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>" * 20_000),
    "a.docx, tables 60 deep": _docx(_nested("<w:tbl><w:tr><w:tc>", "", "</w:tc></w:tr></w:tbl>", 60)),
    "a.rtf, nested 5,000 deep": r"{\rtf1 " + _nested("{", "deep", "}", 5_000) + rf"\par {LAST}" + "}",
    "a.rtf, bytes that are no text": rb"{\rtf1 First {\pict\bin6 }}{{\}}\par " + LAST.encode() + b"}",
    "a.odt, sections 100 deep": _odt(_nested("<text:section>", "", "</text:section>", 100)),
    "a.odt, 5,000 rows": _odt("<table:table>" + "<table:table-row/>" * 5_000 + "</table:table>"),
    "a.epub, 300 pages": _epub(["<html><p>Words."] * 299 + [f"<html><p>{LAST}"]),
    "a.epub, nested 3,000 deep": _epub([f"<html>{'<div>' * 3_000}{LAST}"]),
}
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "a.html, a comment that does not close": (f"<html><p>First<!-- {LAST}", "not closed"),
    "a.html, a script that does not close": (f"<html><p>First<script>{LAST}", "not closed"),
    "a.html, a menu that does not close": (f"<html><p>First<nav>{LAST}", "not closed"),
    "a.html, an attribute that does not close": (f'<html><p>First<p title="x>{LAST}', "not closed"),
    "a.md, quotations 3,000 deep": (">" * 3_000 + f" {LAST}", "nested deeper"),
    "a.docx, tables 300 deep": (
        _docx(_nested("<w:tbl><w:tr><w:tc>", "", "</w:tc></w:tr></w:tbl>", 300)),
        "not valid XML",
    ),
    "a.docx, text of 11 MB in one run": (
        _docx(f"<w:p><w:r><w:t>{'A' * 11_000_000}</w:t></w:r></w:p>"),
        "not valid XML",
    ),
    "a.rtf, cut off": (rf"{{\rtf1 First {{\b bold\par {LAST}", "do not close"),
    "a.rtf, a brace too many": (rf"{{\rtf1 First}} {LAST}}}", "after its end"),
    "a.odt, nested 300 deep": (_odt(_nested("<text:section>", "", "</text:section>", 300)), "not valid XML"),
    "a.epub, a page is missing": (_epub(["<html><p>First", f"<html><p>{LAST}"], left_out=1), "is missing"),
}


def _file(folder: Path, case: str, content: str | bytes) -> Path:
    path = folder / case.partition(",")[0]
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("case", READ)
def test_the_last_word_of_a_file_is_read(case: str, tmp_path: Path) -> None:
    source = read(_file(tmp_path, case, READ[case]))
    assert source.format == (case.partition(",")[0].removeprefix("a.").replace("md", "markdown").replace("txt", "text"))
    assert source.body[-1].text.endswith(LAST)


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_whose_last_word_would_be_missing_is_refused(case: str, tmp_path: Path) -> None:
    content, reason = REFUSED[case]
    with pytest.raises(UnreadableError, match=reason):
        read(_file(tmp_path, case, content))


@pytest.mark.parametrize(
    "whole",
    [
        (rf"{{\rtf1 First\par {LAST}" + "}").encode(),
        _docx("<w:p><w:r><w:t>First</w:t></w:r></w:p>"),
        _odt("<text:p>First</text:p>"),
        _epub([f"<html><p>{LAST}"]),
    ],
    ids=["rtf", "docx", "odt", "epub"],
)
@pytest.mark.parametrize("cut", [lambda data: data[: len(data) * 3 // 4], lambda data: data[:-1]], ids=["half", "byte"])
def test_a_file_that_is_cut_off_is_refused_or_whole(
    whole: bytes, cut: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(cut(whole))
    try:
        texts = [block.text for block in read(path).body]
    except UnreadableError:
        return
    assert texts[-1] == LAST
