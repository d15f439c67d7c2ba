"""Folders for corpus tools: every word in its place, every unit aligned, read by the tools themselves where they are installed."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.text.tokens import tokens

TEXT = """tuid\ten\tzh\tru
1\tStates shall <not> use force.\t各国不得使用武力。\tГосударства не применяют силу.
2\tAn "English" clause\t\t
3\tPeace & law\t和平与法律\tМир и право
"""


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("law.tsv").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["convert", "law.tsv", "--to", request.param, "-o", "out"])
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


def rows(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("folder", ["vertical"], indirect=True)
def test_vertical_text_has_registry_and_alignment(folder: Path) -> None:
    vertical = rows(folder / "law_tsv_ru.vert")
    assert vertical[0].startswith('<doc id="law.tsv"')
    assert vertical[1:5] == [
        '<unit id="1" role="paragraph" label="" status="unverified">',
        "Государства\tгосударство\tNOUN",
        "не\tне\tPART",
        "применяют\tприменять\tVERB",
    ]
    english = rows(folder / "law_tsv_en.vert")
    assert "&lt;\t&lt;\tSYM" in english
    assert all(re.match(r"</?(doc|unit|g)\b", line) or line.count("\t") == 2 for line in english)
    assert rows(folder / "law_tsv_en.law_tsv_ru.align") == ["0\t0", "1\t-1", "2\t1"]
    registry = (folder / "registry" / "law_tsv_en").read_text(encoding="utf-8")
    for named in re.findall(r'(?:VERTICAL|ALIGNDEF) "([^"]+)"', registry):
        assert all((folder / name).is_file() for name in named.split(","))


@pytest.mark.parametrize("folder", ["cwb"], indirect=True)
def test_the_workbench_gets_the_tokens_at_the_places_it_counts(folder: Path) -> None:
    """The numbers of an alignment are those of the lines without a tag."""
    words = {tag: [line for line in rows(folder / f"law_tsv_{tag}.vrt") if "\t" in line] for tag in ("en", "zh")}
    _, first, last = rows(folder / "law_tsv_en.law_tsv_zh.align")
    begin, end, other_begin, other_end, _ = last.split("\t")
    assert [line.split("\t")[0] for line in words["en"][int(begin) : int(end) + 1]] == ["Peace", "&amp;", "law"]
    assert "".join(line.split("\t")[0] for line in words["zh"][int(other_begin) : int(other_end) + 1]) == "和平与法律"
    assert first.startswith("0\t")
    if shutil.which("cwb-encode"):  # in no registry of CI today
        subprocess.run(["sh", "encode.sh"], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("folder", ["xces"], indirect=True)
def test_opus_read_pairs_the_sentences(folder: Path) -> None:
    opus = pytest.importorskip("opustools")
    opus.OpusRead(
        directory="law", source="en", target="ru", alignment_file=str(folder / "en-ru.xml.gz"), download_dir=str(folder),
        write_mode="moses", write=[str(folder / "pairs.txt")], suppress_prompts=True, leave_non_alignments_out=True,
    ).printPairs()  # fmt: skip
    assert rows(folder / "pairs.txt") == [
        "States shall < not > use force .\tГосударства не применяют силу .",
        "Peace & law\tМир и право",
    ]
    links = etree.fromstring(gzip.decompress((folder / "en-zh.xml.gz").read_bytes()))
    assert [link.get("xtargets") for link in links.iter("link")] == ["1;1", "2;", "3;2"]


@pytest.mark.parametrize("folder", ["blacklab"], indirect=True)
def test_blacklab_finds_a_column_for_each_annotation(folder: Path) -> None:
    import yaml

    described = yaml.safe_load((folder / "clausebank.blf.yaml").read_text(encoding="utf-8"))
    annotations = described["annotatedFields"]["contents"]["annotations"]
    assert [(annotation["name"], annotation["valuePath"]) for annotation in annotations] == [
        ("word", 1), ("lemma", 2), ("pos", 3),
    ]  # fmt: skip
    assert (folder / "zh" / "law_tsv_zh.vert").is_file()


def test_a_folder_does_not_go_to_standard_output() -> None:
    result = CliRunner().invoke(app, ["export", "a-66-359", "--to", "vertical"])
    assert result.exit_code == 2
    assert "folder" in result.stderr


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ещё, о её судьбе…", "ru"),
        ("第64/211号决议", "zh"),
        ("मानव अधिकार।", "hi"),
        ("l'État", "fr"),
        ("  ", "en"),
        ("", "en"),
    ],
)
def test_tokens_and_their_spaces_are_the_text(text: str, language: str) -> None:
    assert "".join(token.form + token.space for token in tokens(text, language)) == text.lstrip()
