"""Adopting an official file: wording, status, provenance, phrases."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from pathlib import Path

import pytest

from aligner.bank import Bank
from aligner.coverage import remainders
from aligner.errors import InputError
from aligner.model import Status, Verdict
from aligner.sources import read
from aligner.verification import Adoption, Unanchored, compare
from aligner.verification.record import adopt_into
from benchmarks.samples import Part, Piece, Sample, compose, write_docx


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    """A copy of the bank that a test may change."""
    shutil.copytree(Bank().root / "a-66-359", tmp_path / "bank" / "a-66-359")
    return Bank(tmp_path / "bank")


def reworded(bank: Bank, old: str, new: str) -> Sample:
    sample = compose(bank.load("a-66-359"), "zh")
    assert any(old in piece.text for piece in sample.pieces)
    pieces = (dataclasses.replace(piece, text=piece.text.replace(old, new)) for piece in sample.pieces)
    return dataclasses.replace(sample, pieces=tuple(pieces))


def adopted(bank: Bank, sample: Sample, path: Path) -> Adoption:
    """Adopt a file as if it were official: without the mark by which the generator's files are refused."""
    write_docx(sample, path, creator="")
    return adopt_file(bank, sample.language, path)


def adopt_file(bank: Bank, language: str, path: Path) -> Adoption:
    with bank.holding("a-66-359") as held:
        assert held.document
        return adopt_into(held, compare(held.document, language, read(path)))


def test_a_generated_file_is_refused_and_nothing_is_changed(bank: Bank, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in bank.root.rglob("*") if path.is_file()}
    document = bank.load("a-66-359")
    write_docx(compose(document, "zh"), tmp_path / "a.docx")
    with pytest.raises(InputError, match="generated from the bank's own text"):
        adopt_file(bank, "zh", tmp_path / "a.docx")
    assert {path: path.read_bytes() for path in bank.root.rglob("*") if path.is_file()} == before


