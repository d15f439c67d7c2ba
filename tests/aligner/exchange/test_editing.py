"""Fixes change the words they fix and no other byte, in every format that is changed where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import ClausebankError, InputError
from aligner.exchange import editing, formats
from aligner.exchange.contents import ReadOptions
from aligner.exchange.editing.encoding import read as read_characters

FOR_CHECK = ReadOptions(by_segment=True, allow_unnamed=True)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff'"),
    min_size=1,
    max_size=12,
)


def xml_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&#62;")


def tmx(words: str, end: str) -> str:
    return (
        f"\ufeff<?xml version='1.0' encoding=\"UTF-8\" ?>{end}<!-- <seg>x  y</seg> --><tmx version='1.4'><header "
        "creationtool='x' creationtoolversion='1' segtype='sentence' o-tmf='x' adminlang='en' srclang='en' "
        f"datatype='x'/>{end}<body>{end}<tu  tuid='1'><prop type='x'>  {xml_text(words)}</prop><tuv xml:lang = 'en' >"
        f"<seg>a<bpt i='1'>&lt;b&gt;</bpt>{xml_text(words)}<ept i='1'/>#</seg></tuv>{end}<tuv xml:lang=\"de\"><seg>"
        f"{xml_text(words)}#</seg></tuv></tu></body></tmx>{end}"
    )


def xliff(words: str, end: str) -> str:
    return (
        f'<xliff version="1.2"><file source-language="en" target-language="de"><body>{end}<trans-unit id="1">'
        f"<source>{xml_text(words)}#</source>{end}<target ><![CDATA[{words.replace(']', '')}]]>#<x id='1'/></target>"
        f"<alt-trans><target>{xml_text(words)}#</target></alt-trans></trans-unit></body></file></xliff>"
    )


def xliff2(words: str, end: str) -> str:
    return (
        f'<xliff version="2.0" srcLang="en" trgLang="de"><file id="f">{end}<unit id="1"><segment>{end}'
        f"<source>{xml_text(words)}</source><target><pc id='1'>{xml_text(words)}</pc>#</target></segment></unit>"
        "</file></xliff>"
    )


def po_text(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def po(words: str, end: str) -> str:
    return (
        f'# comment  here{end}msgid ""{end}msgstr ""{end}"Language: de\\n"{end}"Content-Type: text/plain; '
        f'charset=UTF-8\\n"{end}{end}#: a.c:1{end}msgid "{po_text(words)}"{end}msgstr ""{end}"{po_text(words)}\\n"{end}'
        f'"#"{end}{end}#~ msgid "{po_text(words)}"{end}#~ msgstr "{po_text(words)}"{end}'
    )


def csv(words: str, end: str) -> str:
    cell = words.replace('"', '""')
    return f'id;en;de;"max"{end}1;"{cell}#";"x{cell}#";7{end}2;plain;"{cell}\n#";8{end}'


def tsv(words: str, end: str) -> str:
    return f"id\ten\tde{end}1\tx{words}#\ty{words}#{end}2\tA\tB{end}"


def jsonl(words: str, end: str) -> str:
    return f'{{"id": "1",  "segments": {{"en": {{"text": {json.dumps(words + "#")}}}, "de": {{"text": {json.dumps("y" + words + "#")}}}}}}}{end}'


FILES: list[tuple[str, Callable[[str, str], str]]] = [
    ("a.tmx", tmx),
    ("a.xlf", xliff),
    ("a.xlf2", xliff2),
    ("a.po", po),
    ("a.csv", csv),
    ("a.tsv", tsv),
    ("a.jsonl", jsonl),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editing")


@pytest.mark.parametrize(("name", "made"), FILES, ids=[name for name, _ in FILES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@settings(max_examples=25)
@given(words=WORDS, end=st.sampled_from(["\n", "\r\n"]))
def test_a_change_of_words_changes_their_characters_and_no_other_byte(
    folder: Path, name: str, made: Callable[[str, str], str], encoding: str, words: str, end: str
) -> None:
    if encoding == "utf-16" and name in {"a.po", "a.jsonl"}:
        return
    source = made(words, end)
    if encoding == "utf-16":
        source = source.removeprefix("\ufeff").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    path = folder / name
    path.write_bytes(source.encode(encoding))
    format_ = formats.reader_of(path)
    changed = 0
    for unit in format_.read(path, FOR_CHECK).units:
        text = unit.text("de")
        if not text.endswith("#"):
            continue
        file = read_characters(path)
        (segment,) = [
            found
            for found in editing.editor_named(format_.editor)(file.characters, path)
            if found.words == text and found.language in {"", "de"}
        ][:1]
        after = editing.edited(file.characters, editing.edits(segment, text[:-1] + "é"))
        editing.write(path, file, after)
        # Exactly one sign was replaced: the byte before and after it are those of the file.
        at = segment.spans[-1][0]
        assert after == file.characters[:at] + "é" + file.characters[at + 1 :]
        assert read_characters(path).characters == after
        changed += 1
    assert changed >= (name != "a.csv" or "\r" not in words)


def test_a_file_that_cannot_be_written_back_byte_by_byte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"en\tde\nA\t\xff\n")
    with pytest.raises(InputError, match="cannot be changed byte by byte"):
        read_characters(path)


def test_every_segment_of_real_memories_is_found_in_its_file(tmx_corpus: Path) -> None:
    missing = []
    for path in sorted(tmx_corpus.glob("*/*.tmx")):
        try:
            units = list(formats.read(path).units)
            characters = read_characters(path).characters
        except ClausebankError:
            continue  # broken on purpose: what reads them is tested elsewhere
        found = {text.words for text in editing.editor_named("xml")(characters, path)}
        texts = [segment.text for unit in units for segment in unit.segments.values() if segment.text]
        missing += [path.name for text in texts if text not in found]
    # Words of an entity that the file itself declares have no characters of their own.
    assert missing == ["v22_internal_entity.tmx"]
