"""What each reader makes of a file: every character, in order, in the paragraphs it stands in."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import ClausebankError
from aligner.sources import BlockKind, Source, office, read
from aligner.sources.hyphens import LINE_END, FileVocabulary
from aligner.sources.joining import join_lines
from aligner.sources.plain import extract
from benchmarks.samples import Sample, resolution

NAMES = [f"{language}.{kind}" for language in ("en", "zh", "ru") for kind in ("pdf", "docx", "html", "txt")]
NAMES += ["ru-typed.docx", "en-wrapped.txt", "ru-wrapped.txt", "zh-columns.pdf", "en-columns.pdf"]


@pytest.mark.parametrize("name", NAMES)
def test_a_generated_document_is_read_paragraph_by_paragraph_as_it_was_written(
    name: str, sample_sources: Callable[[str], Source], annex_samples: dict[str, Sample]
) -> None:
    source = sample_sources(name)
    written = annex_samples[name[:2]].body
    found = [block.printed for block in source.body]
    unsettled = sum(len(block.line_ends) for block in source.body)
    assert [text.replace("-", "") for text in found] == [text.replace("-", "") for text in written]
    # The hyphen at a line end is the one thing that a printed page leaves open.
    assert sum(one != other for one, other in zip(found, written, strict=True)) <= unsettled / 4


@pytest.mark.parametrize("name", ["en.pdf", "zh.pdf", "ru.docx", "zh.html", "en.txt"])
def test_letterhead_footnote_job_and_page_numbers_are_kept_apart_from_the_text(
    name: str, sample_sources: Callable[[str], Source]
) -> None:
    source = sample_sources(name)
    apart = [block.text for block in source.blocks if block.kind in (BlockKind.FURNITURE, BlockKind.NOTE)]
    assert any("A/66/150" in text for text in apart)
    assert any("Distr.: General" in text for text in apart)
    assert source.job_number == "11-49656"
    assert not any("11-49656" in block.text for block in source.body)


def test_a_generated_file_says_in_its_metadata_that_it_is_one(sample_sources: Callable[[str], Source]) -> None:
    assert all(sample_sources(name).is_sample for name in NAMES)


def test_blocks_of_a_pdf_know_their_pages(sample_sources: Callable[[str], Source]) -> None:
    source = sample_sources("en.pdf")
    pages = [block.page for block in source.body]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 3)
    assert [block.position for block in source.blocks] == list(range(1, len(source.blocks) + 1))


@pytest.fixture(scope="module")
def by_libreoffice(sample_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the docx samples as LibreOffice saves them: PDF and old Word."""
    program = office.program()
    if program is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [sample_files[f"{language}.docx"] for language in ("en", "zh", "ru")]
    for columns in (1, 2):
        (folder / f"resolution-{columns}.fodt").write_text(resolution(columns)[0], encoding="utf-8")
    for kind in ("pdf", "doc"):
        printed = files if kind == "doc" else [*files, *folder.glob("*.fodt")]
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, *printed]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", ["en.pdf", "zh.pdf", "ru.pdf", "zh.doc"])
def test_what_libreoffice_makes_of_a_docx_is_read_as_the_docx_is(
    name: str, by_libreoffice: Path, sample_sources: Callable[[str], Source]
) -> None:
    found = read(by_libreoffice / name)
    assert found.format == name[-3:]
    assert [it.printed for it in found.body] == [it.printed for it in sample_sources(f"{name[:2]}.docx").body]


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_run_on_over_columns_and_the_footnotes_between_them(columns: int, by_libreoffice: Path) -> None:
    source = read(by_libreoffice / f"resolution-{columns}.pdf")
    assert [block.text for block in source.body] == resolution(columns)[1]
    notes = [block.text for block in source.blocks if block.kind == BlockKind.NOTE]
    assert notes == [f"{mark}See Official Records, note {3 * mark - 2}." for mark in range(1, 7)]
    assert source.symbol == "A/RES/56/19"


