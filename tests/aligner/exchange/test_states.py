from __future__ import annotations

from pathlib import Path

import pytest

from aligner.exchange import formats
from aligner.exchange.contents import ReadOptions
from aligner.exchange.plurals import Plurals
from aligner.model import InlineCode, TranslationState, Unit

FUZZY, LOCKED, UNTRANSLATED = TranslationState.FUZZY, TranslationState.LOCKED, TranslationState.UNTRANSLATED
FOR_CHECK = ReadOptions(by_segment=True, allow_unnamed=True)
XLIFF = '<xliff version="1.2"><file source-language="en" target-language="fr"><body>{}</body></file></xliff>'
XLIFF2 = '<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f">{}</file></xliff>'
TOOLS = (
    '<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff" xmlns:m="m">'
    '<file source-language="en" target-language="fr"><body>{}</body></file></xliff>'
)
PO = 'msgid ""\nmsgstr "Language: fr\\n"\n\n{}'


def units(source: str, name: str, folder: Path) -> list[Unit]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return list(formats.read(path, "", FOR_CHECK).units)


@pytest.mark.parametrize(
    ("name", "source", "state"),
    [
        ("a.po", PO.format('#, fuzzy\nmsgid "A"\nmsgstr "B"\n'), FUZZY),
        ("a.po", PO.format('msgid "A"\nmsgstr ""\n'), UNTRANSLATED),
        ("a.po", PO.format('msgid "A"\nmsgstr "B"\n'), None),
        ("a.xlf", XLIFF.format('<trans-unit id="1" translate="no"><source>A</source></trans-unit>'), LOCKED),
        ("a.xlf", XLIFF.format('<trans-unit id="1"><source>A</source></trans-unit>'), UNTRANSLATED),
        (
            "a.xlf",
            XLIFF.format('<trans-unit id="1"><source>A</source><target state="new">A</target></trans-unit>'),
            UNTRANSLATED,
        ),
        (
            "a.xlf",
            XLIFF.format(
                '<trans-unit id="1"><source>A</source><target state="needs-review-l10n">B</target></trans-unit>'
            ),
            FUZZY,
        ),
        (
            "a.xlf",
            XLIFF.format('<trans-unit id="1"><source>A</source><target state="final">B</target></trans-unit>'),
            TranslationState.APPROVED,
        ),
        (
            "a.xlf",
            XLIFF.format('<group translate="no"><trans-unit id="1"><source>A</source></trans-unit></group>'),
            LOCKED,
        ),
        (
            "a.mqxliff",
            TOOLS.format(
                '<trans-unit id="1" mq:status="PartiallyEdited"><source>A</source><target>B</target></trans-unit>'
            ),
            FUZZY,
        ),
        (
            "a.mqxliff",
            TOOLS.format('<trans-unit id="1" mq:locked="locked"><source>A</source><target>B</target></trans-unit>'),
            LOCKED,
        ),
        (
            "a.mxliff",
            TOOLS.format('<trans-unit id="1" m:confirmed="0"><source>A</source><target>B</target></trans-unit>'),
            FUZZY,
        ),
        (
            "a.xlf2",
            XLIFF2.format(
                '<unit id="1"><segment state="initial"><source>A</source><target>B</target></segment></unit>'
            ),
            UNTRANSLATED,
        ),
        ("a.xlf2", XLIFF2.format('<unit id="1" translate="no"><segment><source>A</source></segment></unit>'), LOCKED),
        (
            "a.xlf2",
            XLIFF2.format('<unit id="1"><segment><source>A</source><target>B</target></segment></unit>'),
            None,
        ),
    ],
)
def test_a_translation_has_the_state_that_its_tool_gives_it(
    tmp_path: Path, name: str, source: str, state: TranslationState | None
) -> None:
    (unit,) = units(source, name, tmp_path)
    assert unit.states.get("fr") == state


def test_each_segment_of_a_trados_file_is_a_unit_with_its_number_state_and_line(tmp_path: Path) -> None:
    segments = (
        '<trans-unit id="u"><source>A B</source><seg-source><mrk mtype="seg" mid="7">A <g id="1">x</g></mrk> '
        '<mrk mtype="seg" mid="8">B</mrk></seg-source>\n<target><mrk mtype="seg" mid="7">a'
        '<mrk mtype="x-sdl-deleted"> gone</mrk><mrk mtype="x-sdl-added"> new</mrk></mrk> <mrk mtype="seg" mid="8">b</mrk>'
        '</target><sdl:seg-defs><sdl:seg id="7" conf="Translated"/><sdl:seg id="8" conf="Draft" locked="true"/>'
        "</sdl:seg-defs></trans-unit>"
    )
    first, second = units(TOOLS.format(segments), "a.sdlxliff", tmp_path)
    assert (first.id, first.text("fr"), first.segments["fr"].line) == ("7", "a new", 2)
    assert first.segments["en"].codes == (InlineCode(2, "1", "open"), InlineCode(3, "1", "close"))
    assert first.segments["fr"].codes == ()
    assert (second.id, second.states) == ("8", {"fr": LOCKED})


