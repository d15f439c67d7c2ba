"""Looking sentences up: the percentages, that the index loses no match, and the bands of an analysis."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tmx
from aligner.bank import Bank
from aligner.cli.app import app
from aligner.wording import meaning
from aligner.wording import texts as texts_module
from aligner.wording.analysis import analyse, band_of
from aligner.wording.difference import pieces
from aligner.wording.index import Index
from aligner.wording.index_sources import MemorySource
from aligner.wording.lookup import comparable, matches, percentage, ranked
from aligner.wording.texts import Texts

VOCABULARY = "the committee adopted a report on human rights and peace in geneva with all states of 1 25 300".split()  # noqa: SIM905

TRANSLATED = [
    "The Committee adopted the report on human rights.",
    "The Council met in Geneva on 12 May 2010.",
    "All States shall respect the law of the sea.",
    "Each member of the group has one vote in the assembly.",
    "The secretariat prepares the budget for the next year.",
    "Decisions are taken by a majority of those present.",
    "Ten green apples lie below the old tree near our house.",
]
DOCUMENT = [
    "The Committee adopted the report on human rights.",
    "The Council met in Geneva on 12 May 2010.",
    "The Committee adopted the report on civil rights.",
    "the council met in Geneva on 13 May 2011.",
    "All States shall respect the law of the land and the sea.",
    "Each member of the group has one voice in the assembly.",
    "The secretariat prepares a budget for this year.",
    "Something entirely different is said here.",
    "Something entirely different is said here.",
    "Decisions are taken by vote.",
    "Ten green apples lie below the old tree near our barn.",
    "Ten green apples lie below the young oak near our barn.",
]
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>en-GB</source_lang><target_lang>fr</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok><sentence_seg>false</sentence_seg>
</project></omegat>"""


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
        assert expected <= {int(passage.unit.id) for _, passage in index.alike(compared, least)}
        for highest, passage in index.alike(compared, least):
            assert percentage(compared, comparable(passage.unit.text("en-GB"))) <= highest
    index.close()


@pytest.mark.parametrize("most", [1, 3])
def test_the_best_are_found_without_comparing_with_all(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "LARGE", 1)
    chance = random.Random(8)  # noqa: S311 - the same sentences every time
    sentences = [" ".join(chance.choices(VOCABULARY, k=chance.randint(3, 12))) for _ in range(300)]
    texts = Texts([memory(tmp_path / "m.tmx", sentences)], Bank())
    for sentence in chance.sample(sentences, 30):
        changed = " ".join(chance.choice([word, word, word, "nowhere"]) for word in sentence.split())
        every = [match.percent for match in ranked(changed, texts, "en", least=40)][:most]
        assert [match.percent for match in matches(changed, texts, "en", least=40, most=most)] == every


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
    second = {band: count for (file, band), count in counts.items() if file == files[1] and count}
    assert (counts[files[0], "new"], second) == (1, {"repetitions across files": 1})


@pytest.mark.parametrize(
    ("segments", "bands"),
    [
        (["one one", "two two", "three three"], ["in context", "in context", "in context"]),
        (["zero zero", "two two", "three three"], ["new", "100 %", "in context"]),
        (["one one", "zero zero", "three three"], ["100 %", "new", "100 %"]),
        (["three three", "one one"], ["100 %", "100 %"]),
        (["one one", "one one"], ["100 %", "repetitions"]),
        (["two two"], ["100 %"]),
    ],
)
@pytest.mark.parametrize("large", [1, 1_000_000])
def test_a_match_is_in_context_where_its_neighbour_is_the_same(
    segments: list[str], bands: list[str], large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "LARGE", large)
    texts = Texts([memory(tmp_path / "m.tmx", ["one one", "two two", "three three"])], Bank())
    (analysis,) = analyse([("file", segments)], texts, "en")
    assert {name: volume.segments for name, volume in analysis.bands.items() if volume.segments} == Counter(bands)


def test_a_wording_with_several_contexts_is_in_context_in_any_of_them(tmp_path: Path) -> None:
    texts = Texts([memory(tmp_path / "m.tmx", ["a", "yes", "b", "yes", "c"])], Bank())
    assert [band_of("yes", texts, "en", -1, before) for before in "abc"] == ["in context", "in context", "100 %"]


