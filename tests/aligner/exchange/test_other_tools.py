"""Files as other tools write them are read for what they mean, and what could not be carried is counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aligner.exchange.formats import FORMATS

Texts = Mapping[str, Mapping[str, str]]

XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u"><segment><source>First.</source><target order="3">Первое.</target></segment><ignorable><source> </source>
</ignorable><segment><source>Second.</source><target order="1">Второе.</target></segment></unit>
<unit id="v"><segment><source>Third <ph id="1"/>one.</source></segment></unit></file></xliff>"""
XLIFF_FILES = """<xliff version="1.2">
<file source-language="en" target-language="ru" original="a"><body><trans-unit id="1"><source>A</source><target>А</target></trans-unit></body></file>
<file source-language="en" target-language="ru" original="b"><body><trans-unit id="1"><source>B</source></trans-unit></body></file></xliff>"""
XLIFF_UNTRANSLATED = """<xliff version="1.2"><file source-language="en"><body>
<trans-unit id="1"><source>A</source></trans-unit></body></file></xliff>"""
PO = """msgid ""
msgstr "Language: ru\\n"

#. shown above the list
# a translator's remark
msgctxt "list"
msgid "one file"
msgid_plural "%d files"
msgstr[0] "один файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgctxt "menu"
msgid "Open"
msgstr "Открыть"

msgctxt "menu"
msgid "Close"
msgstr "Закрыть"
"""


@pytest.mark.parametrize(
    ("format_name", "source", "texts", "left_out"),
    [
        (
            "xliff2",
            XLIFF_2,
            {"u": {"en": "First. Second.", "ru": "Второе. Первое."}, "v": {"en": "Third one."}},
            {"inline codes": 1},
        ),
        ("xliff", XLIFF_FILES, {"1.1": {"en": "A", "ru": "А"}, "2.1": {"en": "B"}}, {}),
        ("xliff", XLIFF_UNTRANSLATED, {"1": {"en": "A"}}, {}),
        (
            "po",
            PO,
            {
                "list": {"en": "one file", "ru": "один файл"},
                "list.plural": {"en": "%d files", "ru": "%d файлов"},
                "menu.1": {"en": "Open", "ru": "Открыть"},
                "menu.2": {"en": "Close", "ru": "Закрыть"},
            },
            {"further plural forms": 1, "comments of programmers": 1},
        ),
        ("csv", "sep=;\r\nID;EN;zh_CN\r\nx;A, B;甲\r\n", {"x": {"en": "A, B", "zh-CN": "甲"}}, {}),
        ("csv", "id,en,Review\nx,A,shorter?\n", {"x": {"en": "A"}}, {"review of x: shorter?": 1}),
        ("tsv", 'id\ten\nx\t"A", he said\n', {"x": {"en": '"A", he said'}}, {}),
    ],
)
def test_what_a_file_of_another_tool_says(
    format_name: str, source: str, texts: Texts, left_out: Mapping[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_text(source, encoding="utf-8", newline="")
    found = FORMATS[format_name].read(path)
    units = {
        unit.id: {tag: segment.text for tag, segment in unit.segments.items() if segment.text} for unit in found.units
    }
    assert units == texts
    assert {what: count for what, count in found.left_out.items() if count} == left_out
