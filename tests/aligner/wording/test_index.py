"""The index finds what reading the whole memory finds, and never answers for a text that has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import tmx
from aligner.bank import Bank
from aligner.errors import OutputError
from aligner.wording import texts as texts_module
from aligner.wording.index import Index, cache_folder
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
    '" OR',
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
    index = Index(str(memory))
    assert [it.unit.id for it in index.candidates(Query(r"\d+/211", QueryKind.REGEX))] == ["1"]
    index.close()


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("kind", list(QueryKind))
@pytest.mark.parametrize("wanted", QUERIES)
def test_the_index_finds_what_reading_everything_finds(memory: Path, kind: QueryKind, wanted: str) -> None:
    if kind is QueryKind.REGEX and wanted == "NEAR(a b)":
        wanted = "NEAR"
    read = [(it.passage.unit.id, it.language, it.spans) for it in search(from_memory(str(memory)), Query(wanted, kind))]
    query = Query(wanted, kind)
    index = Index(str(memory))
    found = [(it.passage.unit.id, it.language, it.spans) for it in search(index.candidates(query), query)]
    index.close()
    assert found == read


@pytest.mark.usefixtures("cache")
def test_a_changed_memory_is_indexed_anew_and_the_old_index_is_gone(memory: Path, cache: Path) -> None:
    Index(str(memory)).close()
    before = set(cache.iterdir())
    assert len(before) == 1
    written(memory, [{"en": "Something else entirely", "ru": "Другое"}])
    index, query = Index(str(memory)), Query("entirely")
    assert [it.unit.id for it in index.candidates(query)] == ["0"]
    assert not list(index.candidates(Query("security")))
    index.close()
    assert len(set(cache.iterdir()) - before) == 1
    assert not before & set(cache.iterdir())


@pytest.mark.usefixtures("cache")
def test_an_index_is_used_again_while_the_memory_stays_the_same(memory: Path, cache: Path) -> None:
    Index(str(memory)).close()
    (file,) = cache.iterdir()
    made = file.stat().st_mtime_ns
    Index(str(memory)).close()
    assert [(it, it.stat().st_mtime_ns) for it in cache.iterdir()] == [(file, made)]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, cache: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_text("this is no memory", encoding="utf-8")
    with pytest.raises(tmx.TmxError):
        Index(str(broken))
    assert not list(cache.iterdir())


def test_a_cache_that_cannot_be_written_is_said(memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="set CLAUSEBANK_CACHE"):
        Index(str(memory))


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
