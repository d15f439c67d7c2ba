"""What the comparison with an official file finds: every difference, and no other."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.attestation.anchoring import moved
from aligner.attestation.folding import Fold, folds_between
from aligner.bank import Bank
from aligner.errors import InputError, NotFoundError
from aligner.model import Document, Emendation, LanguageVersion, Role, Segment, Status, Unit
from aligner.sources import read
from aligner.verification import Comparison, Standing, compare, deviations
from aligner.verification.locating import Placement, locate
from benchmarks.samples import Part, Piece, Sample, compose, write_docx, write_html, write_pdf, write_text
from benchmarks.samples.print import PACKAGES, has_fonts

WRITERS: dict[str, Callable[[Sample, Path], None]] = {
    "pdf": write_pdf,
    # An automatic list would count on over a label that was changed.
    "docx": functools.partial(write_docx, automatic=False),
    "html": write_html,
    "txt": write_text,
}


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


def compared(annex: Document, sample: Sample, path: Path) -> Comparison:
    if path.suffix == ".pdf" and not has_fonts():
        pytest.skip(f"the fonts of the generated PDF are not installed: apt install {PACKAGES}")
    WRITERS[path.suffix[1:]](sample, path)
    return compare(annex, sample.language, read(path))


def edited(annex: Document, language: str, edits: dict[str, Callable[[Piece], list[Piece]]]) -> Sample:
    """The sample with some units, by id, replaced by other paragraphs."""
    sample = compose(annex, language)
    by_text = {annex.unit(id_).text(language): change for id_, change in edits.items()}
    pieces: list[Piece] = []
    for piece in sample.pieces:
        pieces += by_text[piece.text](piece) if piece.text in by_text else [piece]
    return dataclasses.replace(sample, pieces=tuple(pieces))


def reword(old: str, new: str) -> Callable[[Piece], list[Piece]]:
    def change(piece: Piece) -> list[Piece]:
        assert piece.text.count(old) >= 1, (old, piece.text)
        return [dataclasses.replace(piece, text=piece.text.replace(old, new, 1))]

    return change


def relabel(label: str) -> Callable[[Piece], list[Piece]]:
    return lambda piece: [dataclasses.replace(piece, label=label)]


def followed_by(text: str) -> Callable[[Piece], list[Piece]]:
    return lambda piece: [piece, Piece(Part.TEXT, text)]


PLANTED: dict[str, dict[str, Callable[[Piece], list[Piece]]]] = {
    "en": {
        "title": reword("code", "Code"),
        "preamble.1": reword("its resolutions", "its resolution"),
        "preamble.2": reword("considerable progress", "progress"),
        "preamble.3": reword("stability and security and", "stability and security, and"),
        "preamble.5": reword("Internet and the need", "Internet, as well as the need"),
        "preamble.7": reword("64/211", "64/221"),
        "adoption": lambda _: [],
        "purpose.1": reword("are to be", "are not to be"),
        "pledge.a": relabel("(b)"),
        "pledge.e": reword("protect", "defend"),
        "pledge.g": reword("Internet management system", "management system of the Internet"),
        "pledge.k": followed_by("The Secretary-General shall report on it."),
    },
    "zh": {
        "title": reword("行为准则", "行为守则"),
        "preamble.1": reword("，", "、"),
        "preamble.2": reword("显著", "重大"),
        "preamble.3": reword("宗旨", "目的"),
        "preamble.4": reword("非法", ""),
        "preamble.5": reword("威胁与攻击", "攻击与威胁"),
        "preamble.6": lambda _: [],
        "preamble.7": reword("64/211", "64/221"),
        "pledge.b": reword("不利用", "利用"),
        "pledge.d": relabel("(e)"),
        "pledge.i": reword("发展中国家", "发展中各国"),
        "pledge.k": followed_by("秘书长应就此提出报告。"),
    },
    "ru": {
        "title": reword("Правила", "Кодекс"),
        "preamble.1": reword("свои", "собственные"),
        "preamble.2": reword("отмечая", "Отмечая"),
        "preamble.3": reword("и способны", "или способны"),
        "preamble.4": reword("усиления", "усиление"),
        "preamble.6": lambda _: [],
        "preamble.7": reword("64/211", "64/221"),
        "purpose.1": reword("обязанности", "обязательства"),
        "pledge.b": reword("не ", ""),
        "pledge.c": relabel("d)"),
        "pledge.i": reword(";", "."),
        "pledge.k": followed_by("Генеральный секретарь докладывает об этом."),
    },
}


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "txt"])
@pytest.mark.parametrize("language", PLANTED)
def test_of_twelve_planted_differences_exactly_those_twelve_are_reported(
    annex: Document, language: str, kind: str, tmp_path: Path
) -> None:
    planted = PLANTED[language]
    assert len(planted) == 12
    sample = edited(annex, language, planted)
    comparison = compared(annex, sample, tmp_path / f"a.{kind}")
    found = {(it.unit, str(it.standing)) for it in comparison.units if it.standing != Standing.IDENTICAL}
    gone = {id_ for id_, change in planted.items() if not change(Piece(Part.TEXT, annex.unit(id_).text(language)))}
    expected = {(id_, "missing" if id_ in gone else "extra" if id_ == "pledge.k" else "differs") for id_ in planted}
    assert found == expected
    assert len(comparison.units) == len(annex.units) + 1
    assert not comparison.is_clean
    for unit in comparison.units:
        if unit.standing == Standing.DIFFERS and unit.unit not in {"preamble.5", "pledge.g"}:
            assert len(unit.changes) == 1, (unit.unit, unit.changes)


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "txt"])
def test_an_unchanged_file_is_identical(annex: Document, language: str, kind: str, tmp_path: Path) -> None:
    comparison = compared(annex, compose(annex, language), tmp_path / f"a.{kind}")
    assert comparison.counts == {Standing.IDENTICAL: len(annex.units)}


def test_the_english_transcription_is_identical_save_the_recorded_emendation(annex: Document) -> None:
    assert annex.path is not None
    version = annex.languages["en"]
    comparison = compare(annex, "en", read(annex.path / version.file))
    assert comparison.counts == {Standing.IDENTICAL: 27}
    assert [(it.unit, it.emended) for it in comparison.units if it.emended] == [("pledge.i", version.emendations)]
    assert comparison.source.sha256 == version.sha256


@pytest.mark.parametrize(
    ("language", "unit", "old", "new", "folds"),
    [
        ("en", "preamble.7", '"Creation', "“Creation", [Fold.QUOTES]),
        ("en", "purpose.1", "people's", "people’s", [Fold.QUOTES]),
        ("en", "preamble.7", "of 21 December", "of 21\u00a0December", [Fold.SPACES]),
        ("en", "preamble.8", "capacity-building", "capacity\u2011building", [Fold.HYPHENS]),
        ("zh", "preamble.7", "64/211", "６４/２１１", [Fold.WIDTH]),
        ("zh", "preamble.1", "，", " ，", [Fold.SPACES]),
        ("ru", "preamble.1", "й", "и\u0306", [Fold.COMPOSITION]),
    ],
)
def test_typography_is_folded_and_named(
    annex: Document, tmp_path: Path, language: str, unit: str, old: str, new: str, folds: list[Fold]
) -> None:
    sample = edited(annex, language, {unit: reword(old, new)})
    comparison = compared(annex, sample, tmp_path / "a.docx")
    (found,) = [it for it in comparison.units if it.standing != Standing.IDENTICAL]
    assert (found.unit, found.standing, list(found.folds)) == (unit, Standing.TYPOGRAPHIC, folds)
    assert comparison.is_clean


@pytest.mark.parametrize(
    ("one", "other"),
    [("the rights", "therights"), ("a – b", "a - b"), ("shall", "Shall"), ("end.", "end"), ("1,5", "1.5"), ("е", "ё")],
)
def test_what_is_wording_is_not_folded(one: str, other: str) -> None:
    assert folds_between(one, other) is None


def test_paragraphs_that_the_file_joins_or_parts_are_still_the_same_units(annex: Document, tmp_path: Path) -> None:
    sample = compose(annex, "en")
    pieces: list[Piece] = []
    for piece in sample.pieces:
        if piece.text.startswith("Adherence to the code"):
            pieces[-1] = dataclasses.replace(pieces[-1], text=f"{pieces[-1].text} {piece.text}")
        elif piece.text.startswith("Recalling its"):
            head, tail = piece.text.split(", in which", 1)
            pieces += [Piece(Part.TEXT, f"{head},"), Piece(Part.TEXT, f"in which{tail}")]
        else:
            pieces.append(piece)
    comparison = compared(annex, dataclasses.replace(sample, pieces=tuple(pieces)), tmp_path / "a.txt")
    assert comparison.counts == {Standing.IDENTICAL: 27}


def test_what_follows_in_another_annex_is_not_extra(annex: Document, tmp_path: Path) -> None:
    sample = compose(annex, "en")
    more = (Piece(Part.HEADING, "Annex II"), Piece(Part.TEXT, "Another text that nobody asked for."))
    comparison = compared(annex, dataclasses.replace(sample, pieces=(*sample.pieces, *more)), tmp_path / "a.html")
    assert comparison.is_clean


def test_a_file_of_another_language_or_text_is_refused(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(compose(annex, "ru"), path)
    with pytest.raises(InputError, match=r"holds 0 of the 27 units that a-66-359 has in 'zh'; is it A/66/359"):
        compare(annex, "zh", read(path))
    with pytest.raises(NotFoundError, match="no language 'fr'"):
        compare(annex, "fr", read(path))


@pytest.mark.parametrize(("count", "is_refused"), [(5, True), (6, True), (7, False)])
def test_a_file_with_less_than_a_quarter_of_the_units_is_refused(
    annex: Document, tmp_path: Path, count: int, is_refused: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(unit.text("en") for unit in annex.units[2 : 2 + count]), encoding="utf-8")
    if is_refused:
        with pytest.raises(InputError, match=f"holds {count} of the 27 units"):
            compare(annex, "en", read(path))
    else:
        assert compare(annex, "en", read(path)).counts == {Standing.IDENTICAL: count, Standing.MISSING: 27 - count}


def test_a_clause_that_was_wholly_reworded_is_the_one_between_its_neighbours() -> None:
    units = ["The rules of the Assembly,", "States shall report each year.", "Adopts the following code:"]
    blocks = [
        "The rules of the Assembly,",
        "Every year there is a report by all States, in writing.",
        "Adopts the following code:",
    ]
    assert [placement.units for placement in locate(units, blocks)] == [(0, 1), (1, 2), (2, 3)]


def test_a_number_that_only_the_file_has_is_a_label_and_no_word(annex: Document, tmp_path: Path) -> None:
    numbers = {"purpose.1": lambda piece: [dataclasses.replace(piece, text=f"12. {piece.text}")]}
    comparison = compared(annex, edited(annex, "en", numbers), tmp_path / "a.txt")
    (differing,) = [unit for unit in comparison.units if unit.standing == Standing.DIFFERS]
    assert (differing.official.label, differing.official.text) == ("12.", annex.unit("purpose.1").text("en"))


def test_an_emendation_is_confirmed_only_where_its_reading_brings_the_file_nearer(tmp_path: Path) -> None:
    emendation = Emendation("1", "AB", "A-B", "a hyphen lost at a line end")
    version = LanguageVersion("en", Status.VERIFIED, "x", emendations=(emendation,))
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment("The A-B rule of States is one")})
    document = Document("d", "A/1", {"en": "D"}, {"en": version}, (unit,))
    for words, confirmed in (("The AB rule of States is one", True), ("The A-B rule of States is two AB", False)):
        path = tmp_path / "a.txt"
        path.write_text(words, encoding="utf-8")
        (compared_unit,) = compare(document, "en", read(path)).units
        assert bool(compared_unit.emended) == confirmed


def test_a_label_in_other_typography_alone_is_no_other_wording(annex: Document, tmp_path: Path) -> None:
    sample = edited(annex, "zh", {"pledge.a": relabel("（a）")})
    comparison = compared(annex, sample, tmp_path / "a.txt")
    assert [(it.unit, it.standing) for it in comparison.units if it.standing != Standing.IDENTICAL] == [
        ("pledge.a", Standing.TYPOGRAPHIC)
    ]
    comparison = compared(annex, edited(annex, "zh", {"pledge.a": relabel("(b)")}), tmp_path / "a.txt")
    assert {it.unit for it in comparison.units if it.standing == Standing.DIFFERS} == {"pledge.a"}


WORDS = st.lists(
    st.sampled_from(["the", "States", "shall", "comply", "with", "all", "rules", "of", "law"]), min_size=2, max_size=9
)


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_units_are_found_in_order_whatever_stands_around_them(units: list[list[str]], data: st.DataObject) -> None:
    texts = [f"{number} {' '.join(words)}" for number, words in enumerate(units)]
    around = data.draw(st.lists(st.sampled_from(["Letter", "见附件", "—"]), max_size=3))
    matches = locate(texts, [*around, *texts, *around])
    place = len(around)
    assert matches == [Placement((k, k + 1), (place + k, place + k + 1)) for k in range(len(texts))]


@settings(max_examples=300)
@given(st.text("abc 大会，", max_size=20), st.text("abc 大会，", max_size=20))
def test_changes_turn_the_stored_wording_into_the_official_one(stored: str, official: str) -> None:
    rebuilt, at = "", 0
    for change in deviations(stored, official):
        assert stored[change.at :].startswith(change.stored)
        assert official[change.to :].startswith(change.official)
        rebuilt += stored[at : change.at] + change.official
        at = change.at + len(change.stored)
    assert rebuilt + stored[at:] == official
    assert 0 <= moved(len(stored), stored, official, end=True) <= len(official)
