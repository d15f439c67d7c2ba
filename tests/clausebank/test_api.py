"""The public API: what is listed can be used, is documented, and shows untrusted wording safely."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import clausebank
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from clausebank import Results


@pytest.mark.parametrize("name", clausebank.__all__)
def test_every_public_name_can_be_imported_and_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(clausebank, name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'aline'"):
        clausebank.aline  # noqa: B018 - the access is what is tested


def test_importing_the_package_loads_none_of_its_libraries() -> None:
    code = (
        "import sys, clausebank; print([name for name in ('numpy', 'lxml', 'yaml', 'aligner') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def hostile() -> Document:
    wording = {"en": Segment("<script>alert(1)</script> 5"), "fr": Segment("<b> 6")}
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "test") for tag in wording}
    return Document("hostile", "hostile", {}, versions, (Unit("<i>", Role.PARAGRAPH, wording),))


def test_no_markup_of_a_wording_reaches_a_notebook() -> None:
    html = clausebank.check(hostile())._repr_html_()
    assert "NUM001" in html
    assert "<i>" not in html
    assert "&lt;i&gt;" in html


def test_a_text_shows_itself_in_a_line_and_in_a_notebook_with_its_status_and_without_its_markup() -> None:
    document = hostile()
    assert repr(document) == "<Document hostile: en unverified, fr unverified; units: 1>"
    assert repr(document.units[0]) == "<Unit <i>, paragraph: en '<script>alert(1)</script> 5', fr '<b> 6'>"
    for html in (document._repr_html_(), document.units[0]._repr_html_()):
        assert "<th>en (unverified)</th>" in html
        assert "&lt;script&gt;" in html
        assert "<script>" not in html
        assert "<i>" not in html


def test_a_notebook_shows_the_first_rows_and_counts_the_rest() -> None:
    html = Results(range(60), ("number",), lambda number: (number,))._repr_html_()
    assert html.count("<tr>") == 51
    assert html.endswith("<p>and 10 more</p>")


def test_a_slice_of_results_is_results() -> None:
    results = Results(range(5), ("number",), lambda number: (number,))
    assert list(results[1:3].rows()) == [{"number": 1}, {"number": 2}]


@pytest.mark.parametrize("frame", ["to_arrow", "to_pandas", "to_polars"])
def test_results_become_data_frames_also_when_there_are_none(frame: str) -> None:
    rows = Results(["Peace", "Law"], ("word", "letters"), lambda word: (word, len(word)))
    assert getattr(rows, frame)().shape == (2, 2)
    assert getattr(rows[:0], frame)().shape == (0, 2)


def test_a_text_comes_back_from_a_file_it_was_exported_to(tmp_path: Path) -> None:
    document = clausebank.load("a-66-359")
    losses = clausebank.export(document, tmp_path / "code.tmx", languages=["ru", "zh"])
    again = clausebank.read(tmp_path / "code.tmx")
    assert tuple(again.languages) == ("ru", "zh")
    assert [unit.text("zh") for unit in again.units] == [unit.text("zh") for unit in document.units]
    assert any("phrases" in loss for loss in losses)


def test_a_file_that_is_not_there_is_an_error_of_the_project(tmp_path: Path) -> None:
    with pytest.raises(clausebank.ClausebankError, match="no such file"):
        clausebank.read(tmp_path / "nothing.tmx")


def test_every_public_name_is_on_the_page_of_the_api() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in clausebank.__all__ if name != "__version__" and f"clausebank.{name}" not in page] == []


def minutes() -> Document:
    return clausebank.align(
        {
            "en": ["The Committee met in Geneva.", "It adopted the report of the Chair."],
            "fr": ["Le Comité s'est réuni à Genève.", "Il a adopté le rapport de la présidence."],
        }
    )


def test_what_was_aligned_can_be_searched_checked_and_compared() -> None:
    document = minutes()
    assert [hit.passage.unit.text("fr") for hit in clausebank.search("report", document)] == [
        "Il a adopté le rapport de la présidence."
    ]
    assert [row["word"] for row in clausebank.concordance("adopt*", document).rows()] == ["adopted", "adopté"]
    assert {row.equivalent for row in clausebank.equivalents("report", document, language="en")} == {"rapport"}
    assert {pair.kinds for pair in clausebank.compare(document, document)} == {()}


def test_a_word_that_is_not_there_has_no_results() -> None:
    document = minutes()
    assert len(clausebank.search("zebra", document)) == 0
    assert len(clausebank.concordance("zebra", document)) == 0
    assert len(clausebank.equivalents("zebra", document)) == 0


def test_verify_says_what_differs_from_a_file_and_changes_nothing(tmp_path: Path) -> None:
    document = clausebank.load("a-66-359")
    assert document.path is not None
    source = (document.path / document.languages["en"].file).read_text(encoding="utf-8")
    (tmp_path / "en.txt").write_text(source.replace("open to all States", "open to most States"), encoding="utf-8")
    comparison = clausebank.verify(document, "en", tmp_path / "en.txt")
    assert [unit.unit for unit in comparison if unit.standing != "identical"] == ["purpose.2"]
    assert clausebank.load("a-66-359") == document
