"""A table for review comes back regrouped: words say what a cell holds, and nothing is lost or doubled."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from typer.testing import CliRunner

from aligner.bank import Bank
from aligner.cli.app import app
from aligner.errors import InputError, SchemaError
from aligner.exchange import xlsx
from aligner.exchange.entries import Selection
from aligner.exchange.formats import format_named
from aligner.exchange.importing import Import
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.reader.workbench.sheet import regrouped

ROWS = {
    "t": ("Peace treaty", "Мирный договор"),
    "1": ("Peace shall be kept.", "Мир сохраняется."),
    "2": ("War is renounced. So is the threat of it.", "Война исключается."),
    "3": ("Yes.", "Да."),
    "4": ("Trade is free.", "Торговля свободна."),
    "5": ("Yes.", "Да."),
    "6": ("Done at Lisbon.", "Совершено в Лиссабоне."),
}
Cells = list[dict[str, str]]


def text(rows: Mapping[str, tuple[str, str]] = ROWS) -> Document:
    units = [
        Unit(id_, Role.PARAGRAPH, {"en": Segment(en, "(a)" if en == "Trade is free." else ""), "ru": Segment(ru)})
        for id_, (en, ru) in rows.items()
    ]
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "by hand") for tag in ("en", "ru")}
    return Document("x", "X", {"en": "X"}, versions, tuple(units))


def sheet(document: Document, path: Path) -> Cells:
    """The cells of a table for review, by column, as a workbook has them."""
    xlsx.write_review(Selection(document, tuple(document.languages)), str(path))
    heading, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return [{str(name): str(cell or "") for name, cell in zip(heading, row, strict=True)} for row in rows]


def units_of(cells: Cells) -> list[Unit]:
    units = []
    for number, row in enumerate(cells, start=2):
        segments = {tag: Segment(row[tag]) for tag in ("en", "ru") if row[tag]}
        names = {name: value for name, value in row.items() if name.startswith("block-") and value}
        units.append(Unit(row["id"], Role.PARAGRAPH, segments, properties=names, line=number))
    return units


def back(document: Document, cells: Cells) -> Import:
    return regrouped(document, units_of(cells), "x.xlsx")


def wordings(document: Document) -> list[tuple[str, str]]:
    return [(unit.text("en"), unit.text("ru")) for unit in document.units]


def move(cells: Cells, tag: str, row: int, to: int) -> None:
    """What cutting and pasting a cell does: the hidden name stays behind."""
    cells[to][tag], cells[row][tag] = cells[row][tag], ""


def join(cells: Cells, tag: str, row: int) -> None:
    cells[row][tag] += "\n" + cells[row + 1][tag]
    cells[row + 1][tag] = ""


def pushed(cells: Cells) -> None:
    """Insert a cell in one column: what is below moves down, the hidden names do not."""
    cells.append(dict.fromkeys(cells[0], ""))
    for row in range(len(cells) - 1, 1, -1):
        move(cells, "ru", row - 1, row)


def split(cells: Cells) -> None:
    cells[2]["en"] = "War is renounced."
    cells.insert(3, {**dict.fromkeys(cells[0], ""), "en": "So is the threat of it."})


def join_rows(cells: Cells) -> None:
    join(cells, "en", 1)
    join(cells, "ru", 1)
    del cells[2]


def split_and_reverse(cells: Cells) -> None:
    split(cells)
    cells.reverse()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda cells: cells.reverse(), None),
        (lambda cells: cells.sort(key=lambda row: row["ru"]), None),
        (join_rows,
         [0, ("Peace shall be kept. War is renounced. So is the threat of it.", "Мир сохраняется. Война исключается."), 3, 4, 5, 6]),
        (lambda cells: join(cells, "ru", 1),
         [0, ("Peace shall be kept.", "Мир сохраняется. Война исключается."), ("War is renounced. So is the threat of it.", ""), 3, 4, 5, 6]),
        (split, [0, 1, ("War is renounced.", "Война исключается."), ("So is the threat of it.", ""), 3, 4, 5, 6]),
        (split_and_reverse,
         [0, 1, ("War is renounced.", "Война исключается."), ("So is the threat of it.", ""), 3, 4, 5, 6]),
        (pushed, [0, ("Peace shall be kept.", ""), ("War is renounced. So is the threat of it.", "Мир сохраняется."),
                  ("Yes.", "Война исключается."), ("Trade is free.", "Да."), ("Yes.", "Торговля свободна."),
                  ("Done at Lisbon.", "Да."), ("", "Совершено в Лиссабоне.")]),
    ],
)  # fmt: skip
def test_what_hands_do_in_a_spreadsheet_is_read_by_the_words(
    edit: Callable[[Cells], object], expected: Sequence[int | tuple[str, str]] | None, tmp_path: Path
) -> None:
    document = text()
    cells = sheet(document, tmp_path / "x.xlsx")
    edit(cells)
    before = wordings(document)
    result = back(document, cells)
    if expected is None:
        assert (result.document, result.changes) == (document, ())
    else:
        assert wordings(result.document) == [before[row] if isinstance(row, int) else row for row in expected]
        assert result.changes


def test_of_two_equal_cells_the_hidden_name_says_which_is_meant(tmp_path: Path) -> None:
    cells = sheet(text(), tmp_path / "x.xlsx")
    cells[3]["ru"], cells[4]["ru"] = "", f"{cells[4]['ru']} {cells[3]['ru']}"
    assert wordings(back(text(), cells).document)[3:6] == [
        ("Yes.", ""), ("Trade is free.", "Торговля свободна. Да."), ("Yes.", "Да."),
    ]  # fmt: skip


def test_a_cell_that_crosses_the_others_is_decided_as_moved(tmp_path: Path) -> None:
    cells = sheet(text(), tmp_path / "x.xlsx")
    cells[6]["ru"], cells[1]["ru"] = cells[1]["ru"], ""
    cells[1]["ru"] = "Совершено в Лиссабоне."
    result = back(text(), cells)
    assert wordings(result.document)[1] == ("Peace shall be kept.", "Совершено в Лиссабоне.")
    assert {str(decision.kind) for decision in result.document.decisions} >= {"moved"}


def test_a_label_may_be_left_out_and_stays(tmp_path: Path) -> None:
    cells = sheet(text(), tmp_path / "x.xlsx")
    assert cells[4]["en"] == "(a) Trade is free."
    cells[4]["en"] = "Trade is free."
    assert back(text(), cells).document == text()


@pytest.mark.parametrize(
    ("edit", "problems"),
    [
        (lambda cells: cells.pop(1), ["'Peace shall be kept.' is in no row", "'Мир сохраняется.' is in no row"]),
        (lambda cells: cells.append(dict(cells[1])), ["is in row 3 too", "is in row 3 too"]),
        (lambda cells: cells[1].update(en="Peace must be kept."), ["has words that are not in the text", "is in no row"]),
        (lambda cells: cells[2].update(en="War is renounced."), ["'So is the threat of it.' is in no row"]),
    ],
)  # fmt: skip
def test_what_loses_doubles_or_changes_words_is_refused_and_listed(
    edit: Callable[[Cells], object], problems: list[str], tmp_path: Path
) -> None:
    cells = sheet(text(), tmp_path / "x.xlsx")
    edit(cells)
    with pytest.raises(SchemaError) as caught:
        back(text(), cells)
    assert len(caught.value.problems) == len(problems)
    for problem, expected in zip(caught.value.problems, problems, strict=True):
        assert expected in problem.what


def test_a_table_that_lacks_a_language_is_refused(tmp_path: Path) -> None:
    cells = sheet(text(), tmp_path / "x.xlsx")
    for row in cells:
        row["ru"] = ""
    with pytest.raises(InputError, match="has no column ru"):
        back(text(), cells)


@given(st.randoms(use_true_random=True))
@settings(max_examples=30)
def test_any_regrouping_in_any_order_comes_back(random_: random.Random) -> None:
    words, size = ["peace", "law", "war", "trade", "peace and law"], random_.choice((2, 6))
    rows = {str(k): (f"{random_.choice(words)} {k // 2}.", f"{random_.choice(words)} {k % size}!") for k in range(6)}
    document = text(rows)
    # Cells of either language in order, from one to three in a row; what is left over has rows of its own.
    groups: list[dict[str, list[int]]] = []
    queues = {"en": list(range(6)), "ru": list(range(6))}
    while any(queues.values()):
        group = {
            tag: [queue.pop(0) for _ in range(min(len(queue), random_.randint(0, 2)))] for tag, queue in queues.items()
        }
        groups += [group] if any(group.values()) else []
    own = [[rows[str(k)][0] for k in range(6)], [rows[str(k)][1] for k in range(6)]]
    cells: Cells = []
    for place, group in enumerate(groups):
        en, ru = (" ".join(own[side][k] for k in group[tag]) for side, tag in enumerate(("en", "ru")))
        names = {
            f"block-{tag}": f"{place + 1} {place}" for tag in ("en", "ru") if place < 6
        }  # they stayed where they were
        cells.append({"id": "", "en": en, "ru": ru, **names})
    expected = [(row["en"], row["ru"]) for row in cells]
    random_.shuffle(cells)
    for row in cells:
        row.setdefault("block-en", "1 0")
    result = back(document, cells)
    assert sorted(wordings(result.document)) == sorted(expected)
    if all(len({row[side] for row in rows.values()}) == len(rows) for side in (0, 1)):
        for side in (0, 1):
            after = [row[side] for row in wordings(result.document) if row[side]]
            assert after == [row[side] for row in expected if row[side]], "in the order of the text"


# As a user runs it --------------------------------------------------------------------------------------------------------


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(it) for it in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_review_is_exported_regrouped_and_imported_with_its_comments(tmp_path: Path) -> None:
    bank = Bank(tmp_path)
    bank.save(text())
    run("export", "x", "--for", "review", "-o", tmp_path / "x.xlsx", "--bank", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    (page,) = book.worksheets
    assert [cell.value for cell in page[1]] == ["id", "probability", "en", "block-en", "ru", "block-ru", "review"]
    assert page.column_dimensions["D"].hidden
    assert float(str(page["B2"].value)) > 0
    page["E3"].value, page["E4"].value = f"{page['E3'].value} {page['E4'].value}", None
    page["E3"].comment = Comment("one sentence there", "Li Wei")
    book.save(tmp_path / "x.xlsx")
    output = run("import", tmp_path / "x.xlsx", "--as", "x", "--update", "--bank", tmp_path)
    assert "comment on 1: E3: one sentence there" in output
    assert bank.load("x").unit("1").text("ru") == "Мир сохраняется. Война исключается."
    # What was regrouped is decided: aligned again, also from new files, it stays.
    decided = [[name.words for name in decision.blocks.get("ru", ())] for decision in bank.load("x").decisions]
    assert ["Мир сохраняется.", "Война исключается."] in decided
    assert "3 changes" not in run("import", tmp_path / "x.xlsx", "--as", "x", "--update", "--bank", tmp_path)


def test_files_outside_a_bank_are_reviewed_and_the_table_is_kept(tmp_path: Path) -> None:
    for tag, side in (("en", 0), ("ru", 1)):
        lines = [row[side] for row in ROWS.values()]
        (tmp_path / f"{tag}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    files = [f"{tag}={tmp_path / tag}.txt" for tag in ("en", "ru")]
    run("align", *files, "--encoder", "none", "--for", "review", "-o", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    (page,) = book.worksheets
    rows = {str(page[f"C{row}"].value): row for row in range(2, page.max_row + 1)}
    one, two = rows["Trade is free."], rows["Done at Lisbon."]
    page[f"E{one}"].value, page[f"E{two}"].value = page[f"E{two}"].value, page[f"E{one}"].value
    book.save(tmp_path / "x.xlsx")
    table = run("align", *files, "--encoder", "none", "--keep", tmp_path / "x.xlsx")
    assert "Trade is free.\tСовершено в Лиссабоне." in table
    assert "Done at Lisbon.\tТорговля свободна." in table


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
def test_a_regrouped_table_comes_back_through_libreoffice(tmp_path: Path) -> None:
    document = text()
    cells = sheet(document, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    (page,) = book.worksheets
    page["C3"].value, page["C4"].value = f"{page['C3'].value}\n{page['C4'].value}", None
    book.save(tmp_path / "x.xlsx")
    for source, kind in (("x.xlsx", "ods"), ("x.ods", "xlsx")):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", kind]
        folder = tmp_path / kind
        subprocess.run([*command, "--outdir", folder, tmp_path / source], check=True, capture_output=True, timeout=120)
        shutil.copy(folder / f"x.{kind}", tmp_path / f"x.{kind}")
        result = regrouped(document, tuple(format_named(kind).read(tmp_path / f"x.{kind}").units), "x")
        assert result.document.unit("1").text("en") == f"{cells[1]['en']} {cells[2]['en']}"
        assert len(result.document.units) == len(document.units)
