"""Reading: encodings, compression, damage, and files made to do harm."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import tmx
from tmx import blocks
from tmx import reader as reading
from tmx.source import Bytes

_HEADER = '<header creationtool="x" creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="en" datatype="x"/>'


def _unit(text: str, tuid: str = "1") -> str:
    return f'<tu tuid="{tuid}">\n<tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu>\n'


def _document(
    *units: str, doctype: str = "", declaration: str = '<?xml version="1.0"?>\n', version: str = "1.4"
) -> str:
    return f'{declaration}{doctype}<tmx version="{version}">\n{_HEADER}\n<body>\n{"".join(units)}</body></tmx>'


def _read(text: str | bytes, errors: str = "strict") -> list[tmx.TranslationUnit]:
    data = text.encode() if isinstance(text, str) else text
    return list(tmx.read(io.BytesIO(data), errors=errors))  # type: ignore[arg-type]


def _report(text: str | bytes) -> tuple[list[tmx.TranslationUnit], list[tmx.TmxFinding]]:
    data = text.encode() if isinstance(text, str) else text
    reader = tmx.read(io.BytesIO(data), errors="report")
    return list(reader), reader.findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a &amp;lt; b &#x41;&#10;c", "a &lt; b A\nc"),
        ("<![CDATA[a <b> & c]]>", "a <b> & c"),
        ("a<!-- no --> b<?no no?> c", "a b c"),
        ("  two  spaces\t", "  two  spaces\t"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("𠮷野家 \u00a0\u3000", "𠮷野家 \u00a0\u3000"),
        ("&lt;tu&gt;", "<tu>"),
    ],
)
def test_text_is_read_as_xml_says(text: str, expected: str) -> None:
    assert _read(_document(_unit(text)))[0].text("en") == expected


@pytest.mark.parametrize(
    ("encoding", "declared", "signature"),
    [
        ("utf-8", "UTF-8", b""),
        ("utf-8", "", b"\xef\xbb\xbf"),
        ("utf-16-le", "UTF-16", b"\xff\xfe"),
        ("utf-16-be", "utf-16", b"\xfe\xff"),
        ("utf-16-le", "UTF-16LE", b""),
        ("utf-16-be", "UTF-16", b""),
        ("utf-32-le", "UTF-32", b"\xff\xfe\x00\x00"),
        ("gb18030", "GB18030", b""),
        ("cp1251", "windows-1251", b""),
        ("koi8-r", "KOI8-R", b""),
    ],
)
def test_every_common_encoding_is_read(encoding: str, declared: str, signature: bytes) -> None:
    text = "Договор"
    name = f' encoding="{declared}"' if declared else ""
    data = signature + _document(_unit(text), declaration=f'<?xml version="1.0"{name}?>\n').encode(encoding)
    reader = tmx.read(io.BytesIO(data))
    assert next(reader).text("en") == text
    assert reader.encoding == encoding


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (_document(_unit("a"), declaration='<?xml version="1.0" encoding="UTF-16"?>').encode(), "T002"),
        (_document(_unit("a"), declaration='<?xml version="1.0" encoding="rot13"?>').encode(), "T002"),
        (_document(_unit("a"), declaration='<?xml version="1.0" encoding="utf-7"?>').encode(), "T002"),
        (_document(_unit("Д"), declaration='<?xml version="1.0" encoding="UTF-8"?>').encode("windows-1251"), "T002"),
        (b"\xff\xfe" + _document(_unit("a")).encode("utf-16-le") + b"\x00\xdc\x00", "T002"),
    ],
    ids=["declared UTF-16", "no text encoding", "hiding encoding", "not UTF-8", "half a surrogate pair"],
)
def test_bytes_that_are_not_in_their_encoding_are_an_error_of_encoding(data: bytes, rule: str) -> None:
    with pytest.raises(tmx.InvalidTmxError) as caught:
        _read(data)
    assert caught.value.finding.rule.code == rule


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_compressed_memory_is_read_whatever_its_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    data = _document(_unit("a")).encode()
    if kind == "gz":
        path.write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "hello")
            archive.writestr("folder/m.tmx", data)
    assert [unit.text("en") for unit in tmx.read(path)] == ["a"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"<html/>",
        b"<TMX/>",
        b"PK\x03\x04rubbish",
        b"\x1f\x8brubbish",
        b"%PDF-1.7",
        b"<tmx",
        b"\0" * 3000,
        b"\0<tmx/>",
        b"<tmx version='1.4'/>",
    ],
)
@pytest.mark.parametrize("errors", ["strict", "report"])
def test_what_is_no_tmx_at_all_is_an_error_in_both_modes(data: bytes, errors: str) -> None:
    with pytest.raises(tmx.TmxError):
        _read(data, errors)


def test_an_archive_of_two_memories_is_not_guessed_at(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.tmx", "a")
        archive.writestr("b.tmx", "b")
    with pytest.raises(tmx.TmxInputError, match=r"2 memories \(a.tmx, b.tmx\)"):
        tmx.read(tmp_path / "two.zip")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (_document(_unit("a")).replace(' srclang="en"', ""), "T009", 3),
        (_document(_unit("a")).replace("</tuv></tu>", "</tuv><prop type='x'>a</prop></tu>"), "T007", 6),
        (_document(_unit("a"), _unit("a & b")), "T001", 8),
        (_document(_unit("&#0;")), "T001", 6),
        (_document(_unit("&#xFFFE;")), "T001", 6),
        (_document(_unit("a\x0bb")), "T001", 6),
        (_document(_unit("&nbsp;"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "T003", 6),
        (_document(_unit("a", tuid="&nbsp;"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "T003", 5),
        (_document(_unit("a")).replace("<seg>a</seg>", ""), "T008", 6),
        (_document(_unit("a")).replace("<seg>a</seg>", "<seg>a</seg><seg>b</seg>"), "T018", 6),
        (_document("<tu></tu>"), "T008", 5),
        (_document(_unit("a"), version="2.0"), "T005", 2),
        (_document(_unit("<bpt i='1'/>")), "T016", 6),
        (_document(_unit("<ept i='1'/><bpt i='1'/>")), "T016", 6),
        (_document(_unit("<bpt i='1'/><bpt i='1'/><ept i='1'/>")), "T016", 6),
        (_document(_unit("<it/>")), "T009", 6),
        (_document(_unit("<it pos='middle'/>")), "T011", 6),
        (_document(_unit("<sub>a</sub>")), "T007", 6),
        (_document(_unit("<g>a</g>")), "T006", 6),
        (_document(_unit("a")).replace("<tuv", "<clause/><tuv", 1), "T018", 6),
        (_document(_unit("a")).replace('segtype="block"', 'segtype="clause"'), "T011", 3),
        (_document(_unit("a")).replace('xml:lang="fr"', 'xml:lang="fr_FR"'), "T013", 6),
        (_document(_unit("a")).replace("xml:lang", "lang"), "T014", 6),
        (_document(_unit("a")).replace('xml:lang="fr"', 'xml:lang=""'), "T013", 6),
        (_document(_unit("a")).replace("</body>", "</body><body/>"), "T007", 7),
        (_document(_unit("a")).replace("</body>", "</body>" + _unit("b")), "T007", 7),
        (_document(_unit("a")) + _document(_unit("b")), "T001", 7),
        (_document(_unit("a")).replace(' xml:lang="fr"', ""), "T009", 6),
        (_document(_unit("a")).replace("<tu ", "<tu creationdate='2020-01-01' "), "T015", 5),
        (_document(_unit("a")).replace("<tu ", "<tu x-own='1' "), "T010", 5),
        (_document(_unit("a")).replace("<tuv", "stray<tuv", 1), "T012", 6),
        (_document(_unit("a")).replace("<body>", "").replace("</body>", ""), "T007", 5),
        (_document(_unit("a")).replace(_HEADER, ""), "T008", 4),
        (_document(_unit("a"))[:-20], "T001", 6),
    ],
)
def test_what_breaks_the_standard_is_one_error_with_line_and_rule(text: str, code: str, line: int) -> None:
    with pytest.raises(tmx.InvalidTmxError) as caught:
        _read(text, "standard")
    finding = caught.value.finding
    assert (finding.rule.code, finding.line) == (code, line)
    assert finding.rule.code in str(caught.value)


def test_of_two_segments_of_a_variant_neither_is_taken_for_its_text() -> None:
    text = _document(_unit("a", "1").replace("<seg>a</seg>", "<seg>a</seg><seg>b</seg>"), _unit("c", "2"))
    units, findings = _report(text)
    assert [unit.tuid for unit in units] == ["2"]
    assert [(finding.rule.code, finding.line, finding.tuid) for finding in findings] == [("T018", 6, "1")]


@pytest.mark.parametrize("remark", ["<note>after</note>", "<prop type='x'>after</prop>"])
@pytest.mark.parametrize("place", ["</seg>", "</tuv>"])
def test_a_remark_in_the_wrong_place_is_kept_and_reported(remark: str, place: str) -> None:
    (unit,), findings = _report(_document(_unit("a").replace(place, place + remark, 1)))
    part = unit.variants[0] if place == "</seg>" else unit
    assert [note.text for note in part.notes] + [prop.text for prop in part.props] == ["after"]
    assert [(finding.rule.code, finding.line) for finding in findings] == [("T007", 6)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_document(_unit("a")).replace("<tu ", "<tu creationdate='2020-01-01' "), "T015"),
        (_document(_unit("a")).replace(' o-tmf="x"', ""), "T009"),
        (_document(_unit("a")).replace("</seg>", "</seg><prop type='x'>a</prop>"), "T007"),
        (_document(_unit("a")).replace('xml:lang="fr"', 'xml:lang="fr_FR"'), "T013"),
        (_document(_unit("<g>a</g>")), "T006"),
        (_document(_unit("a")).replace("<tu ", "<tu x-own='1' "), "T010"),
        (
            _document(_unit("a"))
            .replace("</header>", "<clause/></header>")
            .replace("/>\n<body>", "><clause/></header>\n<body>"),
            "T006",
        ),
        (_document(_unit("a")).replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" '), "T110"),
    ],
)
def test_what_loses_nothing_is_a_warning_that_stops_nothing(text: str, code: str) -> None:
    assert [unit.text("en") for unit in _read(text)] == ["a"]
    _, findings = _report(text)
    assert {(finding.rule.code, finding.rule.severity) for finding in findings} == {(code, tmx.TmxSeverity.WARNING)}


def test_only_damaged_units_are_lost_and_each_is_listed_with_its_place() -> None:
    """Units before, between and after damage are read; lines stay right."""
    units, findings = _report(
        _document(
            _unit("a", "1"), _unit("b & c", "2"), _unit("d", "3"), _unit("\x01", "4"), "<tu></tu>\n", _unit("e", "5")
        )
    )
    assert [unit.tuid for unit in units] == ["1", "3", "5"]
    assert [(finding.line, finding.tuid, finding.rule.code) for finding in findings] == [
        (8, "2", "T001"),
        (12, "4", "T001"),
        (13, None, "T008"),
    ]
    assert [unit.line for unit in units] == [5, 9, 14]


def test_damage_is_skipped_across_pieces_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _document(*(_unit(["sound", "a & b", '<ph x="1"\n x="1"/>'][n % 3], str(n)) for n in range(30)))
    whole = _report(text)
    for size in (1, 2, 3, 5, 50, 501):
        monkeypatch.setattr(tmx.Reader, "chunk_size", size)
        units, findings = _report(text)
        assert [unit.tuid for unit in units] == [str(n) for n in range(0, 30, 3)]
        assert units == whole[0]
        assert [finding.line for finding in findings] == [finding.line for finding in whole[1]]


def test_entities_of_the_file_survive_damage() -> None:
    doctype = "<!DOCTYPE tmx [<!ENTITY un \"United &amp; 'Nations'\">]>"
    units, _ = _report(_document(_unit("&un;"), _unit("&"), _unit("&un;"), doctype=doctype))
    assert [unit.text("en") for unit in units] == ["United & 'Nations'"] * 2


def _bomb(kind: str) -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "billion laughs": _document(_unit("&l11;"), doctype=f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{laughs}]>'),
        "quadratic": _document(_unit("&a;" * 50_000), doctype=f'<!DOCTYPE tmx [<!ENTITY a "{"a" * 50_000}">]>'),
        "external": _document(_unit("&x;"), doctype='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "external in an attribute": _document(
            _unit("a", "&x;"), doctype='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        ),
        "parameter entity": _document(
            _unit("a"), doctype='<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]>'
        ),
        "recursive": _document(_unit("&a;"), doctype='<!DOCTYPE tmx [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
        "nested deeply": _document(_unit("<hi>" * 100_000 + "</hi>" * 100_000)),
        "default value": _document(_unit("a"), doctype=f'<!DOCTYPE tmx [<!ATTLIST ph x CDATA "{"a" * 50_000}">]>'),
        "element bomb": _document(_unit("a") + "<x>" * 100_000 + "</x>" * 100_000),
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "billion laughs",
        "quadratic",
        "external",
        "external in an attribute",
        "parameter entity",
        "recursive",
        "nested deeply",
        "default value",
        "element bomb",
    ],
)
def test_a_hostile_file_is_an_error_in_little_time_and_memory(kind: str) -> None:
    text = _bomb(kind)
    tracemalloc.start()
    start = time.process_time()
    try:
        with pytest.raises(tmx.InvalidTmxError):
            _read(text)
        try:
            units, _ = _report(text)
        except tmx.TmxError:
            units = []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert not any("root:" in variant.text for unit in units for variant in unit.variants)
    assert peak < 40 << 20
    assert time.process_time() - start < 20


@pytest.mark.slow
@pytest.mark.parametrize("what", ["attribute", "segment", "comment", "spaces", "text before the root"])
def test_a_unit_without_end_is_refused_before_memory_is_full(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MAX_UNIT", 2 << 20)
    start = _document().split("</body>")[0]
    endless = {
        "attribute": '<tu tuid="',
        "segment": '<tu><tuv xml:lang="en"><seg>',
        "comment": "<!--",
        "spaces": "<tu>",
    }

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.given = 0
            self.start = (start + endless[what]).encode() if what in endless else b"<"

        def read(self, size: int = -1) -> bytes:
            if self.start:
                data, self.start = self.start, b""
                return data
            self.given += size
            assert self.given < 100 << 20, "it goes on reading for ever"
            return (b" " if what == "spaces" else b"a") * size

    with pytest.raises(tmx.TmxError):
        list(tmx.read(Endless(), errors="report"))  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tmx.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(_document().split("</body>")[0].encode())
        for _ in range(40):
            stream.write(b" " * (1 << 20))
    with pytest.raises(tmx.TmxInputError, match="unpacks to more than"):
        list(tmx.read(path))


def test_a_long_segment_is_read_whole() -> None:
    text = "word & 词 " * 200_000
    unit = _read(_document(_unit(text.replace("&", "&amp;"))))[0]
    assert unit.text("en") == text


def test_a_pipe_that_gives_few_bytes_at_once_is_read() -> None:
    class Drops(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = data

        def read(self, _size: int = -1) -> bytes:
            drop, self.data = self.data[:3], self.data[3:]
            return drop

    units = list(tmx.read(Drops(_document(_unit("a"), _unit("b")).encode())))  # type: ignore[arg-type]
    assert [unit.text("en") for unit in units] == ["a", "b"]


def test_the_file_is_closed_at_the_end_and_by_leaving_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(_document(_unit("a"), _unit("b")))
    closed: list[str] = []
    close = Bytes.close

    def noted(self: Bytes) -> None:
        closed.append(self.name)
        close(self)

    monkeypatch.setattr(Bytes, "close", noted)
    with tmx.read(path) as reader:
        next(reader)
    assert closed


def test_a_stream_of_the_caller_stays_open() -> None:
    stream = io.BytesIO(_document(_unit("a")).encode())
    assert len(list(tmx.read(stream))) == 1
    assert not stream.closed


def test_memory_does_not_grow_while_the_next_unit_after_damage_is_looked_for() -> None:
    class Rubbish(io.RawIOBase):
        def __init__(self) -> None:
            self.pieces = iter([_document(_unit("a"), _unit("&")).split("</body>")[0], *["x" * 100_000] * 200])

        def read(self, _size: int = -1) -> bytes:
            return next(self.pieces, "").encode()

    tracemalloc.start()
    units = list(tmx.read(Rubbish(), errors="report"))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(units) == 1
    assert peak < 4 << 20


def test_memory_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty times the units take no more memory; findings are capped as well."""

    class Memory(io.RawIOBase):
        def __init__(self, units: int) -> None:
            self.pieces: Iterator[str] = iter(
                [_document().split("</body>")[0], *[_unit("a" * 500) + "<tu/>"] * units, "</body></tmx>"]
            )

        def read(self, _size: int = -1) -> bytes:
            return next(self.pieces, "").encode()

    monkeypatch.setattr(reading, "MAX_FINDINGS", 10)
    peaks = []
    for units in (100, 2_000):
        tracemalloc.start()
        reader = tmx.read(Memory(units), errors="report")  # type: ignore[arg-type]
        assert sum(1 for _ in reader) == units
        assert reader.counts["T008"] == units
        assert len(reader.findings) == 10
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + (1 << 19)


