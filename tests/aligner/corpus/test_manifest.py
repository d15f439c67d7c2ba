"""What a manifest says, and what is wrong with one that says it badly."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.corpus.errors import ManifestError
from aligner.corpus.manifest import ManifestEntry, read


def written(folder: Path, text: str) -> str:
    path = folder / "manifest"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_jsonl_and_tsv_in_any_order_are_the_same_documents(tmp_path: Path) -> None:
    expected = (
        ManifestEntry("a", (("en", "a.en"), ("zh-CN", "a.zh"))),
        ManifestEntry("b", (("en", "b.en"), ("ru", "b.ru"))),
    )
    tsv = "language\tid\tpath\tnote\nru\tb\tb.ru\t\nen\ta\ta.en\tx\n\nzh-cn\ta\ta.zh\t\nen\tb\tb.en\t\n"
    rows = [("a", "zh-cn", "a.zh"), ("b", "en", "b.en"), ("a", "en", "a.en"), ("b", "ru", "b.ru")]
    jsonl = "\n".join(f'{{"id": "{name}", "language": "{tag}", "path": "{path}"}}' for name, tag, path in rows)
    assert read(written(tmp_path, tsv)) == expected
    assert read(written(tmp_path, jsonl)) == expected


def test_a_repeated_row_counts_once_and_a_second_file_for_a_language_is_a_problem(tmp_path: Path) -> None:
    head = "id\tlanguage\tpath\n"
    (same,) = read(written(tmp_path, head + "a\ten\ta.en\na\ten\ta.en\na\tru\ta.ru\n"))
    (other,) = read(written(tmp_path, head + "a\ten\ta.en\na\ten\tb.en\na\tru\ta.ru\n"))
    assert same.problem == ""
    assert other.problem == "more than one file for en: a.en, b.en"


def test_a_document_in_one_language_is_a_problem(tmp_path: Path) -> None:
    (entry,) = read(written(tmp_path, "id\tlanguage\tpath\na\ten\ta.en\n"))
    assert entry.problem.startswith("only in en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id\tpath\na\tb\n", "manifest:1: the head lacks language"),
        ("id\tlanguage\tpath\na\ten\n", "manifest:2: no path"),
        ("id\tlanguage\tpath\n\ten\tx\n", "manifest:2: no id"),
        ('{"id": "a", "language": "en", "path": 3}', "manifest:1: no path"),
        ('{"id": "a\\ud800", "language": "en", "path": "x"}', "manifest:1: no id"),
        ('{"id": "a", ', "manifest:1: not JSON"),
        ("id\tlanguage\tpath\na\tenglish language\tx\n", "manifest:2: 'english language' is no language tag"),
    ],
)
def test_a_row_that_does_not_say_what_it_must_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read(written(tmp_path, text))
    assert said in str(caught.value)


def test_a_manifest_that_is_not_there_or_is_no_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="No such file"):
        read(str(tmp_path / "none"))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ManifestError, match="not UTF-8"):
        read(str(tmp_path / "binary"))
