"""What an import makes of a file: a new text, or the reviewer's edits in the text they were made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import tmx
from aligner.bank import Bank
from aligner.errors import InputError
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS
from aligner.exchange.importing import Import, new_document
from aligner.exchange.update import updated
from aligner.model import Document, Role, Segment, Status, Unit

Run = Callable[..., tuple[int, str, str]]


def of(*units: Unit, **known: object) -> Contents:
    return Contents(units, **known)  # type: ignore[arg-type] # the fields of a dataclass by name


def edited(annex: Document, format_name: str, change: Callable[[Unit], Unit], folder: Path) -> Import:
    """The annex out to a format, changed, and in again."""
    it = FORMATS[format_name]
    tags = ("en", "ru") if it.languages == 2 else ("en", "zh", "ru")
    path = folder / "a"
    changed = replace(annex, units=tuple(map(change, annex.units)))
    it.write(Selection(changed, tags, it.default_grain(None)), str(path))
    return updated(annex, it.read(path), f"a ({it.title})")


LOOPS = [name for name, it in FORMATS.items() if it.readable and name not in ("moses", "tbx", "tbx2", "sdltm")]


@pytest.mark.parametrize("format_name", LOOPS)
def test_an_unedited_file_changes_nothing(format_name: str, annex: Document, tmp_path: Path) -> None:
    result = edited(annex, format_name, lambda unit: unit, tmp_path)
    assert result.document == annex
    assert result.changes == ()


@pytest.mark.parametrize("format_name", LOOPS)
def test_an_edited_wording_comes_in_unverified_and_nothing_else_is_touched(
    format_name: str, annex: Document, tmp_path: Path
) -> None:
    def edit(unit: Unit) -> Unit:
        if unit.id != "pledge.k":
            return unit
        segment = replace(unit.segments["en"], text="Edited;")
        return replace(unit, segments={**unit.segments, "en": segment}, phrases=())

    result = edited(annex, format_name, edit, tmp_path)
    (change,) = (it for it in result.changes if it.what == "en")
    assert (change.unit, change.before, change.after) == ("pledge.k", annex.unit("pledge.k").text("en"), "Edited;")
    after = result.document.unit("pledge.k")
    assert after.segments["en"].status == Status.UNVERIFIED
    assert after.segments["en"].label == annex.unit("pledge.k").segments["en"].label
    before = annex.unit("pledge.k")
    whole = replace(after, segments={**after.segments, "en": before.segments["en"]})
    assert whole == before
    assert [it for it in result.document.units if it.id != "pledge.k"] == [
        it for it in annex.units if it.id != "pledge.k"
    ]
    # The English was verified as a whole: it no longer is, and says why.
    version = result.document.languages["en"]
    assert version.status == Status.UNVERIFIED
    assert version.source == f"{annex.languages['en'].source} Not all of it: 1 wording changed by an import."
    assert replace(result.document, units=annex.units, languages=annex.languages) == annex
    assert any("no longer in the edited clause" in remark for remark in result.remarks) == bool(before.phrases)


def test_nothing_becomes_verified_by_a_table(annex: Document) -> None:
    contents = contents_of(Selection(annex, ("en", "zh", "ru")))
    units = (
        replace(unit, segments={tag: replace(it, status=Status.VERIFIED) for tag, it in unit.segments.items()})
        for unit in contents.units
    )
    result = updated(annex, replace(contents, units=tuple(units)), "a")
    assert result.document == annex
    assert any("54 wordings are called verified in the file only (title zh, title ru" in it for it in result.remarks)


def test_a_lower_status_is_taken_over(annex: Document) -> None:
    contents = contents_of(Selection(annex, ("en", "zh", "ru")))
    first, *rest = contents.units
    doubted = replace(first, segments={**first.segments, "en": replace(first.segments["en"], status=Status.SUPERSEDED)})
    result = updated(annex, replace(contents, units=(doubted, *rest)), "a")
    assert result.document.units[0].segments["en"].status == Status.SUPERSEDED
    assert [(it.unit, it.what, it.after) for it in result.changes] == [("title", "status en", "superseded")]


def test_empty_cells_and_missing_rows_delete_nothing_and_are_named(annex: Document) -> None:
    unit = annex.unit("title")
    only_en = Unit("title", Role.TITLE, {"en": unit.segments["en"]})
    result = updated(annex, of(only_en, languages=("en", "zh")), "a")
    assert result.document == annex
    assert "26 units of the text are not in the file and stay as they are (enacting-body" in result.remarks[0]
    assert result.remarks[1:] == ("1 segment empty in the file, so the text keeps its wording (title zh)",)


def test_a_new_row_comes_where_it_stands_and_a_new_language_is_unverified(annex: Document) -> None:
    title = replace(
        annex.units[0], segments={"en": annex.units[0].segments["en"], "fr": Segment("Code", status=Status.VERIFIED)}
    )
    new = Unit("subtitle", Role.HEADING, {"en": Segment("New", status=Status.VERIFIED)})
    result = updated(annex, of(title, new), "a.csv (table)")
    assert [unit.id for unit in result.document.units[:3]] == ["title", "subtitle", "enacting-body"]
    assert result.document.unit("subtitle").segments["en"].status == Status.UNVERIFIED
    assert result.document.units[0].segments["fr"].status == Status.UNVERIFIED
    version = result.document.languages["fr"]
    assert (version.status, "a.csv (table)" in version.source) == (Status.UNVERIFIED, True)


def test_a_file_of_another_text_is_refused(annex: Document) -> None:
    with pytest.raises(InputError, match="no id of the file is one of 'a-66-359'"):
        updated(annex, of(Unit("1", Role.PARAGRAPH, {"en": Segment("A")})), "a")


def test_edited_phrases_of_two_languages_keep_the_third(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    FORMATS["po"].write(Selection(annex, ("en", "ru"), EntryGrain.BOTH), str(path))
    result = updated(annex, FORMATS["po"].read(path), "a.po")
    assert result.document == annex


def test_terms_come_in_beside_those_that_the_file_does_not_have(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    some = replace(annex, concepts=annex.concepts[:2])
    first = replace(some.concepts[0], terms={**some.concepts[0].terms, "en": ("Assembly",)})
    FORMATS["tbx"].write(Selection(replace(some, concepts=(first, *some.concepts[1:])), ("en", "ru")), str(path))
    result = updated(annex, FORMATS["tbx"].read(path), "a.tbx")
    assert [it.unit for it in result.changes] == ["general-assembly"]
    assert result.document.concepts[0].terms == {**annex.concepts[0].terms, "en": ("Assembly",)}
    assert result.document.concepts[1:] == annex.concepts[1:]


def test_a_new_text_has_what_the_file_has_and_says_where_it_is_from(annex: Document) -> None:
    contents = contents_of(Selection(annex, ("en", "zh", "ru")))
    result = new_document(
        replace(contents, versions={}, left_out=Counter({"inline codes": 3})), "copy", "a.csv (table)"
    )
    assert result.document.units == annex.units
    assert {tag: it.status for tag, it in result.document.languages.items()} == dict.fromkeys(
        ("en", "zh", "ru"), Status.UNVERIFIED
    )
    assert all("Imported from a.csv (table)" in it.source for it in result.document.languages.values())
    assert "3 inline codes" in result.remarks


def test_a_source_file_that_does_not_come_along_is_said(annex: Document) -> None:
    result = new_document(contents_of(Selection(annex, ("en", "zh", "ru"))), "copy", "a.parquet")
    assert result.document.languages["en"].file == ""
    assert any("the source file of en, sources/A-66-359-en.txt" in remark for remark in result.remarks)


def test_ids_that_the_bank_cannot_have_are_changed_and_that_is_said() -> None:
    units = (Unit(id_, Role.ITEM, {"en": Segment("A")}) for id_ in ("Article 2 (b)", "§", "fine"))
    result = new_document(of(*units), "x", "a")
    assert [unit.id for unit in result.document.units] == ["Article-2-b", "2", "fine"]
    assert any(remark.startswith("2 ids as written") for remark in result.remarks)


@pytest.mark.parametrize(
    "format_name", [name for name, it in FORMATS.items() if it.readable and name not in ("tbx", "tbx2", "sdltm")]
)
def test_every_format_makes_a_text_that_the_bank_reads(
    format_name: str, annex: Document, tmp_path: Path, in_process: Run
) -> None:
    it = FORMATS[format_name]
    path = tmp_path / "a"
    tags = ("en", "ru") if it.languages == 2 else ("en", "zh", "ru")
    it.write(Selection(annex, tags, it.default_grain(None)), str(path))
    bank = tmp_path / "bank"
    bank.mkdir()
    status, _, stderr = in_process("import", path, "--from", format_name, "--as", "A/1", "--bank", bank)
    assert (status, "a-1: 27 units in en" in stderr) == (0, True)
    document = Bank(bank).load("a-1")
    assert [unit.text("ru") for unit in document.units] == [unit.text("ru") for unit in annex.units]
    assert all(unit.segments["ru"].status == Status.UNVERIFIED for unit in document.units)
    assert [folder.name for folder in bank.iterdir()] == ["a-1"]


def test_the_loop_of_a_reviewer(annex: Document, tmp_path: Path, in_process: Run) -> None:
    """A spreadsheet out, edits in, check, translation memory out: as the commands do it."""
    bank, sheet_file, memory = tmp_path / "bank", tmp_path / "review.xlsx", tmp_path / "a.tmx"
    bank.mkdir()
    Bank(bank).save(annex)
    assert in_process("export", "a-66-359", "--bank", bank, "-o", sheet_file)[0] == 0
    book = openpyxl.load_workbook(sheet_file)
    sheet = book.active
    assert sheet is not None
    columns = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "pledge.b":
            row[columns.index("ru")].value = "не использовать оружие;"
            row[columns.index("review")].value = "shorter"
    book.save(sheet_file)
    arguments = ("import", sheet_file, "--as", "a-66-359", "--bank", bank)
    before = {path: path.read_bytes() for path in bank.rglob("*.yaml")}

    status, stdout, stderr = in_process(*arguments)
    assert (status, "there is a text 'a-66-359' already; change it with --update" in stderr) == (2, True)
    status, stdout, stderr = in_process(*arguments, "--update", "--dry-run")
    assert (status, "pledge.b  ru" in stdout, "(nothing written)" in stderr) == (0, True, True)
    assert {path: path.read_bytes() for path in bank.rglob("*.yaml")} == before

    status, stdout, stderr = in_process(*arguments, "--update")
    assert status == 0
    assert "  + не использовать оружие;" in stdout
    assert "comment on pledge.b: shorter" in stderr
    document = Bank(bank).load("a-66-359")
    assert document.unit("pledge.b").text("ru") == "не использовать оружие;"
    assert document.unit("pledge.b").phrases == annex.unit("pledge.b").phrases
    assert document.languages == annex.languages
    assert document.concepts == annex.concepts
    changed = [path.name for path, old in before.items() if path.read_bytes() != old]
    assert changed == ["annex.yaml"]
    old_lines = before[bank / "a-66-359" / "annex.yaml"].decode().splitlines()
    new_lines = (bank / "a-66-359" / "annex.yaml").read_text(encoding="utf-8").splitlines()
    assert len(set(new_lines) - set(old_lines)) == 1

    status, stdout, _ = in_process("check", "a-66-359", "--bank", bank)
    assert (status, "pledge.b" in stdout) == (1, True)
    assert in_process("export", "a-66-359", "--bank", bank, "-o", memory, "--pair", "en:ru")[0] == 0
    with tmx.read(memory) as units:
        found = {unit.text("en"): unit.text("ru") for unit in units}
    assert found[annex.unit("pledge.b").text("en")] == "не использовать оружие;"
