"""Pictures: well-formed whatever the words are, bounded in size, and read out to those who do not see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

import clausebank
from aligner.cli.app import app
from aligner.model import Role, Segment, Unit
from aligner.wording.figures import length_table, strips_of
from aligner.wording.passages import Passage
from aligner.wording.pictures import svg
from aligner.wording.pictures.bars import Bar, bars
from aligner.wording.pictures.figures import dispersion_picture, length_picture
from aligner.wording.pictures.picture import Picture
from aligner.wording.query import Query
from aligner.wording.search import Scope
from aligner.wording.tables import Table

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {
    "words": ["figures", "words", "--language", "zh"],
    "collocates": ["figures", "collocates", "security"],
    "keys": ["figures", "keys", "--against", "other.tsv", "--language", "en"],
    "dispersion": ["figures", "dispersion", "[security]"],
    "groups": ["figures", "groups", "State", "--by", "year"],
    "lengths": ["figures", "lengths", "--pair", "en:ru"],
    "links": ["figures", "links", "--pair", "en:zh", "--where", "unit=pledge.d"],
    "equivalents": ["equivalents", "security", "--language", "en"],
}


def parsed(picture: str) -> etree._Element:
    return etree.fromstring(picture.encode(), etree.XMLParser(resolve_entities=False))


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_and_read_out(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is SVG with a title and a description that has the words of the table; unverified languages are named."""
    monkeypatch.chdir(tmp_path)
    Path("other.tsv").write_text("en\tfr\n" + "security of tax and tax\tx\n" * 30, encoding="utf-8")
    command = [*FIGURES[name], "--text", "a-66-359"]
    result = CliRunner().invoke(app, [*command, "-o", "picture.svg"])
    assert result.exit_code == 0, result.output
    root = parsed(Path("picture.svg").read_text(encoding="utf-8"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    table = CliRunner().invoke(app, [*command, "-o", "table.csv"])
    assert table.exit_code == 0
    first = Path("table.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    assert all(cell.strip('"') in (description.text or "") for cell in first[:3])
    has_unverified = name in ("words", "lengths", "links", "equivalents")
    assert ("not verified, never compared" in (description.text or "")) == has_unverified


def test_what_has_no_picture_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for command in (["figures", "vocabulary"], ["search", "security"], ["kwic", "security"]):
        result = CliRunner().invoke(app, [*command, "-o", str(tmp_path / "x.svg")])
        assert result.exit_code == 2
        assert not list(tmp_path.iterdir())


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=80), st.floats(-1e6, 1e6)), min_size=1, max_size=6), st.text(max_size=200))
def test_a_picture_of_any_words_is_well_formed_and_within_its_frame(rows: list[tuple[str, float]], title: str) -> None:
    table = Table(("language", "word"), [("en", name) for name, _ in rows])
    picture = bars(title, title, table, [Bar("en", name, value, name) for name, value in rows], title)
    root = parsed(picture.svg)
    width = float(root.get("width", "0"))
    for rectangle in root.iter(f"{SVG}rect"):
        left, length = float(rectangle.get("x", "-1")), float(rectangle.get("width", "-1"))
        assert left >= 0
        assert left + length <= width + 1
    assert "<script" not in picture._repr_html_().lower() or "<script" not in title.lower()


def test_a_word_in_a_picture_never_becomes_markup() -> None:
    hostile = "</text><script>alert(1)</script>"
    picture = bars(hostile, hostile, Table(("word",), [(hostile,)]), [Bar(hostile, hostile, 1, hostile)], hostile)
    assert "<script" not in picture._repr_html_()
    assert {element.tag for element in parsed(picture.svg).iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "rect", "text", "line")
    }


def test_a_long_text_makes_no_large_picture() -> None:
    units = [
        Unit(str(number), Role.ITEM, {"en": Segment("peace and peace"), "fr": Segment("la paix")})
        for number in range(9000)
    ]
    strips = strips_of((Passage("long", unit) for unit in units), Query("peace"), Scope())
    assert [len(strip.places) for strip in strips] == [18_000]
    assert len(dispersion_picture("peace", strips).svg) < 150_000
    assert len(length_picture(length_table(units, ("en", "fr"))).svg) < 1_500_000


def test_places_and_spread_are_those_of_the_words() -> None:
    """Ten words, the second and the last: places .1 and .9, each in a tenth of its own."""
    unit = Unit("1", Role.ITEM, {"en": Segment("a peace b c d e f g h peace")})
    (strip,) = strips_of([Passage("x", unit)], Query("peace"), Scope())
    assert strip.places == (0.1, 0.9)
    assert strip.deviation == pytest.approx(0.8 / 0.9, abs=0.001)


def test_a_unit_of_unusual_length_is_marked() -> None:
    lengths = [(100, 100), (50, 52), (80, 81), (60, 63), (70, 72), (90, 20)]
    units = [
        Unit(str(at), Role.ITEM, {"en": Segment("x" * first), "fr": Segment("y" * second)})
        for at, (first, second) in enumerate(lengths)
    ]
    table = length_table(units, ("en", "fr"))
    assert [row[0] for row in table.rows if abs(float(row[4])) > 3] == ["5"]
    assert "cb-second" in length_picture(table).svg


def test_results_in_python_draw_themselves() -> None:
    document = clausebank.load("a-66-359")
    pictures = [
        clausebank.search("security", document).plot(),
        clausebank.concordance("security", document, language="en").plot(),
        clausebank.equivalents("security", document, language="en").plot(),
        clausebank.draw_lengths(document, "en", "ru"),
        clausebank.draw_links(document.unit("pledge.d"), "en", "zh"),
    ]
    for picture in pictures:
        assert isinstance(picture, Picture)
        assert parsed(picture._repr_svg_()).tag == f"{SVG}svg"
        assert "<details>" in picture._repr_html_()
    with pytest.raises(clausebank.ClausebankError, match="no picture"):
        clausebank.check(document, select=["NUM"]).plot()


def test_text_is_shortened_to_its_room() -> None:
    assert svg.shortened("Charter", 100) == "Charter"
    for text in ("international " * 9, "信息安全" * 20, "حقوق الإنسان " * 9):
        shown = svg.shortened(text, 120)
        assert shown.endswith("…")
        assert svg.width_of(shown) <= 121


def test_nothing_to_draw_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "x.svg"
    command = ["figures", "keys", "--text", "a-66-359", "--against", "a-66-359", "-o", str(target)]
    assert CliRunner().invoke(app, command).exit_code == 1
    assert not target.exists()
