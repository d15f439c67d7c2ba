"""Lines in context: their order, samples of them, and what goes out as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tmx
from aligner.alignment.words import WordLinker
from aligner.bank import Bank
from aligner.errors import NotFoundError, UsageError
from aligner.model import Role, Segment, Unit
from aligner.text.collation import sort_key
from aligner.wording.context import ContextLine, in_order, lines, orders, sampled, table
from aligner.wording.counterparts import Counterparts
from aligner.wording.passages import Passage
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import Scope, parallel_condition, scope_of, search
from aligner.wording.suggestions import suggestions
from aligner.wording.tables import ListFormat, Table, format_for, separated, write
from aligner.wording.texts import Texts


def found(texts: list[str], query: str, language: str = "fr") -> list[ContextLine]:
    passages = [Passage("x", Unit(str(n), Role.ITEM, {language: Segment(text)})) for n, text in enumerate(texts)]
    return lines(search(passages, Query(query)))


def test_lines_are_sorted_as_a_dictionary_is() -> None:
    texts = [f"la commission {word}" for word in ("zèle", "école", "ordre", "État", "été", "fait", "abri")]
    shown = in_order(found(texts, "commission"), ["1R"], Counterparts([]))
    assert [line.right.strip() for line in shown] == ["abri", "école", "État", "été", "fait", "ordre", "zèle"]
    assert sorted(["网络", "安全", "法律"], key=sort_key) == ["安全", "法律", "网络"]


def test_several_keys_are_asked_in_their_order() -> None:
    unsorted = found(["b mot z", "a MOT z", "c mot a", "mot"], "mot")
    shown = in_order(unsorted, orders("1R, 1L"), Counterparts([]))
    assert [line.left.strip() for line in shown] == ["", "c", "a", "b"]
    assert in_order(unsorted, orders("text"), Counterparts([])) == unsorted


def test_lines_are_sorted_by_their_counterparts() -> None:
    units = [
        Unit("1", Role.ITEM, {"en": Segment("a threat"), "fr": Segment("une menace")}),
        Unit("2", Role.ITEM, {"en": Segment("a threat"), "fr": Segment("un danger")}),
    ]
    shown = lines(search([Passage("x", unit) for unit in units], Query("threat")))
    assert [line.passage.unit.id for line in in_order(shown, ["counterpart"], Counterparts(units))] == ["2", "1"]


@pytest.mark.parametrize("option", ["4L", "wort", "1", "left,x"])
def test_an_order_that_is_not_known_is_an_error(option: str) -> None:
    with pytest.raises(UsageError, match="lines are not sorted by"):
        orders(option)


@given(st.integers(0, 40), st.integers(0, 9))
def test_a_sample_is_the_same_for_the_same_number_and_keeps_the_order(size: int, seed: int) -> None:
    every = found(["mot"] * 30, "mot")
    chosen = sampled(every, size, seed)
    assert chosen == sampled(every, size, seed)
    assert [every.index(line) for line in chosen] == sorted({every.index(line) for line in chosen})
    assert len(chosen) == min(size, 30)


def test_one_very_long_word_beside_is_cut_short() -> None:
    (line,) = found(["a" * 100_000 + " mot " + "b" * 100_000], "mot")
    assert max(map(len, (*line.words_before, *line.words_after))) <= 400


def test_a_concordance_is_a_table_of_document_unit_left_word_right_and_counterparts() -> None:
    annex = Bank().load("a-66-359")
    hits = search([Passage("a-66-359", annex.unit("pledge.d"))], Query("supply chain"))
    (record,) = table(lines(hits), Counterparts(annex.units)).records
    assert list(record) == ["document", "unit", "language", "left", "word", "right", "en", "zh", "ru", "unverified"]
    assert (record["word"], record["zh"], record["unverified"]) == ("supply chain", "供应链", "zh ru")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\r=1", "'=1"])
def test_no_cell_of_a_table_becomes_a_formula(cell: str, tmp_path: Path) -> None:
    written = Table(("word",), [(cell,)])
    for delimiter in ",\t":
        *_, line = csv.reader(io.StringIO("\n".join(separated(written, delimiter)), newline=""), delimiter=delimiter)
        assert line[0][:1] not in {"=", "+", "-", "@", "\t", "\r"}
    openpyxl = pytest.importorskip("openpyxl")
    write(written, ListFormat.XLSX, str(tmp_path / "a.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].data_type == "s"


def test_csv_begins_with_the_mark_of_utf_8_on_request(tmp_path: Path) -> None:
    for bom in (True, False):
        write(Table(("word", "count"), [("мир", 1)]), ListFormat.CSV, str(tmp_path / "a.csv"), bom=bom)
        assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bom


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("hits.xlsx", None, ListFormat.XLSX),
        ("HITS.CSV", None, ListFormat.CSV),
        ("notes.txt", None, ListFormat.TEXT),
        ("-", None, ListFormat.TEXT),
        ("hits.data", ListFormat.TSV, ListFormat.TSV),
    ],
)
def test_the_name_of_a_file_says_its_format(name: str, asked: ListFormat | None, form: ListFormat) -> None:
    assert format_for(name, asked) is form


def test_a_name_that_says_no_format_or_one_there_is_not_is_an_error() -> None:
    with pytest.raises(UsageError, match="in which format"):
        format_for("hits.pdf", None)
    with pytest.raises(UsageError, match="not written as tmx"):
        format_for("hits.tmx", None, [ListFormat.CSV])


UNITS = [
    Unit("1", Role.ITEM, {"en": Segment("States shall act"), "zh": Segment("各国应行动"), "ru": Segment("действуют")}),
    Unit("2", Role.ITEM, {"en": Segment("States shall act"), "zh": Segment("各国行动"), "ru": Segment("должны")}),
    Unit("3", Role.ITEM, {"en": Segment("States shall act")}),
]


@pytest.mark.parametrize(
    ("wanted", "unwanted", "ids"),
    [
        ([], [], ["1", "2", "3"]),
        (["zh=应"], [], ["1"]),
        ([], ["zh=应"], ["2"]),
        (["zh=行动"], ["ru=[должен]"], ["1"]),
        (["zh=应", "ru=[должен]"], [], []),
    ],
)
def test_conditions_on_other_languages_hold_for_the_same_unit(
    wanted: list[str], unwanted: list[str], ids: list[str]
) -> None:
    conditions = [parallel_condition(option, QueryKind.WORDS, is_wanted=True) for option in wanted]
    conditions += [parallel_condition(option, QueryKind.WORDS, is_wanted=False) for option in unwanted]
    hits = search([Passage("x", unit) for unit in UNITS], Query("shall"), scope_of(["en"], [], conditions))
    assert [hit.passage.unit.id for hit in hits] == ids


@pytest.mark.parametrize("option", ["zh", "zh=", "=应", ""])
def test_a_condition_is_a_language_and_a_query(option: str) -> None:
    with pytest.raises(UsageError, match="is not a language and a query"):
        parallel_condition(option, QueryKind.WORDS, is_wanted=True)


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    path = tmp_path / "a.tmx"
    units = [tmx.TranslationUnit([tmx.Variant("en", "Networks of security"), tmx.Variant("fr", "réseaux")], "1")]
    tmx.write(path, units)
    return Texts([str(path)], Bank())


@pytest.mark.parametrize(
    ("query", "kind", "languages", "said"),
    [
        ("network", QueryKind.WORDS, (), "--lemma finds it in other forms: en 1"),
        ("securty", QueryKind.WORDS, (), "written much like it: security"),
        ("security", QueryKind.WORDS, ("fr",), "it is found in other languages: en 1"),
        ("networks", QueryKind.EXACT, (), "without --exact it is found: en 1"),
    ],
)
def test_what_is_not_found_is_answered_with_what_would_be(
    texts: Texts, query: str, kind: QueryKind, languages: tuple[str, ...], said: str
) -> None:
    assert said in list(suggestions(texts, Query(query, kind), Scope(languages)))


def test_a_language_that_the_texts_lack_is_named_with_those_they_have(texts: Texts) -> None:
    with pytest.raises(NotFoundError, match=r"no language 'ru'.*there is: en, fr"):
        texts.require(["en", "ru"], "--language")


def test_files_of_other_formats_are_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("tuid\ten\tru\n1\tpeace\tмир\n", encoding="utf-8")
    query = Query("мир")
    (hit,) = search(Texts([str(path)], Bank()).candidates(query), query)
    assert (hit.passage.unit.text("en"), hit.language) == ("peace", "ru")


def test_a_word_of_thousands_of_letters_is_encoded_by_its_beginning() -> None:
    class Counting:
        name, languages = "counting", frozenset(("en", "ru"))
        longest = 0

        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            self.longest = max(self.longest, *map(len, texts))
            return np.ones((len(texts), 2), np.float32)

    encoder = Counting()
    WordLinker(encoder=encoder).link({"en": f"threat {'ab' * 10_000}", "ru": "угроза"})
    assert encoder.longest <= 200
