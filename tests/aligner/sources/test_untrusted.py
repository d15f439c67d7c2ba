"""Files that are damaged or made to do harm are refused with a reason, in bounded memory and time."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from aligner.sources import UnreadableError, confined, read
from aligner.sources.archive import Archive

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>"


def _pdf(content: bytes, filters: bytes = b"/FlateDecode", pages: int = 1, picture: bool = False) -> bytes:
    resources = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s %s >> >>"
        % (resources, b"/XObject << /I 5 0 R >>" if picture else b""),
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _shown(text: bytes) -> bytes:
    return zlib.compress(b"BT /F1 10 Tf 50 700 Td (%s) Tj ET" % text)


def _bomb() -> bytes:
    """A page whose content is 1.5 GB of spaces, packed twice."""
    packer = zlib.compressobj(1, wbits=-15)
    block = packer.compress(b" " * (1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)  # a block that refers to no other
    once = b"\x78\x01" + block * 96 + b"\x03\x00" + bytes(4)
    return _pdf(zlib.compress(once), b"/FlateDecode /FlateDecode")


def _zip(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _lying_zip() -> bytes:
    """A docx whose directory says that a part of 80 MB has ten bytes."""
    data = bytearray(_zip({"word/document.xml": b" " * (80 << 20)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def _huge_zip() -> bytes:
    """A docx whose directory says that a part has nearly 4 GB."""
    data = bytearray(_zip({"word/document.xml": BODY}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(data)


ENTITY = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)  # fmt: skip

CASES = {
    "a PDF that unpacks to 1.5 GB": (_bomb, "broke the PDF library"),
    "a PDF of 3000 pages": (lambda: _pdf(_shown(b"x"), pages=3000), "3,000 pages"),
    "a PDF cut in two": (lambda: _pdf(_shown(b"some words"))[:300], "damaged or cut off"),
    "a scan": (lambda: _pdf(zlib.compress(b"q /I Do Q"), picture=True), "scanned pages without a text layer"),
    "a blank PDF": (lambda: _pdf(zlib.compress(b" ")), "no text in it"),
    "a PDF that is none": (lambda: b"%PDF-1.7\nhello", "damaged or cut off"),
    "an external entity": (lambda: _zip({"word/document.xml": ENTITY}), "document type"),
    "a billion laughs": (lambda: _zip({"word/document.xml": LAUGHS}), "document type|not valid XML"),
    "a zip that unpacks to 80 MB": (
        lambda: _zip({"word/document.xml": b" " * (80 << 20)}),
        "unpacks to 83,886,080 bytes",
    ),
    "a zip that lies about it": (_lying_zip, "unpacks to more than|damaged"),
    "a part of 4 GB": (_huge_zip, "unpacks to 4,294,967,280 bytes"),
    "a name outside the file": (
        lambda: _zip({"word/document.xml": BODY, "../../evil.xml": "x"}),
        "name outside the file",
    ),
    "an absolute name": (lambda: _zip({"word/document.xml": BODY, "/etc/evil": "x"}), "name outside the file"),
    "a Windows name": (lambda: _zip({"word/document.xml": BODY, "..\\evil": "x"}), "name outside the file"),
    "a docx cut in two": (lambda: _zip({"word/document.xml": BODY})[:120], "damaged or cut off"),
    "a zip that is no docx": (lambda: _zip({"a.txt": "x"}), "no Word document"),
    "broken XML": (lambda: _zip({"word/document.xml": "<w:document"}), "not valid XML"),
    "an empty file": (lambda: b"", "empty"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
    "bytes": (lambda: b"a\x00b", "nor any format"),
    "Chinese in GB 18030": (lambda: "大会".encode("gb18030"), "save it as UTF-8"),
    "text of 17 MB": (lambda: b"a " * (17 << 19), "text of more than 16 MB"),
    "HTML of 17 MB": (lambda: b"<html>" + b"<p>a</p>" * (17 << 17), "html of more than 16 MB"),
    "HTML that says nothing": (lambda: b"<!DOCTYPE html><html><body></body></html>", "no text in it"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_a_reason(case: str, tmp_path: Path) -> None:
    make, reason = CASES[case]
    path = tmp_path / "file"
    path.write_bytes(make())
    with pytest.raises(UnreadableError, match=reason):
        read(path)
    assert [it.name for it in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("lost", [1, 5, 100])
def test_an_archive_without_its_beginning_is_damaged(lost: int) -> None:
    data = _zip({"word/document.xml": BODY})[lost:]
    with (
        pytest.raises(UnreadableError, match="damaged or cut off"),
        Archive(Path("a.ods"), data) as archive,
    ):
        archive.data("word/document.xml")


def test_markdown_of_brackets_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableError, match="more than 100,000 brackets"):
        read(tmp_path / "a.md")


def test_a_pipe_is_refused_at_once_since_the_file_has_to_be_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableError, match="is a pipe or a device"):
        read(tmp_path / "a.txt")


def test_a_reader_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(_shown(b"words")))
    monkeypatch.setattr(confined, "PATIENCE", 0.001)
    with pytest.raises(UnreadableError, match=r"more than 0\.001 seconds"):
        read(path)


def test_pages_without_text_among_others_are_named(tmp_path: Path) -> None:
    first = _pdf(_shown(b"Readable words"), pages=1)
    path = tmp_path / "a.pdf"
    path.write_bytes(first)
    assert read(path).remarks == ()
    assert [block.text for block in read(path).body] == ["Readable words"]


def test_deeply_nested_html_is_read_without_recursion(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<div>" * 5000 + "deep" + "</div>" * 5000, encoding="utf-8")
    try:
        found = [block.text for block in read(path).body]
    except UnreadableError:  # the HTML parser may refuse it
        found = ["deep"]
    assert found == ["deep"]