def test_the_official_wording_is_stored_verified_with_its_file_and_checksum(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "A-66-359-zh.docx"
    adoption = adopted(bank, reworded(bank, "取得了显著进展", "已取得重大进展"), path)
    assert adoption.reworded == ("preamble.2",)
    document = bank.load("a-66-359")
    version = document.languages["zh"]
    assert version.status == Status.VERIFIED
    assert version.file == "sources/A-66-359-zh.docx"
    assert version.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.path is not None
    assert (document.path / version.file).read_bytes() == path.read_bytes()
    assert {unit.segments["zh"].status for unit in document.units} == {Status.VERIFIED}
    assert {unit.segments["ru"].status for unit in document.units} == {Status.UNVERIFIED}
    assert "已取得重大进展" in document.unit("preamble.2").text("zh")
    assert compare(document, "zh", read(path)).counts == {"identical": 27}


def test_phrases_are_anchored_anew_and_those_that_no_longer_match_are_listed(bank: Bank, tmp_path: Path) -> None:
    before = bank.load("a-66-359").unit("preamble.2")
    adoption = adopted(bank, reworded(bank, "注意到在发展和应用", "注意到，在发展及应用"), tmp_path / "a.docx")
    unit = bank.load("a-66-359").unit("preamble.2")
    assert adoption.unanchored == ()
    assert len(unit.phrases) == len(before.phrases)
    assert unit.phrases[2].stretches["zh"].text.startswith("在发展及应用最新")
    for phrase in unit.phrases:
        assert phrase.stretches["zh"].span(unit.text("zh"))
    assert unit.unmatched.get("zh", ()) == remainders(unit, "zh")

    lost = adopted(bank, reworded(bank, "取得了显著进展", "面貌一新"), tmp_path / "b.docx").unanchored
    assert lost == (Unanchored("preamble.2", "zh", "取得了显著进展"),)
    unit = bank.load("a-66-359").unit("preamble.2")
    assert [set(phrase.stretches) for phrase in unit.phrases] == [{"en", "zh", "ru"}, {"en", "ru"}, {"en", "zh", "ru"}]


def test_attestations_are_judged_anew_by_the_official_wording(bank: Bank, tmp_path: Path) -> None:
    adopted(bank, reworded(bank, "宗旨相悖", "目的相悖"), tmp_path / "a.docx")
    document = bank.load("a-66-359")
    clause = document.unit("preamble.3").segments["zh"]
    assert [attestation.verdict for attestation in clause.attestations] == [Verdict.DIFFERS, Verdict.DIFFERS]
    assert all("目的" in stretch.text for it in clause.attestations for stretch in it.contradicts)
    assert {it.verdict for it in document.unit("preamble.4").segments["zh"].attestations} == {Verdict.AGREES}


def test_a_language_with_missing_units_does_not_become_verified_as_a_whole(bank: Bank, tmp_path: Path) -> None:
    sample = compose(bank.load("a-66-359"), "zh")
    gone = bank.load("a-66-359").unit("preamble.6").text("zh")
    pieces: tuple[Piece, ...] = tuple(piece for piece in sample.pieces if piece.text != gone)
    adopted(bank, dataclasses.replace(sample, pieces=pieces), tmp_path / "a.docx")
    document = bank.load("a-66-359")
    assert document.languages["zh"].status == Status.UNVERIFIED
    assert "the file lacks 1 unit and" in document.languages["zh"].source
    assert document.unit("preamble.6").segments["zh"].status == Status.UNVERIFIED
    assert document.unit("preamble.7").segments["zh"].status == Status.VERIFIED


def test_a_file_of_another_document_is_not_adopted(bank: Bank, tmp_path: Path) -> None:
    sample = dataclasses.replace(compose(bank.load("a-66-359"), "zh"), symbol="A/69/723")
    with pytest.raises(InputError, match="is A/69/723, and the text is A/66/359"):
        adopted(bank, sample, tmp_path / "a.docx")


def test_the_recorded_emendation_stays_when_the_file_confirms_it(bank: Bank) -> None:
    document = bank.load("a-66-359")
    assert document.path is not None
    adopt_file(bank, "en", document.path / document.languages["en"].file)
    again = bank.load("a-66-359")
    assert again.languages["en"].emendations == document.languages["en"].emendations
    assert again.units == document.units


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_a_paragraph_that_the_bank_does_not_have_keeps_a_language_from_verified(
    bank: Bank, tmp_path: Path, place: str
) -> None:
    sample = compose(bank.load("a-66-359"), "zh")
    texts = [piece.text for piece in sample.pieces]
    number = {"before": 1, "between": 9, "after": len(texts)}[place] + texts.index("信息安全国际行为准则")
    number = min(number, len(texts))
    pieces = (*sample.pieces[:number], Piece(Part.TEXT, "秘书长应就此提出报告。"), *sample.pieces[number:])
    adoption = adopted(bank, dataclasses.replace(sample, pieces=pieces), tmp_path / "a.docx")
    document = bank.load("a-66-359")
    assert document.languages["zh"].status == Status.UNVERIFIED
    assert "lacks 0 units and has 1 paragraph more" in document.languages["zh"].source
    assert {unit.segments["zh"].status for unit in document.units} == {Status.VERIFIED}
    assert adoption.reworded == ()


def test_an_emendation_of_a_unit_that_the_file_does_not_have_stays(bank: Bank, tmp_path: Path) -> None:
    document = bank.load("a-66-359")
    assert document.path is not None
    path = tmp_path / "a.txt"
    text = (document.path / document.languages["en"].file).read_text(encoding="utf-8")
    start = text.index("- (i) To assist")
    path.write_text(text[:start] + text[text.index("- (j)", start) :], encoding="utf-8")
    adopt_file(bank, "en", path)
    again = bank.load("a-66-359")
    assert [it.unit for it in again.languages["en"].emendations] == ["pledge.i"]
    assert "the file lacks 1 unit and" in again.languages["en"].source


def test_the_file_that_the_text_keeps_already_can_be_adopted_again(bank: Bank) -> None:
    document = bank.load("a-66-359")
    assert document.path is not None
    kept = document.path / document.languages["en"].file
    before = kept.read_bytes()
    adopt_file(bank, "en", kept)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_an_attestation_with_which_the_file_disagrees_is_reported(bank: Bank, tmp_path: Path) -> None:
    write_docx(reworded(bank, "宗旨相悖", "目的相悖"), tmp_path / "a.docx", creator="")
    comparison = compare(bank.load("a-66-359"), "zh", read(tmp_path / "a.docx"))
    disputed = {unit.unit: [it.witness for it in unit.disputed] for unit in comparison.units if unit.disputed}
    assert disputed == {"preamble.3": ["A/69/723", "wenweipo-2011"]}