@pytest.mark.parametrize(
    ("name", "language"),
    [("fr.po", "fr"), ("app.pt_BR.po", "pt-BR"), ("ru/LC_MESSAGES/app.po", "ru"), ("messages.po", "und")],
)
def test_the_language_that_a_catalogue_does_not_say_is_that_of_its_name_or_folder(
    tmp_path: Path, name: str, language: str
) -> None:
    (unit,) = units('#bare comment\nmsgid ""\nmsgstr ""\n\nmsgid "A"\nmsgstr "B"\n', name, tmp_path)
    assert unit.text(language) == "B"


RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"


@pytest.mark.parametrize(
    ("formula", "forms", "sources"),
    [
        (RUSSIAN, ["%d слово", "%d слова", "%d слов"], ["many %d", "many %d", "many %d"]),
        (ARABIC, ["nothing", "one", "two", "%d a", "%d b", "%d c"], ["", "one", "", "many %d", "many %d", "many %d"]),
        ("nplurals=1; plural=0;", ["%d 字"], ["many %d"]),
        ("nplurals=2; plural=(n != 1);", ["one", "%d many"], ["one", "many %d"]),
        ("nplurals=2; plural=__import__('os');", ["one", "%d many"], ["one", "many %d"]),
        ("", ["one", "%d many"], ["one", "many %d"]),
    ],
)
def test_a_plural_form_is_compared_with_the_text_of_the_source_for_its_numbers(
    tmp_path: Path, formula: str, forms: list[str], sources: list[str]
) -> None:
    lines = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(forms))
    header = f'msgid ""\nmsgstr "Language: fr\\nPlural-Forms: {formula}\\n"\n\n'
    read = units(f'{header}msgid "one"\nmsgid_plural "many %d"\n{lines}', "a.po", tmp_path)
    assert [unit.text("en") for unit in read] == sources
    assert [unit.text("fr") for unit in read] == forms


def test_a_formula_that_asks_for_endless_work_is_not_followed() -> None:
    assert Plurals.of("nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";") is not None


STUDIO = (
    '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.'
    '</mrk></seg-source><target><mrk mtype="seg" mid="1">{}</mrk> <mrk mtype="seg" mid="2">{}</mrk></target>'
    '<sdl:seg-defs><sdl:seg id="1" conf="{}"/><sdl:seg id="2"{}/></sdl:seg-defs></trans-unit>'
)


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        (("A.", "B.", "Unspecified", ""), UNTRANSLATED),
        (("X.", "B.", "Translated", ""), TranslationState.PARTIAL),
        (("X.", "Y.", "Translated", ' conf="Draft"'), FUZZY),
        (("X.", "Y.", "ApprovedSignOff", ' conf="Translated"'), None),
        (("X.", "Y.", "ApprovedSignOff", ' conf="ApprovedTranslation"'), TranslationState.APPROVED),
    ],
)
def test_a_whole_unit_of_a_trados_file_has_the_state_of_its_segments(
    parts: tuple[str, ...], state: TranslationState | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.sdlxliff"
    path.write_text(TOOLS.format(STUDIO.format(*parts)), encoding="utf-8")
    (unit,) = formats.read(path).units
    assert unit.states.get("fr") == state


@pytest.mark.parametrize("state", ["new", "needs-translation"])
def test_a_target_that_is_marked_as_not_begun_is_no_translation_whatever_it_says(state: str, tmp_path: Path) -> None:
    unit = f'<trans-unit id="1"><source>A</source><target state="{state}">B</target></trans-unit>'
    assert [it.states["fr"] for it in units(XLIFF.format(unit), "a.xlf", tmp_path)] == [UNTRANSLATED]


def test_the_head_of_a_catalogue_that_became_xliff_is_no_unit(tmp_path: Path) -> None:
    head = '<trans-unit id="1" restype="x-gettext-domain-header"><source>Language: fr</source></trans-unit>'
    unit = '<trans-unit id="2"><source>A</source><target>B</target><note>role: item\nstatus-fr: unverified</note></trans-unit>'
    (read,) = units(XLIFF.format(head + unit), "a.xlf", tmp_path)
    assert (read.id, read.comments) == ("2", ())
