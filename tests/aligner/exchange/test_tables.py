"""Tables as people write them: titles, cover sheets, comments, crossed-out words, names of languages, damage."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from aligner.errors import ClausebankError, InputError
from aligner.exchange.contents import ReadOptions
from aligner.exchange.formats import FORMATS
from aligner.model import Unit
from tmx.cells import record, rows, sniffed

TABLE = (("id", "en", "ru"), ("a", "Peace", "Мир"))


def workbook(*sheets: Sequence[Sequence[str]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for number, table in enumerate(sheets):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        for row in table:
            sheet.append(list(row))
    return book


def units_of(book: openpyxl.Workbook, folder: Path) -> list[Unit]:
    path = folder / "a.xlsx"
    book.save(path)
    return list(FORMATS["xlsx"].read(path).units)


@pytest.mark.parametrize(
    "sheets",
    [
        (TABLE,),
        ((("Review of the annex",), (), *TABLE),),
        ((("For the reviewers",), ("Please be quick",)), TABLE),
        ((("=TODAY()",),), TABLE),
        ((), TABLE),
    ],
)
def test_the_table_is_found_below_a_title_and_behind_a_cover_sheet(
    sheets: Sequence[Sequence[Sequence[str]]], tmp_path: Path
) -> None:
    (unit,) = units_of(workbook(*sheets), tmp_path)
    assert (unit.id, unit.text("en"), unit.text("ru")) == ("a", "Peace", "Мир")


def test_comments_on_cells_and_in_further_columns_are_those_of_the_unit(tmp_path: Path) -> None:
    book = workbook((("id", "en", "ru", "review", "Remarks"), ("a", "Peace", "Мир", "why?", "see above")))
    book.worksheets[0]["C2"].comment = Comment("another word", "Li")
    (unit,) = units_of(book, tmp_path)
    assert unit.comments == ("why?", "Remarks: see above", "C2: another word")


def test_words_that_are_struck_through_are_left_out_and_listed(tmp_path: Path) -> None:
    book = workbook((*TABLE, ("b", "Law", "Право")))
    sheet = book.worksheets[0]
    sheet["B2"].value = CellRichText("Pea", TextBlock(InlineFont(strike=True), "s"), "ce")
    sheet["C3"].font = Font(strike=True)
    peace, law = units_of(book, tmp_path)
    assert (peace.text("en"), peace.comments) == ("Peace", ("struck through, so left out: s",))
    assert (law.text("ru"), law.comments) == ("", ("struck through, so left out: Право",))


@pytest.mark.parametrize(
    "head", ["id,en,zh-CN", "ID;English;Chinese (China)", "id\ten\tzh_CN", "sep=;\nid;en;ZH-cn", "\ufeffid,EN,zh_CN"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_is_read_whatever_separates_encodes_and_names_its_columns(
    head: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    separator = next(it for it in "\t;," if it in head.rsplit("\n", maxsplit=1)[-1])
    path.write_text(f"{head}\n" + separator.join(("a", "Peace", "和平")) + "\n", encoding=encoding)
    (unit,) = FORMATS["csv"].read(path).units
    assert (unit.id, unit.text("en"), unit.text("zh-CN")) == ("a", "Peace", "和平")


def test_further_translations_have_columns_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,en,fr,fr (2)\na,Treaty,Traité,Accord\n", encoding="utf-8")
    (unit,) = FORMATS["csv"].read(path).units
    assert [segment.text for segment in unit.further["fr"]] == ["Accord"]


def test_a_fact_about_a_language_is_found_under_the_tag_that_a_tool_left(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,role,en,zh-CN,label-zh\na,item,Peace,和平,(一)\n", encoding="utf-8")
    (unit,) = FORMATS["csv"].read(path, ReadOptions()).units
    assert unit.segments["zh-CN"].label == "(一)"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1))
def test_a_line_of_a_table_is_one_record_whatever_its_cells_hold(table: list[list[str]]) -> None:
    text = "".join(record(["x", *row], ";") for row in [["en", "ru"], *table])
    delimiter, lines = sniffed(io.StringIO(text, newline=""))
    assert delimiter == ";"
    assert len(list(rows(lines, delimiter))) == len(table) + 1


def _packed(name: str) -> bytes:
    out = io.BytesIO()
    if name == "a.xlsx":
        workbook(TABLE).save(out)
    else:
        pq.write_table(pa.table({"id": ["a", "b"], "en": ["Peace", "Law"], "ru": ["Мир", "Право"]}), out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
@given(place=st.integers(0, 10_000), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_in_one_line(
    name: str, place: int, noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = bytearray(_packed(name))
    place %= len(source)
    source[place : place + len(noise)] = noise
    path = tmp_path_factory.getbasetemp() / f"damaged-{name}"
    path.write_bytes(source)
    with contextlib.suppress(ClausebankError):
        list(FORMATS[name.partition(".")[2]].read(path).units)


def test_a_workbook_wider_than_any_table_is_refused(tmp_path: Path) -> None:
    book = workbook(TABLE)
    book.worksheets[0]["XFD2"].value = "far away"
    with pytest.raises(InputError, match=r"cell XFD2: more than 1,000 columns"):
        units_of(book, tmp_path)
