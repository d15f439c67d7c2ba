"""The index finds what reading the whole memory finds, and never answers for a text that has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import tmx
from aligner.bank import Bank
from aligner.errors import OutputError
from aligner.wording import texts as texts_module
from aligner.wording.index import Index
from aligner.wording.index_file import LAYOUT, cache_folder
from aligner.wording.index_sources import MemorySource
from aligner.wording.passages import from_memory
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import search
from aligner.wording.texts import Texts

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
