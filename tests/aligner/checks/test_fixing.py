from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from aligner.bank import Bank
from aligner.checks import select
from aligner.checks.fixing import Fixer, fix
from aligner.checks.inputs import InputOptions
from aligner.checks.reports.diff import unified_diff

HEADER = (
    "creationtool='x' creationtoolversion='1' segtype='sentence' o-tmf='x' adminlang='en' srclang='en' datatype='x'"
)
RULES = select(["SPC", "CHR", "DUP", "PUN"], [])


def memory(*units: tuple[str, str]) -> str:
    pairs = "".join(
        f"<tu><tuv xml:lang='en'><seg>{en}</seg></tuv><tuv xml:lang='ru'><seg>{ru}</seg></tuv></tu>\n"
        for en, ru in units
    )
    return f"<tmx version='1.4'><header {HEADER}/><!-- kept --><body>\n{pairs}</body></tmx>"


def fixed(source: str, folder: Path, *, name: str = "m.tmx", unsafe: bool = False) -> str:
    path = folder / name
    path.write_bytes(source.encode())
    fix(str(path), Bank(), Fixer(RULES, unsafe=unsafe), InputOptions(), write=True)
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    "russian", ["RAMдиск", "TCPсокет", "%cлово", "%1$sа", "\\nТекст", "РазделA", "выпуск CОтри", "Xсервер &amp;HОкно"]
)
def test_acronyms_and_placeholders_are_never_turned_into_letters_of_the_word(tmp_path: Path, russian: str) -> None:
    source = memory(("one", russian))
    assert fixed(source, tmp_path) == source


@pytest.mark.parametrize(
    ("russian", "after"), [("пpаво", "право"), ("aкт", "акт"), ("ПРАBО", "ПРАВО"), ("акт .", "акт.")]
)
def test_a_slip_of_the_keyboard_is_fixed(tmp_path: Path, russian: str, after: str) -> None:
    assert fixed(memory(("one", russian)), tmp_path) == memory(("one", after))


def test_a_doubled_word_is_fixed_only_when_unsafe_fixes_are_asked_for(tmp_path: Path) -> None:
    source = memory(("law of the the sea", "право"))
    assert fixed(source, tmp_path) == source
    assert fixed(source, tmp_path, unsafe=True) == memory(("law of the sea", "право"))


def test_of_two_equal_texts_on_one_line_the_one_that_is_reported_is_fixed(tmp_path: Path) -> None:
    # A space that all languages have at an edge is left; the same text beside one without it is fixed.
    source = memory(("peace ", "мир "), ("peace ", "мирно")).replace("\n", "")
    at = source.rindex("peace ")
    assert fixed(source, tmp_path) == source[:at] + "peace" + source[at + 6 :]


@pytest.mark.parametrize(("english", "russian"), [("a\nb\n", "в г\n"), ("a\tb", "вг\n"), ("\na\n", "б\n")])
def test_a_space_or_line_break_that_may_be_meant_is_left(tmp_path: Path, english: str, russian: str) -> None:
    source = memory((english, russian))
    assert fixed(source, tmp_path) == source


def test_a_space_that_the_source_has_too_is_left_in_its_translation(tmp_path: Path) -> None:
    source = 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid " a"\nmsgstr " б "\n'
    assert fixed(source, tmp_path, name="m.po") == source


