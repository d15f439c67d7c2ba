"""What must hold for any memory and any bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import tmx
from tmx.inline import INLINE
from tmx.jsonl import from_json, to_json
from tmx.model import Variant
from tmx.reader import Reader
from tmx.schema import ATTRIBUTES

_SETTINGS = settings(max_examples=150)

_CHARACTERS = st.characters(
    codec="utf-8", exclude_characters="".join(map(chr, [*range(9), 11, 12, *range(14, 32)])) + "\ufffe\uffff"
)
_TEXT = st.text(_CHARACTERS, max_size=20)
_LANGUAGE = st.sampled_from(["en", "fr", "zh-Hant-TW", "ru", "x-any", "EN-us"])
_ATTRIBUTE = st.dictionaries(
    st.one_of(
        st.sampled_from(["usagecount", "creationid", "o-encoding"]),
        st.from_regex(r"[a-z]{1,4}(:[a-z]{1,4})?", fullmatch=True),
    ),
    _TEXT,
    max_size=2,
).filter(
    lambda names: (
        not names.keys() & {"xml:lang", "lang", "tuid", "type", "srclang", "segtype"}
        and not any(n.startswith("xml") for n in names)
    )
)


def _inline(content: st.SearchStrategy[Any]) -> st.SearchStrategy[tmx.Inline]:
    known = st.sampled_from(list(INLINE.values()))
    attributes = st.dictionaries(st.sampled_from(["i", "x", "type", "pos", "assoc"]), _TEXT, max_size=2)
    return st.one_of(
        st.builds(lambda kind, inner, named: kind(inner, named), known, content, attributes),
        st.builds(tmx.Unknown, st.sampled_from(["g", "mrk"]), content, attributes),
    )


_CONTENT = st.recursive(
    st.lists(_TEXT, max_size=2), lambda inner: st.lists(st.one_of(_TEXT, _inline(inner)), max_size=3), max_leaves=5
)
_NOTE = st.builds(tmx.Note, _TEXT, st.one_of(st.just(""), _LANGUAGE), _ATTRIBUTE)
_PROP = st.builds(
    tmx.Property, st.text(_CHARACTERS, min_size=1, max_size=8), _TEXT, st.one_of(st.just(""), _LANGUAGE), _ATTRIBUTE
)
_REMARKS = {"attributes": _ATTRIBUTE, "props": st.lists(_PROP, max_size=1), "notes": st.lists(_NOTE, max_size=1)}
_VARIANT = st.builds(Variant, _LANGUAGE, _CONTENT, **_REMARKS)
_UNIT = st.builds(
    tmx.TranslationUnit, st.lists(_VARIANT, min_size=1, max_size=3), st.one_of(st.none(), _TEXT), **_REMARKS
)
_HEADER = st.builds(
    tmx.Header,
    srclang=_LANGUAGE,
    creationtool=_TEXT.filter(bool),
    attributes=_ATTRIBUTE,
    props=st.lists(_PROP, max_size=1).map(tuple),
    notes=st.lists(_NOTE, max_size=1).map(tuple),
)


@_SETTINGS
@given(st.lists(_UNIT, max_size=3), _HEADER, st.sampled_from(["UTF-8", "UTF-16", "US-ASCII", "windows-1252"]))
def test_whatever_xml_can_carry_survives_writing_and_reading(
    units: list[tmx.TranslationUnit], header: tmx.Header, encoding: str
) -> None:
    written = io.BytesIO()
    profile = tmx.Profile("test", tag_case="keep", source_first=False, empty=True, encoding=encoding)
    tmx.write(written, units, header=header, profile=profile)
    written.seek(0)
    reader = tmx.read(written, errors="report")
    assert list(reader) == units
    assert reader.header == header


@_SETTINGS
@given(_UNIT)
def test_json_carries_every_unit_without_loss(unit: tmx.TranslationUnit) -> None:
    assert from_json(json.loads(json.dumps(to_json(unit)))) == unit


@_SETTINGS
@given(st.text(max_size=30))
def test_text_that_xml_cannot_carry_is_refused_or_listed_and_never_changed(text: str) -> None:
    unit = tmx.TranslationUnit([Variant("en", text), Variant("fr", "x")], tuid="1")
    written = io.BytesIO()
    result = tmx.write(written, [unit], header=tmx.Header(srclang="en"), profile="exact", errors="report")
    written.seek(0)
    assert [it.text("en") for it in tmx.read(written)] == ([text] if result.units else [])
    assert result.units + result.omitted == 1
    if not result.units:
        with pytest.raises(tmx.UnwritableTextError, match="tuid 1"):
            tmx.write(io.BytesIO(), [unit], header=tmx.Header(srclang="en"), profile="exact")


_BODY = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    b'<header creationtool="x" creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="en" '
    b'datatype="x"/>\n<body>\n'
)
_UNIT_BYTES = (
    b'<tu tuid="1" creationdate="20200101T000000Z"><prop type="x-a">p &amp; q</prop><note>n</note>\n'
    b'<tuv xml:lang="en"><seg>Treaty &lt;1&gt;</seg></tuv>\r\n<tuv xml:lang="fr" usagecount="2"><seg>Trait\xc3\xa9</seg></tuv></tu>\n'
)
_PIECES = st.sampled_from(
    [
        b"<tu>", b"</tu>", b"<tuv>", b"</tuv>", b'<tuv xml:lang="ru">', b"<seg>", b"</seg>", b"<!--", b"-->", b"<![CDATA[", b"]]>",
        b"&amp;", b"&#1;", b"&x;", b"<?p ?>", b"\xff", b"\x00", b"\xef\xbf\xbf", b"<bpt i='1'>", b"</bpt>", b"<ph/>", b"text", b"<prop type='x'>",
        b"</prop>", b"</body></tmx>", b"<tu tuid='&lt;'>", b"<x>", b"</x>", b"\r", b"<seg/>", _UNIT_BYTES,
    ]
)  # fmt: skip
_ANY_BODY = st.lists(st.one_of(_PIECES, st.just(_UNIT_BYTES)), max_size=8).map(b"".join)


@_SETTINGS
@given(_ANY_BODY, st.binary(max_size=4), st.integers(0, 400))
def test_no_bytes_crash_the_reader(body: bytes, noise: bytes, place: int) -> None:
    data = _BODY + body + b"</body></tmx>"
    data = data[:place] + noise + data[place:] if noise else data
    modes: tuple[Literal["strict", "report"], ...] = ("strict", "report")
    for errors in modes:
        try:
            for unit in tmx.read(io.BytesIO(data), errors=errors):
                assert unit.variants
        except tmx.TmxError as error:
            assert str(error)  # noqa: PT017 - any error is right, if it says something


@_SETTINGS
@given(st.binary(max_size=200))
def test_no_rubbish_is_taken_for_a_memory(data: bytes) -> None:
    assume(b"<tmx" not in data)
    with pytest.raises(tmx.TmxError):
        list(tmx.read(io.BytesIO(data), errors="report"))


def _outcome(data: bytes, chunk: int, monkeypatch: pytest.MonkeyPatch, *, plain: bool) -> tuple[Any, ...]:
    """Units with their lines, findings and error of reading some bytes piece by piece, with or without the short cut."""
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "chunk_size", chunk)
        if not plain:
            patch.setattr("tmx.blocks.plain_block", lambda _: None)
        reader = None
        units: list[tuple[tmx.TranslationUnit, int]] = []
        try:
            reader = tmx.read(io.BytesIO(data), errors="report")
            units.extend((unit, unit.line) for unit in reader)
        except tmx.TmxError as error:
            return units, str(error)
        return units, [str(finding) for finding in reader.findings]


_ATTRIBUTE_PIECES = st.lists(
    st.sampled_from(
        [
            ' tuid="a"', ' tuid="&amp;"', " tuid='b'", ' x="1"', ' creationdate="20200101T000000Z"', ' changedate="2020"',
            ' segtype="block"', ' segtype="clause"', ' xml:lang="en"', ' xml:lang="en_US"', ' lang="en"', ' srclang="*all*"',
            '\n usagecount="1"', ' ex:y="1"', ' creationid="a\tb"', ' type="x"', " type='\"'", " xml:lang='fr'", " xml:lang='e n'", " creationid='<'", ' tuid="a>b"', ' xml:space="preserve"',
        ]
    ),
    max_size=3,
    unique=True,
).map("".join)  # fmt: skip
_WORDS = st.sampled_from(
    [
        "a<ph x='1'/>",
        '<ph x="1"/>',
        "<hi>a<ph/></hi>",
        "x<ph/>",
        "<ph>[1]<sub>n</sub></ph>",
        '<bpt i="1">&lt;</bpt>a<ept i="1"/>',
        '<ept i="1"/>',
        '<it pos="begin"/>',
        "<it/>",
        '<ph y="1"/>',
        "<ph>a<ph/></ph>",
        "</ph>",
        "<hi><hi/></hi >",
        "<ut>\n</ut>",
        "<ph>a</it>",
        "<hi>a</hi>",
        '<bpt i="1"/>',
        "<sub/>",
        "",
        "text",
        "a &amp;lt; b",
        "&#65;",
        "&#38;lt;&#x10FFFF;&#13;&#xA;",
        "&#0000065;&#x000041;&#xfffd;",
        "&#00000065;",
        "&#0;",
        "&#xD800;",
        "&#xFFFE;",
        "&#99999999;",
        "&#X41;",
        "&#;",
        "&lt&#65;",
        "&amp;#65;",
        "<tu>",
        "&un;",
        "a\r\nb",
        "<ph>x</ph>",
        "]]>",
        "\x01",
        "\uffff",
        "<!-- </tu> -->",
        "é\u3000中",
        " ",
        "'\"",
    ]
)
_UNIT_TEXT = st.builds(
    lambda unit, prop, word, first, one, second, two, gap: (
        f"<tu{unit}>{gap}<prop{prop}>{word}</prop>{gap}<tuv{first}><seg>{one}</seg></tuv>"
        f"<tuv{second}>{gap}<seg>{two}</seg>{gap}</tuv></tu>{gap}"
    ),
    _ATTRIBUTE_PIECES, _ATTRIBUTE_PIECES, _WORDS, st.just(' xml:lang="en"') | _ATTRIBUTE_PIECES, _WORDS,
    st.just(' xml:lang="fr"') | _ATTRIBUTE_PIECES, _WORDS, st.sampled_from(["", "\n", " \r\n ", "<!-- c -->", "stray"]),
)  # fmt: skip


@settings(_SETTINGS, max_examples=400)
@given(st.lists(st.one_of(_UNIT_TEXT, st.just(_UNIT_BYTES.decode())), min_size=1, max_size=5), st.integers(1, 700))
def test_the_short_cut_for_plain_units_reads_just_what_the_parser_reads(units: list[str], chunk: int) -> None:
    data = _BODY + "".join(units).encode("utf-8", "surrogatepass") + b"</body></tmx>"
    with pytest.MonkeyPatch.context() as monkeypatch:
        short = _outcome(data, chunk, monkeypatch, plain=True)
        assert short == _outcome(data, chunk, monkeypatch, plain=False)
        whole = _outcome(data, 1 << 16, monkeypatch, plain=False)
        assert short[0] == whole[0]
        # What a message quotes depends on where a piece of the file ends; the places do not.
        assert [it.partition(":")[0] for it in short[1]] == [it.partition(":")[0] for it in whole[1]]


@pytest.mark.parametrize("chunk", [333, 1000])
def test_the_short_cut_is_taken_by_plain_units(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would compare the parser with itself."""
    from tmx.plain import PlainUnits

    taken: list[object] = []
    original: Callable[..., Any] = PlainUnits.units

    def noted(*arguments: Any) -> Any:
        found = original(*arguments)
        taken.extend(found[0])
        return found

    monkeypatch.setattr(PlainUnits, "units", noted)
    monkeypatch.setattr(Reader, "chunk_size", chunk)
    data = _BODY + _UNIT_BYTES * 20 + b"</body></tmx>"
    assert len(list(tmx.read(io.BytesIO(data)))) == 20
    assert len(taken) > 10


def test_every_attribute_of_the_document_type_is_known() -> None:
    assert {"creationdate", "srclang", "segtype"} <= ATTRIBUTES["tu"]
