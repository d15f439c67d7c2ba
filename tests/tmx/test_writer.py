"""Writing: safe defaults, profiles, and files that appear whole or not at all."""

from __future__ import annotations

import gzip
import io
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import tmx
from tmx import atomic

_HEADER = tmx.Header(srclang="en", creationtool="x", creationtoolversion="1")
_UNIT = tmx.TranslationUnit([tmx.Variant("zh-cn", "条约"), tmx.Variant("EN", "Treaty")], tuid="1")


def _written(*units: tmx.TranslationUnit, header: tmx.Header = _HEADER, profile: str = "generic") -> str:
    stream = io.BytesIO()
    tmx.write(stream, units, header=header, profile=profile)
    return stream.getvalue().decode("utf-16" if profile == "memoq" else "utf-8")


def test_the_default_is_what_every_client_loads() -> None:
    """TMX 1.4, the declaration, the document type, LF, canonical tags, source first, srclang as the variants have it."""
    text = _written(_UNIT, header=tmx.Header(srclang="EN", creationtool="x", creationtoolversion="1"))
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        '  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="clausebank" adminlang="en"'
        ' srclang="en" datatype="plaintext"/>\n'
        "  <body>\n"
        '    <tu tuid="1">\n'
        '      <tuv xml:lang="en"><seg>Treaty</seg></tuv>\n'
        '      <tuv xml:lang="zh-CN"><seg>条约</seg></tuv>\n'
        "    </tu>\n"
        "  </body>\n"
        "</tmx>\n"
    )


def test_a_memory_written_by_default_is_valid_by_the_document_type(tmx_corpus: Path) -> None:
    unit = tmx.TranslationUnit(
        [
            tmx.Variant("en", ["a ", tmx.Bpt("<b>", i="1"), "b", tmx.Ept("</b>", i="1"), tmx.Ph(["x", tmx.Sub("y")])]),
            tmx.Variant("fr", "b", props=[tmx.Property("x-a", "b")], notes=[tmx.Note("c", "en")]),
        ],
        tuid='"<&>\t',
        attributes={"creationdate": "20200101T000000Z"},
        props=[tmx.Property("x-a", "1")],
        notes=[tmx.Note("n")],
    )
    document = etree.fromstring(_written(unit).encode())
    with (tmx_corpus / "schemas" / "tmx14.dtd").open() as schema:
        dtd = etree.DTD(schema)
    assert dtd.validate(document), dtd.error_log
    assert list(tmx.validate(io.BytesIO(_written(unit).encode()))) == []


def test_without_a_header_the_first_variant_is_the_source() -> None:
    stream = io.BytesIO()
    tmx.write(stream, [_UNIT])
    assert 'srclang="zh-CN"' in stream.getvalue().decode()


def test_an_empty_segment_is_never_written_by_default_and_is_reported() -> None:
    unit = tmx.TranslationUnit([tmx.Variant("en", "a"), tmx.Variant("fr", "")], tuid="7")
    stream = io.BytesIO()
    result = tmx.write(stream, [unit, tmx.TranslationUnit([tmx.Variant("en", "")])], header=_HEADER)
    assert b"<seg></seg>" not in stream.getvalue()
    assert result.units == 1
    assert [str(omission) for omission in result.omissions] == [
        "unit 1 (tuid 7): nothing in fr",
        "unit 2: nothing in en",
        "unit 2: the unit is left out: only in en",
    ]


@pytest.mark.parametrize("name", ["omegat", "trados", "memoq", "weblate", "poedit"])
def test_a_client_gets_no_unit_that_lacks_a_language(name: str) -> None:
    lonely = tmx.TranslationUnit([tmx.Variant("en", "alone")])
    pair = tmx.TranslationUnit([tmx.Variant("en", "a"), tmx.Variant("fr", "b")])
    text = _written(lonely, pair, profile=name)
    assert "alone" not in text
    assert ">b<" in text


@pytest.mark.parametrize("name", ["omegat", "trados", "memoq"])
def test_a_client_of_two_languages_gets_no_third(name: str) -> None:
    third = tmx.TranslationUnit([tmx.Variant("en", "a"), tmx.Variant("ru", "б")])
    with pytest.raises(tmx.TmxUsageError, match=r"third: ru.*--pair"):
        _written(_UNIT, third, profile=name)


