"""The index finds what reading the whole memory finds, and never answers for a text that has changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import tmx
from aligner.bank import Bank, write_document
from aligner.errors import OutputError
from aligner.model import Concept, Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.text.folding import bare, fold
from aligner.text.words import words
from aligner.wording import index_file, postings
from aligner.wording import texts as texts_module
from aligner.wording.index import Index
from aligner.wording.index_file import LAYOUT, cache_folder
from aligner.wording.index_sources import MemorySource
from aligner.wording.passages import from_memory
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import Scope, search
from aligner.wording.texts import Texts
from aligner.wording.tokens import TokenCounter, tokens

SENTENCES = [
    {
        "en": "The States' networks, e-mail and Internet-related threats",
        "zh": "各国的网络、电子邮件",
        "ru": "сети государств",
    },
    {"en": "Information security; 64/211", "zh": "信息安全，第64/211号决议", "ru": "информационная безопасность"},
    {"en": "A threat to security", "zh": "对安全的威胁", "ru": "угроза безопасности"},
    {"en": '<script>alert(1)</script> " OR 1=1 --', "zh": "“引号”", "ru": "угрозами; ёлка"},
]
ODD = "aAéЁйи\u0306\u00ad½№ﬁ信แ\u0e31\nİßΣς…’-ʼ٣ا\u0640\u0301"
"""Characters that folding leaves out, takes apart, or joins."""
QUERIES = [
    "security",
    "安全",
    "安",
    "全，第",
    "secur*",
    "64/211",
    "threat",
    "угрозы",
    "e-mail",
    "States'",
    '\\" OR',
    "(threat|угрозы)",
    "a * to",
    "*ity",
    "s?curity",
    "secur* * 64/211",
    "[threat]",
    '[word="thr.*"]',
    '[lemma="threat"]',
    '"Information"',
    "Ёлка",
    "states’",
    "--",
    "NEAR(a b)",
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "search"


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return written(tmp_path / "memory.tmx", SENTENCES)


def written(path: Path, sentences: list[dict[str, str]], profile: str = "generic") -> Path:
    units = (
        tmx.TranslationUnit([tmx.Variant(tag, text) for tag, text in it.items()], str(n))
        for n, it in enumerate(sentences)
    )
    tmx.write(path, units, profile=profile)
    return path


def test_a_memory_with_names_of_locales_is_found_by_its_language_tags(tmp_path: Path) -> None:
    path = written(tmp_path / "memory.tmx", [{"en_US": "peace", "zh_CN": "和平"}], profile="exact")
    (hit,) = search(from_memory(str(path)), Query("和平"))
    assert (hit.language, list(hit.passage.unit.segments)) == ("zh-CN", ["en-US", "zh-CN"])


@pytest.mark.usefixtures("cache")
def test_only_units_in_which_a_regular_expression_stands_are_read(memory: Path) -> None:
    index = Index(MemorySource(str(memory)))
    assert [it.unit.id for it in index.candidates(Query(r"\d+/211", QueryKind.REGEX))] == ["1"]
    index.close()


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("kind", list(QueryKind))
@pytest.mark.parametrize("wanted", QUERIES)
def test_the_index_finds_what_reading_everything_finds(memory: Path, kind: QueryKind, wanted: str) -> None:
    if kind is QueryKind.REGEX and wanted[0] in "(*[\\N":
        wanted = "NEAR"
    read = [(it.passage.unit.id, it.language, it.spans) for it in search(from_memory(str(memory)), Query(wanted, kind))]
    query = Query(wanted, kind)
    index = Index(MemorySource(str(memory)))
    found = [(it.passage.unit.id, it.language, it.spans) for it in search(index.candidates(query), query)]
    index.close()
    assert found == read


@pytest.mark.usefixtures("cache")
def test_a_changed_memory_is_indexed_anew_and_the_old_index_is_gone(memory: Path, cache: Path) -> None:
    Index(MemorySource(str(memory))).close()
    (file,) = cache.glob("*.sqlite")
    file.rename(file.with_name(file.name.replace(f".{LAYOUT}.", f".{LAYOUT - 1}.")))  # left by an earlier version
    written(memory, [{"en": "Something else entirely", "ru": "Другое"}])
    index, query = Index(MemorySource(str(memory))), Query("entirely")
    assert [passage.unit.id for passage in index.candidates(query)] == ["0"]
    assert not list(index.candidates(Query("security")))
    index.close()
    assert sorted(path.suffix for path in cache.iterdir() if path.name[0] != ".") == [".json", ".sqlite"]


@pytest.mark.usefixtures("cache")
def test_an_index_is_used_again_while_the_memory_stays_the_same(memory: Path, cache: Path) -> None:
    Index(MemorySource(str(memory))).close()
    before = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    Index(MemorySource(str(memory))).close()
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == before


def ids_in(index: Index, query: Query) -> list[str]:
    """The names of the units that an index finds."""
    return [hit.passage.unit.id for hit in search(index.candidates(query), query)]


@pytest.mark.usefixtures("cache")
def test_forms_are_looked_up_for_the_language_that_is_asked_for_and_kept(memory: Path, cache: Path) -> None:
    index = Index(MemorySource(str(memory)))
    languages = {"en", "ru"}
    for word, ids, language in (("networks", ["0"], "en"), ("угрозы", ["2", "3"], "ru")):
        (file,) = cache.glob("*.sqlite")
        with contextlib.closing(sqlite3.connect(file)) as database:
            assert index_file.pending_in(database) == languages
        assert ids_in(index, Query(word, QueryKind.LEMMA)) == ids
        languages.remove(language)
    index.close()
    (file,) = cache.glob("*.sqlite")
    written_at = file.stat().st_mtime_ns
    index = Index(MemorySource(str(memory)))
    assert ids_in(index, Query("угрозы", QueryKind.LEMMA)) == ["2", "3"]
    index.close()
    assert file.stat().st_mtime_ns == written_at


@pytest.mark.usefixtures("cache")
def test_forms_of_words_that_came_later_are_looked_up_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MANY", 2)
    bank = bank_of(tmp_path / "bank", {"a": "A threat", "b": "Networks", "c": "Peace"})
    query = Query("threat", QueryKind.LEMMA)
    assert [passage.text for passage in Texts((), bank).candidates(query)] == ["a"]
    bank_of(tmp_path / "bank", {"d": "Threats"})
    assert [passage.text for passage in Texts((), bank).candidates(query)] == ["a", "d"]


@pytest.mark.parametrize("word", ["networks", '[lemma="network"]'])
def test_forms_are_found_where_the_index_can_be_read_only(
    memory: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    index = Index(MemorySource(str(memory)))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(index_file, "_write", full)
    assert ids_in(index, Query(word, QueryKind.LEMMA)) == ["0"]
    index.close()
    assert len(list(cache.glob("*.sqlite"))) == 1


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    "damage", ["truncated", "foreign", "zeroed", "empty", "directory", "no record", "both foreign"]
)
def test_a_damaged_index_is_noticed_built_again_and_said(memory: Path, cache: Path, damage: str) -> None:
    Index(MemorySource(str(memory))).close()
    (file,) = cache.glob("*.sqlite")
    content = file.read_bytes()
    half = len(content) // 2
    match damage:
        case "truncated":
            file.write_bytes(content[:half])
        case "foreign" | "both foreign":
            file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        case "zeroed":
            file.write_bytes(content[: half // 2] + bytes(half) + content[half // 2 + half :])
        case "empty":
            file.write_bytes(b"")
        case "directory":
            (file.parent / "x").mkdir()
            file.unlink()
            file.write_bytes(content[:100])
        case "no record":
            file.with_suffix(".json").unlink()
    if damage == "both foreign":
        state = file.stat()
        file.with_suffix(".json").write_text(f'{{"size": {state.st_size}, "time": {state.st_mtime_ns}, "checksum": 0}}')
    said: list[str] = []
    index, query = Index(MemorySource(str(memory)), on_damage=said.append), Query("security")
    assert [hit.passage.unit.id for hit in search(index.candidates(query), query)] == ["1", "2"]
    index.close()
    assert said or damage == "both foreign"


@pytest.mark.usefixtures("cache")
def test_processes_that_need_the_same_index_at_once_all_get_it(memory: Path, cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        indexes = list(pool.map(lambda _: Index(MemorySource(str(memory))), range(4)))
    for index in indexes:
        assert list(index.candidates(Query("security")))
        index.close()
    assert len(list(cache.glob("*.sqlite"))) == 1


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, cache: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_text("this is no memory", encoding="utf-8")
    with pytest.raises(tmx.TmxError):
        Index(MemorySource(str(broken)))
    assert not list(cache.glob("*.sqlite"))


def test_a_cache_that_cannot_be_written_is_said(memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="set CLAUSEBANK_CACHE"):
        Index(MemorySource(str(memory)))


@pytest.mark.usefixtures("cache")
def test_large_memories_are_indexed_and_small_ones_read(
    memory: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(Texts([str(memory)], Bank()).candidates(Query("security")))
    assert not cache.exists()
    monkeypatch.setattr(texts_module, "LARGE", 10)
    seen: list[int] = []
    assert list(Texts([str(memory)], Bank(), seen.append).candidates(Query("security")))
    assert seen == [4]
    assert len(Texts([str(memory)], Bank()).sample(str(memory), 2)) == 2


def test_the_cache_is_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CLAUSEBANK_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().name == "search"
    assert "clausebank" in cache_folder().parts


def bank_of(root: Path, texts: dict[str, str]) -> Bank:
    """A bank with one unit per text."""
    root.mkdir(exist_ok=True)
    for name, wording in texts.items():
        document = Document(
            name,
            name,
            {"en": name},
            {"en": LanguageVersion("en", Status.UNVERIFIED, "here")},
            (Unit("1", Role.PARAGRAPH, {"en": Segment(wording)}),),
            concepts=(Concept("c", {"en": (wording,)}, superseded={"en": ("x",)}),),
        )
        write_document(document, root / name)
    return Bank(root)


def found_in_bank(bank: Bank, word: str) -> list[tuple[str, str]]:
    said: list[str] = []
    query = Query(word)
    hits = search(Texts((), bank, on_damage=said.append).candidates(query), query)
    return [(hit.passage.text, hit.passage.unit.text("en")) for hit in hits] + [("", line) for line in said]


def test_a_bank_of_many_texts_has_one_index_that_follows_every_change(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "MANY", 3)
    bank = bank_of(tmp_path / "bank", {f"t{number}": f"peace {number}" for number in range(5)})
    assert [text for text, _ in found_in_bank(bank, "peace")] == ["t0", "t1", "t2", "t3", "t4"]
    (file,) = cache.glob("*.sqlite")
    first = file.read_bytes()
    assert found_in_bank(bank, "4") == [("t4", "peace 4")]
    assert file.read_bytes() == first
    bank_of(bank.root, {"t1": "war", "new": "peace and war"})
    shutil.rmtree(bank.root / "t3")
    assert [text for text, _ in found_in_bank(bank, "peace")] == ["new", "t0", "t2", "t4"]
    assert found_in_bank(bank, "war") == [("new", "peace and war"), ("t1", "war")]
    assert [concept.terms["en"] for concept in Texts((), bank).concepts()][:2] == [("peace and war",), ("peace 0",)]


def test_a_broken_text_of_an_indexed_bank_is_said_every_time_and_hides_nothing(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "MANY", 2)
    bank = bank_of(tmp_path / "bank", {"a": "peace", "b": "peace", "c": "peace"})
    (bank.root / "b" / "units.yaml").write_text("- id: [\n", encoding="utf-8")
    for _ in range(2):
        texts = found_in_bank(bank, "peace")
        assert [text for text, _ in texts] == ["a", "c", ""]
        assert texts[-1][1].startswith("left out: ")
    assert list(cache.glob("*.sqlite"))


def test_a_bank_is_read_without_index_where_none_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MANY", 2)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "file"))
    bank = bank_of(tmp_path / "bank", {"a": "peace", "b": "war"})
    assert found_in_bank(bank, "war")[0] == ("b", "war")


def test_an_index_changed_often_is_written_anew(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MANY", 2)
    monkeypatch.setattr(index_file, "_MOST_BATCHES", 2)
    bank = bank_of(tmp_path / "bank", {"a": "peace", "b": "peace", "c": "peace"})
    for number in range(4):
        bank_of(bank.root, {"b": f"peace {number}"})
        assert found_in_bank(bank, "peace") == [("a", "peace"), ("b", f"peace {number}"), ("c", "peace")]
        (file,) = cache.glob("*.sqlite")
        with contextlib.closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT count(*) FROM batches").fetchone()[0] <= 2


def test_a_full_disk_is_one_error_and_leaves_no_index(memory: Path, cache: Path) -> None:
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
    code += "from aligner.cli import main; main()"
    written(memory, [{"en": f"sentence {number} of many", "ru": "много"} for number in range(3000)])
    monkey = "import aligner.wording.texts as t; t.LARGE = 1;"
    arguments = ["search", "sentence", "--text", str(memory)]
    environment = {**os.environ, "CLAUSEBANK_CACHE": str(cache.parent)}
    done = subprocess.run(
        [sys.executable, "-c", monkey + code, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "CLAUSEBANK_CACHE" in done.stderr
    assert [path.name for path in cache.iterdir() if path.suffix != ".lock"] == []


@settings(max_examples=200)
@given(st.lists(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(ODD)), max_size=12), max_size=4))
def test_texts_counted_together_have_the_tokens_that_each_has_alone(texts: list[str]) -> None:
    counter = TokenCounter()
    numbers, places = counter.count(texts, "en")
    counted = [(counter.terms[number], place) for number, place in zip(numbers.tolist(), places.tolist(), strict=True)]
    assert sorted(counted) == sorted({(token, place) for place, text in enumerate(texts) for token in tokens(text)})


@pytest.mark.parametrize("size", [1, 40, 70_000])
def test_the_units_of_a_token_come_back_from_few_and_many_however_they_are_kept(size: int) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(postings.SCHEMA)
    writer = postings.PostingsWriter(database, TokenCounter())
    for first in range(1, size + 1, 10_000):
        numbers = list(range(first, min(first + 10_000, size + 1)))
        writer.add(first, {"en": (numbers, ["all third" if number % 3 == 0 else "all" for number in numbers])})
    writer.flush()
    read = postings.Postings(database)
    assert read.units("all").tolist() == list(range(1, size + 1))
    assert read.units("third").tolist() == list(range(3, size + 1, 3))
    assert read.last == size
    assert read.shared(["all", "third"]).tolist() == [
        0,
        *(2 if number % 3 == 0 else 1 for number in range(1, size + 1)),
    ]
    assert read.beginning_with("th").tolist() == read.any_of(["third", "none"]).tolist() == list(range(3, size + 1, 3))


PARALLEL = [
    {
        "en": "All human beings are born free and equal in dignity and rights.",
        "fr": "Tous les hommes naissent libres et égaux en dignité et en droits.",
        "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах.",
        "zh": "人人生而自由，在尊严和权利上一律平等。",
        "ar": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
        "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।",
    },
    {
        "en": "Everyone has the right to life, liberty and the security of person.",
        "fr": "Tout individu a droit à la vie, à la liberté et à la sûreté de sa personne.",
        "ru": "Каждый человек имеет право на жизнь, на свободу и на личную неприкосновенность.",
        "zh": "人人有权享有生命、自由和人身安全。",
        "ar": "لكل فرد الحق في الحياة والحرية وسلامة شخصه.",
        "hi": "प्रत्येक व्यक्ति को जीवन, स्वाधीनता और वैयक्तिक सुरक्षा का अधिकार है।",
    },
    {
        "en": "No one shall be held in slavery; slavery shall be prohibited in all forms.",
        "fr": "Nul ne sera tenu en esclavage; l'esclavage est interdit sous toutes ses formes.",
        "ru": "Никто не должен содержаться в рабстве; рабство запрещается во всех видах.",
        "zh": "任何人不得使为奴隶；一切形式的奴隶制度，均应予以禁止。",
        "ar": "لا يجوز استرقاق أي شخص، ويحظر الاسترقاق بكافة أوضاعهما.",
        "hi": "कोई भी ग़ुलामी की हालत में न रखा जाएगा, ग़ुलामी अपने सभी रूपों में निषिद्ध होगी।",
    },
]


@pytest.fixture(scope="module")
def universal(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("universal") / "universal.tmx"
    units = (
        tmx.TranslationUnit([tmx.Variant(tag, text) for tag, text in row.items()], str(number))
        for number, row in enumerate(PARALLEL)
    )
    tmx.write(path, units)
    return Index(MemorySource(str(path)))


@pytest.mark.parametrize("language", list(PARALLEL[0]))
@given(data=st.data())
@settings(max_examples=25)
def test_every_kind_of_query_finds_in_an_index_what_a_regular_expression_finds(
    universal: Index, language: str, data: st.DataObject
) -> None:
    """Units are counted independently, by Python's regex on the folded texts; no kind of query has a false zero."""
    texts = [fold(row[language]) for row in PARALLEL]
    at = data.draw(st.integers(0, len(texts) - 1))
    row = [
        text
        for text in (word.text for word in words(PARALLEL[at][language], language))
        if text.isalpha() or language == "hi"
    ]
    first = data.draw(st.integers(0, len(row) - 2))
    word, other = fold(row[first]), fold(row[first + 1])
    cut = data.draw(st.integers(1, len(word)))
    left, right = ("", "") if language == "zh" else (r"(?<![\w\u0300-\u036f])", r"(?!\w)")
    whole = f"{left}{regex.escape(word)}{right}"
    start, end = regex.escape(word[:cut]), regex.escape(word[cut:])
    expected = {
        word: whole,
        f"{word}|{other}": f"{whole}|{left}{regex.escape(other)}{right}",
        f"{word[:cut]}*": rf"{left}{start}\w*{right}",
        f"{word[:cut]}*{word[cut:]}": rf"{left}{start}\w*{end}{right}",
        f'[word="{regex.escape(row[first])}"]': None,
    }
    for query_text, pattern in expected.items():
        found = {
            hit.passage.unit.id
            for hit in search(universal.candidates(Query(query_text)), Query(query_text), Scope((language,)))
        }
        counted = {str(number) for number, text in enumerate(texts) if pattern and regex.search(pattern, text)}
        assert str(at) in found, query_text
        assert counted <= found, query_text
        if pattern and bare(word) == word and bare(other) == other and bare("".join(texts)) == "".join(texts):
            assert found == counted, query_text
    for query in (Query(row[first], QueryKind.EXACT), Query(regex.escape(row[first]), QueryKind.REGEX)):
        found = {hit.passage.unit.id for hit in search(universal.candidates(query), query, Scope((language,)))}
        assert found == {str(number) for number, pair in enumerate(PARALLEL) if row[first] in pair[language]}
