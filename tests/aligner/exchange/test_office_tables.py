"""Tables in documents of Word and OpenDocument spreadsheets: what reviewers do to them, and what a file may not do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from aligner.errors import ClausebankError
from aligner.exchange.contents import Contents, ReadOptions
from aligner.exchange.formats import FORMATS
from aligner.model import Unit

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text", "style"))


def word(body: str, folder: Path, comments: str = "") -> Contents:
    """What is read of a document with that body."""
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        packed.writestr("word/comments.xml", f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>')
    return FORMATS["docx"].read(path)


def run(words: str, property_: str = "") -> str:
    properties = f"<w:rPr><w:{property_}/></w:rPr>" if property_ else ""
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def row(*cells: str, change: str = "") -> str:
    """A row of cells, each either words or runs."""
    paragraphs = (cell if cell.startswith("<") else run(cell) for cell in cells)
    inner = "".join(f"<w:tc><w:p>{paragraph}</w:p></w:tc>" for paragraph in paragraphs)
    return f"<w:tr>{change}{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


HEAD = row("id", "en", "ru")


def units(contents: Contents) -> list[Unit]:
    return list(contents.units)


@pytest.mark.parametrize(
    ("cell", "text", "comments"),
    [
        (f"{run('Ми')}<w:ins>{run('р')}</w:ins>", "Мир", ()),
        (
            f"{run('Мир')}<w:del><w:r><w:delText>ный</w:delText></w:r></w:del>",
            "Мир",
            ("deleted by a tracked change: ный",),
        ),
        (f"<w:moveFrom>{run('там')}</w:moveFrom>{run('Мир')}", "Мир", ("deleted by a tracked change: там",)),
        (f"{run('Мир')}{run('ный', 'strike')}", "Мир", ("struck through, so left out: ный",)),
        (f"{run('Мир')}{run('скрыто', 'vanish')}", "Мир", ()),
        (f'{run("Мир")}<w:r><w:commentReference w:id="3"/></w:r>', "Мир", ("another word? (Li)",)),
        ("<w:r><w:t>Мир</w:t><w:tab/><w:t>и</w:t><w:br/><w:t>труд</w:t></w:r>", "Мир\tи\nтруд", ()),
    ],
    ids=["inserted", "deleted", "moved away", "struck", "hidden", "comment", "white space"],
)
def test_a_cell_says_what_stands_after_the_tracked_changes_and_the_rest_is_listed(
    cell: str, text: str, comments: tuple[str, ...], tmp_path: Path
) -> None:
    remark = f'<w:comment w:id="3" w:author="Li"><w:p>{run("another word?")}</w:p></w:comment>'
    (unit,) = units(word(table(HEAD, row("a", "Peace", cell)), tmp_path, remark))
    assert (unit.id, unit.text("ru"), unit.comments) == ("a", text, comments)


def test_a_row_that_a_tracked_change_deleted_is_no_unit_and_is_counted(tmp_path: Path) -> None:
    deleted = row("b", "War", "Война", change="<w:trPr><w:del/></w:trPr>")
    contents = word(table(HEAD, row("a", "Peace", "Мир"), deleted), tmp_path)
    assert [unit.id for unit in contents.units] == ["a"]
    assert +contents.left_out == {"row that a tracked change deleted: b | War | Война": 1}


def test_the_table_is_found_behind_others_and_goes_on_in_later_ones_with_its_heading(tmp_path: Path) -> None:
    cover = table(row("Project", "Peace"), row("Due", "Monday"))
    parts = [table(HEAD, row(id_, "Peace", "Мир")) for id_ in ("a", "b")]
    contents = word(cover + "<w:p/>".join(parts), tmp_path)
    assert [unit.id for unit in contents.units] == ["a", "b"]
    assert +contents.left_out == {"tables of something else": 1}


def test_a_table_inside_a_cell_and_a_cell_across_columns_leave_the_others_in_their_columns(tmp_path: Path) -> None:
    across = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    across += f"<w:tc>{table(row('not', 'this'))}<w:p>{run('Мир')}</w:p></w:tc></w:tr>"
    (unit,) = units(word(table(HEAD, across), tmp_path))
    assert (unit.id, unit.text("en"), unit.text("ru")) == ("a", "", "Мир")


def test_python_docx_makes_such_a_table_and_finds_one_in_what_is_written(tmp_path: Path) -> None:
    document = docx.Document()
    own = document.add_table(0, 3)
    for texts in (("ID", "English", "Russian"), ("a", "Peace", "Мир")):
        for cell, text in zip(own.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    (unit,) = units(FORMATS["docx"].read(tmp_path / "a.docx"))
    assert (unit.id, unit.text("en"), unit.text("ru")) == ("a", "Peace", "Мир")


@pytest.mark.parametrize("body", ["", "<w:p/>", table(row("Project", "Peace"))])
def test_a_document_without_a_table_of_texts_is_refused_in_one_line(body: str, tmp_path: Path) -> None:
    with pytest.raises(ClausebankError, match="table"):
        units(word(body, tmp_path))


# OpenDocument ------------------------------------------------------------------------------------------------------


def spreadsheet(rows: str, folder: Path, styles: str = "", options: ReadOptions | None = None) -> list[Unit]:
    """The units of a spreadsheet with those rows."""
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return units(FORMATS["ods"].read(path, options or ReadOptions()))


def cells(*texts: str) -> str:
    """A row of cells, each either words or a whole cell."""
    whole = (
        text if text.startswith("<table:") else f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f"<table:table-row>{''.join(whole)}</table:table-row>"


STRUCK = (
    '<style:style style:name="base"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="gone" style:parent-style-name="base"/>'
    '<style:style style:name="kept" style:parent-style-name="base"><style:text-properties'
    ' style:text-line-through-style="none"/></style:style>'
)


@pytest.mark.parametrize(
    ("cell", "text", "comments"),
    [
        ('Ми<text:span text:style-name="kept">р</text:span>', "Мир", ()),
        ('Мир<text:span text:style-name="gone">ный</text:span>', "Мир", ("struck through, so left out: ный",)),
        (
            '<table:table-cell table:style-name="gone"><text:p>Мир</text:p></table:table-cell>',
            "",
            ("struck through, so left out: Мир",),
        ),
        (
            (
                "<table:table-cell><office:annotation><text:p>really?</text:p></office:annotation><text:p>Мир</text:p>"
                "</table:table-cell>"
            ),
            "Мир",
            ("column 3: really?",),
        ),
        ('Мир<text:s text:c="2"/>и<text:tab/>труд</text:p><text:p>май', "Мир  и\tтруд\nмай", ()),
    ],
    ids=["not struck", "struck", "cell struck", "comment", "white space"],
)
def test_a_cell_of_a_spreadsheet_says_what_is_not_struck_through_and_the_rest_is_listed(
    cell: str, text: str, comments: tuple[str, ...], tmp_path: Path
) -> None:
    (unit,) = spreadsheet(cells("id", "en", "ru") + cells("a", "Peace", cell), tmp_path, STRUCK)
    assert (unit.id, unit.text("ru"), unit.comments) == ("a", text, comments)


def test_cells_that_are_repeated_or_covered_keep_the_others_in_their_columns(tmp_path: Path) -> None:
    twice = '<table:table-cell table:number-columns-repeated="2"><text:p>Peace</text:p></table:table-cell>'
    covered = "<table:covered-table-cell/>"
    rest = '<table:table-cell table:number-columns-repeated="16381"/>'
    rows = cells("id", "en", "fr", "ru", rest) + cells("a", twice, "Мир", rest) + cells("b", "War", covered, "Война")
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    first, second = spreadsheet(rows, tmp_path)
    assert [first.text(tag) for tag in ("en", "fr", "ru")] == ["Peace", "Peace", "Мир"]
    assert [second.text(tag) for tag in ("en", "fr", "ru")] == ["War", "", "Война"]


@pytest.mark.parametrize(
    "row_of_cells",
    [
        cells("a", '<table:table-cell table:formula="of:=1+1"><text:p>2</text:p></table:table-cell>', "Мир"),
        cells(
            "a", "Peace", '<table:table-cell table:number-columns-repeated="9999"><text:p>x</text:p></table:table-cell>'
        ),
        cells("a", "Peace", "Мир").replace("-row>", '-row table:number-rows-repeated="9999999">', 1),
    ],
    ids=["formula", "columns", "rows"],
)
def test_formulas_and_tables_without_end_are_refused(row_of_cells: str, tmp_path: Path) -> None:
    with pytest.raises(ClausebankError):
        spreadsheet(cells("id", "en", "ru") + row_of_cells, tmp_path)