def _tuids(text: str | bytes) -> tuple[list[str | None], list[str]]:
    units, findings = _report(text)
    return [unit.tuid for unit in units], [finding.rule.code for finding in findings]


@pytest.mark.parametrize("size", [1, 7, 1 << 16])
@pytest.mark.parametrize(
    ("text", "sound", "codes"),
    [
        (_document(_unit("a", "1"), _unit("b", "2")[:-6], _unit("c", "3")), ["1", "3"], ["T018"]),
        (_document(_unit("a", "1"), _unit("b", "2").split("</seg>")[0], _unit("c", "3")), ["1", "3"], ["T018"]),
        (_document(_unit("a", "1"), "<tu><note>n", _unit("c", "3")), ["1", "3"], ["T018"]),
        (_document(_unit("a", "1"), "<!-- <tu> --></body><body>", _unit("c", "3")), ["1", "3"], ["T007", "T007"]),
        (_document("<group>", _unit("a", "1"), _unit("b", "2"), "</group>"), ["1", "2"], ["T018", "T007", "T001"]),
        (_document(_unit("a", "1")).replace('x"/>', 'x">'), ["1"], ["T007", "T001"]),
    ],
    ids=["no end of unit", "cut in a segment", "cut in a note", "two bodies", "inside something else", "open header"],
)
def test_a_unit_is_read_wherever_it_begins(
    text: str, sound: list[str], codes: list[str], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes before a unit and is not ended takes no sound unit with it."""
    monkeypatch.setattr(tmx.Reader, "chunk_size", size)
    assert _tuids(text) == (sound, codes)


@pytest.mark.parametrize(
    ("encoding", "damage"),
    [("gbk", b"\x81\x20"), ("shift_jis", b"\x85"), ("cp1252", b"\x81"), ("utf-16", b"\x00\xd8"), ("euc_kr", b"\xff")],
)
def test_bytes_that_are_nothing_in_their_encoding_damage_only_their_unit(encoding: str, damage: bytes) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    text = _document(_unit("a", "1"), _unit("@", "2"), _unit("c", "3"), declaration=declaration)
    at = "@".encode("utf-16-le" if encoding == "utf-16" else encoding)
    assert _tuids(text.encode(encoding).replace(at, damage)) == (["1", "3"], ["T002"])


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("ISO-10646-UCS-2", "utf-16"), ("UCS-4", "utf-32"), ("Windows-31J", "cp932"), ("x-sjis", "cp932")],
)
def test_encodings_are_known_by_the_names_other_programs_give_them(declared: str, encoding: str) -> None:
    text = _document(_unit("条約"), declaration=f'<?xml version="1.0" encoding="{declared}"?>')
    assert _read(text.encode(encoding))[0].text("en") == "条約"


def test_what_was_unpacked_of_a_damaged_archive_is_read_and_the_rest_is_an_error() -> None:
    whole = gzip.compress(_document(*(_unit(str(n * 7919), str(n)) for n in range(5_000))).encode())
    units, codes = _tuids(whole[:-5_000])
    assert 1_000 < len(units) < 5_000
    assert codes == ["T004", "T001"]
    assert _tuids(gzip.compress(_document(_unit("a", "1")).encode()) + b"junk") == (["1"], ["T004"])


def _zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def test_what_macos_adds_to_an_archive_is_no_memory() -> None:
    memory = _document(_unit("a", "1")).encode()
    assert _tuids(_zip(("a.tmx", memory), ("__MACOSX/._a.tmx", b"\0\5\x16\7"))) == (["1"], [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(gzip.compress(b"<tmx/>")), "is an archive in an archive"),
        (_zip(("a.tmx.gz", gzip.compress(b"<tmx/>"))), "is an archive in an archive"),
        (_zip(("a.tmx", b"<tmx/>"), method=zipfile.ZIP_LZMA), "is compressed in an unusual way"),
        (_zip(("a.tmx", b"<tmx/>")).replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"), "is encrypted"),
        (_zip(), "0 memories"),
        (b"7z\xbc\xaf\x27\x1c", "is an archive of a kind that is not read"),
        (b"en,fr\na,b\n", "begins with 'en,fr"),
        (b"SQLite format 3\0", "begins with 'SQLite format 3"),
    ],
    ids=["gz in gz", "gz in zip", "lzma", "encrypted", "no file", "7-Zip", "a table", "a database"],
)
def test_what_cannot_be_unpacked_or_is_no_xml_says_so(data: bytes, message: str) -> None:
    with pytest.raises(tmx.TmxInputError, match=message):
        tmx.read(io.BytesIO(data), errors="report")


@pytest.mark.parametrize(
    ("attributes", "version", "codes"),
    [
        ('xml:lang="fr" lang="fr"', "1.4", []),
        ('xml:lang="fr" lang="FR"', "1.1", []),
        ('xml:lang="fr" lang="de"', "1.4", ["T014"]),
        ('xml:lang="fr" lang="de"', "1.1", ["T014"]),
        ('xml:lang="*all*"', "1.4", ["T013"]),
        ('xml:lang="en-GB-oed"', "1.4", []),
    ],
)
def test_the_two_language_attributes_may_stand_together_and_must_agree(
    attributes: str, version: str, codes: list[str]
) -> None:
    text = _document(_unit("a"), version=version).replace('xml:lang="fr"', attributes)
    units, findings = _report(text)
    assert [finding.rule.code for finding in findings if finding.rule.code != "T108"] == codes
    assert len(units) == 1
    tmx.write(io.BytesIO(), units, header=tmx.Header(srclang="en"), profile="exact")


def test_the_text_of_an_element_in_a_property_is_kept() -> None:
    units, findings = _report(_document(_unit("a")).replace("<tuv", "<prop type='x'>p <b>q</b> r</prop><tuv", 1))
    assert units[0].props == (tmx.Property("x", "p q r"),)
    assert [finding.rule.code for finding in findings] == ["T006"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("AT&T & co", "a bare &"),
        ("a < b", "a bare <"),
        ("a ]]> b", "]]> in text"),
        ("<b>c</i>", "the end tag </i> does not match"),
        ("a\ufffeb", "the character U+FFFE"),
    ],
)
def test_damage_is_explained(text: str, message: str) -> None:
    assert message in _report(_document(_unit(text)))[1][-1].message


def test_a_message_is_short_whatever_the_file_has_in_it() -> None:
    long = "x" * 100_000
    for text in (_unit(f"<{long}/>"), _unit("&#0;", long), _unit("a").replace('"fr"', f'"{long}"')):
        with pytest.raises(tmx.InvalidTmxError) as caught:
            _read(_document(text), "standard")
        assert len(str(caught.value)) < 1000


def test_a_second_byte_order_mark_or_a_blank_before_the_declaration_is_an_error() -> None:
    for before in (b"\xef\xbb\xbf\xef\xbb\xbf", b"\n "):
        assert _tuids(before + _document(_unit("a", "1")).encode()) == (["1"], ["T001"])


@pytest.mark.slow
def test_a_unit_with_very_many_variants_is_validated() -> None:
    variants = '<tuv xml:lang="en"><seg>a</seg></tuv>' * 100_000
    findings = list(tmx.validate(io.BytesIO(_document(f"<tu>{variants}</tu>").encode())))
    assert [finding.rule.code for finding in findings] == ["T106"]


def test_the_bytes_of_a_file_are_read_and_what_is_no_source_is_refused() -> None:
    assert [unit.text("en") for unit in tmx.read(_document(_unit("a")).encode())] == ["a"]
    for wrong in (io.StringIO("<tmx/>"), None, 3):
        with pytest.raises(tmx.TmxUsageError, match="cannot be read from"):
            tmx.read(wrong)  # type: ignore[arg-type]
        if wrong != 3:
            with pytest.raises(tmx.TmxUsageError, match="nothing can be written to"):
                tmx.write(wrong, [])  # type: ignore[arg-type]


def test_a_segment_of_very_many_elements_is_refused_and_the_next_unit_is_read() -> None:
    units, findings = _report(_document(_unit("<ph/>" * 100_002, "1"), _unit("a", "2")))
    assert [unit.tuid for unit in units] == ["2"]
    assert "T017" in {finding.rule.code for finding in findings}