@pytest.mark.parametrize("name", ["omegat", "trados", "memoq", "weblate", "poedit"])
@pytest.mark.parametrize("srclang", ["*all*", ""])
def test_a_client_gets_one_source_language(name: str, srclang: str) -> None:
    with pytest.raises(tmx.TmxUsageError, match=r"as the source, and .* needs one"):
        _written(_UNIT, header=tmx.Header(srclang=srclang), profile=name)


@pytest.mark.parametrize("profile", ["omegat", "trados", "memoq", "poedit"])
def test_names_of_locales_are_written_as_the_tags_they_stand_for(profile: str) -> None:
    unit = tmx.TranslationUnit([tmx.Variant("zh_CN", "条约"), tmx.Variant("en_US", "Treaty")])
    written = io.BytesIO()
    tmx.write(written, [unit], header=tmx.Header(srclang="en_US"), profile=profile)
    found = tmx.read(io.BytesIO(written.getvalue()))
    assert [tag.lower() for it in found for tag in it.languages] == ["en-us", "zh-cn"]
    assert found.header.srclang.lower() == "en-us"


@pytest.mark.parametrize("tag", ["zh_Simplified Chinese", "Chinese (PRC)", ""])
def test_what_is_no_language_tag_is_written_in_an_exact_copy_only(tag: str) -> None:
    odd = tmx.TranslationUnit([tmx.Variant("en", "Treaty"), tmx.Variant(tag, "条约")], tuid="odd")
    with pytest.raises(tmx.UnwritableTextError, match=r"tuid odd.*is not a language tag"):
        _written(_UNIT, odd)
    written = tmx.write(io.BytesIO(), [_UNIT, odd], header=_HEADER, errors="report")
    assert (written.units, written.refused) == (1, 1)
    assert "条约" in _written(odd, profile="exact")


def test_a_source_language_that_is_no_tag_is_refused_with_what_to_write() -> None:
    with pytest.raises(tmx.TmxUsageError, match=r"English.*not a language tag.*--source"):
        _written(_UNIT, header=tmx.Header(srclang="English"))
    assert 'srclang="en_US"' in _written(_UNIT, header=tmx.Header(srclang="en_US"), profile="exact")


def test_memoq_gets_utf_16_with_its_signature() -> None:
    stream = io.BytesIO()
    tmx.write(stream, [_UNIT], header=_HEADER, profile="memoq")
    assert stream.getvalue().startswith(b"\xff\xfe<\x00?\x00")
    assert 'encoding="UTF-16"' in stream.getvalue().decode("utf-16")