def test_the_source_of_a_catalogue_stays_as_its_author_wrote_it(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
    source = head + 'msgid "One  two"\nmsgstr "Один  "\n"два"\n'
    assert fixed(source, tmp_path, name="m.po") == head + 'msgid "One  two"\nmsgstr "Один "\n"два"\n'


def test_a_translation_that_is_not_final_is_not_fixed(tmp_path: Path) -> None:
    source = 'msgid ""\nmsgstr "Language: ru\\n"\n\n#, fuzzy\nmsgid "One two"\nmsgstr "Один  два"\n'
    assert fixed(source, tmp_path, name="m.po") == source


def test_a_diff_has_context_and_line_numbers_that_patch_takes(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    rows = [f"Row {number}\tСтрока {number}" for number in range(20)]
    rows[9] = "Row  9\tСтрока 9"
    path.write_text("\n".join(["en\tru", *rows]) + "\n", encoding="utf-8")
    (result,) = fix(str(path), Bank(), Fixer(RULES), InputOptions(), write=False)
    lines = list(unified_diff(result))
    assert lines[2] == "@@ -8,7 +8,7 @@"
    assert [line for line in lines[3:] if line[0] != " "] == ["-Row  9\tСтрока 9", "+Row 9\tСтрока 9"]
    assert path.read_text(encoding="utf-8") == result.before


Catalogue = Callable[[str, str, str], dict[str, str]]
"""The files of a catalogue, of words, a line end, and the end of the translation: what is fixed, before or after."""


def as_json(words: str, end: str, last: str) -> dict[str, str]:
    tree = f'{{{end}  "a": {json.dumps("A" + words + "%s")},{end}  "b  c": {{"d": "same"}}{end}}}{end}'
    return {"en.json": tree % ("z",), "de.json": tree % (last,)}


def as_arb(words: str, end: str, last: str) -> dict[str, str]:
    text = '{"@@locale": "%s", "a": %s, "@a": {"description": "c  c"}}' + end
    return {
        "app_en.arb": text % ("en", json.dumps(f"A{words}z")),
        "app_de.arb": text % ("de", json.dumps(f"A{words}{last}", ensure_ascii=False)),
    }


def as_strings(words: str, end: str, last: str) -> dict[str, str]:
    text = words.replace("\\", "\\\\").replace('"', '\\"')
    made = "/* c  c */" + end + '"a  a" = "A' + text + '%s";' + end + '"t" = "\\U00E9\\n";' + end
    return {"en.lproj/L.strings": made % "z", "de.lproj/L.strings": made % last}


def as_properties(words: str, end: str, last: str) -> dict[str, str]:
    text = "".join(f"\\u{ord(character):04x}" if not character.isalnum() else character for character in words)
    made = "# c  c" + end + "a  = A" + text + "%s" + end + "b : long \\" + end + "   line" + end
    return {"m.properties": made % "z", "m_de.properties": made % last}


def as_fluent(words: str, end: str, last: str) -> dict[str, str]:
    text = "".join(filter(str.isalnum, words))
    made = (
        "# c  c"
        + end
        + "a = A"
        + text
        + "{$n} %s"
        + end
        + "    .title = T"
        + end
        + "b ="
        + end
        + "    one"
        + end
        + "    two"
        + end
    )
    return {"en/m.ftl": made % "z", "de/m.ftl": made % last}


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_android(words: str, end: str, last: str) -> dict[str, str]:
    text = escaped("".join(filter(str.isalnum, words)))
    made = f"<resources>{end}<!-- c  c -->{end}<string  name='a'>A{text}%s</string>{end}</resources>{end}"
    return {"values/strings.xml": made % "z", "values-de/strings.xml": made % last}


def as_qt(words: str, end: str, last: str) -> dict[str, str]:
    message = (
        f"<message><source>A{escaped(words)}%s</source><translation>A{escaped(words)}%s</translation></message>{end}"
    )
    # The source has the same words as a translation, and stays as it is.
    body = message % ("q .", last) + message % ("z", last)
    return {
        "a_de.ts": f'<!DOCTYPE TS>{end}<TS version="2.1" language="de" sourcelanguage="en"><context>{body}</context></TS>'
    }


def as_xcode(words: str, end: str, last: str) -> dict[str, str]:
    def unit(text: str) -> str:
        return f'{{"stringUnit" : {{"state" : "translated", "value" : {json.dumps(text, ensure_ascii=False)}}}}}'

    localizations = f'"de" : {unit(f"A{words}{last}")},{end} "en" : {unit(f"A{words}z")}, "fr" : {unit("z")}'
    other = f'"de" : {unit(f"A{last}")}, "en" : {unit("Aq .")}'
    return {
        "L.xcstrings": f'{{"sourceLanguage" : "en", "strings" : {{"k" : {{"localizations" : {{{localizations}}}}},'
        f'{end} "l" : {{"localizations" : {{{other}}}}}}}, "version" : "1.0"}}'
    }


CATALOGUES: list[tuple[str, Catalogue]] = [
    ("de.json", as_json),
    ("app_de.arb", as_arb),
    ("de.lproj/L.strings", as_strings),
    ("m_de.properties", as_properties),
    ("de/m.ftl", as_fluent),
    ("values-de/strings.xml", as_android),
    ("a_de.ts", as_qt),
    ("L.xcstrings", as_xcode),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogues")


@pytest.mark.parametrize(("name", "made"), CATALOGUES, ids=[made.__name__ for _, made in CATALOGUES])
@settings(max_examples=8)
@given(words=st.text('abé&<>"\\中Я😀', max_size=6), end=st.sampled_from(["\n", "\r\n"]))
def test_in_a_catalogue_the_words_of_a_translation_change_and_no_other_byte(
    folder: Path, name: str, made: Catalogue, words: str, end: str
) -> None:
    files = {folder / made.__name__ / file: text for file, text in made(words, end, "q .").items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    fix(str(folder / made.__name__ / name), Bank(), Fixer(select(["SPC003"], [])), InputOptions(), write=True)
    assert [path.read_bytes().decode() for path in files] == list(made(words, end, "q.").values())


def workbook(path: Path, *rows: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active or book.create_sheet()
    for row in rows:
        sheet.append(row)
    sheet["B3"].comment = Comment("c  c", "anna")
    book.create_sheet("other")["A1"] = "two  spaces"
    book.save(path)


@settings(max_examples=6)
@given(words=st.text('abé&<>"中Я😀', max_size=6))
def test_in_a_spreadsheet_one_cell_changes_and_every_other_part_stays(folder: Path, words: str) -> None:
    path = folder / "a.xlsx"
    both = f"{words}x ."
    workbook(path, ("id", "en", "de", "max"), ("1", both, both, both), ("2", f"{words}z", f"{words}q .", both))
    before = path.read_bytes()
    (result,) = fix(str(path), Bank(), Fixer(select(["SPC003"], [])), InputOptions(), write=True)
    assert [(done.unit, done.language) for done in result.fixes] == [("1", "en"), ("1", "de"), ("2", "de")]
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet["C3"].value == f"{words}q."
    assert [sheet[place].value for place in ("B3", "D2", "D3")] == [f"{words}z", both, both]
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(path) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]