def test_an_old_word_document_without_libreoffice_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ClausebankError, match=r"needs LibreOffice.*fetch PDF"):
        read(path)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<w:p><w:r><w:t>capacity</w:t><w:noBreakHyphen/><w:t>building</w:t></w:r></w:p>", ["capacity\u2011building"]),
        ("<w:p><w:r><w:t>infor</w:t><w:softHyphen/><w:t>mation</w:t></w:r></w:p>", ["information"]),
        ("<w:p><w:r><w:t>(a)</w:t><w:tab/><w:t>To comply</w:t></w:r></w:p>", ["(a) To comply"]),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            ["new"],
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["in a control"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>", ["shown"]),
        (
            "<w:p><w:r><w:t>out</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
            ["out", "box"],
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            ["A", "B"],
        ),
    ],
    ids=["no-break hyphen", "soft hyphen", "tab", "tracked", "control", "hidden", "text box", "table"],
)
def test_what_word_has_for_characters_and_containers(tmp_path: Path, body: str, found: list[str]) -> None:
    assert [block.text for block in read(_docx(tmp_path / "a.docx", body)).body] == found


def test_automatic_lists_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{level.format(0, "lowerLetter", "(%1)")}'
        f"{level.format(1, 'lowerRoman', '%2.')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        "</w:numbering>"
    )
    places = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0)]
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for number, depth in places
    )
    source = read(_docx(tmp_path / "a.docx", body, numbering=numbering))
    assert [block.label for block in source.body] == ["(a)", "i.", "ii.", "(b)", "i.", "(a)"]


def test_footnotes_of_word_are_notes_with_their_marks_and_leave_no_mark_in_the_text(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> on.</w:t></w:r></w:p>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>See A/66/150.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    text, note = read(_docx(tmp_path / "a.docx", body, footnotes=notes)).blocks
    assert (text.text, note.kind, note.label, note.text) == ("Text on.", BlockKind.NOTE, "1", "See A/66/150.")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<ol type=a><li>one<li value=4>four</ol>", ["a. one", "d. four"]),
        ("<ol start=3><li>c<ol type=i><li>sub</ol><li>d</ol>", ["3. c", "i. sub", "4. d"]),
        ("<p>a<br><br>b</p>c<script>x</script><nav>menu</nav>", ["a", "b", "c"]),
        ("<p>one <b>bold</b>\n and <i>more</i></p>", ["one bold and more"]),
        ("<p>&laquo;Код&raquo;&nbsp;1</p>", ["«Код»\u00a01"]),
    ],
)
def test_html_is_read_as_a_browser_shows_it(tmp_path: Path, page: str, found: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><html><body>{page}</body></html>", encoding="utf-8")
    assert [block.printed for block in read(path).body] == found


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["enhance capacity-", "building and"], "enhance capacity-building and"),
        (["enhance informa-", "tion and"], "enhance information and"),
        (["the Asia-", "Pacific region"], "the Asia-Pacific region"),
        (["大会第64/211", "号决议，", "重申"], "大会第64/211号决议，重申"),
        (["所谓“", "信息”", "安全"], "所谓“信息”安全"),
        (["in 2010–", "2011"], "in 2010– 2011"),
        (["and/", "or"], "and/or"),
        (["infor\u00ad", "mation"], "information"),
        (["Russian text", "中文"], "Russian text中文"),
    ],
)
def test_lines_are_joined_as_their_script_has_it(lines: list[str], text: str) -> None:
    assert join_lines(lines).replace(LINE_END, "") == text


@settings(max_examples=200)
@given(st.lists(st.text("abcдег大会，.-0 ", min_size=1, max_size=12), min_size=1, max_size=6))
def test_joining_lines_loses_nothing_but_spaces_and_hyphens(lines: list[str]) -> None:
    def kept(text: str) -> str:
        return "".join(char for char in text if char not in f"- {LINE_END}")

    assert kept(join_lines(lines, FileVocabulary.of(lines))) == kept("".join(lines))


def test_text_may_be_wrapped_or_have_a_paragraph_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("First paragraph.\nSecond one is longer than the first was.\nThird.\n", encoding="utf-8")
    assert len(extract(path, path.read_bytes()).blocks) == 3
    path.write_text(
        "Whereas recognition of the inherent\ndignity and of the equal and rights\nof all members.\n", encoding="utf-8"
    )
    assert len(extract(path, path.read_bytes()).blocks) == 1