@pytest.mark.parametrize("encoding", ["UTF-16", "utf-32", "UTF-8", "koi8-r", "iso-2022-jp"])
def test_a_long_memory_in_any_encoding_has_one_signature_at_most(encoding: str) -> None:
    units = [tmx.TranslationUnit([tmx.Variant("en", "Договор 条约 " * 50)])] * 500
    stream = io.BytesIO()
    tmx.write(stream, units, header=_HEADER, profile=tmx.Profile("other", encoding=encoding))
    stream.seek(0)
    assert list(tmx.read(stream)) == units
    assert stream.getvalue().decode(encoding).count("\ufeff") == 0


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(tmx.TmxUsageError, match="UTF-9"):
        tmx.write(io.BytesIO(), [_UNIT], header=_HEADER, profile=tmx.Profile("other", encoding="UTF-9"))


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(tmx.TmxUsageError, match="omegat"):
        _written(_UNIT, profile="wordfast")


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_a_version_has_its_document_type_and_its_attribute_of_language(version: str) -> None:
    stream = io.BytesIO()
    tmx.write(stream, [_UNIT], header=_HEADER, profile=tmx.Profile("old", version=version))
    text = stream.getvalue().decode()
    assert f"tmx{version.replace('.', '')}.dtd" in text
    assert ("xml:lang" in text) == (version >= "1.3")
    assert len(list(tmx.read(io.BytesIO(stream.getvalue())))) == 1


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("place", ["text", "tuid", "prop", "note", "attribute", "code"])
def test_what_xml_cannot_carry_is_refused_by_name_wherever_it_is(bad: str, place: str) -> None:
    text = f"a{bad}b"
    variants = [tmx.Variant("en", text if place == "text" else ["a", tmx.Ph(text if place == "code" else "x")])]
    unit = tmx.TranslationUnit(
        variants,
        tuid=text if place == "tuid" else "9",
        attributes={"creationid": text} if place == "attribute" else {},
        props=[tmx.Property("x", text)] if place == "prop" else [],
        notes=[tmx.Note(text)] if place == "note" else [],
    )
    with pytest.raises(tmx.UnwritableTextError, match=f"unit 2.*U\\+{ord(bad):04X}"):
        _written(_UNIT, unit)
    result = tmx.write(io.BytesIO(), [_UNIT, unit, _UNIT], header=_HEADER, errors="report")
    assert (result.units, result.omitted, result.omissions[0].position) == (2, 1, 2)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"a b": "1"}, "not a valid name"),
        ({"": "1"}, "not a valid name"),
        ({"tuid": "2"}, "twice"),
        ({"x='1' y": "2"}, "not a valid name"),
    ],
)
def test_attributes_that_would_break_the_file_are_refused(attributes: dict[str, str], message: str) -> None:
    with pytest.raises(tmx.UnwritableTextError, match=message):
        _written(tmx.TranslationUnit([tmx.Variant("en", "a")], tuid="1", attributes=attributes))


def test_writing_is_repeatable_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a.tmx", "b.tmx", "a.tmx.gz", "b.tmx.gz"):
        tmx.write(tmp_path / name, [_UNIT], header=_HEADER)
    assert (tmp_path / "a.tmx").read_bytes() == (tmp_path / "b.tmx").read_bytes()
    assert (tmp_path / "a.tmx.gz").read_bytes() == (tmp_path / "b.tmx.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.tmx.gz").read_bytes()) == (tmp_path / "a.tmx").read_bytes()


def _failing() -> Iterator[tmx.TranslationUnit]:
    yield from [_UNIT] * 3
    raise RuntimeError("the source broke")


def test_after_an_error_the_file_that_was_there_is_untouched_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("what was there")
    with pytest.raises(RuntimeError):
        tmx.write(path, _failing(), header=_HEADER)
    with pytest.raises(tmx.UnwritableTextError):
        tmx.write(path, [tmx.TranslationUnit([tmx.Variant("en", "\x00")])], header=_HEADER)
    assert path.read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["memory.tmx"]


def test_a_memory_can_be_written_over_itself(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    tmx.write(path, [_UNIT] * 1000, header=_HEADER)
    with tmx.read(path) as reader:
        tmx.write(path, (unit for unit in reader), header=reader.header)
    assert len(list(tmx.read(path))) == 1000


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "memory.tmx", tmp_path / "link.tmx"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    tmx.write(link, [_UNIT], header=_HEADER)
    assert link.is_symlink()
    assert "Treaty" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "message"),
    [(".", "is a folder"), ("missing/a.tmx", "there is no such folder.*mkdir"), ("a\0b", "cannot be written")],
)
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(tmx.TmxOutputError, match=message):
        tmx.write(f"{tmp_path}/{name}", [_UNIT], header=_HEADER)


def test_a_device_is_written_directly() -> None:
    assert tmx.write("/dev/null", [_UNIT], header=_HEADER).units == 1


def test_text_files_appear_whole_or_not_at_all_too(tmp_path: Path) -> None:
    with atomic.text(tmp_path / "a.txt") as stream:
        stream.write("Договор\n")
    assert (tmp_path / "a.txt").read_bytes() == "Договор\n".encode()

    def half() -> None:
        with atomic.text(tmp_path / "a.txt") as stream:
            stream.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == "Договор\n".encode()


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    tmx.write("-", [_UNIT], header=_HEADER)
    sys.stdout.flush()
    assert re.search(rb"<seg>Treaty</seg>", capfdbinary.readouterr().out)
