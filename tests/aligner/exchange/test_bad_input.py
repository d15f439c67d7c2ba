"""Files that are broken, hostile or of another kind: one clear line, and nothing written."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import ClausebankError
from aligner.exchange.formats import FORMATS
from aligner.exchange.table import armed
from tmx import TmxError
from tmx.cells import disarmed

READABLE = [it.name for it in FORMATS.values() if it.readable]


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to more than may be."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("id", "en")))) as sound, zipfile.ZipFile(out, "w") as packed:
        for name in sound.namelist():
            if name != "xl/worksheets/sheet1.xml":
                packed.writestr(name, sound.read(name))
        with packed.open(zipfile.ZipInfo("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet>")
        packed.getinfo("xl/worksheets/sheet1.xml").file_size = 1 << 40
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("id", "en"), ("a", "A")))) as sound, zipfile.ZipFile(out, "w") as packed:
        for name in sound.namelist():
            content = sound.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE a [<!ENTITY lol "lol">]>' + content
            packed.writestr(name, content)
    return out.getvalue()


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


XLIFF = '<xliff version="1.2"><file source-language="en" target-language="ru"><body>{}</body></file></xliff>'
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
UNIT = '<trans-unit id="{}"><source>{}</source><target>B</target></trans-unit>'

PO = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
MESSAGE = 'msgctxt "menu"\nmsgid "A"\nmsgstr "B"\n\n'

CASES: list[tuple[str, str, bytes, str]] = [
    ("empty", "a.csv", b"", "missing column: none is a language"),
    ("no language", "a.csv", b"id,text\n1,A\n", "missing column: none is a language; the first row names the columns"),
    ("column twice", "a.csv", b"id,en,en\n1,A,B\n", "the column 'en' occurs 2 times"),
    ("latin-1", "a.csv", "id,en\n1,A\n2,café\n".encode("latin-1"), "a.csv:3: not UTF-8; save the file as UTF-8"),
    ("formula", "a.csv", b"id,en\n1,=cmd|' /C calc'!A0\n", "a.csv:2, column 2: a formula: \"=cmd|' /C calc'!A0\""),
    ("formula", "a.tsv", b"id\ten\n1\t@SUM(1)\n", "a.tsv:2, column 2: a formula"),
    ("open quote", "a.csv", b'id,en\n1,"A\n', "a.csv:2: is not a table: unexpected end of data; check the quotes"),
    ("UTF-16 without mark", "a.csv", "id,en\n1,A\n".encode("utf-16-le"), "a.csv:1: has null characters"),
    ("too many cells", "a.csv", b"id,en\n1,A,B\n", "a.csv:2: 3 cells in a row of 2 columns"),
    ("id twice", "a.csv", b"id,en\nx,A\nx,B\n", "the id 'x' occurs twice, on lines 2 and 3"),
    ("status", "a.csv", b"id,en,status-en\nx,A,official\n", "a.csv:2, x: unknown status 'official'; known: verified"),
    ("role", "a.csv", b"id,en,role\nx,A,verse\n", "a.csv:2, x: unknown role 'verse'; known: title"),
    ("occurrence", "a.csv", b"id,en,occurrence-en\nx,A,0\n", "'0' is not an occurrence"),
    ("no rows", "a.csv", b"id,en\n", "holds no units and no terms"),
    ("UTF-16 without a mark", "a.csv", "id,en\nx,A\n".encode("utf-16-le"), "a.csv:1: has null characters"),
    ("no language, but ID", "a.csv", b"ID,Wording\nx,A\n", "missing column: none is a language"),
    ("no workbook", "a.xlsx", b"id,en", "a.xlsx: is not a workbook; save it as .xlsx"),
    ("formula", "a.xlsx", workbook(("id", "en"), ("x", "=1+1")), "a.xlsx, cell B2: a formula: '=1+1'"),
    ("id twice", "a.xlsx", workbook(("id", "en"), ("x", "A"), ("x", "B")), "the id 'x' occurs twice, on lines 2 and 3"),
    ("no language", "a.xlsx", workbook(("id", "text"), ("x", "A")), "missing column: none is a language"),
    ("bomb", "a.xlsx", bomb(), "a.xlsx: would unpack to more than 256 MB; split the table"),
    ("entities", "a.xlsx", with_entities(), "a.xlsx: declares a document type"),
    ("no JSON", "a.jsonl", b'{"id": "x", "segments": {}}\n{', "a.jsonl:2: is not JSON; one object per line"),
    ("no unit", "a.jsonl", b'{"id": "x", "segments": {"en": "A"}}\n', "a.jsonl:1: is not a unit"),
    ("no id", "a.jsonl", b'{"segments": {}}\n', "a.jsonl:1: is not a unit ('id')"),
    ("latin-1", "a.jsonl", b'{"id": "\xe9"}', "a.jsonl:1: not UTF-8"),
    ("deep", "a.jsonl", b"[" * 100_000, "a.jsonl:1: is not JSON"),
    ("no parquet", "a.parquet", b"PAR1", "a.parquet: is not a Parquet file that can be read"),
    ("no id", "a.parquet", parquet(en=["A"]), "a.parquet: missing column 'id'"),
    ("no language", "a.parquet", parquet(id=["x"], text=["A"]), "a.parquet: missing column: none is a language"),
    ("numbers", "a.parquet", parquet(id=["x"], en=[1]), "a.parquet, row 1: is not a unit (1 is not a text)"),
    ("id twice", "a.parquet", parquet(id=["x", "x"], en=["A", "B"]), "the id 'x' occurs twice"),
    ("no XML", "a.xlf", b"<xliff", "a.xlf:1: not well-formed XML"),
    ("entity", "a.xlf", (ENTITY + XLIFF.format("&x;")).encode(), "a.xlf: declares entities"),
    ("another root", "a.xlf", b"<html/>", "a.xlf: is not XLIFF: its root element is 'html'"),
    ("no language", "a.xlf", b'<xliff version="1.2"><file/></xliff>', "does not say its source language"),
    ("id twice", "a.xlf", XLIFF.format(UNIT.format("x", "A") * 2).encode(), "the id 'x' occurs twice"),
    (
        "encoding",
        "a.xlf",
        XLIFF.format("é").encode("latin-1"),
        "a.xlf:1: not well-formed XML: ",
    ),
    ("no language", "a.xlf2", b'<xliff version="2.1" trgLang="en"/>', "does not say its source language"),
    (
        "no target language",
        "a.xlf",
        XLIFF.replace(' target-language="ru"', "").format(UNIT.format("x", "A")).encode(),
        "does not say the language of its translations",
    ),
    ("message twice", "a.po", (PO + MESSAGE * 2).encode(), "the id 'menu' occurs twice"),
    ("version 1", "a.xlf2", b'<xliff version="1.2"/>', "is not XLIFF 2; read it with --from xliff"),
    ("another root", "a.tbx", b"<html/>", "a.tbx: is not TBX: its root element is 'html'"),
    ("entity", "a.tbx", (ENTITY + "<tbx>&x;</tbx>").encode(), "a.tbx: declares entities"),
    ("no language", "a.tbx", b"<tbx><conceptEntry><langSec/></conceptEntry></tbx>", "does not say its language"),
    ("no texts", "a.tei", b"<TEI><text/></TEI>", "is not a TEI file with a group of texts"),
    (
        "link to nowhere",
        "a.tei",
        b'<TEI><text><group><text xml:lang="en"/></group><linkGrp type="clause"><link target="#a"/></linkGrp></text></TEI>',
        "a link leads to 'a', which is not there",
    ),
    ("no language", "a.po", b'msgid "A"\nmsgstr "B"\n', "a.po: does not say the language of its translations"),
    ("no PO", "a.po", b"hello", "a.po:1: is not a PO catalogue"),
    ("latin-1", "a.po", b'msgid "A"\nmsgstr "\xe9"\n', "a.po:2: not UTF-8"),
    (
        "unknown encoding",
        "a.po",
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n',
        "a.po: no encoding is called 'klingon'",
    ),
    ("no language", "a.conllu", b"# text = A\n1\tA" + b"\t_" * 8 + b"\n\n", "sentence 1: does not say its language"),
    ("no conllu", "a.conllu", b"# sent_id = a/en\nA\n\n", "a.conllu: is not CoNLL-U"),
    ("no TMX", "a.tmx", b"<html/>", "a.tmx"),
    ("unknown", "a.pptx", b"", "the file name does not say the format; name it with --from"),
]


def run_import(file: Path, bank: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "import", str(file)]
    return subprocess.run(
        [*command, "--as", "new", "--bank", str(bank), *options], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("what", "name", "source", "said"), CASES, ids=[f"{name}-{what}" for what, name, *_ in CASES])
def test_bad_input_is_one_clear_line_and_nothing_is_written(
    what: str, name: str, source: bytes, said: str, tmp_path: Path, in_process: Callable[..., tuple[int, str, str]]
) -> None:
    file, bank = tmp_path / name, tmp_path / "bank"
    file.write_bytes(source)
    bank.mkdir()
    status, stdout, stderr = in_process("import", file, "--as", "new", "--bank", bank)
    assert (status, stdout) == (2, ""), what
    (line,) = stderr.splitlines()
    assert said in line
    assert not list(bank.iterdir())


def test_a_bomb_is_refused_in_the_real_program_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(bomb())
    run = run_import(tmp_path / "a.xlsx", tmp_path)
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=60)
@given(source=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda it: it.encode("utf-8", "replace"))))
def test_no_bytes_make_a_reader_fail_in_another_way(
    name: str, source: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{name}"
    path.write_bytes(source)
    with contextlib.suppress(ClausebankError, TmxError):
        list(FORMATS[name].read(path).units)


@given(st.text())
def test_a_cell_survives_being_disarmed_and_no_spreadsheet_computes_it(cell: str) -> None:
    written = disarmed(cell)
    assert armed(written) == cell
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_parquet_file_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet(id=["x"], en=["A" * 10_000]))
    monkeypatch.setattr("aligner.exchange.parquet.MAX_UNPACKED", 1_000)
    with pytest.raises(ClausebankError, match="would unpack to more than"):
        FORMATS["parquet"].read(path)
