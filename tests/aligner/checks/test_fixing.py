from __future__ import annotations

from pathlib import Path

import pytest

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
    result = fix(str(path), Bank(), Fixer(RULES), InputOptions(), write=False)
    lines = list(unified_diff(result))
    assert lines[2] == "@@ -8,7 +8,7 @@"
    assert [line for line in lines[3:] if line[0] != " "] == ["-Row  9\tСтрока 9", "+Row 9\tСтрока 9"]
    assert path.read_text(encoding="utf-8") == result.before
