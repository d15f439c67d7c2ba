"""Files that other tools wrote: read in their own sense, and what has no place is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.exchange.contents import Contents
from aligner.exchange.formats import FORMATS
from aligner.exchange.importing import new_document

PAIR = 'source-language="en" target-language="fr"'
UNIT = '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit>'


def read(format_name: str, source: str | bytes, folder: Path) -> tuple[dict[str, dict[str, str]], Contents]:
    """The texts of each unit, and the contents that they come from."""
    path = folder / "a"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    contents = FORMATS[format_name].read(path)
    texts = {unit.id: {tag: it.text for tag, it in unit.segments.items()} for unit in contents.units}
    return texts, contents


TABLE = 'id,en,ru\r\na,"Hello; you",Привет\r\n'


@pytest.mark.parametrize(
    "source",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", ";").encode("utf-8-sig"),
        ("sep=;\r\n" + TABLE.replace(",", ";")).encode(),
        TABLE.replace("id,en,ru", "ID,EN,RU").encode(),
        TABLE.replace("\r\n", "\r").encode(),
        ("\r\n" + TABLE).encode(),
    ],
    ids=["plain", "mark", "utf-16", "unicode text", "semicolons", "sep", "capitals", "old Mac", "empty first line"],
)
def test_a_table_is_read_as_spreadsheets_write_it(source: bytes, tmp_path: Path) -> None:
    texts, contents = read("csv", source, tmp_path)
    assert texts == {"a": {"en": "Hello; you", "ru": "Привет"}}
    assert not +contents.left_out


def test_a_locale_names_a_language_and_the_review_column_of_any_table_holds_comments(tmp_path: Path) -> None:
    texts, _ = read("csv", "Id,zh_CN,Review\na,好,shorter\n", tmp_path)
    assert texts == {"a": {"zh-CN": "好"}}
    assert [unit.comments for unit in FORMATS["csv"].read(tmp_path / "a").units] == [("shorter",)]


@pytest.mark.parametrize(
    ("format_name", "source", "expected"),
    [
        (
            "xliff",
            (
                f'<xliff version="1.2"><file {PAIR}><body>{UNIT.format("A", "B")}</body></file>'
                f"<file {PAIR}><body>{UNIT.format('C', 'D')}</body></file></xliff>"
            ),
            {"1.1": {"en": "A", "fr": "B"}, "2.1": {"en": "C", "fr": "D"}},
        ),
        (
            "xliff2",
            (
                '<xliff version="2.0" srcLang="en" trgLang="fr"><file id="x"><unit id="1"><segment><source>A</source>'
                '</segment></unit></file><file id="y"><unit id="1"><segment><source>B</source></segment></unit></file></xliff>'
            ),
            {"x.1": {"en": "A"}, "y.1": {"en": "B"}},
        ),
    ],
    ids=["1.2", "2.0"],
)
def test_units_of_several_xliff_files_are_named_after_their_file(
    format_name: str, source: str, expected: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    texts, _ = read(format_name, source, tmp_path)
    assert texts == expected


def test_targets_of_xliff_2_come_in_their_order_with_what_stands_between_segments(tmp_path: Path) -> None:
    parts = (
        '<segment><source>A.</source><target order="3">a.</target></segment><ignorable><source> </source></ignorable>'
        '<segment><source>B.</source><target order="1">b.</target></segment>'
    )
    source = f'<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="1">{parts}</unit></file></xliff>'
    texts, contents = read("xliff", source, tmp_path)
    assert texts == {"1": {"en": "A. B.", "fr": "b. a."}}
    assert contents.form == "XLIFF 2.0"


def test_an_xliff_that_nobody_has_translated_has_its_source(tmp_path: Path) -> None:
    unit = '<trans-unit id="1"><source>A</source></trans-unit>'
    source = f'<xliff version="1.2"><file source-language="en"><body>{unit}</body></file></xliff>'
    texts, contents = read("xliff", source, tmp_path)
    assert (texts, contents.languages) == ({"1": {"en": "A"}}, ("en",))


HEADER = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'


def test_a_plural_of_gettext_is_an_entry_beside_its_singular(tmp_path: Path) -> None:
    forms = "".join(f'msgstr[{number}] "{word}"\n' for number, word in enumerate(["файл", "файла", "файлов"]))
    source = f'{HEADER}msgctxt "n"\nmsgid "file"\nmsgid_plural "files"\n{forms}'
    texts, _ = read("po", source, tmp_path)
    assert texts == {
        "n": {"en": "file", "ru": "файл"},
        "n.plural.1": {"en": "files", "ru": "файла"},
        "n.plural": {"en": "files", "ru": "файлов"},
    }


def test_a_context_of_gettext_may_have_several_messages_and_remarks_become_notes(tmp_path: Path) -> None:
    message = '# by hand\n#. for translators\nmsgctxt "menu"\nmsgid "{}"\nmsgstr "x"\n\n'
    source = HEADER + message.format("Open") + message.format("Close")
    texts, contents = read("po", source, tmp_path)
    assert list(texts) == ["menu.1", "menu.2"]
    assert dict(+contents.left_out) == {"comments of programmers": 2}
    assert {unit.comments for unit in FORMATS["po"].read(tmp_path / "a").units} == {("by hand",)}
    imported = new_document(FORMATS["po"].read(tmp_path / "a"), "menu", "a.po")
    assert {unit.note for unit in imported.document.units} == {"by hand"}


@pytest.mark.parametrize(
    ("definition", "status", "field"),
    [
        (
            '<descrip type="definition">Said.</descrip>',
            '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
            '<descripGrp><descrip type="subjectField">law</descrip></descripGrp>',
        ),
        (
            "<b:definition>Said.</b:definition>",
            "<m:administrativeStatus>deprecatedTerm-admn-sts</m:administrativeStatus>",
            "<m:subjectField>law</m:subjectField>",
        ),
    ],
    ids=["DCA", "DCT"],
)
def test_a_termbase_of_either_style_has_definitions_and_statuses_and_the_rest_is_listed(
    definition: str, status: str, field: str, tmp_path: Path
) -> None:
    source = (
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:b="http://www.tbxinfo.net/ns/basic" xmlns:m="http://www.tbxinfo.net/ns/min">'
        f'<text><body><conceptEntry id="c1">{definition}{field}<langSec xml:lang="en"><note>rare</note>'
        f"<termSec><term>treaty</term></termSec><termSec><term>pact</term>{status}</termSec>"
        "</langSec></conceptEntry></body></text></tbx>"
    )
    _, contents = read("tbx", source, tmp_path)
    (concept,) = contents.concepts
    assert concept.definition == "Said."
    assert (concept.terms, concept.superseded) == ({"en": ("treaty",)}, {"en": ("pact",)})
    assert dict(contents.left_out) == {"subjectField": 1, "note": 1}
