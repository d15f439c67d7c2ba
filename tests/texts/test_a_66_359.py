"""The annex of A/66/359 as the bank holds it."""

from __future__ import annotations

import hashlib
import itertools
import re

import pytest

from aligner.attestation.quotations import contradictions, unused_witnesses
from aligner.bank import Bank
from aligner.coverage import covered, remainders
from aligner.model import Document, Status, Unit, Verdict

RUNNING_FOOT = re.compile(r"(\b\d+ )?11-49656$")


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


def units() -> list[Unit]:
    return list(Bank().load("a-66-359").units)


def long_units() -> list[Unit]:
    return [unit for unit in units() if len(unit.text("en").split()) > 12]


def named(unit: Unit) -> str:
    return unit.id


def test_the_english_is_the_source_word_for_word_save_the_recorded_emendations(annex: Document) -> None:
    version = annex.languages["en"]
    assert annex.path is not None
    source = (annex.path / version.file).read_text(encoding="utf-8")
    body = source[source.index("[Original: Chinese, English and Russian]") :]
    lines = (RUNNING_FOOT.sub("", line).removeprefix("- ").strip() for line in body.splitlines()[1:])
    paragraphs = [line for line in lines if line]

    stored = []
    for unit in annex.units:
        segment = unit.segments["en"]
        text = segment.text
        for emendation in version.emendations:
            if emendation.unit == unit.id:
                assert text.count(emendation.read) == 1
                text = text.replace(emendation.read, emendation.found)
        stored.append(f"{segment.label} {text}".strip())
    assert stored == paragraphs


def test_the_source_file_has_the_checksum_its_provenance_names(annex: Document) -> None:
    assert annex.path is not None
    version = annex.languages["en"]
    assert hashlib.sha256((annex.path / version.file).read_bytes()).hexdigest() == version.sha256


@pytest.mark.parametrize("language", ["zh", "ru"])
def test_chinese_and_russian_are_unverified_in_every_segment(annex: Document, language: str) -> None:
    version = annex.languages[language]
    assert version.status == Status.UNVERIFIED
    assert not version.file
    assert "not the official text" in version.source
    assert {unit.segments[language].status for unit in annex.units} == {Status.UNVERIFIED}


def test_every_unit_has_the_three_languages_and_the_titles_are_those_of_the_title_unit(annex: Document) -> None:
    assert all(unit.text(tag) for unit in annex.units for tag in ("en", "zh", "ru"))
    assert dict(annex.title) == {tag: annex.unit("title").text(tag) for tag in ("en", "zh", "ru")}


@pytest.mark.parametrize("unit", long_units(), ids=named)
def test_a_unit_of_more_than_12_english_words_is_cut_into_phrases_of_all_three_languages(unit: Unit) -> None:
    assert len(unit.phrases) >= 2
    for phrase in unit.phrases:
        assert set(phrase.stretches) == {"en", "zh", "ru"}


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@pytest.mark.parametrize("unit", long_units(), ids=named)
def test_phrases_are_verbatim_apart_and_cover_all_but_the_listed_words(unit: Unit, language: str) -> None:
    spans = sorted(covered(unit, language))
    assert len(spans) == len(unit.phrases)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert remainders(unit, language) == unit.unmatched.get(language, ())


def test_there_are_110_to_150_phrases(annex: Document) -> None:
    assert 110 <= sum(len(unit.phrases) for unit in annex.units) <= 150


def test_the_termbase_has_45_concepts_or_more_each_explained_and_placed(annex: Document) -> None:
    assert len(annex.concepts) >= 45
    for concept in annex.concepts:
        assert all(concept.terms.get(tag) for tag in ("en", "zh", "ru")), concept.id
        assert concept.definition or concept.note, concept.id
        assert concept.units, concept.id


def test_a_chinese_term_stands_in_every_unit_its_concept_names(annex: Document) -> None:
    for concept in annex.concepts:
        for id_ in concept.units:
            text = annex.unit(id_).text("zh")
            assert any(term in text for term in concept.terms["zh"]), (concept.id, id_)


def test_five_wordings_were_changed_after_quotations_that_now_agree_and_the_old_words_are_kept(annex: Document) -> None:
    changed = {
        (unit.id, tag): segment for unit in annex.units for tag, segment in unit.segments.items() if segment.revisions
    }
    assert set(changed) == {
        ("preamble.1", "ru"),
        ("preamble.3", "ru"),
        ("preamble.4", "zh"),
        ("preamble.4", "ru"),
        ("preamble.7", "ru"),
    }
    for segment in changed.values():
        (revision,) = segment.revisions
        assert revision.before != segment.text
        assert revision.reason
        verdicts = {it.witness: it.verdict for it in segment.attestations}
        assert {verdicts[name] for name in revision.witnesses} == {Verdict.AGREES}


def test_every_quotation_is_of_a_witness_and_agrees_as_is_recorded(annex: Document) -> None:
    count = 0
    for unit in annex.units:
        for segment in unit.segments.values():
            for attestation in segment.attestations:
                count += 1
                assert attestation.witness in annex.witnesses
                assert list(contradictions(attestation, segment.text)) == []
    assert count == 29
    assert unused_witnesses(annex) == []
