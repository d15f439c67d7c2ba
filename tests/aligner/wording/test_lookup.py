"""Looking sentences up: the percentages, that the index loses no match, and the bands of an analysis."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tmx
from aligner.bank import Bank
from aligner.cli.app import app
from aligner.wording import texts as texts_module
from aligner.wording.analysis import band_of
from aligner.wording.index import Index
from aligner.wording.index_sources import MemorySource
from aligner.wording.lookup import comparable, matches, percentage
from aligner.wording.texts import Texts

VOCABULARY = "the committee adopted a report on human rights and peace in geneva with all states of 1 25 300".split()  # noqa: SIM905


def memory(path: Path, sentences: list[str]) -> str:
    units = [
        tmx.TranslationUnit([tmx.Variant("en-GB", sentence), tmx.Variant("fr", f"fr {number}")], str(number))
        for number, sentence in enumerate(sentences)
    ]
    tmx.write(path, units, header=tmx.Header(srclang="en-GB"))
    return str(path)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("sentence", "percent"),
    [
        ("The Committee adopted 25 reports in Geneva.", 100),
        ("The  Committee adopted 25 reports\nin Geneva.", 100),
        ("The Committee adopted 26 reports in Geneva.", 99),
        ("the committee adopted 25 reports in Geneva", 99),
        ("The Committee adopted 25 reports in Vienna.", 85),
        ("The Committee adopted 25 reports.", 71),
    ],
)
def test_the_percentage_is_that_of_words_that_stay_and_100_is_equal_wording(
    sentence: str, percent: int, tmp_path: Path
) -> None:
    path = memory(tmp_path / "m.tmx", ["The Committee adopted 25 reports in Geneva."])
    assert [match.percent for match in matches(sentence, Texts([path], Bank()), "en")] == [percent]


def test_a_worse_match_than_asked_for_is_not_given(tmp_path: Path) -> None:
    texts = Texts([memory(tmp_path / "m.tmx", ["one two three four", "one two five six"])], Bank())
    assert [match.percent for match in matches("one two three seven", texts, "en", least=75)] == [75]
    assert [match.percent for match in matches("one two three seven", texts, "en", least=76)] == []


def test_the_best_match_is_first_and_each_wording_is_given_once(tmp_path: Path) -> None:
    path = memory(tmp_path / "m.tmx", ["a b c d", "a b c e", "a b c d e"])
    again = memory(tmp_path / "again.tmx", ["a b c d"])
    texts = Texts([path, again], Bank())
    assert [match.wording for match in matches("a b c d", texts, "en")] == ["a b c d", "a b c d e", "a b c e"]


@pytest.mark.parametrize("least", [50, 70, 85])
def test_an_index_finds_every_match_that_comparing_with_every_unit_finds(least: int, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same sentences every time
    sentences = [" ".join(chance.choices(VOCABULARY, k=chance.randint(1, 12))) for _ in range(400)]
    index = Index(MemorySource(memory(tmp_path / "m.tmx", sentences)))
    for sentence in chance.sample(sentences, 40):
        changed = " ".join(chance.choice([word, word, word, "nowhere"]) for word in sentence.split())
        compared = comparable(changed)
        expected = {number for number, one in enumerate(sentences) if percentage(compared, comparable(one)) >= least}
        assert expected <= {int(passage.unit.id) for passage in index.alike(compared, least)}
    index.close()


def test_a_large_memory_is_looked_up_by_its_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "LARGE", 1)
    path = memory(tmp_path / "m.tmx", ["The Committee adopted the report.", "The Council met in Geneva."])
    found = matches("The Committee adopted the reports.", Texts([path], Bank()), "en")
    assert [match.passage.unit.id for match in found] == ["0"]


@pytest.mark.parametrize(
    ("segment", "band"),
    [
        ("one two three four five six seven eight nine ten", "100 %"),
        ("One two three four five six seven eight nine ten", "95-99 %"),
        ("one two three four five six seven eight nine zero", "85-94 %"),
        ("one two three four five six seven eight zero zero", "75-84 %"),
        ("one two three four five zero zero zero zero zero", "50-74 %"),
        ("one two three four zero zero zero zero zero zero", "new"),
    ],
)
def test_a_segment_is_in_the_band_of_its_best_match(segment: str, band: str, tmp_path: Path) -> None:
    path = memory(tmp_path / "m.tmx", ["one two three four five six seven eight nine ten"])
    assert band_of(segment, Texts([path], Bank()), "en") == band


def test_a_sentence_that_came_before_in_any_file_is_a_repetition(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The Council met in Geneva today.", encoding="utf-8")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    done = CliRunner().invoke(app, ["analyse", *files, "--language", "en", "--json"])
    counts = {(row["file"], row["band"]): row["segments"] for row in json.loads(done.stdout)}
    assert (counts[files[0], "new"], counts[files[1], "new"], counts[files[1], "repetitions"]) == (1, 0, 1)


def test_lookup_reads_sentences_from_a_pipe_and_says_whether_any_was_found() -> None:
    arguments = ["lookup", "-", "--language", "en", "--json"]
    found = CliRunner().invoke(app, arguments, input="Adherence to the code is open to all States.\nzebra\n")
    answers = json.loads(found.stdout)
    assert [[match["unit"] for match in answer["matches"]] for answer in answers] == [["purpose.2"], []]
    assert answers[0]["matches"][0]["unverified"] == ["zh", "ru"]
    assert found.exit_code == 0
    assert CliRunner().invoke(app, arguments, input="zebra\n").exit_code == 1


def test_a_language_that_no_text_has_is_an_error() -> None:
    done = CliRunner().invoke(app, ["lookup", "x", "--language", "sw"])
    assert done.exit_code == 2
