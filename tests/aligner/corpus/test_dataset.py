"""What a corpus answers, and what is exported of it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import tmx
from aligner.corpus.build import build
from aligner.corpus.dataset import Dataset
from aligner.corpus.errors import FolderError
from aligner.corpus.export import write_moses, write_tmx
from aligner.corpus.manifest import ManifestEntry
from aligner.errors import NotFoundError, OutputError, UsageError
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import ParallelCondition, Scope, scope_of


@pytest.fixture(scope="session")
def dataset(corpus: Path) -> Dataset:
    return Dataset(corpus)


def test_counts_are_those_of_the_tables(dataset: Dataset, corpus: Path) -> None:
    assert dataset.size()[0] == 24
    assert dataset.failures() == []
    assert {tag: it["blocks"] for tag, it in dataset.languages().items()} == {"en": 144, "ru": 144, "zh": 144}
    assert list(dataset.links()) == [("en", "ru"), ("en", "zh"), ("ru", "zh")]
    count = "SELECT count(*) FROM read_parquet($files)"  # as a user would ask, without the views of the dataset
    rows = duckdb.execute(count, {"files": f"{corpus}/beads/*.parquet"}).fetchall()
    assert sum(dataset.confidence()) == sum(it["links"] for it in dataset.links().values()) == rows[0][0]


def test_texts_that_are_no_translations_of_each_other_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("\n\n".join(f"The price of item {k} rose." for k in range(9)), encoding="utf-8")
    (tmp_path / "b").write_text("Солнце светит.\n\nКот спит на окне.\n\nМоре холодное.", encoding="utf-8")
    build([ManifestEntry("x", (("en", "a"), ("ru", "b")))], tmp_path, tmp_path / "out")
    [(name, confidence)] = Dataset(tmp_path / "out").doubtful()
    assert name == "x"
    assert confidence < 0.5


def test_a_search_shows_the_unit_in_all_languages(dataset: Dataset) -> None:
    found = list(dataset.search(Query("CLEAN WATER")))
    assert found
    for hit in found:
        assert "儿童" in hit.unit.texts["zh"]
        assert [hit.unit.texts["en"][start:end].lower() for start, end in hit.spans["en"]] == ["clean water"]
    assert [hit.unit.document for hit in found] == sorted(hit.unit.document for hit in found)


@pytest.mark.parametrize(
    ("query", "scope", "some"),
    [
        (Query("вода", QueryKind.LEMMA), Scope(), True),
        (Query("ＣＬＥＡＮ   water"), Scope(("en",)), True),
        (Query("clean"), Scope(("ru",)), False),
        (Query("cl?an wat*"), Scope(), True),
        (Query("[water]"), scope_of([], ["document=nothing"]), False),
        (Query("20[0-9]{2}年", QueryKind.REGEX), Scope(), True),
        (Query("' OR 1=1 --", QueryKind.EXACT), Scope(), False),
        (Query("water"), Scope(parallel=(ParallelCondition("zh", Query("儿童")),)), True),
        (Query("water"), Scope(parallel=(ParallelCondition("zh", Query("水"), is_wanted=False),)), False),
    ],
)
def test_a_search_is_held_to_what_was_asked(dataset: Dataset, query: Query, scope: Scope, some: bool) -> None:
    assert any(True for _ in dataset.search(query, scope)) is some
    assert not list(dataset.search(query, scope, least=1.1))


def test_what_a_corpus_lacks_is_an_error_and_not_a_zero(dataset: Dataset) -> None:
    for scope in (Scope(("fr",)), scope_of([], ["date=2011"])):
        with pytest.raises(NotFoundError):
            list(dataset.search(Query("water"), scope))


def test_the_database_narrows_a_search_and_loses_no_hit(dataset: Dataset) -> None:
    """Every unit that the query finds in a reading of the whole corpus is found."""
    for text in ("water", "clean w*", "(children|clean) water", "[child]", "安全", "Детям"):
        query = Query(text)
        counted = sum(
            any(query.spans(words, tag) for tag, words in unit.texts.items()) for unit, _ in dataset._all_units(0.0)
        )
        assert len(list(dataset.search(query))) == counted


def test_the_links_of_a_pair_are_the_same_in_either_direction(dataset: Dataset) -> None:
    one = [(match.document, match.id, match.texts["en"], match.texts["zh"]) for match in dataset.pairs("en", "zh")]
    other = [(match.document, match.id, match.texts["en"], match.texts["zh"]) for match in dataset.pairs("zh", "en")]
    assert one == other
    assert len(set(one)) == len(one) > 100
    assert next(iter(dataset.pairs("zh", "en"))).texts.keys() == {"zh": 0, "en": 0}.keys()


def test_a_sample_is_the_same_for_the_same_seed_and_within_its_bounds(dataset: Dataset) -> None:
    one = dataset.sample(5, 1, ("en", "ru"), (0.0, 1.0))
    assert one == dataset.sample(5, 1, ("en", "ru"), (0.0, 1.0)) != dataset.sample(5, 2, ("en", "ru"), (0.0, 1.0))
    assert len({(match.document, match.id) for match in one}) == 5
    assert all(match.confidence >= 0.9 for match in dataset.sample(50, 1, ("en", "ru"), (0.9, 1.0)))


def test_languages_that_are_not_there_or_not_two_are_named(dataset: Dataset) -> None:
    assert dataset.check_languages(["ZH", "en"]) == ("zh", "en")
    with pytest.raises(NotFoundError, match="no text in fr"):
        dataset.check_languages(["en", "fr"])
    with pytest.raises(UsageError, match="at least two"):
        dataset.check_languages(["en", "en"])


def test_a_folder_without_a_corpus_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="clausebank corpus build"):
        Dataset(tmp_path)


def test_a_folder_with_odd_characters_in_its_name_is_read(corpus: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a [b] *? 'c'"
    odd.symlink_to(corpus)
    assert Dataset(odd).size()[0] == 24


def test_an_exported_memory_is_valid_and_says_that_nobody_reviewed_it(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    count = write_tmx(dataset.pairs("zh", "ru", 0.5), ("zh", "ru"), str(path))
    with tmx.read(path) as memory:
        units = list(memory)
        header = memory.header
    assert len(units) == count > 100
    assert header.srclang == "zh"
    assert "not reviewed" in header.notes[0].text
    assert all(unit.languages == ("zh", "ru") for unit in units)
    assert len({unit.tuid for unit in units}) == count
    assert all({prop.type: prop.text for prop in unit.props}["x-status"] == "unverified" for unit in units)


def test_a_memory_of_all_languages_has_the_units_that_have_them_all(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write_tmx(dataset.units(("ru", "en", "zh"), 0.0), ("ru", "en", "zh"), str(path))
    with tmx.read(path) as memory:
        assert {unit.languages for unit in memory} == {("ru", "en", "zh")}


def test_moses_files_have_the_same_lines_for_the_same_links(dataset: Dataset, tmp_path: Path) -> None:
    count = write_moses(dataset.pairs("en", "zh"), ("en", "zh"), str(tmp_path / "out"))
    english, chinese = ((tmp_path / f"out.{tag}").read_text(encoding="utf-8").splitlines() for tag in ("en", "zh"))
    assert len(english) == len(chinese) == count
    assert chinese[english.index("Refugees return to their villages.")] == "难民返回自己的村庄。"
    with pytest.raises(OutputError, match="one file a language"):
        write_moses([], ("en", "zh"), "-")


def test_labels_are_in_a_memory_beside_the_words_and_a_label_alone_is_words(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Article 1\n\n(a) Peace is a right;\n\n(b) Law is a right.", encoding="utf-8")
    (tmp_path / "b").write_text("Статья 1\n\na) мир есть право;\n\nb) закон есть право.", encoding="utf-8")
    build([ManifestEntry("x", (("en", "a"), ("ru", "b")))], tmp_path, tmp_path / "out")
    write_tmx(Dataset(tmp_path / "out").pairs("en", "ru"), ("en", "ru"), str(tmp_path / "out.tmx"))
    written = (tmp_path / "out.tmx").read_text(encoding="utf-8")
    assert all(f"<seg>{words}</seg>" in written for words in ("Article 1", "Peace is a right;", "Статья 1"))
    assert written.count('<prop type="x-label">(a)</prop>') == 1