def test_files_of_translation_tools_are_analysed_by_their_segments(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "one one. two"\nmsgstr ""\n', encoding="utf-8"
    )
    done = CliRunner().invoke(app, ["analyse", str(tmp_path / "a.po"), "a-66-359", "-l", "en", "--json"])
    counts = {(Path(row["file"]).name, row["band"]): row["segments"] for row in json.loads(done.stdout)}
    assert (counts["a.po", "new"], counts["a-66-359", "in context"]) == (1, 27)


@pytest.mark.omegat
@pytest.mark.skipif(not (shutil.which("javac") and OMEGAT.exists()), reason="OmegaT or a Java compiler is missing")
def test_the_statistics_of_omegat_are_ours_where_spaces_and_marks_count_as_words(tmp_path: Path) -> None:
    """OmegaT compares all tokens, spaces and marks among them, in small letters, and numbers as they are."""
    memory(tmp_path / "m.tmx", TRANSLATED)
    expected = Counter({"repetition": len(DOCUMENT) - len(set(DOCUMENT))})
    for segment in dict.fromkeys(DOCUMENT):
        own = pieces(segment.lower())
        best = max(percentage(own, pieces(sentence.lower())) for sentence in TRANSLATED)
        expected[str(next(least for least in (95, 85, 75, 50, 0) if best >= least))] += 1
    assert omegat_statistics(tmp_path, DOCUMENT) == expected


def omegat_statistics(folder: Path, document: list[str]) -> Counter[str]:
    """Segments by band as OmegaT counts them; its window of statistics is left out, as there is no display."""
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat", "config"):
        (folder / name).mkdir()
    (folder / "m.tmx").rename(folder / "tm" / "m.tmx")
    (folder / "source" / "a.txt").write_text("\n\n".join(document), encoding="utf-8")
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    program = Path(__file__).with_name("OmegatStatistics.java")
    command = ["java", "-Djava.awt.headless=true", "-Duser.language=en", "-cp", str(OMEGAT), str(program)]
    subprocess.run([*command, str(folder), str(folder / "config")], check=True, capture_output=True, timeout=120)
    lines = (folder / "omegat" / "project_stats_match.txt").read_text(encoding="utf-8").splitlines()
    names = {"Repetitions": "repetition", "95%-100%": "95", "85%-94%": "85", "75%-84%": "75", "50%-74%": "50"}
    counts: Counter[str] = Counter()
    for line in lines:
        name, _, figures = line.partition(":")
        name = {**names, "No match": "0"}.get(name.strip(), "")
        if name and int(figures.split()[0]):
            counts[name] = int(figures.split()[0])
    return counts


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


@pytest.mark.parametrize(
    ("sentence", "language", "unit"),
    [
        ("Кодекс открыт для всех государств, присоединение добровольное.", "ru", "purpose.2"),
        ("Der Kodex ist freiwillig und steht allen Staaten offen.", "de", "purpose.2"),
        ("所有国家均可自愿加入本准则。", "zh", "purpose.2"),
    ],
)
def test_a_sentence_in_any_language_finds_the_clause_that_says_the_same(
    sentence: str, language: str, unit: str
) -> None:
    arguments = ["lookup", sentence, "--language", language, "--meaning", "--json", "--limit", "1"]
    (answer,) = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert [match["unit"] for match in answer["matches"]] == [unit]


def test_vectors_are_kept_and_a_damaged_file_of_them_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "_WORTH_KEEPING", 1)
    texts = Texts([memory(tmp_path / "m.tmx", ["Peace is near.", "The cat sleeps."])], Bank())
    for damage in ("", "cut", "foreign"):
        kept = list((tmp_path / "cache").rglob("*.npz"))
        if damage:
            kept[0].write_bytes(kept[0].read_bytes()[:100] if damage == "cut" else b"another file")
        match = meaning.Meanings(texts).matches("Der Frieden ist nah.", "de", most=1)[0]
        assert (match.passage.unit.id, match.language) == ("0", "en-GB")


def test_a_sentence_in_a_language_that_the_encoder_does_not_know_is_an_error() -> None:
    done = CliRunner().invoke(app, ["lookup", "x", "--language", "sw", "--meaning"])
    assert done.exit_code == 2


@pytest.mark.parametrize("large", [1, 1_000_000])
@pytest.mark.parametrize(("sentence", "percents"), [("12", [100]), ("13", []), ("...", []), ("No. 13", [99])])
def test_numbers_alone_match_only_themselves(
    sentence: str, percents: list[int], large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "LARGE", large)
    texts = Texts([memory(tmp_path / "m.tmx", ["12", "14", "No. 12"])], Bank())
    assert [match.percent for match in matches(sentence, texts, "en")] == percents
